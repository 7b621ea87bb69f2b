/**
 * A knock at one of the doors for usage events, whatever stands between the sender and us, and the
 * reply that goes back over the wire. Every wire protocol turns the one into the other.
 */
import { may, type User } from '../../access.ts';
import * as keys from '../keys.ts';
import type { Sql } from '../postgres.ts';
import type { Intake } from './intake.ts';

export type Knock = {
	method: string;
	/** what stands behind `?`, without it */
	search: string;
	header: (name: string) => string | null | undefined;
	body: Uint8Array;
	/** the sender's address, '' when it cannot be told; never stored */
	address: string;
};

export type Reply = { status: number; headers: Record<string, string>; body: string | Uint8Array };

/** What a door needs of the platform. */
export type Hall = { sql: Sql; intake: Intake };

/** Who sends, as the readers of the protocols see it. */
export type Sender = {
	ip: string;
	userAgent: string;
	now: number;
	/** carries a key of ours: may say when and from which address each event came */
	trusted: boolean;
};

/** Bytes of one event, at every door. */
export const largestEvent = 64_000;
/** Bytes of a list of events from senders without a key. */
export const largestBulk = 4_000_000;
/** Events of one list. */
export const mostEvents = 10_000;

/** Cross-origin: an event carries no cookie and changes nobody's records. */
export const openToAll = { 'access-control-allow-origin': '*' };

/** True when the browser says that its person does not want to be counted. */
export function hasOptedOut(header: Knock['header']): boolean {
	return header('sec-gpc') === '1' || header('dnt') === '1';
}

export function senderOf(knock: Knock, holder: User | undefined): Sender {
	return {
		ip: knock.address,
		userAgent: knock.header('user-agent')?.slice(0, 2000) ?? '',
		now: Date.now(),
		trusted: holder !== undefined
	};
}

/** The person whose key a program carries, if that person may send events. */
export async function holderOf(
	sql: Sql,
	secret: string | undefined | null
): Promise<User | undefined> {
	if (!secret) return undefined;
	const user = await keys.find(sql, secret);
	return may(user, 'event.send') ? user : undefined;
}

/** The key of an `Authorization: Bearer …` header. */
export function bearerOf(header: Knock['header']): string | undefined {
	return /^Bearer (\S+)$/.exec(header('authorization') ?? '')?.[1];
}

/** Counts events against the sender's limit. Throws `event.too-many`. */
export function pass({ intake }: Hall, knock: Knock, holder: User | undefined, events: number) {
	if (holder) intake.limits.key(holder.id, events);
	else intake.limits.address(knock.address, events);
}

/** The text of a body, without the mark some programs put before it. */
export function textOf(body: Uint8Array): string {
	const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
	return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
