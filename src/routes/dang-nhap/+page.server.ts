import { redirect } from '@sveltejs/kit';
import { Problem } from '#lib/problem.ts';
import * as passwords from '#lib/server/passwords.ts';
import { signIns } from '#lib/server/rates.ts';
import { action, field, localPath, page, secretField } from '../edge.ts';
import { sessionCookieAt, sessionCookieOptions } from '../edge.ts';

const limits = signIns();

/** Public: signing in. */
export const load = page(undefined, ({ locals, url }) => {
	if (locals.user) redirect(303, localPath(url.searchParams.get('tiep')));
	return { chosen: url.searchParams.has('da-dat') };
});

export const actions = {
	default: action(undefined, async ({ locals, cookies, url }, _user, form) => {
		const [email, password] = [field(form, 'thu'), secretField(form, 'mat_khau')];
		if (!email || !password) throw new Problem('access.wrong-password');
		await limits.attempt(email, locals.address);
		const { secret } = await passwords.signIn(locals.sql, email, password);
		await limits.succeed(email, locals.address);
		cookies.set(sessionCookieAt(url), secret, sessionCookieOptions(url));
		redirect(303, localPath(url.searchParams.get('tiep')));
	})
};
