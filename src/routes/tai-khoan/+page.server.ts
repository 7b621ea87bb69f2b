import { Problem } from '#lib/problem.ts';
import * as passwords from '#lib/server/passwords.ts';
import { signIns } from '#lib/server/rates.ts';
import * as sessions from '#lib/server/sessions.ts';
import { action, field, page, secretField, sessionCookieAt } from '../edge.ts';

// Whoever finds an open screen must not be able to guess the password there either.
const limits = signIns();

export const load = page('account.own', async ({ locals, cookies, url }, user) => {
	const secret = cookies.get(sessionCookieAt(url)) ?? '';
	return { sessions: await sessions.list(locals.sql, user.id, secret) };
});

export const actions = {
	password: action('account.own', async ({ locals, cookies, url }, user, form) => {
		const current = secretField(form, 'mat_khau_cu');
		const next = secretField(form, 'mat_khau_moi');
		if (next !== secretField(form, 'mat_khau_lai')) throw new Problem('user.passwords-differ');
		await limits.attempt(user.email, 'own');
		const secret = cookies.get(sessionCookieAt(url)) ?? '';
		await passwords.change(locals.sql, user, { current, next, secret });
		await limits.succeed(user.email, 'own');
		return { changed: true };
	}),
	session: action('account.own', async ({ locals }, user, form) => {
		await sessions.end(locals.sql, user.id, field(form, 'phien'));
		return { changed: false };
	}),
	sessions: action('account.own', async ({ locals, cookies, url }, user) => {
		await sessions.endAll(locals.sql, user.id, cookies.get(sessionCookieAt(url)) ?? '');
		return { changed: false };
	})
};
