/**
 * Estimates: computed from the facts of a period, kept in the record with everything that says how
 * sure they are. Pages, reports and exports read them here.
 */
import type { Estimate } from '../estimate.ts';
import { dayOf } from '../event.ts';
import { figureOf, hide, isProtected, type Facts, type Figure } from '../figure.ts';
import type { IndicatorSource } from '../indicator.ts';
import { memo } from '../memo.ts';
import { Problem } from '../problem.ts';
import { hiddenParts } from '../statistics/protection/suppression.ts';
import * as indicators from './indicators.ts';
import * as measures from './measures.ts';
import type { Json, Sql } from './postgres.ts';
import * as units from './units.ts';
import type { Warehouse } from './warehouse.ts';

export type Wanted = {
	indicatorId: string;
	unitId: number;
	/** first and last day, YYYY-MM-DD */
	periodFrom: string;
	periodTo: string;
};

export type Refreshed = Pick<Wanted, 'periodFrom' | 'periodTo'> & {
	/** only indicators of these sources; all unless given */
	sources?: readonly IndicatorSource[];
};

/**
 * The value of an indicator for a unit and a period as the stores stand now; nothing is kept. Null
 * when there is nothing to compute it from. Throws `indicator.not-computable`. A figure of a unit
 * below the nation may still need {@link refresh}'s protection of its neighbours before it is shown.
 */
export async function compute(
	sql: Sql,
	warehouse: Warehouse,
	wanted: Wanted
): Promise<Estimate | null> {
	const indicator = await indicators.byId(sql, wanted.indicatorId);
	if (!indicator?.measure)
		throw new Problem('indicator.not-computable', { indicator: wanted.indicatorId });
	const period = { from: wanted.periodFrom, to: wanted.periodTo };
	const asOf = new Date().toISOString();
	const facts = await measures.gather(sql, warehouse, indicator.measure, period);
	if (!facts) return null;
	const figure = figureOf(facts, await scopeOf(sql, wanted.unitId, boundariesOf(facts, period.to)));
	if (!figure) return null;
	const dated =
		facts.kind === 'visits' ? (await laterUnits(sql, period.from))(wanted.unitId, figure) : figure;
	return { ...dated, ...wanted, indicatorVersion: indicator.version, asOf };
}

/** Units below one, or undefined for the nation: all. */
async function scopeOf(sql: Sql, unitId: number, day: string): Promise<Set<number> | undefined> {
	const nation = await units.nation(sql);
	return unitId === nation.id ? undefined : new Set(await units.subtree(sql, unitId, day));
}

/**
 * The day whose boundaries count: those at the end of the period; but a site is known to belong to a
 * unit of today only, so usage is told by the boundaries of today.
 */
function boundariesOf(facts: Facts, periodTo: string): string {
	const today = dayOf(Date.now());
	return facts.kind === 'visits' && periodTo < today ? today : periodTo;
}

/** Adds the note to figures of units that did not stand yet on the day. */
async function laterUnits(sql: Sql, day: string) {
	const standing = new Set((await units.onDay(sql, day)).map(({ id }) => id));
	return (unitId: number, figure: Figure): Figure =>
		standing.has(unitId) ? figure : { ...figure, notes: [...figure.notes, 'boundaries-of-today'] };
}

/**
 * Computes every computable indicator for the nation and, where several units or sites stand behind
 * it, for each province, and keeps the results. What a shown total and its parts would give away
 * about fewer than ten respondents is hidden. `sources` leaves the other indicators as they were.
 * Returns what it computed.
 */
export async function refresh(
	sql: Sql,
	warehouse: Warehouse,
	{ periodFrom, periodTo, sources }: Refreshed
): Promise<Estimate[]> {
	const nation = await units.nation(sql);
	const scopesOn = memo(4, (day) => provinceScopes(sql, day));
	const dated = await laterUnits(sql, periodFrom);
	const period = { from: periodFrom, to: periodTo };
	const wanted = (await indicators.computable(sql)).filter(
		({ source }) => !sources || sources.includes(source)
	);
	const computed = wanted.map(async ({ id, version, measure }): Promise<Estimate[]> => {
		const asOf = new Date().toISOString();
		const facts = await measures.gather(sql, warehouse, measure, period);
		const whole = facts && figureOf(facts);
		if (!facts || !whole) return [];
		const scopes = await scopesOn(boundariesOf(facts, periodTo));
		const parts = provinceFigures(facts, scopes, whole, isProtected(measure)).map(
			([unitId, figure]) =>
				[unitId, facts.kind === 'visits' ? dated(unitId, figure) : figure] as const
		);
		return [[nation.id, whole] as const, ...parts].map(([unitId, figure]) => {
			const indicator = { indicatorId: id, indicatorVersion: version };
			return { ...figure, ...indicator, unitId, periodFrom, periodTo, asOf };
		});
	});
	const estimates = (await Promise.all(computed)).flat();
	const ids = wanted.map(({ id }) => id);
	await keep(sql, ids, estimates, period);
	return estimates;
}

