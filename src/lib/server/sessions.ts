/**
 * Sessions of signed-in people and keys of programs. The secret is 256 random bits; only its
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
	await sql`insert into sessions (token_hash, user_id, expires_at)
		values (${digest(secret)}, ${userId}, now() + make_interval(hours => ${lifetimeHours}))`;
	return secret;
}

/** The person behind a session's secret, or undefined; renews the idle clock once a minute. */
export async function find(sql: Sql, secret: string): Promise<User | undefined> {
	const hash = digest(secret);
	const [row] = await sql<(User & { stale: boolean })[]>`
		select u.id, u.email, u.name, u.role, u.unit_id, unit_name(u.unit_id) as unit_name,
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

/** The person whose key a program carries, or undefined. */
export async function findByKey(sql: Sql, secret: string): Promise<User | undefined> {
	const [user] = await sql<User[]>`
		with used as (
			update api_keys set used_at = now()
			where token_hash = ${digest(secret)} and revoked_at is null
			returning user_id
		)
		select u.id, u.email, u.name, u.role, u.unit_id, unit_name(u.unit_id) as unit_name
		from used join users u on u.id = used.user_id where u.disabled_at is null`;
	return user;
}
