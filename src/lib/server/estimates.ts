/**
 * Estimates: an indicator for a unit and a period, on the boundaries asked for, whole or split,
 * computed from the facts as the stores stand, with everything that says how sure it is. One
 * function computes; `refresh` keeps what pages, reports and exports read; `panel` and `bulk` make
 * many at once.
 */
import type { Boundaries, Estimate } from '../estimate.ts';
import { dayOf } from '../event.ts';
import { figureOf, type Facts, type Figure } from '../figure.ts';
import { categoriesOf, figuresIn, type Shown } from '../figure/table.ts';
import type { Indicator, IndicatorSource } from '../indicator.ts';
import type { Dimension, Measure } from '../measure.ts';
import { Problem } from '../problem.ts';
import { keep } from './estimates/kept.ts';
import { boundariesOf, datingOf, placesOn, scopeOf, type Places } from './estimates/places.ts';
import { nameOf, type Content } from './estimates/snapshots.ts';
import * as indicators from './indicators.ts';
import * as measures from './measures.ts';
import type { Period, Reading } from './measures.ts';
import type { Sql } from './postgres.ts';
import type { Warehouse } from './warehouse.ts';

export { current, latest, latestOf, list } from './estimates/list.ts';
export * as periods from './estimates/periods.ts';
export { reproduce } from './estimates/snapshots.ts';

export type Wanted = {
	indicatorId: string;
	unitId: number;
	/** first and last day, YYYY-MM-DD */
	periodFrom: string;
	periodTo: string;
	/** as reported unless given */
	boundaries?: Boundaries;
	/** split by this; with a category one part of it, whole unless given */
	dimension?: Dimension | '';
	category?: string;
};

/**
 * The value of an indicator for a unit and a period as the stores stand now; nothing is kept. Null
 * when there is nothing to compute it from. Throws `indicator.not-computable`, `estimate.not-split`.
 * Figures of the nation and of provinces come protected with their neighbours; of units below only
 * small numbers are hidden.
 */
export async function compute(
	sql: Sql,
	warehouse: Warehouse,
	{ category = '', ...wanted }: Wanted
): Promise<Estimate | null> {
	const found = await split(sql, warehouse, wanted);
	return found.find((one) => one.category === category) ?? null;
}

export type TableWanted = {
	indicatorId: string;
	period: Period;
	boundaries?: Boundaries;
	dimension?: Dimension | '';
};

/** Estimates of the nation and every province for one period, whole and by category. */
export async function table(
	sql: Sql,
	warehouse: Warehouse,
	{ indicatorId, period, boundaries = 'reported', dimension = '' }: TableWanted
): Promise<Estimate[]> {
	return rehearse(sql, warehouse, await find(sql, indicatorId), { period, boundaries, dimension });
}

/** The same by a definition that need not be in force, such as a draft; nothing is kept. */
export async function rehearse(
	sql: Sql,
	warehouse: Warehouse,
	indicator: Computable,
	{ period, boundaries = 'reported', dimension = '' }: Omit<TableWanted, 'indicatorId'>
): Promise<Estimate[]> {
	const asked = { periods: [period], boundaries, dimension };
	const [made] = await tables(measures.begin(sql, warehouse), indicator, asked);
	return made?.estimates ?? [];
}

/** The estimate of a unit, the whole first, with those of each category of the dimension asked for. */
export async function split(
	sql: Sql,
	warehouse: Warehouse,
	wanted: Omit<Wanted, 'category'>
): Promise<Estimate[]> {
	const { indicatorId, unitId, periodFrom, periodTo, boundaries = 'reported' } = wanted;
	const [table] = await tables(measures.begin(sql, warehouse), await find(sql, indicatorId), {
		...{ periods: [{ from: periodFrom, to: periodTo }], unitIds: [unitId], boundaries },
		dimension: wanted.dimension ?? ''
	});
	return table?.estimates.filter((one) => one.unitId === unitId) ?? [];
}

export type Computable = Indicator & { measure: Measure };

async function find(sql: Sql, id: string): Promise<Computable> {
	const indicator = await indicators.byId(sql, id);
	if (!indicator?.measure) throw new Problem('indicator.not-computable', { indicator: id });
	return { ...indicator, measure: indicator.measure };
}

type Table = { period: Period; content: Content; estimates: Estimate[] };
type Asked = {
	periods: readonly Period[];
	/** nation and provinces unless given */
	unitIds?: readonly number[] | undefined;
	boundaries: Boundaries;
	dimension: Dimension | '';
};

