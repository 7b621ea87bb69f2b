import { Problem } from '#lib/problem.ts';
import * as deputies from '#lib/server/deputies.ts';
import * as users from '#lib/server/users.ts';
import { action, field, idOf, page } from '../../edge.ts';

/** An approver's deputies, and the colleagues who may become one. */
export const load = page('response.sign', async ({ locals }, user) => ({
	deputies: await deputies.ofUnit(locals.sql, user),
	colleagues: (await users.list(locals.sql))
		.filter(({ id, unitId, disabledAt }) => unitId === user.unitId && id !== user.id && !disabledAt)
		.map(({ id, name, email }) => ({ id, name, email }))
}));

export const actions = {
	giao: action('response.sign', async ({ locals }, user, form) => {
		const [from, until] = [field(form, 'tu'), field(form, 'den')];
		if (![from, until].every((day) => /^\d{4}-\d\d-\d\d$/.test(day)))
			throw new Problem('deputy.unusable');
		await deputies.give(locals.sql, user, {
			userId: idOf(field(form, 'nguoi')),
			startsAt: `${from}T00:00:00+07:00`,
			endsAt: `${until}T23:59:59.999+07:00`
		});
		return { done: 'given' as const };
	}),
	thu: action('response.sign', async ({ locals }, user, form) => {
		await deputies.withdraw(locals.sql, user, idOf(field(form, 'so')));
		return { done: 'withdrawn' as const };
	})
};
