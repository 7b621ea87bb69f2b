/**
 * The facts behind measures of usage: of each unit and day, how much there was of something and how
 * much of that is counted. Robots are no part of it, and an event that was sent twice counts once.
 */
import type { Facts } from '../../figure.ts';
import type { Of, UsageMeasure } from '../../measure.ts';
import type { Sql } from '../postgres.ts';
import * as sites from '../sites.ts';
import type { Warehouse } from '../warehouse.ts';
import type { Period, Split } from './shape.ts';

type Row = { unitId: number; category: string; day: string; part: number; all: number };

/** One pass over all days of the period, by unit and day; `placeOf` makes units of units. */
export async function gather(
	sql: Sql,
	warehouse: Warehouse,
	measure: UsageMeasure,
	period: Period,
	{ dimension, placeOf }: Split
): Promise<Facts> {
	const known = (await sites.list(sql)).flatMap(({ id, unitId }) => {
		const place = placeOf ? placeOf(unitId) : unitId;
		return place === undefined ? [] : [{ id, place }];
	});
	const scope = {
		...period,
		sites: known.map(({ id }) => id),
		places: known.map(({ place }) => place)
	};
	const category = dimension === 'device' ? 'toString(t.device)' : "''";
	if (measure.kind === 'percentile_of_acts') {
		const { share, divisor } = measure;
		const rows = await measurements(warehouse, measure, scope, category);
		return { kind: 'measurements', share, divisor, rows };
	}
	const rows = await rowsOf(warehouse, measure, scope, category);
	return { kind: 'days', how: howOf(measure), scale: scaleOf(measure), rows };
}

type Scope = Period & { sites: number[]; places: number[] };
type Counted = Exclude<UsageMeasure, { kind: 'percentile_of_acts' }>;

function howOf({ kind }: Counted): 'share' | 'mean' | 'count' {
	if (kind === 'count_of_visits' || kind === 'count_of_acts') return 'count';
	return kind === 'mean_of_acts' || kind === 'ratio_of_acts' ? 'mean' : 'share';
}

function scaleOf(measure: Counted): [number, number] | null {
	if (measure.kind === 'mean_of_acts') return measure.scale;
	return howOf(measure) === 'share' ? [0, 1] : null;
}

const place = 'transform(t.site_id, {sites:Array(UInt32)}, {places:Array(UInt32)}, toUInt32(0))';
const inScope = 't.day between {from:Date} and {to:Date} and t.site_id in {sites:Array(UInt32)}';
const grouped = 'group by unitId, category, day order by unitId, category, day';

function rowsOf(
	warehouse: Warehouse,
	measure: Counted,
	scope: Scope,
	category: string
): Promise<Row[]> {
	const rows = (what: string, table: string, where: string, parameters = {}) =>
		warehouse.rows<Row>(
			`select ${place} as unitId, ${category} as category, toString(t.day) as day, ${what}
			from ${table} as t where ${inScope} and ${where} ${grouped}`,
			{ ...scope, ...parameters }
		);
	const acts = (what: string, where: string, parameters: object) =>
		rows(what, 'events', where, parameters);
	const unique = 'toFloat64(uniqExact(event_id))';
	switch (measure.kind) {
		case 'share_of_visits':
			return rows(
				`toFloat64(sumIf(visits, value in {values:Array(String)})) as part,
					toFloat64(sum(visits)) as all`,
				'daily',
				'dimension = {dimension:String}',
				{ dimension: measure.dimension, values: measure.values }
			);
		case 'count_of_visits': {
			const column = measure.what === 'visits' ? 'visits' : 'page_views';
			// Split by device, the same totals stand under that dimension.
			const split = category !== "''";
			return warehouse.rows<Row>(
				`select ${place} as unitId, ${split ? 'value' : "''"} as category,
					toString(t.day) as day, toFloat64(sum(${column})) as part,
					toFloat64(sum(${column})) as all
				from daily as t where ${inScope} and dimension = {dimension:String} ${grouped}`,
				{ ...scope, dimension: split ? 'device' : 'total' }
			);
		}
		case 'share_of_long_visits':
			return rows(
				`toFloat64(countIf(page_views >= {pages:UInt32}
					or duration_ms >= {milliseconds:UInt64})) as part, toFloat64(count()) as all`,
				'visits',
				'1',
				{ pages: measure.pages, milliseconds: measure.seconds * 1000 }
			);
		case 'share_of_acts':
			return acts(
				`toFloat64(uniqExactIf(event_id, props[{property:String}] in {values:Array(String)}))
					as part, ${unique} as all`,
				`name = {act:String} and ${measure.byPrograms ? '1' : "bot = ''"}
					and mapContains(props, {property:String})`,
				{ act: measure.act, property: measure.property, values: measure.values }
			);
		case 'count_of_acts':
			return acts(
				`${unique} as part, ${unique} as all`,
				`bot = '' and name in {acts:Array(String)}`,
				{ acts: measure.acts }
			);
		case 'ratio_of_acts':
			return acts(
				`toFloat64(uniqExactIf(event_id, name = {act:String})) as part,
					toFloat64(uniqExactIf(event_id, name = {whole:String})) as all`,
				`bot = '' and name in [{act:String}, {whole:String}]`,
				{ act: measure.part, whole: measure.whole }
			);
		case 'mean_of_acts':
			return meanOfActs(warehouse, measure, scope, category);
	}
}

/** Each act once, whatever number of times it was delivered; what is no number on the scale is left out. */
function meanOfActs(
	warehouse: Warehouse,
	{ act, property, scale }: Of<'mean_of_acts'>,
	scope: Scope,
	category: string
): Promise<Row[]> {
	return warehouse.rows<Row>(
		`select unitId, category, day, toFloat64(sum(toInt64(round(value * 1000)))) / 1000 as part,
			toFloat64(count()) as all
		from (select ${place} as unitId, any(${category}) as category, toString(t.day) as day,
				any(toFloat64OrNull(props[{property:String}])) as value
			from events as t where ${inScope} and name = {act:String} and bot = ''
			group by t.site_id, t.day, t.event_id
			having value between {low:Float64} and {high:Float64})
		${grouped}`,
		{ ...scope, act, property, low: scale[0], high: scale[1] }
	);
}

/** How often each value was measured; values are whole numbers, and none is negative. */
function measurements(
	warehouse: Warehouse,
	{ property }: Of<'percentile_of_acts'>,
	scope: Scope,
	category: string
) {
	return warehouse.rows<Omit<Row, 'part' | 'all'> & { value: number; count: number }>(
		`select unitId, category, day, value, count() as count
		from (select ${place} as unitId, any(${category}) as category, toString(t.day) as day,
				any(toInt32OrNull(props[{property:String}])) as value
			from events as t where ${inScope} and bot = '' and mapContains(props, {property:String})
			group by t.site_id, t.day, t.event_id having value >= 0)
		group by unitId, category, day, value order by unitId, category, day, value`,
		{ ...scope, property }
	);
}
