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

export type Sum = { siteId: number; outcome: Outcome | 'received'; reason: string; events: number };

/** The ledger of some hours, summed by site, outcome and reason. */
export async function sums(sql: Sql, from: Date, to: Date): Promise<Sum[]> {
	return sql<Sum[]>`select site_id, outcome, reason, sum(events)::bigint as events from ledger
		where hour >= ${from} and hour < ${to} group by site_id, outcome, reason
		having sum(events) <> 0 order by site_id, outcome, reason`;
}

export type Rhythm = {
	siteId: number;
	/** the latest hour in which anything was received, ever */
	lastHour: Date;
	/** received in each of the last 24 hours, oldest first; the last one is still running */
	hours: number[];
	/** received in each earlier run of 24 hours, the latest first, back to the first ever (28 at most) */
	before: number[];
	/** longest time without events in those days, in hours */
	longestGap: number;
};

const hour = 3_600_000;
const runs = 28;

/** How often each site is heard, over the last 24 hours and the 28 days before; 0 = unknown sites. */
export async function rhythms(sql: Sql, now: number): Promise<Rhythm[]> {
	const current = new Date(Math.floor(now / hour) * hour);
	const since = new Date(current.getTime() - (runs + 1) * 24 * hour);
	const rows = await sql<{ siteId: number; age: number; events: number; gap: number }[]>`
		select site_id, case when age < 24 then age else age / 24 * 24 end as age,
			sum(events)::bigint as events, coalesce(max(gap), 0) as gap
		from (
			select site_id, events, (extract(epoch from ${current}::timestamptz - hour) / 3600)::integer as age,
				(extract(epoch from hour - lag(hour) over (partition by site_id order by hour)) / 3600)::integer
					as gap
			from ledger where outcome = 'received' and events > 0 and hour > ${since} and hour <= ${current}
		) as heard
		group by 1, 2`;
	const spans = await sql<{ siteId: number; first: Date; last: Date }[]>`
		select site_id, min(hour) as first, max(hour) as last from ledger
		where outcome = 'received' and events > 0 group by site_id`;
	const bySite = new Map<number, (typeof rows)[number][]>();
	for (const row of rows) {
		const list = bySite.get(row.siteId);
		if (list) list.push(row);
		else bySite.set(row.siteId, [row]);
	}
	return spans.map(({ siteId, first, last }) => {
		const known = Math.min(runs, Math.floor((current.getTime() - first.getTime()) / (24 * hour)));
		const hours = Array.from({ length: 24 }, () => 0);
		const before = Array.from({ length: known }, () => 0);
		let longestGap = 0;
		for (const { age, events, gap } of bySite.get(siteId) ?? []) {
			if (age < 24) hours[23 - age] = (hours[23 - age] ?? 0) + events;
			else if (age / 24 <= known) before[Math.floor(age / 24) - 1]! += events;
			longestGap = Math.max(longestGap, gap);
		}
		return { siteId, lastHour: last, hours, before, longestGap };
	});
}
