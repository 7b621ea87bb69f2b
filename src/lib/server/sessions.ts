/**
 * Sessions of signed-in people. The secret is 256 random bits; only its
 * SHA-256 is stored. A session ends after 12 hours, or 2 hours without use.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { User } from '../access.ts';
import type { Sql } from './postgres.ts';

export const lifetimeHours = 12;
const idleHours = 2;

export function digest(secret: string): Buffer {
	return createHash('sha256').update(secret).digest();
}

export function mint(): string {
	return randomBytes(32).toString('base64url');
}

/** Opens a session and returns its secret, for the cookie. */
export async function open(sql: Sql, userId: number): Promise<string> {
	const secret = mint();
	await sql`delete from sessions where expires_at < now()`;
	await sql`insert into sessions (token_hash, user_id, expires_at)
		values (${digest(secret)}, ${userId}, now() + make_interval(hours => ${lifetimeHours}))`;
	return secret;
}

/** The person behind a session's secret, or undefined; renews the idle clock once a minute. */
export async function find(sql: Sql, secret: string): Promise<User | undefined> {
	const hash = digest(secret);
	const [row] = await sql<(User & { stale: boolean })[]>`
		select u.id, u.email, u.name, u.role, u.unit_id, unit_name(u.unit_id) as unit_name,
			unit_level(u.unit_id) as unit_level,
			s.seen_at < now() - interval '1 minute' as stale
		from sessions s join users u on u.id = s.user_id
		where s.token_hash = ${hash} and u.disabled_at is null and s.expires_at > now()
			and s.seen_at > now() - make_interval(hours => ${idleHours})`;
	if (!row) return undefined;
	const { stale, ...user } = row;
	if (stale) await sql`update sessions set seen_at = now() where token_hash = ${hash}`;
	return user;
}

export async function close(sql: Sql, secret: string): Promise<void> {
	await sql`delete from sessions where token_hash = ${digest(secret)}`;
}

/** An open session as its owner sees it. */
export type Session = { id: string; createdAt: Date; seenAt: Date; current: boolean };

/** The open sessions of a person, latest use first. `secret` marks the one that asks. */
export async function list(sql: Sql, userId: number, secret: string): Promise<Session[]> {
	return sql<Session[]>`
		select encode(token_hash, 'hex') as id, created_at, seen_at,
			token_hash = ${digest(secret)} as current
		from sessions where user_id = ${userId} and expires_at > now()
			and seen_at > now() - make_interval(hours => ${idleHours})
		order by seen_at desc`;
}

/** Ends one session of a person by its {@link Session} id; returns whether there was one. */
export async function end(sql: Sql, userId: number, id: string): Promise<boolean> {
	const rows = await sql`delete from sessions
		where user_id = ${userId} and encode(token_hash, 'hex') = ${id} returning 1`;
	return rows.length > 0;
}

/** Ends every session of a person, except the one whose secret is given. */
export async function endAll(sql: Sql, userId: number, except = ''): Promise<void> {
	await sql`delete from sessions where user_id = ${userId} and token_hash <> ${digest(except)}`;
}

/** When each person was last seen with an open session. */
export async function lastSeen(sql: Sql): Promise<Map<number, Date>> {
	const rows = await sql<{ userId: number; at: Date }[]>`
		select user_id, max(seen_at) as at from sessions group by user_id`;
	return new Map(rows.map(({ userId, at }) => [userId, at]));
}