/** One table of estimates per period with facts: units by categories. */
async function tables(
	reading: Reading,
	indicator: Computable,
	{ periods, unitIds, boundaries, dimension }: Asked
): Promise<Table[]> {
	if (dimension !== '' && !indicator.dimensions.includes(dimension))
		throw new Problem('estimate.not-split', { indicator: indicator.id, dimension });
	const measure =
		dimension === 'second'
			? (indicator.measure.second?.measure ?? indicator.measure)
			: indicator.measure;
	const on = boundariesOf(measure, boundaries);
	const today = dayOf(Date.now());
	const groups = new Map<string, { places: Places; periods: Period[] }>();
	for (const period of periods) {
		const day = on === 'today' ? today : period.to;
		const known = groups.get(day);
		if (known) known.periods.push(period);
		else groups.set(day, { places: await placesOn(reading, on, day, today), periods: [period] });
	}
	const made: Table[] = [];
	for (const { places, periods: same } of groups.values()) {
		const { nation, provinces, placeOf } = places;
		const wide = !unitIds || unitIds.every((id) => id === nation || provinces.includes(id));
		const facts = await measures.gather(reading, { id: indicator.id, measure }, same, {
			dimension,
			placeOf: wide ? placeOf : undefined
		});
		for (const [index, period] of same.entries()) {
			const found = facts[index];
			if (!found) continue;
			const named: Content = {
				...{ measure, version: indicator.version, period, boundaries: on, facts: found },
				// A top choice and its options rest on the same facts.
				dimension: dimension === 'option' ? '' : dimension,
				...{ whole: nation, units: wide ? provinces : [] }
			};
			const shown = wide
				? figuresIn(found, { whole: nation, units: provinces }, dimension)
				: await ofUnits(reading.sql, found, unitIds, on, period, dimension);
			const dating = on === 'today' ? await datingOf(reading, period.from) : undefined;
			const rest = {
				...{ indicatorId: indicator.id, indicatorVersion: indicator.version, boundaries: on },
				...{ periodFrom: period.from, periodTo: period.to },
				...{ snapshot: nameOf(named), asOf: new Date().toISOString() }
			};
			const estimates = shown.map(({ unitId, category, figure }): Estimate => {
				const part = category === '' ? '' : dimension;
				const estimate = { ...figure, ...rest, unitId, dimension: part, category };
				return dating ? dating(estimate) : estimate;
			});
			made.push({ period, content: named, estimates });
		}
	}
	return made;
}

/** Units of any level, each with what lies below it. */
async function ofUnits(
	sql: Sql,
	facts: Facts,
	unitIds: readonly number[],
	on: Boundaries,
	{ to }: Period,
	dimension: string
): Promise<Shown[]> {
	const today = dayOf(Date.now());
	const shown: Shown[] = [];
	for (const unitId of unitIds) {
		const units = await scopeOf(sql, unitId, on, to, today);
		const whole = figureOf(facts, { units });
		if (whole)
			shown.push({ unitId, category: dimension === 'second' ? 'second' : '', figure: whole });
		for (const category of categoriesOf(facts)) {
			const figure = figureOf(facts, { units, categories: [category] });
			if (figure) shown.push({ unitId, category, figure });
		}
	}
	return shown;
}

export type Refreshed = Pick<Wanted, 'periodFrom' | 'periodTo'> & {
	/** only indicators of these sources; all unless given */
	sources?: readonly IndicatorSource[];
	/** only these indicators; all unless given */
	indicatorIds?: readonly string[];
};

/**
 * Computes every computable indicator for the nation and for each province, with second figures and
 * the options of top choices, and keeps the results and the facts behind them. `sources` leaves the
 * other indicators as they were. Returns what it computed.
 */
export async function refresh(
	sql: Sql,
	warehouse: Warehouse,
	{ periodFrom, periodTo, sources, indicatorIds }: Refreshed
): Promise<Estimate[]> {
	const reading = measures.begin(sql, warehouse);
	const period = { from: periodFrom, to: periodTo };
	const wanted = (await indicators.computable(sql)).filter(
		({ id, source }) =>
			(!sources || sources.includes(source)) && (!indicatorIds || indicatorIds.includes(id))
	);
	const made: Table[] = [];
	for (const indicator of wanted) {
		const all: (Dimension | '')[] = ['', ...indicator.dimensions];
		const ways = all.filter(isKept);
		for (const dimension of ways.includes('option') ? ways.filter(Boolean) : ways)
			made.push(
				...(await tables(reading, indicator, {
					...{ periods: [period], boundaries: 'reported', dimension }
				}))
			);
	}
	const ids = wanted.map(({ id }) => id);
	await keep(sql, ids, made, period);
	return made.flatMap(({ estimates }) => estimates);
}

/** Splits that are kept with the whole; others are made when somebody asks. */
function isKept(dimension: Dimension | ''): boolean {
	return dimension === '' || dimension === 'second' || dimension === 'option';
}

export type Point = Figure & { indicatorId: string; unitId: number; period: Period };
export type PanelWanted = {
	indicatorId: string;
	unitIds: readonly number[];
	periods: readonly Period[];
	boundaries?: Boundaries;
};

/** One indicator for several units and periods, gathered in one pass; points without facts are missing. */
export async function panel(
	sql: Sql,
	warehouse: Warehouse,
	{ indicatorId, unitIds, periods, boundaries = 'reported' }: PanelWanted
): Promise<Point[]> {
	const reading = measures.begin(sql, warehouse);
	const indicator = await find(sql, indicatorId);
	return pointsOf(reading, indicator, { unitIds, periods, boundaries, dimension: '' });
}

/** Every computable indicator for the nation and all provinces, several periods in one pass each. */
export async function bulk(
	sql: Sql,
	warehouse: Warehouse,
	{ periods, boundaries = 'today' }: Pick<PanelWanted, 'periods' | 'boundaries'>
): Promise<Point[]> {
	const reading = measures.begin(sql, warehouse);
	const points: Point[] = [];
	for (const indicator of await indicators.computable(sql))
		points.push(...(await pointsOf(reading, indicator, { periods, boundaries, dimension: '' })));
	return points;
}

async function pointsOf(reading: Reading, indicator: Computable, asked: Asked): Promise<Point[]> {
	const wanted = asked.unitIds && new Set(asked.unitIds);
	const made = await tables(reading, indicator, asked);
	return made.flatMap(({ period, estimates }) =>
		estimates
			.filter(({ unitId }) => !wanted || wanted.has(unitId))
			.map((estimate) => ({ ...estimate, period, notes: estimate.notes as Figure['notes'] }))
	);
}
