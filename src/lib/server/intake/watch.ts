/**
 * Watches the intake: whether the ledger balances, what waits between acceptance and the dashboards,
 * and of each site whether it is heard as usual.
 */
import { addDays, dayOf, startOfDay } from '#lib/event.ts';
import { judge, usualOf, type Clock, type SiteHealth } from '#lib/intake-health.ts';
import * as days from '../days.ts';
import * as ledger from '../ledger.ts';
import type { Sql } from '../postgres.ts';
import * as sites from '../sites.ts';
import * as units from '../units.ts';
import type { Warehouse } from '../warehouse.ts';
import { depth } from './loader.ts';
import * as quarantine from './quarantine.ts';

const second = 1000;
const dayLength = 86_400_000;

export type Lag = {
	/** accepted, not yet in the warehouse */
	journalDepth: number;
	oldestUnloaded: string | null;
	dirtyDays: string[];
	/** the oldest change that no total shows yet */
	oldestDirty: string | null;
	/** how far the dashboards are behind what was accepted */
	lagSeconds: number;
};

/** Beyond this the dashboards are late; the day under way is rebuilt once a minute. */
export const lateAfter = 300;

export async function lag(sql: Sql, now = Date.now()): Promise<Lag> {
	const [waiting, dirty] = await Promise.all([depth(sql), days.dirty(sql)]);
	const oldestDirty = dirty.map(({ since }) => since.getTime()).sort((a, b) => a - b)[0];
	const oldest = Math.min(waiting.oldest?.getTime() ?? now, oldestDirty ?? now);
	return {
		journalDepth: waiting.events,
		oldestUnloaded: waiting.oldest?.toISOString() ?? null,
		dirtyDays: dirty.map(({ day }) => day),
		oldestDirty: oldestDirty === undefined ? null : new Date(oldestDirty).toISOString(),
		lagSeconds: Math.max(0, Math.round((now - oldest) / second))
	};
}

/** `absent`: the warehouse does not answer; what comes in is kept in the journal meanwhile. */
export type Status = 'ok' | 'behind' | 'absent' | 'unbalanced';

export type IntakeHealth = Lag & {
	at: string;
	status: Status;
	/** the Vietnamese day of `ledger` */
	day: string;
	ledger: ledger.Balance;
	/** site-hours in which the ledger does not balance, of all time */
	unbalanced: number;
	/** received in each of the last 24 hours, oldest first; the last is under way */
	hours: number[];
	/** of requests that named no known site, in 7 days: reason → events */
	strangers: Record<string, number>;
	quarantined: number;
	sites: SiteHealth[];
};

