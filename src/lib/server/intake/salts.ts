/**
 * Daily salts. A visitor key is the first 64 bits of a keyed hash: SHA-256 over the day's salt, then
 * site, address and user agent (cut this short, it cannot be extended). A salt is 256 random bits,
 * serves one Vietnamese day's events and is destroyed 48 hours after it was made. After that nobody,
 * we included, can tell whose visitor key it was. An event of a past day that arrives later still
 * gets a new salt, so its sender counts as a new visitor.
 */
import { hash, randomBytes } from 'node:crypto';
import type { Sql } from '../postgres.ts';

export type Salts = {
	/** Loads or makes the salts of these days. Call before `visitor`. */
	prepare: (days: Iterable<string>) => Promise<void>;
	/** The salts of these days, for making keys elsewhere in this process; not to be kept. */
	of: (days: Iterable<string>) => Promise<[day: string, salt: string][]>;
	/** Whether the day's salt is in memory. */
	has: (day: string) => boolean;
	/** The visitor key as an unsigned 64-bit number in decimal. */
	visitor: (day: string, siteId: number, ip: string, userAgent: string) => string;
	/** Destroys what is older than 48 hours, here and in the record. */
	destroyOld: () => Promise<void>;
};

/** The visitor key of a sender under a day's salt. */
export function keyOf(salt: string, siteId: number, ip: string, userAgent: string): string {
	const text = `${salt}\n${siteId}\n${ip}\n${userAgent}`;
	return BigInt(`0x${hash('sha256', text, 'hex').slice(0, 16)}`).toString();
}

/** One process owns the salts: they are kept in memory beside the record. */
export function open(sql: Sql): Salts {
	const known = new Map<string, string>();

	async function fetch(day: string): Promise<void> {
		const [row] = await sql<{ salt: Buffer }[]>`
			with made as (
				insert into salts (day, salt) values (${day}, ${randomBytes(32)})
				on conflict (day) do nothing returning salt
			)
			select salt from made union all select salt from salts where day = ${day} limit 1`;
		// Made by another connection in the same moment: the next read sees it.
		if (row) known.set(day, row.salt.toString('hex'));
		else await fetch(day);
	}

	async function prepare(days: Iterable<string>): Promise<void> {
		for (const day of days) if (!known.has(day)) await fetch(day);
	}

	return {
		prepare,
		async of(days) {
			const list = [...days];
			await prepare(list);
			return list.map((day) => [day, known.get(day)!]);
		},
		has: (day) => known.has(day),
		visitor(day, siteId, ip, userAgent) {
			const salt = known.get(day);
			if (!salt) throw new Error(`The salt of ${day} was not prepared.`);
			return keyOf(salt, siteId, ip, userAgent);
		},
		async destroyOld() {
			const gone = await sql<{ day: string }[]>`
				delete from salts where created_at < now() - interval '48 hours' returning day`;
			for (const { day } of gone) known.delete(day);
		}
	};
}
