/** Kept estimates as pages, reports and exports read them. */
import type { Estimate } from '../../estimate.ts';
import type { Sql } from '../postgres.ts';

const columns = (sql: Sql) => sql`
	e.indicator_id, e.indicator_version, e.unit_id, e.period_from, e.period_to, e.boundaries,
	e.dimension, e.category, e.value, e.choice, e.numerator, e.denominator, e.n, e.effective_n,
	e.response_rate, e.low, e.high, e.level, e.method, e.suppressed, e.notes, e.snapshot,
	to_char(e.as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as as_of`;

/** Those of the definitions in force. */
const inForce = (sql: Sql) => sql`estimates e
	join indicators i on i.id = e.indicator_id and i.version = e.indicator_version`;

/** The kept estimate of an indicator for a unit and a period, or undefined. */
export async function current(
	sql: Sql,
	indicatorId: string,
	unitId: number,
	periodFrom: string,
	periodTo: string
): Promise<Estimate | undefined> {
	const [found] = await sql<Estimate[]>`select ${columns(sql)} from ${inForce(sql)}
		where e.indicator_id = ${indicatorId} and e.unit_id = ${unitId} and e.dimension = ''
			and e.period_from = ${periodFrom} and e.period_to = ${periodTo} limit 1`;
	return found;
}

export type Narrowed = {
	indicatorId?: string;
	unitIds?: number[];
	from?: string;
	to?: string;
	snapshot?: string;
	/** of an earlier version; the one in force unless given */
	version?: number;
};

/** Kept estimates, the latest period first; all unless narrowed. */
export async function list(sql: Sql, only: Narrowed = {}): Promise<Estimate[]> {
	const isFound = only.version !== undefined || only.snapshot !== undefined;
	return sql<Estimate[]>`select ${columns(sql)}
		from ${isFound ? sql`estimates e` : inForce(sql)} where true
		${only.version ? sql`and e.indicator_version = ${only.version}` : sql``}
		${only.indicatorId ? sql`and e.indicator_id = ${only.indicatorId}` : sql``}
		${only.unitIds ? sql`and e.unit_id = any(${only.unitIds}::integer[])` : sql``}
		${only.from ? sql`and e.period_to >= ${only.from}` : sql``}
		${only.to ? sql`and e.period_from <= ${only.to}` : sql``}
		${only.snapshot ? sql`and e.snapshot = ${only.snapshot}` : sql``}
		order by e.period_to desc, e.period_from desc, e.indicator_id, e.unit_id, e.dimension,
			e.category`;
}

/**
 * The latest kept estimate of each indicator for a unit: of the period that ended last or still
 * runs; of several, the shortest for visits and the longest for surveys and the record.
 */
export async function latestOf(sql: Sql, unitId: number): Promise<Record<string, Estimate>> {
	const rows = await sql<Estimate[]>`select distinct on (e.indicator_id) ${columns(sql)}
		from ${inForce(sql)}
		where e.unit_id = ${unitId} and e.dimension = ''
		order by e.indicator_id,
			least(e.period_to, (now() at time zone 'Asia/Ho_Chi_Minh')::date) desc,
			case when i.source = 'events' then e.period_from end desc,
			e.period_from`;
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
