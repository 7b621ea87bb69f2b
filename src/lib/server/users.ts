/**
 * Accounts of people: made, changed and disabled by administrators, never deleted, because facts
 * and the audit name them. Whatever changes an account writes its audit row in the same transaction.
 */
import type { Role, User } from '../access.ts';
import { dayOf } from '../event.ts';
import { Problem } from '../problem.ts';
import { levels, type Unit } from '../unit.ts';
import { isEmail, normaliseEmail, rolesAt, systemEmail, type Account } from '../user.ts';
import type { NewUser } from '../user.ts';
import * as audit from './audit.ts';
import * as keys from './keys.ts';
import * as passwords from './passwords.ts';
import { atomically, type Sql } from './postgres.ts';
import * as sessions from './sessions.ts';
import * as units from './units.ts';

type Actor = number | undefined;

/**
 * Adds a person. Without a password they cannot sign in until they choose one by a link. Throws
 * `user.exists`, `user.unusable-email`, `user.unusable-name`, `user.weak-password`,
 * `user.unknown-unit`, `user.role-does-not-fit`.
 */
export async function create(sql: Sql, actorId: Actor, person: NewUser): Promise<User> {
	const email = normaliseEmail(person.email);
	if (!isEmail(email)) throw new Problem('user.unusable-email', { email });
	const name = usableName(person.name);
	const { role, unitId } = person;
	await checkRole(sql, role, unitId);
	const hash =
		person.password === undefined ? null : await passwords.digest(person.password, email);
	return atomically(sql, async (tx) => {
		const [user] = await tx<User[]>`
			insert into users (email, name, password_hash, role, unit_id)
			values (${email}, ${name}, ${hash}, ${role}, ${unitId})
			on conflict (email) do nothing
			returning id, email, name, role, unit_id, unit_name(unit_id) as unit_name,
			unit_level(unit_id) as unit_level`;
		if (!user) throw new Problem('user.exists', { email });
		await audit.record(tx, actorId, 'user.create', `user/${user.id}`, { email, role, unitId });
		return user;
	});
}

function usableName(text: string): string {
	const name = text.normalize('NFC').trim();
	if (name.length < 1 || name.length > 200) throw new Problem('user.unusable-name');
	return name;
}

/** The account that command-line jobs act as; nobody can sign in to it. Returns its number. */
export async function system(sql: Sql, nationId: number): Promise<number> {
	const [row] = await sql<{ id: number }[]>`
		insert into users (email, name, role, unit_id)
		values (${systemEmail}, 'Hệ thống', 'administrator', ${nationId})
		on conflict (email) do update set name = excluded.name
		returning id`;
	return row?.id as number;
}

/** Every account but the system's, by name as Vietnamese sorts it. */
export async function list(sql: Sql): Promise<Account[]> {
	const [rows, seen] = await Promise.all([
		sql<Account[]>`
			select id, email, name, role, unit_id, unit_name(unit_id) as unit_name,
			unit_level(unit_id) as unit_level,
				password_hash is not null as has_password, created_at, disabled_at
			from users where email <> ${systemEmail} order by name collate vi, email`,
		sessions.lastSeen(sql)
	]);
	return rows.map((row) => ({ ...row, seenAt: seen.get(row.id) ?? null }));
}

/** Throws `user.not-found`. */
export async function find(sql: Sql, id: number): Promise<Account> {
	const account = (await list(sql)).find((one) => one.id === id);
	if (!account) throw new Problem('user.not-found');
	return account;
}

/** Throws `user.not-found`. */
export async function findByEmail(sql: Sql, email: string): Promise<Account> {
	const wanted = normaliseEmail(email);
	const account = (await list(sql)).find((one) => one.email === wanted);
	if (!account) throw new Problem('user.not-found');
	return account;
}

/** Name and address of everyone, the system too, for lists that hold only numbers. */
export async function names(sql: Sql): Promise<Map<number, { name: string; email: string }>> {
	const rows = await sql<{ id: number; name: string; email: string }[]>`
		select id, name, email from users`;
	return new Map(rows.map(({ id, name, email }) => [id, { name, email }]));
}

/** Those who can answer for a unit, by name as Vietnamese sorts it. */
export async function officers(sql: Sql, unitId: number): Promise<{ id: number; name: string }[]> {
	return sql<{ id: number; name: string }[]>`select id, name from users
		where unit_id = ${unitId} and role = 'unit_officer' and disabled_at is null
		order by name collate vi, id`;
}

