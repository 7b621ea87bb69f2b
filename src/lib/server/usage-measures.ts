/**
 * The facts behind measures of usage: of each site and day, how much there was of something and how much
 * of that is counted. Robots are no part of it, and an event that was sent twice counts once.
 */
import type { Facts } from '../figure.ts';
import type { UsageMeasure } from '../indicator.ts';
import * as days from './days.ts';
import type { Sql } from './postgres.ts';
import * as sites from './sites.ts';
import type { Warehouse } from './warehouse.ts';

/** First and last day, YYYY-MM-DD. */
type Period = { from: string; to: string };
type Row = { siteId: number; day: string; part: number; all: number };

export async function gather(
	sql: Sql,
	warehouse: Warehouse,
	measure: UsageMeasure,
	period: Period
): Promise<Facts> {
	const units = new Map((await sites.list(sql)).map((site) => [site.id, site.unitId]));
	const rows = (await rowsOf(warehouse, measure, period)).flatMap(({ siteId, day, part, all }) => {
		const unitId = units.get(siteId);
		return unitId === undefined ? [] : [{ unitId, day, part, all }];
	});
	return { kind: 'visits', rows };
}

function rowsOf(warehouse: Warehouse, measure: UsageMeasure, period: Period): Promise<Row[]> {
	if (measure.kind === 'share_of_visits') return ofVisits(warehouse, measure, period);
	if (measure.kind === 'share_of_long_visits') return ofLongVisits(warehouse, measure, period);
	return ofActs(warehouse, measure, period);
}

type Of<Kind> = Extract<UsageMeasure, { kind: Kind }>;

async function ofVisits(
	warehouse: Warehouse,
	{ dimension, values }: Of<'share_of_visits'>,
	period: Period
): Promise<Row[]> {
	const totals = await days.totals(warehouse, { ...period, dimension, bySite: true, byDay: true });
	return totals.map(({ siteId, day, value, visits }) => {
		const part = values.includes(value) ? visits : 0;
		return { siteId, day, part, all: visits };
	});
}

async function ofLongVisits(
	warehouse: Warehouse,
	{ pages, seconds }: Of<'share_of_long_visits'>,
	period: Period
): Promise<Row[]> {
	return warehouse.rows<Row>(
		`select v.site_id as siteId, toString(v.day) as day, count() as all,
			countIf(v.page_views >= {pages:UInt32} or v.duration_ms >= {milliseconds:UInt64}) as part
		from visits as v where v.day between {from:Date} and {to:Date}
		group by v.site_id, v.day`,
		{ ...period, pages, milliseconds: seconds * 1000 }
	);
}

async function ofActs(
	warehouse: Warehouse,
	{ act, property, values }: Of<'share_of_acts'>,
	period: Period
): Promise<Row[]> {
	return warehouse.rows<Row>(
		`select e.site_id as siteId, toString(e.day) as day, uniqExact(e.event_id) as all,
			uniqExactIf(e.event_id, e.props[{property:String}] in {values:Array(String)}) as part
		from events as e
		where e.day between {from:Date} and {to:Date} and e.name = {act:String} and e.bot = ''
			and mapContains(e.props, {property:String})
		group by e.site_id, e.day`,
		{ ...period, act, property, values }
	);
}
