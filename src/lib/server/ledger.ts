/**
 * The ledger: per site and hour, how many events were received and what became of each. It balances
 * at every moment: received = stored + duplicate + bot + quarantined + refused. An event is entered
 * when it has reached its end; what still stands in the journal is not in the ledger yet.
 */
import type { Sql } from './postgres.ts';

export const outcomes = ['stored', 'duplicate', 'bot', 'quarantined', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];

/** Site 0 stands for events of unknown sites. `hour` is an ISO time. */
export type Entry = {
	siteId: number;
	hour: string;
	outcome: Outcome;
	reason: string;
	events: number;
};

/** Enters events, each also as received. Call inside the transaction that made it true. */
export async function enter(sql: Sql, entries: Entry[]): Promise<void> {
	const rows = new Map<string, Omit<Entry, 'outcome'> & { outcome: Outcome | 'received' }>();
	for (const entry of entries)
		for (const row of [entry, { ...entry, outcome: 'received' as const, reason: '' }]) {
			const key = JSON.stringify([row.siteId, row.hour, row.outcome, row.reason]);
			const known = rows.get(key);
			if (known) known.events += row.events;
			else rows.set(key, { ...row });
		}
	const list = [...rows.values()].map((row) => ({
		site_id: row.siteId,
		hour: row.hour,
		outcome: row.outcome,
		reason: row.reason.slice(0, 200),
		events: row.events
	}));
	for (let start = 0; start < list.length; start += 1000)
		await sql`insert into ledger ${sql(list.slice(start, start + 1000))}
			on conflict (site_id, hour, outcome, reason)
			do update set events = ledger.events + excluded.events`;
}

/** What is quarantined, by site and reason. */
export async function quarantined(
	sql: Sql
): Promise<{ siteId: number; reason: string; events: number }[]> {
	return sql`select site_id, reason, sum(events)::bigint as events from ledger
		where outcome = 'quarantined' group by site_id, reason having sum(events) > 0`;
}

export type Balance = Record<Outcome | 'received', number>;

/** The whole ledger, or one site's, summed. */
export async function balance(sql: Sql, siteId?: number): Promise<Balance> {
	const rows = await sql<{ outcome: keyof Balance; events: number }[]>`
		select outcome, sum(events)::bigint as events from ledger
		where ${siteId ?? null}::integer is null or site_id = ${siteId ?? null}
		group by outcome`;
	const sums: Balance = {
		received: 0,
		stored: 0,
		duplicate: 0,
		bot: 0,
		quarantined: 0,
		refused: 0
	};
	for (const { outcome, events } of rows) sums[outcome] = events;
	return sums;
}

/** Site-hours in which the outcomes do not add up to what was received; empty when all is well. */
export async function unbalanced(sql: Sql): Promise<{ siteId: number; hour: Date }[]> {
	return sql<{ siteId: number; hour: Date }[]>`
		select site_id, hour from ledger group by site_id, hour
		having sum(case when outcome = 'received' then events else -events end) <> 0`;
}
