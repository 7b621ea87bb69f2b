/**
 * The day is the unit of truth. For a day that changed, visits and daily totals are made anew from
 * the raw events, repeated event ids ignored and robots kept apart, and take the place of the old
 * ones in one step. The same events always give the same totals, in whatever order they came.
 */
import { dayOf } from '../event.ts';
import {
	idleGap,
	remainder,
	usualCaps,
	type Caps,
	type DailyTotal,
	type Dimension
} from '../visit.ts';
import type { Sql } from './postgres.ts';
import * as statements from './rebuild.ts';
import type { Warehouse } from './warehouse.ts';

/** Days whose events together stay below this are rebuilt together. */
const eventsAtOnce = 1_000_000;

/** Makes visits and daily totals of these days anew from the raw events. */
export async function rebuild(
	warehouse: Warehouse,
	days: string[],
	caps: Caps = usualCaps
): Promise<void> {
	for (const group of await pack(warehouse, days))
		await alone(warehouse, () => rebuildTogether(warehouse, group, caps));
}

/** Rebuilds every day that has events, visits or totals. */
export async function rebuildAll(warehouse: Warehouse): Promise<void> {
	const rows = await warehouse.rows<{ day: string }>(
		`select distinct toString(day) as day from (
			select day from events union all select day from daily union all select day from visits
		) order by day`
	);
	await rebuild(
		warehouse,
		rows.map(({ day }) => day)
	);
}

export type DirtyDay = { day: string; since: Date; changes: number };

/** Days whose totals are behind their events, oldest first. */
export async function dirty(sql: Sql): Promise<DirtyDay[]> {
	return sql<DirtyDay[]>`select day, since, changes from dirty_days order by day`;
}

/** Rebuilds dirty days. What changed in the meantime stays dirty. */
export async function rebuildDirty(
	sql: Sql,
	warehouse: Warehouse,
	list: DirtyDay[]
): Promise<void> {
	const groups = await pack(
		warehouse,
		list.map(({ day }) => day)
	);
	const seen = new Map(list.map(({ day, changes }) => [day, changes]));
	for (const group of groups) {
		await alone(warehouse, () => rebuildTogether(warehouse, group));
		for (const day of group)
			await sql`delete from dirty_days where day = ${day} and changes = ${seen.get(day) ?? 0}`;
	}
}

/** Groups days so that one rebuild handles a bounded number of events, unless one day has more. */
export async function pack(
	warehouse: Warehouse,
	days: string[],
	most = eventsAtOnce
): Promise<string[][]> {
	const counts = await warehouse.rows<{ day: string; events: number }>(
		`select toString(e.day) as day, count() as events from events as e
		where e.day in {days:Array(Date)} group by day`,
		{ days }
	);
	const events = new Map(counts.map((row) => [row.day, row.events]));
	const groups: string[][] = [];
	let room = 0;
	for (const day of [...new Set(days)].sort()) {
		const size = events.get(day) ?? 0;
		const last = groups.at(-1);
		if (last && room >= size && last.length < 50) last.push(day);
		else {
			groups.push([day]);
			room = most;
		}
		room -= size;
	}
	return groups;
}

async function rebuildTogether(
	warehouse: Warehouse,
	days: string[],
	caps: Caps = usualCaps
): Promise<void> {
	await statements.empty(warehouse);
	const outlook = await statements.lookOver(warehouse, days, caps);
	const { crowded } = outlook;
	await warehouse.command(statements.visitEvents(outlook, caps), {
		...{ days, gap: idleGap },
		...(crowded.length > 0 && { crowded })
	});
	await warehouse.command(statements.visits);
	await warehouse.command(statements.totals);
	await statements.putInPlace(warehouse, days);
	await statements.empty(warehouse);
}

const queues = new WeakMap<Warehouse, Promise<unknown>>();

/** There is one workshop per warehouse, so one rebuild at a time. */
function alone(warehouse: Warehouse, work: () => Promise<void>): Promise<void> {
	const turn = (queues.get(warehouse) ?? Promise.resolve()).then(work, work);
	queues.set(warehouse, turn);
	return turn;
}

