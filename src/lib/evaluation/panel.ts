/**
 * The panel of one outcome made ready: units without gaps, treated first in the order of their start,
 * values on the scale of the plan.
 */
import type { Facts, Scale, Series } from '../evaluation.ts';
import { Refusal } from '../statistics/refusal.ts';

export type Ready = {
	/** unit ids, the treated first, the earliest start first */
	units: number[];
	/** index of the first treated period, Infinity for never */
	starts: number[];
	/** one row per unit, one column per period */
	values: Float64Array[];
	/** units left out because a value is missing or hidden */
	dropped: number[];
	periods: number;
};

/** Values of `ratio` are logarithms; a value of 0 or less has none and counts as missing. */
export function ready(facts: Facts, series: Series, scale: Scale): Ready {
	const rows = facts.units.map((unit, row) => {
		const values = Float64Array.from(facts.periods, (_, at) => {
			const value = series.values[row]?.[at];
			if (value === null || value === undefined || series.suppressed[row]?.[at]) return NaN;
			if (scale === 'ratio') return value > 0 ? Math.log(value) : NaN;
			return value;
		});
		return { unit, values };
	});
	const whole = rows.filter(({ values }) => values.every(Number.isFinite));
	const ordered = [...whole].sort(
		(one, other) =>
			(one.unit.start ?? Infinity) - (other.unit.start ?? Infinity) || one.unit.id - other.unit.id
	);
	return {
		units: ordered.map(({ unit }) => unit.id),
		starts: ordered.map(({ unit }) => unit.start ?? Infinity),
		values: ordered.map(({ values }) => values),
		dropped: rows.filter((row) => !whole.includes(row)).map(({ unit }) => unit.id),
		periods: facts.periods.length
	};
}

/** How many units start at each time, the earliest first. */
export function cohortsOf({ starts }: Pick<Ready, 'starts'>): { start: number; size: number }[] {
	const sizes = new Map<number, number>();
	for (const start of starts)
		if (Number.isFinite(start)) sizes.set(start, (sizes.get(start) ?? 0) + 1);
	return [...sizes].sort(([one], [other]) => one - other).map(([start, size]) => ({ start, size }));
}

/** Only some periods, or some units; starts are counted from the first period that is left. */
export function narrowed(
	panel: Ready,
	{
		from = 0,
		to = panel.periods,
		keep = () => true
	}: { from?: number; to?: number; keep?: (at: number) => boolean }
): Ready {
	const kept = panel.units.map((_, at) => at).filter(keep);
	return {
		units: kept.map((at) => panel.units[at]!),
		starts: kept.map((at) => {
			const start = panel.starts[at]! - from;
			return start < to - from ? start : Infinity;
		}),
		values: kept.map((at) => panel.values[at]!.slice(from, to)),
		dropped: panel.dropped,
		periods: to - from
	};
}

/** The mean of some rows in every period. */
export function meanOf(rows: readonly Float64Array[]): Float64Array {
	const [first] = rows;
	if (!first) throw new Refusal('no-observations', 'units');
	return first.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length);
}
