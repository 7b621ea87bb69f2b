/**
 * Keys of programs. A key acts as the person it was made for; its secret is shown once and only
 * its SHA-256 is stored. A revoked key stays in the list, so that the audit keeps a name.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { User } from '../access.ts';
import { Problem } from '../problem.ts';
import * as audit from './audit.ts';
import { atomically, type Sql } from './postgres.ts';
import { digest, mint } from './sessions.ts';

export type Key = {
	id: number;
	name: string;
	userId: number;
	createdAt: Date;
	usedAt: Date | null;
	revokedAt: Date | null;
};

/** Makes a key for a person and returns its secret, which cannot be read again. */
export async function create(
	sql: Sql,
	actorId: number | undefined,
	{ name, userId }: { name: string; userId: number }
): Promise<{ key: Key; secret: string }> {
	const secret = `tdk_${mint()}`;
	return atomically(sql, async (tx) => {
		const [key] = await tx<Key[]>`
			insert into api_keys (token_hash, user_id, name)
			values (${digest(secret)}, ${userId}, ${name})
			returning id, name, user_id, created_at, used_at, revoked_at`;
		if (!key) throw new Problem('record.not-found');
		await audit.record(tx, actorId, 'key.create', `key/${key.id}`, { name, userId });
		return { key, secret };
	});
}

/** The person whose key a program carries, or undefined; notes the use once a minute. */
export async function find(sql: Sql, secret: string): Promise<User | undefined> {
	const hash = digest(secret);
	const [row] = await sql<(User & { stale: boolean })[]>`
		select u.id, u.email, u.name, u.role, u.unit_id, unit_name(u.unit_id) as unit_name,
			unit_level(u.unit_id) as unit_level,
			coalesce(k.used_at < now() - interval '1 minute', true) as stale
		from api_keys k join users u on u.id = k.user_id
		where k.token_hash = ${hash} and k.revoked_at is null and u.disabled_at is null`;
	if (!row) return undefined;
	const { stale, ...user } = row;
	if (stale) await sql`update api_keys set used_at = now() where token_hash = ${hash}`;
	return user;
}

/** What a program sends instead of its key: the key's number, a moment, and a proof that it has the key. */
export type Signature = { keyId: string; time: string; signature: string };

const signedMinutes = 5;

/**
 * The person whose key signed a body, or undefined. The signature is HMAC-SHA-256, in hex, over the
 * seconds since the epoch, a full stop and the body, made with the SHA-256 of the key's secret in
 * hex: that is all we have of the secret. It holds for five minutes.
 */
export async function findSigned(
	sql: Sql,
	{ keyId, time, signature }: Signature,
	body: Uint8Array,
	now = Date.now()
): Promise<User | undefined> {
	// Exactly one way to write a signature, as it also names what was signed.
	if (!/^[1-9]\d{0,8}$/.test(keyId) || !/^\d{9,11}$/.test(time)) return undefined;
	if (!/^[0-9a-f]{64}$/.test(signature)) return undefined;
	if (Math.abs(now / 1000 - Number(time)) > signedMinutes * 60) return undefined;
	const [row] = await sql<(User & { tokenHash: Buffer })[]>`
		select u.id, u.email, u.name, u.role, u.unit_id, unit_name(u.unit_id) as unit_name,
			unit_level(u.unit_id) as unit_level, k.token_hash
		from api_keys k join users u on u.id = k.user_id
		where k.id = ${Number(keyId)} and k.revoked_at is null and u.disabled_at is null`;
	if (!row) return undefined;
	const { tokenHash, ...user } = row;
	const right = createHmac('sha256', tokenHash.toString('hex'))
		.update(`${time}.`)
		.update(body)
		.digest();
	const sent = Buffer.from(signature, 'hex');
	if (sent.length !== right.length || !timingSafeEqual(sent, right)) return undefined;
	await sql`update api_keys set used_at = now()
		where id = ${Number(keyId)} and coalesce(used_at < now() - interval '1 minute', true)`;
	return user;
}

/** Every key, newest first. */
export async function list(sql: Sql): Promise<Key[]> {
	return sql<Key[]>`select id, name, user_id, created_at, used_at, revoked_at
		from api_keys order by id desc`;
}

/** Throws `record.not-found` when there is no such key in use. */
export async function revoke(sql: Sql, actorId: number | undefined, id: number): Promise<void> {
	await atomically(sql, async (tx) => {
		const rows = await tx`update api_keys set revoked_at = now()
			where id = ${id} and revoked_at is null returning id`;
		if (rows.length === 0) throw new Problem('record.not-found');
		await audit.record(tx, actorId, 'key.revoke', `key/${id}`);
	});
}

/** Revokes every key of a person, or those of one name. */
export async function revokeAll(
	sql: Sql,
	actorId: number | undefined,
	userId: number,
	name?: string
): Promise<void> {
	await atomically(sql, async (tx) => {
		const rows = await tx<{ id: number }[]>`
			update api_keys set revoked_at = now()
			where user_id = ${userId} and revoked_at is null
				${name === undefined ? tx`` : tx`and name = ${name}`}
			returning id`;
		for (const { id } of rows) await audit.record(tx, actorId, 'key.revoke', `key/${id}`);
	});
}
