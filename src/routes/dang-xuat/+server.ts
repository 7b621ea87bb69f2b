import { redirect } from '@sveltejs/kit';
import * as passwords from '#lib/server/passwords.ts';
import { endpoint, sessionCookieAt, sessionCookieOptions } from '../edge.ts';

/** Public, because a session that has ended may be left too. */
export const POST = endpoint(undefined, async ({ locals, cookies, url }) => {
	const secret = cookies.get(sessionCookieAt(url));
	if (secret && locals.user) await passwords.signOut(locals.sql, locals.user, secret);
	const { path, secure } = sessionCookieOptions(url);
	cookies.delete(sessionCookieAt(url), { path, secure });
	redirect(303, '/dang-nhap');
});
