/**
 * Who came back. A cohort is everyone whose first period (day, month) was the same; periods that are not
 * over yet are left out, not shown as 0. Periods are whole numbers (days since 1970, months).
 */
import { aligned, count, Refusal } from '../refusal.ts';

export type Cohort = {
	/** the first period of its members */
	start: number;
	size: number;
	/** members active that many periods later, from 0; as long as the periods seen */
	active: number[];
};

/** Distinct periods per visitor, in order. */
function periodsOf(
	visitor: ArrayLike<string | number>,
	period: ArrayLike<number>
): Map<string | number, number[]> {
	aligned(visitor, period, 'periods');
	if (visitor.length === 0) throw new Refusal('no-observations', 'visits');
	const sets = new Map<string | number, Set<number>>();
	for (let at = 0; at < visitor.length; at++) {
		if (!Number.isInteger(period[at])) throw new Refusal('not-whole', 'periods');
		const set = sets.get(visitor[at]!) ?? new Set();
		sets.set(visitor[at]!, set.add(period[at]!));
	}
	return new Map([...sets].map(([who, set]) => [who, [...set].sort((a, b) => a - b)]));
}

/**
 * Cohorts by first period and how many were active exactly N periods later. The last period seen ends
 * every row unless `last` names a later one; `most` limits N.
 */
export function cohorts(
	visitor: ArrayLike<string | number>,
	period: ArrayLike<number>,
	{ last, most = Infinity }: { last?: number; most?: number } = {}
): Cohort[] {
	const visits = periodsOf(visitor, period);
	let end = last ?? -Infinity;
	for (let at = 0; at < period.length; at++) {
		if (last !== undefined && period[at]! > last) throw new Refusal('out-of-bounds', 'last');
		end = Math.max(end, period[at]!);
	}
	const rows = new Map<number, Cohort>();
	for (const periods of visits.values()) {
		const start = periods[0]!;
		const row: Cohort = rows.get(start) ?? {
			start,
			size: 0,
			active: Array.from({ length: Math.min(most, end - start) + 1 }, () => 0)
		};
		rows.set(start, row);
		row.size++;
		for (const at of periods) if (at - start < row.active.length) row.active[at - start]!++;
	}
	return [...rows.values()].sort((one, other) => one.start - other.start);
}

/** Visitors seen at all in or after each number of periods from their first: rolling retention. */
export function returnedAfter(
	visitor: ArrayLike<string | number>,
	period: ArrayLike<number>,
	after: readonly number[]
): { all: number; returned: number[] } {
	const visits = [...periodsOf(visitor, period).values()];
	return {
		all: visits.length,
		returned: after.map(
			(n) => visits.filter((periods) => periods[periods.length - 1]! - periods[0]! >= n).length
		)
	};
}

/**
 * How many visitors repeated 0, 1, … times: distinct periods less one, up to `last`; the last entry
 * holds `most` and more.
 */
export function repeats(
	visitor: ArrayLike<string | number>,
	period: ArrayLike<number>,
	most: number,
	last = Infinity
): number[] {
	const counts = Array.from({ length: count(most, 'most') + 1 }, () => 0);
	for (const periods of periodsOf(visitor, period).values()) {
		const seen = periods.filter((at) => at <= last).length;
		if (seen > 0) counts[Math.min(most, seen - 1)]!++;
	}
	return counts;
}

/** Whether the first condition held, and each other one together with it (as ClickHouse's retention). */
export function retained(conditions: readonly boolean[]): boolean[] {
	return conditions.map((held) => conditions[0]! && held);
}
