import { redirect } from '@sveltejs/kit';
import { roles, type Role } from '#lib/access.ts';
import { Problem } from '#lib/problem.ts';
import * as users from '#lib/server/users.ts';
import { fold } from '#lib/vietnamese.ts';
import { action, field, page } from '../edge.ts';
import { offered } from './offered.ts';

export const load = page('user.manage', async ({ locals, url }) => {
	const asked = url.searchParams.get('tim') ?? '';
	const words = fold(asked).split(' ').filter(Boolean);
	const all = await users.list(locals.sql);
	const accounts = all.filter(({ name, email, unitName }) => {
		const text = `${fold(name)} ${email} ${fold(unitName)}`;
		return words.every((word) => text.includes(word));
	});
	return {
		asked,
		accounts,
		units: await offered(locals.sql),
		total: all.length,
		off: all.filter(({ disabledAt }) => disabledAt).length
	};
});

export const actions = {
	default: action('user.manage', async ({ locals }, user, form) => {
		const role = roles.find((one) => one === field(form, 'vai_tro')) as Role | undefined;
		if (!role) throw new Problem('request.invalid', { reason: 'vai_tro' });
		const unit = await users.unitByCode(locals.sql, field(form, 'don_vi'));
		const person = { email: field(form, 'thu'), name: field(form, 'ten'), role, unitId: unit.id };
		const { id } = await users.create(locals.sql, user.id, person);
		redirect(303, `/quan-tri/tai-khoan/${id}`);
	})
};
