import { roles } from '#lib/access.ts';
import { Problem } from '#lib/problem.ts';
import * as links from '#lib/server/links.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { action, field, idOf, page } from '../../../edge.ts';

export const load = page('user.manage', async ({ locals, params }) => {
	const account = await users.find(locals.sql, idOf(params.id));
	return { account, unit: await units.byId(locals.sql, account.unitId) };
});

export const actions = {
	save: action('user.manage', async ({ locals, params }, user, form) => {
		const role = roles.find((one) => one === field(form, 'vai_tro'));
		if (!role) throw new Problem('request.invalid', { reason: 'vai_tro' });
		const unit = await users.unitByCode(locals.sql, field(form, 'don_vi'));
		const wanted = { name: field(form, 'ten'), role, unitId: unit.id };
		await users.change(locals.sql, user.id, idOf(params.id), wanted);
		return { saved: true };
	}),
	reset: action('user.manage', async ({ locals, params, url }, user) => {
		const path = await links.forPassword(locals.sql, user.id, idOf(params.id));
		return { link: url.origin + path };
	}),
	disable: action('user.manage', async ({ locals, params }, user) => {
		await users.disable(locals.sql, user.id, idOf(params.id));
		return { saved: true };
	}),
	enable: action('user.manage', async ({ locals, params }, user) => {
		await users.enable(locals.sql, user.id, idOf(params.id));
		return { saved: true };
	})
};
