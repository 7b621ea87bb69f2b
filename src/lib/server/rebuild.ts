/**
 * The statements that make visits and daily totals from raw events. They are deterministic: ties in
 * time are broken by event id, and of several copies of an event the one received first is taken.
 *
 * What the totals mean: a visitor is a visitor key of the day; a bounce is a visit with one page
 * view at most and no other interactive event; duration is the time from the first to the last
 * event of a visit (for `page`: the engagement time sent for that page). `hour` counts a visit in
 * the hour it began, everything else in its own hour. `events` includes page views. For `bot`,
 * `visitors` are distinct senders and there are no visits.
 */
import { remainder, type Caps } from '../visit.ts';
import type { Warehouse } from './warehouse.ts';

/** Empties the workshop. */
export async function empty(warehouse: Warehouse): Promise<void> {
	for (const statement of [
		'truncate table visited_events',
		'truncate table visits_new',
		'truncate table daily_new'
	])
		await warehouse.command(statement);
}

/**
 * Puts the days' new rows, or their absence, in the place of the old ones and has them written to
 * disk: after this the days may be called clean. Visits change a day in one step. Daily totals lie in
 * parts of a month, so the month's other days are taken along and the month changes in one step.
 */
export async function putInPlace(warehouse: Warehouse, days: string[]): Promise<void> {
	const months = [...new Set(days.map((day) => day.slice(0, 7).replace('-', '')))];
	await warehouse.command(
		`insert into daily_new select * from daily where day not in {days:Array(Date)}
			and toYYYYMM(day) in {months:Array(UInt32)}`,
		{ days, months: months.map(Number) }
	);
	await replace(warehouse, 'visits', 'toString(day)', days);
	await replace(warehouse, 'daily', 'toString(toYYYYMM(day))', months);
	await warehouse.command('system sync file cache');
}

async function replace(warehouse: Warehouse, table: string, partition: string, wanted: string[]) {
	const rows = await warehouse.rows<{ part: string }>(
		`select distinct ${partition} as part from ${table}_new`
	);
	const filled = new Set(rows.map(({ part }) => part));
	for (const part of wanted)
		await warehouse.command(
			filled.has(part)
				? `alter table ${table} replace partition {part:String} from ${table}_new`
				: `alter table ${table} drop partition {part:String}`,
			{ part }
		);
}

const raw = (some: string) => `select * from events where day in {days:Array(Date)} ${some}`;

/** The events of the days, each once; of all sites or of some. */
const once = (some: string) => `
	${raw(some)}
	order by day, site_id, event_id, received_at, time, visitor, name, path
	limit 1 by day, site_id, event_id`;

/** What a rebuild has to reckon with. */
export type Outlook = {
	/** an event stands there more than once: it was loaded again after a crash */
	repeated: boolean;
	/** sites whose days may have more values of something than its cap: mostly none */
	crowded: number[];
};

/**
 * Looks over the days first, so that what is rarely needed is rarely done: telling copies of an event
 * apart takes as long as all the rest. Near a cap a site too many is named, which changes nothing.
 */
export async function lookOver(warehouse: Warehouse, days: string[], caps: Caps): Promise<Outlook> {
	const columns = Object.keys(caps) as (keyof Caps)[];
	const rows = await warehouse.rows<{ siteId: number; crowded: number; repeated: number }>(
		`select site_id as siteId, max(crowd) as crowded, max(copies) as repeated from (
			select day, site_id, count() > uniqExact(event_id) as copies,
				${columns.map((column) => `uniq(${column}) > 0.9 * ${caps[column]}`).join(' or ')} as crowd
			from events where day in {days:Array(Date)} group by day, site_id having crowd or copies
		) group by site_id`,
		{ days }
	);
	return {
		repeated: rows.some(({ repeated }) => repeated),
		crowded: rows.flatMap(({ siteId, crowded }) => (crowded ? [siteId] : []))
	};
}

/**
 * A column with what is beyond its cap replaced. The values with most events are kept, of equal ones
 * the first by name: this follows from the events alone, in whatever order and loads they came.
 */
function capped(column: keyof Caps, cap: number, events: typeof once): string {
	const whose = column === 'bot' ? "bot != ''" : "bot = ''";
	return `if(site_id in {crowded:Array(UInt32)} and ${whose} and (day, site_id, ${column}) not in (
		select day, site_id, ${column} from (
			${events('and site_id in {crowded:Array(UInt32)}')}
		) where ${whose}
		group by day, site_id, ${column} order by count() desc, toString(${column}) limit ${cap} by day, site_id
	), '${remainder}', toString(${column}))`;
}

