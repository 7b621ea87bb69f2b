/**
 * One-time links: the first administrator's, printed when a platform without one starts, and the
 * link with which a person chooses a password. Only the SHA-256 of a link's secret is stored, and
 * using it deletes it.
 */
import type { User } from '../access.ts';
import { Problem } from '../problem.ts';
import type { NewUser } from '../user.ts';
import * as audit from './audit.ts';
import * as passwords from './passwords.ts';
import { atomically, type Sql } from './postgres.ts';
import { digest, mint as mintSecret } from './sessions.ts';
import * as users from './users.ts';

export type Purpose = 'first_administrator' | 'password';

/** Makes a link and returns its secret; earlier links of the same purpose and person end. */
export async function mint(
	sql: Sql,
	purpose: Purpose,
	hours: number,
	userId?: number
): Promise<string> {
	const secret = mintSecret();
	await atomically(sql, async (tx) => {
		await tx`delete from one_time_links where expires_at < now()
			or (purpose = ${purpose} and user_id is not distinct from ${userId ?? null}::integer)`;
		await tx`insert into one_time_links (token_hash, purpose, user_id, expires_at) values
			(${digest(secret)}, ${purpose}, ${userId ?? null}, now() + make_interval(hours => ${hours}))`;
	});
	return secret;
}

/** Whether a link would still work. */
export async function isOpen(sql: Sql, purpose: Purpose, secret: string): Promise<boolean> {
	if (purpose === 'first_administrator' && (await users.hasAdministrator(sql))) return false;
	const rows = await sql`select 1 from one_time_links where token_hash = ${digest(secret)}
		and purpose = ${purpose} and expires_at > now()`;
	return rows.length > 0;
}

/** The path of the first administrator's page, or undefined once there is an administrator. */
export async function firstAdministrator(sql: Sql): Promise<string | undefined> {
	if (await users.hasAdministrator(sql)) return undefined;
	return `/thiet-lap?ma=${await mint(sql, 'first_administrator', 24)}`;
}

/** Makes the first administrator, exactly once. Throws `access.link-used` and as `users.create`. */
export async function useFirstAdministrator(
	sql: Sql,
	secret: string,
	person: Omit<NewUser, 'role'>
): Promise<User> {
	return atomically(sql, async (tx) => {
		await tx`select pg_advisory_xact_lock(17061)`;
		if (await users.hasAdministrator(tx)) throw new Problem('access.link-used');
		if (!(await spend(tx, 'first_administrator', secret))) throw new Problem('access.link-used');
		return users.create(tx, undefined, { ...person, role: 'administrator' });
	});
}

/** A link for a person to choose a password with, good for 72 hours; returns its path. */
export async function forPassword(sql: Sql, actorId: number, userId: number): Promise<string> {
	await users.find(sql, userId);
	return atomically(sql, async (tx) => {
		const secret = await mint(tx, 'password', 72, userId);
		await audit.record(tx, actorId, 'user.password-link', `user/${userId}`);
		return `/dat-mat-khau?ma=${secret}`;
	});
}

/** Sets the password of the link's person. Throws `user.link-used`, `user.weak-password`. */
export async function usePassword(sql: Sql, secret: string, password: string): Promise<void> {
	await atomically(sql, async (tx) => {
		const link = await spend(tx, 'password', secret);
		if (!link?.userId) throw new Problem('user.link-used');
		await passwords.set(tx, link.userId, link.userId, password);
	});
}

/** Deletes a link that still works and returns whose it was; in a transaction that fails, it stays. */
async function spend(tx: Sql, purpose: Purpose, secret: string) {
	const [link] = await tx<{ userId: number | null }[]>`
		delete from one_time_links where token_hash = ${digest(secret)}
			and purpose = ${purpose} and expires_at > now()
		returning user_id`;
	return link;
}