export type TotalsWanted = {
	/** first and last day, YYYY-MM-DD */
	from: string;
	to: string;
	dimension: Dimension;
	/** undefined = all sites; an empty list = none */
	siteIds?: number[];
	/** one row per site; otherwise sites are summed and `siteId` is 0 */
	bySite?: boolean;
	/** one row per day; otherwise days are summed and `day` is '' */
	byDay?: boolean;
	/** at most so many rows, those with most visits; all unless given */
	limit?: number;
};

/**
 * Sums of daily totals, most visits first (by day first when `byDay`). Every screen, report and
 * export takes its usage figures from here. Over several days `visitors` are visitor-days.
 */
export async function totals(warehouse: Warehouse, wanted: TotalsWanted): Promise<DailyTotal[]> {
	const { from, to, dimension, siteIds, bySite = false, byDay = false, limit } = wanted;
	return warehouse.rows<DailyTotal>(
		`select if({byDay:Bool}, toString(d.day), '') as day,
			if({bySite:Bool}, toUInt32(d.site_id), toUInt32(0)) as siteId,
			toString(d.dimension) as dimension, d.value as value,
			sum(d.visitors) as visitors, sum(d.visits) as visits, sum(d.bounces) as bounces,
			sum(d.duration_ms) as durationMs, sum(d.page_views) as pageViews, sum(d.events) as events
		from daily as d
		where d.day between {from:Date} and {to:Date} and d.dimension = {dimension:String}
			and ({all:Bool} or d.site_id in {siteIds:Array(UInt32)})
		group by day, siteId, dimension, value
		order by day, visits desc, pageViews desc, events desc, value, siteId
		limit {limit:UInt32}`,
		{
			...{ from, to, dimension, bySite, byDay },
			all: siteIds === undefined,
			siteIds: siteIds ?? [],
			limit: limit ?? 4_000_000_000
		}
	);
}

/** The first day on which each site was heard; a site that was never heard is missing. */
export async function firstHeard(warehouse: Warehouse): Promise<Map<number, string>> {
	const rows = await warehouse.rows<{ siteId: number; day: string }>(
		`select site_id as siteId, toString(min(day)) as day from daily
		where dimension = 'total' and events > 0 group by site_id`
	);
	return new Map(rows.map(({ siteId, day }) => [siteId, day]));
}

/**
 * When people were last heard on each site, bots aside, as far as days have been rebuilt; a site
 * that was never heard is missing.
 */
export async function lastHeard(warehouse: Warehouse): Promise<Map<number, Date>> {
	const rows = await warehouse.rows<{ siteId: number; at: number }>(
		`select site_id as siteId, toUnixTimestamp64Milli(max(time)) as at from events
		where bot = '' and (day, site_id) in (
			select max(day), site_id from daily where dimension = 'total' group by site_id)
		group by site_id`
	);
	return new Map(rows.map(({ siteId, at }) => [siteId, new Date(at)]));
}

/** Events counted as the remainder, as a site sent too many different values, per site. */
export async function overflow(
	warehouse: Warehouse,
	from: string,
	to: string
): Promise<Map<number, number>> {
	const rows = await warehouse.rows<{ siteId: number; events: number }>(
		`select site_id as siteId, max(events) as events from (
			select site_id, dimension, sum(events) as events from daily
			where day between {from:Date} and {to:Date} and value = {remainder:String}
			group by site_id, dimension
		) group by site_id`,
		{ from, to, remainder }
	);
	return new Map(rows.map(({ siteId, events }) => [siteId, events]));
}

/** When a day was last rebuilt, and how long the rebuild took: milliseconds. */
export type Built = { at: number; took: number };

/**
 * Whether a dirty day should be rebuilt now: after a few seconds, and today, which changes all the
 * time, after twenty times what its rebuild takes, though at least once a minute.
 */
export function isDue({ day, since }: DirtyDay, last: Built, now: number): boolean {
	const pause = day === dayOf(now) ? Math.min(60_000, Math.max(5_000, 20 * last.took)) : 5_000;
	return now - last.at >= pause && now - since.getTime() >= 2_000;
}
