import { Problem } from '#lib/problem.ts';
import * as keys from '#lib/server/keys.ts';
import * as users from '#lib/server/users.ts';
import { action, field, idOf, page } from '../../edge.ts';

export const load = page('key.manage', async ({ locals }) => {
	const [list, names] = await Promise.all([keys.list(locals.sql), users.names(locals.sql)]);
	return { keys: list.map((key) => ({ ...key, owner: names.get(key.userId)?.name ?? '' })) };
});

export const actions = {
	make: action('key.manage', async ({ locals }, user, form) => {
		const name = field(form, 'ten').slice(0, 200);
		if (!name) throw new Problem('request.invalid', { reason: 'ten' });
		const owner = field(form, 'thu');
		const userId = owner ? (await users.findByEmail(locals.sql, owner)).id : user.id;
		const { secret } = await keys.create(locals.sql, user.id, { name, userId });
		return { secret };
	}),
	revoke: action('key.manage', async ({ locals }, user, form) => {
		await keys.revoke(locals.sql, user.id, idOf(field(form, 'khoa')));
		return { secret: '' };
	})
};