/** Everything about the intake, made anew; what the warehouse would tell is left out while it is absent. */
export async function read(
	sql: Sql,
	warehouse: Warehouse,
	now = Date.now()
): Promise<IntakeHealth> {
	let isAbsent = false;
	const missing = () => {
		isAbsent = true;
		return new Map<number, never>();
	};
	const day = dayOf(now);
	const midnight = startOfDay(day);
	const from = new Date(now - 7 * dayLength);
	const until = new Date(now + dayLength);
	const [behind, unbalanced, today, week, rhythms, known, groups, clocks, heard, overflow] =
		await Promise.all([
			lag(sql, now),
			ledger.unbalanced(sql),
			ledger.sums(sql, new Date(midnight), until),
			ledger.sums(sql, from, until),
			ledger.rhythms(sql, now),
			sites.list(sql),
			quarantine.groups(sql),
			clocksOf(warehouse, now).catch(missing),
			lastReceived(warehouse, now).catch(missing),
			days.overflow(warehouse, addDays(day, -6), day).catch(missing)
		]);
	const names = await units.named(sql, [...new Set(known.map(({ unitId }) => unitId))]);
	const refusedOf = (siteId: number) =>
		Object.fromEntries(
			week
				.filter((sum) => sum.siteId === siteId && sum.outcome === 'refused')
				.map(({ reason, events }) => [reason, events])
		);
	const rhythmOf = new Map(rhythms.map((rhythm) => [rhythm.siteId, rhythm]));
	const list = known.map(({ id, domain, name, unitId }) => {
		const rhythm = rhythmOf.get(id);
		const hours = rhythm?.hours ?? Array.from({ length: 24 }, () => 0);
		const before = rhythm?.before ?? [];
		const exact = heard.get(id);
		const site = {
			...{ siteId: id, domain, name, unitName: names.get(unitId)?.fullName ?? '' },
			lastHeard: exact ?? rhythm?.lastHour.toISOString() ?? null,
			hours,
			now: hours.reduce((sum, events) => sum + events, 0),
			usual: usualOf(before),
			longestGap: rhythm?.longestGap ?? 0,
			clock: clocks.get(id) ?? null,
			refused: refusedOf(id),
			overflow: overflow.get(id) ?? 0,
			quarantined: groups
				.filter(({ siteId }) => siteId === id)
				.reduce((sum, { rows }) => sum + rows, 0)
		};
		return { ...site, states: judge(site, before.length, now) } satisfies SiteHealth;
	});
	return {
		...behind,
		at: new Date(now).toISOString(),
		status: unbalanced.length > 0 ? 'unbalanced' : statusOf(behind, isAbsent),
		day,
		ledger: balanceOf(today),
		unbalanced: unbalanced.length,
		hours: Array.from({ length: 24 }, (_, at) =>
			rhythms.reduce((sum, { hours }) => sum + (hours[at] ?? 0), 0)
		),
		strangers: refusedOf(0),
		quarantined: groups.reduce((sum, { rows, lost }) => sum + rows + lost, 0),
		sites: list
	};
}

/** What anyone may know. */
export function statusOf({ lagSeconds }: Lag, isAbsent: boolean): Exclude<Status, 'unbalanced'> {
	if (isAbsent) return 'absent';
	return lagSeconds > lateAfter ? 'behind' : 'ok';
}

function balanceOf(rows: ledger.Sum[]): ledger.Balance {
	const sums: ledger.Balance = {
		...{ received: 0, stored: 0, duplicate: 0, bot: 0, quarantined: 0, refused: 0 }
	};
	for (const { outcome, events } of rows) sums[outcome] += events;
	return sums;
}

/**
 * How far the times that senders give differ from those of receipt, per site, in seconds, over two
 * days. Only what came within an hour is a live event; older ones are imports and late batches.
 */
async function clocksOf(warehouse: Warehouse, now: number): Promise<Map<number, Clock>> {
	const rows = await warehouse.rows<{ siteId: number; spread: number[]; events: number }>(
		`select site_id as siteId, count() as events,
			quantilesExact(0.05, 0.5, 0.95)(dateDiff('millisecond', time, received_at) / 1000) as spread
		from events
		where day between {from:Date} and {to:Date}
			and abs(dateDiff('second', time, received_at)) < 3600
		group by site_id`,
		{ from: dayOf(now - dayLength), to: dayOf(now + dayLength) }
	);
	return new Map(
		rows.map(({ siteId, spread, events }) => {
			const [p5 = 0, p50 = 0, p95 = 0] = spread;
			return [siteId, { p5, p50, p95, events }];
		})
	);
}

/** When something of each site was last received, of events that happened in the last week. */
async function lastReceived(warehouse: Warehouse, now: number): Promise<Map<number, string>> {
	const rows = await warehouse.rows<{ siteId: number; at: number }>(
		`select site_id as siteId, toUnixTimestamp64Milli(max(received_at)) as at from events
		where day between {from:Date} and {to:Date} group by site_id`,
		{ from: dayOf(now - 7 * dayLength), to: dayOf(now + dayLength) }
	);
	return new Map(rows.map(({ siteId, at }) => [siteId, new Date(at).toISOString()]));
}
