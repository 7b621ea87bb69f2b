/** Passwords: how they are stored, changed, and what signing in tells a stranger. */
import { beforeAll, expect, test } from 'vitest';
import * as passwords from '#lib/server/passwords.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as sessions from '#lib/server/sessions.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { systemEmail } from '#lib/user.ts';
import { an, binh, password } from '../people.ts';
import { freshPostgres } from '../stores.ts';

let sql: Sql;
beforeAll(async () => {
	sql = await freshPostgres();
	await units.load(sql);
});

test('a password is stored as argon2id with 19 MiB, two passes and one lane', async () => {
	const { id } = await an(sql);
	const [row] = await sql<{ passwordHash: string }[]>`
		select password_hash from users where id = ${id}`;
	expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('an unknown address, a wrong password and an account without one get the same answer', async () => {
	const { email } = await an(sql);
	await users.system(sql, (await units.nation(sql)).id);
	for (const [who, what] of [
		['nobody@example.vn', password],
		[email, 'not the right one'],
		[email, ''],
		[email, password + ' '.repeat(200)],
		[systemEmail, ''],
		[systemEmail, password]
	] as const) {
		const refused = passwords.authenticate(sql, who, what);
		await expect(refused).rejects.toMatchObject({ problem: 'access.wrong-password', details: {} });
	}
});

test('a failed sign-in is in the audit without a word of what was typed', async () => {
	const { id, email } = await an(sql);
	await expect(passwords.signIn(sql, email, 'Thực-đơn-7-món')).rejects.toThrow();
	await expect(passwords.signIn(sql, 'Thực-đơn-7-món', 'x')).rejects.toThrow();
	const rows = await sql`select object, detail::text as detail from audit
		where verb = 'user.sign-in-failed' order by id`;
	expect(rows.map(({ object }) => object as string)).toEqual([`user/${id}`, 'user/unknown']);
	expect(JSON.stringify(rows)).not.toContain('món');
});

test('a letter typed as one code point or as several is the same password', async () => {
	const { email } = await an(sql);
	const decomposed = password.normalize('NFD');
	expect(decomposed).not.toBe(password);
	await expect(passwords.authenticate(sql, email, decomposed)).resolves.toMatchObject({ email });
});

test('changing the password needs the old one and ends the other sessions', async () => {
	const user = await binh(sql);
	const here = (await passwords.signIn(sql, user.email, password)).secret;
	const there = (await passwords.signIn(sql, user.email, password)).secret;
	const next = 'trăng sáng vườn chè';
	await expect(
		passwords.change(sql, user, { current: 'wrong one', next, secret: here })
	).rejects.toMatchObject({ problem: 'user.wrong-current-password' });
	await passwords.change(sql, user, { current: password, next, secret: here });
	expect(await sessions.find(sql, here)).toBeDefined();
	expect(await sessions.find(sql, there)).toBeUndefined();
	await expect(passwords.authenticate(sql, user.email, next)).resolves.toBeDefined();
	await expect(passwords.authenticate(sql, user.email, password)).rejects.toThrow();
});

test('people see and end their own sessions, not those of others', async () => {
	const one = await an(sql);
	const other = await binh(sql);
	const mine = (await passwords.signIn(sql, one.email, password)).secret;
	await passwords.signIn(sql, one.email, password);
	const list = await sessions.list(sql, one.id, mine);
	expect(list.map(({ current }) => current).sort()).toEqual([false, true]);
	const another = list.find(({ current }) => !current)?.id ?? '';
	expect(await sessions.end(sql, other.id, another)).toBe(false);
	expect(await sessions.end(sql, one.id, another)).toBe(true);
	expect(await sessions.list(sql, one.id, mine)).toHaveLength(1);
	await passwords.signOut(sql, one, mine);
	expect(await sessions.find(sql, mine)).toBeUndefined();
});
