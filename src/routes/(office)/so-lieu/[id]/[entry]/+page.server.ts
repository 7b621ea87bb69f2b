import { fail, redirect } from '@sveltejs/kit';
import { may, type User } from '#lib/access.ts';
import { Problem, sentence } from '#lib/problem.ts';
import { fieldsOf, judgeFigures, type Given } from '#lib/register/judging.ts';
import { allowUnit } from '#lib/server/access.ts';
import * as indicators from '#lib/server/indicators.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as registers from '#lib/server/registers/registers.ts';
import * as units from '#lib/server/units.ts';
import { action, field, idOf, page } from '../../../../edge.ts';

type Asked = { id: string; entry: string };

async function find(sql: Sql, user: User, { id, entry: number }: Asked) {
	const register = registers.find(id);
	const entry = await registers.byId(sql, idOf(number));
	if (entry.indicatorId !== register.indicatorId) throw new Problem('record.not-found');
	await allowUnit(sql, user, entry.unitId);
	return { register, entry };
}

/** One entry as it stands, with all its versions. */
export const load = page('register.read', async ({ locals: { sql }, params }, user) => {
	const { register, entry } = await find(sql, user, params);
	const [indicator, unit, versions] = await Promise.all([
		indicators.byId(sql, register.indicatorId),
		units.byId(sql, entry.unitId, entry.periodTo),
		registers.history(sql, entry.id)
	]);
	return {
		...{ register, entry, versions, mayWrite: may(user, 'register.write') },
		name: { vi: indicator?.nameVi ?? '', en: indicator?.nameEn ?? '' },
		unitName: unit?.fullName ?? ''
	};
});

export const actions = {
	sua: action('register.write', async ({ locals, params }, user, form) => {
		const { register, entry } = await find(locals.sql, user, params);
		const given: Given = Object.fromEntries(
			fieldsOf(register).map((name) => [name, field(form, name)])
		);
		const { faults } = judgeFigures(register, given, entry.periodTo);
		if (faults.length > 0) {
			const told = faults.map(({ field: name, problem, details }) => [
				name,
				sentence(problem, locals.locale, details)
			]);
			const values = fieldsOf(register).map((name) => [name, field(form, name)]);
			return fail(422, {
				errors: Object.fromEntries(told) as Record<string, string>,
				values: Object.fromEntries(values) as Record<string, string>
			});
		}
		const base = Number(field(form, 'phien_ban'));
		const next = await registers.edit(locals.sql, user.id, entry.id, base, given);
		return { edited: next.version };
	}),
	thu_hoi: action('register.write', async ({ locals, params }, user, form) => {
		const { register, entry } = await find(locals.sql, user, params);
		const base = Number(field(form, 'phien_ban'));
		await registers.withdraw(locals.sql, user.id, entry.id, base, field(form, 'ly_do'));
		redirect(303, `/so-lieu/${register.indicatorId}/${entry.id}`);
	})
};