/**
 * Keeps an account as the request found it until the transaction ends. Throws `access.signed-out`
 * when it was disabled meanwhile, `access.forbidden` when its role or unit was changed.
 */
export async function hold(tx: Sql, { id, role, unitId }: User): Promise<void> {
	const [now] = await tx<{ same: boolean }[]>`
		select role = ${role} and unit_id = ${unitId} as same from users
		where id = ${id} and disabled_at is null for share`;
	if (!now) throw new Problem('access.signed-out');
	if (!now.same) throw new Problem('access.forbidden', { unitId });
}

/** Changes a person's name, role or unit. Throws as {@link create} and `user.last-administrator`. */
export async function change(
	sql: Sql,
	actorId: Actor,
	id: number,
	{ name, role, unitId }: { name: string; role: Role; unitId: number }
): Promise<void> {
	const usable = usableName(name);
	await checkRole(sql, role, unitId);
	await atomically(sql, async (tx) => {
		const rows = await tx`
			update users set name = ${usable}, role = ${role}, unit_id = ${unitId}
			where id = ${id} and email <> ${systemEmail} returning 1`;
		if (rows.length === 0) throw new Problem('user.not-found');
		await keepAnAdministrator(tx);
		await audit.record(tx, actorId, 'user.change', `user/${id}`, { name, role, unitId });
	});
}

/** {@link change} with {@link disable} or {@link enable}, all or nothing. */
export async function amend(
	sql: Sql,
	actorId: Actor,
	id: number,
	{
		disabled,
		...wanted
	}: { name: string; role: Role; unitId: number; disabled?: boolean | undefined }
): Promise<void> {
	await atomically(sql, async (tx) => {
		await change(tx, actorId, id, wanted);
		if (disabled === true) await disable(tx, actorId, id);
		if (disabled === false) await enable(tx, actorId, id);
	});
}

/** Shuts a person out at once: ends their sessions and revokes their keys. */
export async function disable(sql: Sql, actorId: Actor, id: number): Promise<void> {
	await atomically(sql, async (tx) => {
		const rows = await tx`update users set disabled_at = coalesce(disabled_at, now())
			where id = ${id} and email <> ${systemEmail} returning 1`;
		if (rows.length === 0) throw new Problem('user.not-found');
		await keepAnAdministrator(tx);
		await sessions.endAll(tx, id);
		await keys.revokeAll(tx, actorId, id);
		await audit.record(tx, actorId, 'user.disable', `user/${id}`);
	});
}

/** Lets a disabled person sign in again; revoked keys stay revoked. */
export async function enable(sql: Sql, actorId: Actor, id: number): Promise<void> {
	await atomically(sql, async (tx) => {
		const rows = await tx`update users set disabled_at = null where id = ${id} returning 1`;
		if (rows.length === 0) throw new Problem('user.not-found');
		await audit.record(tx, actorId, 'user.enable', `user/${id}`);
	});
}

/** True while at least one person can administer the platform. */
export async function hasAdministrator(sql: Sql): Promise<boolean> {
	const rows = await sql`select 1 from users
		where role = 'administrator' and disabled_at is null and email <> ${systemEmail} limit 1`;
	return rows.length > 0;
}

async function keepAnAdministrator(tx: Sql): Promise<void> {
	// One at a time: two administrators who disable each other must not both succeed.
	await tx`select pg_advisory_xact_lock(17061)`;
	if (!(await hasAdministrator(tx))) throw new Problem('user.last-administrator');
}

async function checkRole(sql: Sql, role: Role, unitId: number): Promise<void> {
	const unit = await units.byId(sql, unitId);
	if (!unit) throw new Problem('user.unknown-unit', { unit: unitId });
	if (!rolesAt(unit.level).includes(role)) throw new Problem('user.role-does-not-fit', { role });
}

/** The unit an administrator names by its code today. Throws `user.unknown-unit`. */
export async function unitByCode(sql: Sql, code: string, day = dayOf(Date.now())): Promise<Unit> {
	for (const level of levels) {
		const unit = await units.find(sql, code.trim().toLowerCase(), level, day);
		if (unit) return unit;
	}
	throw new Problem('user.unknown-unit', { unit: code });
}
