import { redirect } from '@sveltejs/kit';
import { Problem } from '#lib/problem.ts';
import * as links from '#lib/server/links.ts';
import { action, page, secretField } from '../edge.ts';

/** Public: whoever holds a link made by an administrator chooses the password. */
export const load = page(undefined, async ({ locals, url }) => ({
	open: await links.isOpen(locals.sql, 'password', url.searchParams.get('ma') ?? '')
}));

export const actions = {
	default: action(undefined, async ({ locals, url }, _user, form) => {
		const password = secretField(form, 'mat_khau');
		if (password !== secretField(form, 'mat_khau_lai')) throw new Problem('user.passwords-differ');
		await links.usePassword(locals.sql, url.searchParams.get('ma') ?? '', password);
		redirect(303, '/dang-nhap?da-dat');
	})
};