type Scopes = Map<number, Set<number>>;

async function provinceScopes(sql: Sql, day: string): Promise<Scopes> {
	const scopes: Scopes = new Map();
	for (const { id } of await units.onDay(sql, day, { level: 'province' }))
		scopes.set(id, new Set());
	for (const { unitId, rootId } of await units.below(sql, [...scopes.keys()], day))
		scopes.get(rootId)?.add(unitId);
	return scopes;
}

/** Figures of provinces behind which more than one unit stands, or any site, small ones hidden. */
function provinceFigures(
	facts: Facts,
	scopes: Scopes,
	whole: Figure,
	guarded: boolean
): (readonly [number, Figure])[] {
	const figures = [...scopes].flatMap(([unitId, scope]) => {
		if (facts.kind !== 'visits' && unitsIn(facts, scope) < 2) return [];
		const figure = figureOf(facts, scope);
		return figure ? [[unitId, figure] as const] : [];
	});
	if (!guarded || whole.suppressed) return figures;
	// What no province holds (agencies, lone units) is part of the whole too and never shown alone.
	const rest = whole.n - figures.reduce((sum, [, { n }]) => sum + n, 0);
	const hidden = hiddenParts([...figures.map(([, { n }]) => n), Math.max(0, rest)]);
	return figures.map(([unitId, figure], index) => [
		unitId,
		hidden[index] && !figure.suppressed ? hide(figure, 'hidden-for-others') : figure
	]);
}

function unitsIn(facts: Exclude<Facts, { kind: 'visits' }>, scope: Set<number>): number {
	const list = facts.kind === 'answers' ? facts.expected : facts.units.map((one) => one.unitId);
	return list.filter((unitId) => scope.has(unitId)).length;
}

/** Replaces what was kept of these indicators for the period: what can no longer be computed goes. */
async function keep(
	sql: Sql,
	indicatorIds: string[],
	estimates: Estimate[],
	{ from, to }: measures.Period
): Promise<void> {
	await sql.begin(async (tx) => {
		await tx`select pg_advisory_xact_lock(1708)`;
		await tx`delete from estimates where period_from = ${from} and period_to = ${to}
			and indicator_id = any(${indicatorIds}::text[])`;
		if (estimates.length === 0) return;
		await tx`insert into estimates ${tx(
			estimates.map(({ notes, ...rest }) => ({ ...rest, notes: tx.json(notes as Json) }))
		)}`;
	});
}

const columns = (sql: Sql) => sql`
	e.indicator_id, e.indicator_version, e.unit_id, e.period_from, e.period_to, e.value, e.numerator,
	e.denominator, e.n, e.low, e.high, e.level, e.method, e.suppressed, e.notes,
	to_char(e.as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as as_of`;

/** The kept estimate of an indicator for a unit and a period, or undefined. */
export async function current(
	sql: Sql,
	indicatorId: string,
	unitId: number,
	periodFrom: string,
	periodTo: string
): Promise<Estimate | undefined> {
	const [found] = await sql<Estimate[]>`select ${columns(sql)} from estimates e
		where e.indicator_id = ${indicatorId} and e.unit_id = ${unitId}
			and e.period_from = ${periodFrom} and e.period_to = ${periodTo}
		order by e.indicator_version desc limit 1`;
	return found;
}

/** Kept estimates, the latest period first; all unless narrowed. */
export async function list(
	sql: Sql,
	only: { indicatorId?: string; unitIds?: number[]; from?: string; to?: string } = {}
): Promise<Estimate[]> {
	return sql<Estimate[]>`select ${columns(sql)} from estimates e where true
		${only.indicatorId ? sql`and e.indicator_id = ${only.indicatorId}` : sql``}
		${only.unitIds ? sql`and e.unit_id = any(${only.unitIds}::integer[])` : sql``}
		${only.from ? sql`and e.period_to >= ${only.from}` : sql``}
		${only.to ? sql`and e.period_from <= ${only.to}` : sql``}
		order by e.period_to desc, e.period_from desc, e.indicator_id, e.unit_id`;
}

/**
 * The latest kept estimate of each indicator for a unit: of the period that ended last or still
 * runs; of several, the shortest for visits and the longest for surveys and the record.
 */
export async function latestOf(sql: Sql, unitId: number): Promise<Record<string, Estimate>> {
	const rows = await sql<Estimate[]>`select distinct on (e.indicator_id) ${columns(sql)}
		from estimates e where e.unit_id = ${unitId}
		order by e.indicator_id,
			least(e.period_to, (now() at time zone 'Asia/Ho_Chi_Minh')::date) desc,
			case when e.method = 'ratio_by_day' then e.period_from end desc,
			e.period_from, e.indicator_version desc`;
	return Object.fromEntries(rows.map((row) => [row.indicatorId, row]));
}

/** The latest kept estimate of one indicator for a unit; see {@link latestOf}. */
export async function latest(
	sql: Sql,
	indicatorId: string,
	unitId: number
): Promise<Estimate | undefined> {
	return (await latestOf(sql, unitId))[indicatorId];
}
