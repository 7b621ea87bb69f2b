import { redirect } from '@sveltejs/kit';
import { Problem } from '#lib/problem.ts';
import * as links from '#lib/server/links.ts';
import * as passwords from '#lib/server/passwords.ts';
import * as units from '#lib/server/units.ts';
import { action, field, page, secretField } from '../edge.ts';
import { sessionCookieAt, sessionCookieOptions } from '../edge.ts';

/** Public: whoever holds the link printed at the start makes the first administrator. */
export const load = page(undefined, async ({ locals, url }) => ({
	open: await links.isOpen(locals.sql, 'first_administrator', url.searchParams.get('ma') ?? '')
}));

export const actions = {
	default: action(undefined, async ({ locals, cookies, url }, _user, form) => {
		const [email, name] = [field(form, 'thu'), field(form, 'ten')];
		const password = secretField(form, 'mat_khau');
		if (password !== secretField(form, 'mat_khau_lai')) throw new Problem('user.passwords-differ');
		const unitId = (await units.nation(locals.sql)).id;
		const code = url.searchParams.get('ma') ?? '';
		await links.useFirstAdministrator(locals.sql, code, { email, name, unitId, password });
		const { secret } = await passwords.signIn(locals.sql, email, password);
		cookies.set(sessionCookieAt(url), secret, sessionCookieOptions(url));
		redirect(303, '/quan-tri');
	})
};
