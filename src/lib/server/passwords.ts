/**
 * Passwords and signing in. Stored as argon2id (19 MiB, two passes, one lane); an unknown address
 * costs the same work as a known one, so that neither answer nor delay tells which addresses exist.
 */
import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import type { User } from '../access.ts';
import { Problem } from '../problem.ts';
import { isAcceptable, normaliseEmail, normalisePassword, passwordLength } from '../user.ts';
import * as audit from './audit.ts';
import { atomically, type Sql } from './postgres.ts';
import * as sessions from './sessions.ts';

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** What a password is compared with when there is no account. */
const decoy = hash(randomBytes(32), cost);

type Found = User & { passwordHash: string | null; disabledAt: Date | null };

/** The argon2id text of a password that may be used. Throws `user.weak-password`. */
export async function digest(password: string, email: string): Promise<string> {
	if (!isAcceptable(password, email)) throw new Problem('user.weak-password');
	return hash(normalisePassword(password), cost);
}

/** The person with this address and password. Throws `access.wrong-password`, whatever was wrong. */
export async function authenticate(sql: Sql, email: string, password: string): Promise<User> {
	const { user, right } = await check(sql, email, password);
	if (!user || !right) throw new Problem('access.wrong-password');
	return user;
}

/** Signs a person in: a new session, whose secret is returned for the cookie. Throws as above. */
export async function signIn(
	sql: Sql,
	email: string,
	password: string
): Promise<{ user: User; secret: string }> {
	const { user, right } = await check(sql, email, password);
	if (!user || !right) {
		// The address as typed is not kept: people type passwords into the wrong field.
		const object = user ? `user/${user.id}` : 'user/unknown';
		await audit.record(sql, undefined, 'user.sign-in-failed', object);
		throw new Problem('access.wrong-password');
	}
	return atomically(sql, async (tx) => {
		const secret = await sessions.open(tx, user.id);
		await audit.record(tx, user.id, 'user.sign-in', `user/${user.id}`);
		return { user, secret };
	});
}

export async function signOut(sql: Sql, user: User, secret: string): Promise<void> {
	await atomically(sql, async (tx) => {
		await sessions.close(tx, secret);
		await audit.record(tx, user.id, 'user.sign-out', `user/${user.id}`);
	});
}

/**
 * Sets the password of a person and ends their sessions, except the one whose secret is given.
 * Throws `user.weak-password`, `user.not-found`.
 */
export async function set(
	sql: Sql,
	actorId: number | undefined,
	userId: number,
	password: string,
	keep = ''
): Promise<void> {
	const [user] = await sql<{ email: string }[]>`select email from users where id = ${userId}`;
	if (!user) throw new Problem('user.not-found');
	const text = await digest(password, user.email);
	await atomically(sql, async (tx) => {
		await tx`update users set password_hash = ${text} where id = ${userId}`;
		await sessions.endAll(tx, userId, keep);
		await audit.record(tx, actorId, 'user.set-password', `user/${userId}`);
	});
}

/** Changes one's own password; other sessions end. Throws `user.wrong-current-password` too. */
export async function change(
	sql: Sql,
	user: User,
	{ current, next, secret }: { current: string; next: string; secret: string }
): Promise<void> {
	const { right } = await check(sql, user.email, current);
	if (!right) throw new Problem('user.wrong-current-password');
	await set(sql, user.id, user.id, next, secret);
}

async function check(sql: Sql, email: string, password: string) {
	const [found] = await sql<Found[]>`
		select id, email, name, role, unit_id, unit_name(unit_id) as unit_name,
			unit_level(unit_id) as unit_level,
			password_hash, disabled_at
		from users where email = ${normaliseEmail(email).slice(0, 254)}`;
	const plain = normalisePassword(password);
	const tooLong = [...plain].length > passwordLength.most;
	const against = (!tooLong && found?.passwordHash) || (await decoy);
	const same = await verify(against, tooLong ? '' : plain);
	if (!found) return { user: undefined, right: false };
	const { passwordHash, disabledAt, ...user } = found;
	return { user, right: same && !tooLong && passwordHash !== null && disabledAt === null };
}
