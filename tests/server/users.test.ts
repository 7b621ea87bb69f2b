/** Accounts: who may be made, changed and shut out, and what the audit says of it. */
import { beforeAll, expect, test } from 'vitest';
import * as keys from '#lib/server/keys.ts';
import * as passwords from '#lib/server/passwords.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as sessions from '#lib/server/sessions.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { an, binh, dung, em, password } from '../people.ts';
import { freshPostgres } from '../stores.ts';

let sql: Sql;
beforeAll(async () => {
	sql = await freshPostgres();
	await units.load(sql);
	await an(sql);
});

const verbsOn = async (object: string) =>
	(await sql<{ verb: string }[]>`select verb from audit where object = ${object} order by id`).map(
		({ verb }) => verb
	);

test('an e-mail address names one person, however it is typed', async () => {
	const person = await binh(sql);
	const again = { ...person, email: ' BINH@Example.VN ' };
	await expect(users.create(sql, undefined, again)).rejects.toMatchObject({
		problem: 'user.exists'
	});
	await expect(passwords.authenticate(sql, 'Binh@example.vn ', password)).resolves.toMatchObject({
		id: person.id,
		unitName: 'Việt Nam'
	});
});

test('a name or an address that cannot be one is named as such, also in a change', async () => {
	const { id, unitId } = await binh(sql);
	const person = { email: 'y@example.vn', name: ' ', role: 'leader' as const, unitId };
	const unusable = { problem: 'user.unusable-name' };
	await expect(users.create(sql, undefined, person)).rejects.toMatchObject(unusable);
	await expect(users.change(sql, undefined, id, person)).rejects.toMatchObject(unusable);
	await expect(
		users.create(sql, undefined, { ...person, name: 'Y', email: 'y' })
	).rejects.toMatchObject({ problem: 'user.unusable-email' });
});

test('a role fits the level of the unit', async () => {
	const nation = await units.nation(sql);
	const officer = { email: 'x@example.vn', name: 'X', role: 'unit_officer', unitId: nation.id };
	await expect(
		users.create(sql, undefined, { ...officer, role: 'unit_officer' })
	).rejects.toMatchObject({ problem: 'user.role-does-not-fit' });
	const province = await dung(sql);
	await expect(
		users.create(sql, undefined, { ...officer, role: 'leader', unitId: province.unitId })
	).rejects.toMatchObject({ problem: 'user.role-does-not-fit' });
	await expect(
		users.create(sql, undefined, { ...officer, role: 'leader', unitId: 999_999 })
	).rejects.toMatchObject({ problem: 'user.unknown-unit' });
});

test('a disabled person is out at once: sessions, keys and password', async () => {
	const person = await em(sql);
	const { secret } = await passwords.signIn(sql, person.email, password);
	const { secret: key } = await keys.create(sql, person.id, { name: 'k', userId: person.id });
	expect(await keys.find(sql, key)).toMatchObject({ id: person.id });
	await users.disable(sql, (await an(sql)).id, person.id);
	expect(await sessions.find(sql, secret)).toBeUndefined();
	expect(await keys.find(sql, key)).toBeUndefined();
	await expect(passwords.signIn(sql, person.email, password)).rejects.toMatchObject({
		problem: 'access.wrong-password'
	});
	await users.enable(sql, undefined, person.id);
	expect(await sessions.find(sql, secret)).toBeUndefined();
	expect(await keys.find(sql, key)).toBeUndefined();
	expect(await verbsOn(`user/${person.id}`)).toEqual([
		'user.create',
		'user.sign-in',
		'user.disable',
		'user.sign-in-failed',
		'user.enable'
	]);
});

test('the last administrator can be neither disabled nor demoted', async () => {
	const last = await an(sql);
	const refused = { problem: 'user.last-administrator' };
	await expect(users.disable(sql, last.id, last.id)).rejects.toMatchObject(refused);
	await expect(
		users.change(sql, last.id, last.id, { ...last, role: 'leader' })
	).rejects.toMatchObject(refused);
	expect((await users.find(sql, last.id)).disabledAt).toBeNull();
});

test('a failure leaves neither the account nor its audit row', async () => {
	const before = await sql`select 1 from audit`;
	const person = { ...(await an(sql)), email: 'y@example.vn', password: 'short' };
	await expect(users.create(sql, undefined, person)).rejects.toMatchObject({
		problem: 'user.weak-password'
	});
	expect(await sql`select 1 from audit`).toHaveLength(before.length);
	expect((await users.list(sql)).some(({ email }) => email === 'y@example.vn')).toBe(false);
});

test('a unit is found by its code of today, whatever its level', async () => {
	const day = '2026-11-01';
	expect((await users.unitByCode(sql, '68', day)).level).toBe('province');
	expect((await users.unitByCode(sql, ' VN ', day)).level).toBe('nation');
	expect((await users.unitByCode(sql, '00004', day)).level).toBe('commune');
	expect((await users.unitByCode(sql, 'bca', day)).level).toBe('agency');
	await expect(users.unitByCode(sql, '777', day)).rejects.toMatchObject({
		problem: 'user.unknown-unit'
	});
});