/**
 * Numbers the visits: a gap of `gap` milliseconds or more to the neighbour starts a new one. The sites
 * named in the parameter `crowded` keep as many values of each column as its cap says.
 */
export function visitEvents({ crowded, repeated }: Outlook, caps: Caps): string {
	const events = repeated ? once : raw;
	const column = (name: keyof Caps) =>
		crowded.length > 0 ? capped(name, caps[name], events) : name;
	return `
	insert into visited_events
	select day, site_id, visitor,
		toUInt32(sum(fresh) over (partition by day, site_id, bot = '', visitor order by time, event_id
			rows between unbounded preceding and current row)),
		time, event_id, ${column('name')}, ${column('bot')}, ${column('path')}, ${column('source')},
		device, ${column('browser')}, ${column('os')}, interactive, engagement_ms
	from (
		select *, dateDiff('millisecond', lagInFrame(time) over (
				partition by day, site_id, bot = '', visitor order by time, event_id
				rows between unbounded preceding and current row), time) >= {gap:Int64} as fresh
		from (${events('')})
	)`;
}

export const visits = `
	insert into visits_new
	select day, site_id, visitor, visit, min(time),
		dateDiff('millisecond', min(time), max(time)),
		countIf(name = 'pageview'), count(),
		countIf(name = 'pageview') <= 1
			and countIf(interactive and name not in ('pageview', 'engagement')) = 0,
		if(countIf(name = 'pageview') > 0, argMinIf(path, (time, event_id), name = 'pageview'),
			argMin(path, (time, event_id))),
		if(countIf(name = 'pageview') > 0, argMaxIf(path, (time, event_id), name = 'pageview'),
			argMax(path, (time, event_id))),
		argMin(source, (time, event_id)), argMin(device, (time, event_id)),
		argMin(browser, (time, event_id)), argMin(os, (time, event_id))
	from visited_events where bot = ''
	group by day, site_id, visitor, visit`;

const byVisit = `
	select day, site_id, pair.1, pair.2, uniqExact(visitor), count(), countIf(bounce),
		sum(duration_ms), sum(page_views), sum(events)
	from visits_new
	array join [('total', ''), ('entry_page', entry_page), ('source', toString(source)),
		('device', toString(device)), ('browser', toString(browser)), ('os', toString(os))] as pair
	group by day, site_id, pair.1, pair.2`;

const byPage = `
	select e.day, e.site_id, 'page', e.path, uniqExact(e.visitor), uniqExact((e.visitor, e.visit)),
		uniqExactIf((e.visitor, e.visit), v.bounce), sum(e.engagement_ms),
		countIf(e.name = 'pageview'), count()
	from visited_events as e
	join visits_new as v on v.day = e.day and v.site_id = e.site_id
		and v.visitor = e.visitor and v.visit = e.visit
	where e.bot = ''
	group by e.day, e.site_id, e.path`;

const byEvent = `
	select day, site_id, 'event', toString(name), uniqExact(visitor), uniqExact((visitor, visit)), 0,
		0, countIf(name = 'pageview'), count()
	from visited_events where bot = '' group by day, site_id, name`;

const byHour = `
	select day, site_id, 'hour', leftPad(toString(hour), 2, '0'), sum(people), sum(begun),
		sum(bounced), sum(lasted), sum(views), sum(acts)
	from (
		select day, site_id, toHour(time, 'Asia/Ho_Chi_Minh') as hour, uniqExact(visitor) as people,
			0 as begun, 0 as bounced, 0 as lasted, countIf(name = 'pageview') as views, count() as acts
		from visited_events where bot = '' group by day, site_id, hour
		union all
		select day, site_id, toHour(started, 'Asia/Ho_Chi_Minh') as hour, 0, count(), countIf(bounce),
			sum(duration_ms), 0, 0
		from visits_new group by day, site_id, hour
	) group by day, site_id, hour`;

const byBot = `
	select day, site_id, 'bot', toString(bot), uniqExact(visitor), 0, 0, 0,
		countIf(name = 'pageview'), count()
	from visited_events where bot != '' group by day, site_id, bot`;

/** Daily totals of every dimension. */
export const totals = `insert into daily_new ${[byVisit, byPage, byEvent, byHour, byBot].join(' union all ')}`;
