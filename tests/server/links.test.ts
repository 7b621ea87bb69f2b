/** One-time links: each works once, for its purpose, while it should. */
import { beforeEach, expect, test } from 'vitest';
import * as links from '#lib/server/links.ts';
import * as passwords from '#lib/server/passwords.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { an, binh, password } from '../people.ts';
import { freshPostgres } from '../stores.ts';

let sql: Sql;
let unitId: number;
beforeEach(async () => {
	sql ??= await freshPostgres();
	await units.load(sql);
	await sql`truncate users, one_time_links cascade`;
	unitId = (await units.nation(sql)).id;
});

const secretOf = (path: string | undefined) => path?.split('ma=')[1] ?? '';
const first = () => ({ email: 'first@example.vn', name: 'First', password, unitId });

test('the first link makes an administrator once, also when two use it together', async () => {
	const secret = secretOf(await links.firstAdministrator(sql));
	expect(await links.isOpen(sql, 'first_administrator', secret)).toBe(true);
	const both = await Promise.allSettled([
		links.useFirstAdministrator(sql, secret, first()),
		links.useFirstAdministrator(sql, secret, { ...first(), email: 'second@example.vn' })
	]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(await users.list(sql)).toHaveLength(1);
	expect(await links.isOpen(sql, 'first_administrator', secret)).toBe(false);
	expect(await links.firstAdministrator(sql)).toBeUndefined();
});

test('a refused password leaves the first link usable', async () => {
	const secret = secretOf(await links.firstAdministrator(sql));
	const weak = { ...first(), password: '123456789012' };
	await expect(links.useFirstAdministrator(sql, secret, weak)).rejects.toMatchObject({
		problem: 'user.weak-password'
	});
	await expect(links.useFirstAdministrator(sql, secret, first())).resolves.toMatchObject({
		role: 'administrator'
	});
});

test('a link that was replaced, has expired, or was never made does nothing', async () => {
	const old = secretOf(await links.firstAdministrator(sql));
	const fresh = secretOf(await links.firstAdministrator(sql));
	for (const secret of [old, '', 'x'])
		await expect(links.useFirstAdministrator(sql, secret, first())).rejects.toMatchObject({
			problem: 'access.link-used'
		});
	await sql`update one_time_links set expires_at = now() - interval '1 second'`;
	await expect(links.useFirstAdministrator(sql, fresh, first())).rejects.toMatchObject({
		problem: 'access.link-used'
	});
});

test('a link of before does nothing once an administrator exists', async () => {
	const secret = secretOf(await links.firstAdministrator(sql));
	await an(sql);
	expect(await links.isOpen(sql, 'first_administrator', secret)).toBe(false);
	await expect(links.useFirstAdministrator(sql, secret, first())).rejects.toMatchObject({
		problem: 'access.link-used'
	});
});

test('a password link sets the password of its person, once, and no other link does', async () => {
	const admin = await an(sql);
	const person = await binh(sql);
	const secret = secretOf(await links.forPassword(sql, admin.id, person.id));
	const next = 'suối chảy qua bản nhỏ';
	await expect(links.useFirstAdministrator(sql, secret, first())).rejects.toThrow();
	await links.usePassword(sql, secret, next);
	await expect(passwords.authenticate(sql, person.email, next)).resolves.toBeDefined();
	await expect(links.usePassword(sql, secret, next)).rejects.toMatchObject({
		problem: 'user.link-used'
	});
});
