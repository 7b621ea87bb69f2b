/**
 * The first steps of an index: indicators are put over a denominator (per head, per commune), their
 * availability is counted, and gaps are filled. An indicator is a column with one value per unit, NaN
 * where there is none. What was filled in stays marked.
 */
import { mean, median, observed } from '../numerics/moments.ts';
import { aligned, finite, Refusal } from '../refusal.ts';

/**
 * x/d · scale per unit. A missing denominator gives a missing value; a denominator of 0 or less is
 * refused, as is an infinite value.
 */
export function denominated(
	values: ArrayLike<number>,
	denominators: ArrayLike<number>,
	scale = 1
): Float64Array {
	aligned(values, denominators, 'denominator');
	finite(scale, 'scale');
	for (const value of observed(denominators, 'denominator'))
		if (value <= 0) throw new Refusal('zero-denominator', 'denominator');
	observed(values, 'indicator');
	return Float64Array.from(values, (value, at) => (value / denominators[at]!) * scale);
}

/** Per unit, the share of the indicators that have a value, 0–1. */
export function availability(indicators: readonly ArrayLike<number>[]): Float64Array {
	const [first] = indicators;
	if (!first) throw new Refusal('no-observations', 'indicators');
	const shares = new Float64Array(first.length);
	for (const indicator of indicators) {
		aligned(first, indicator, 'indicators');
		for (let at = 0; at < indicator.length; at++)
			if (!Number.isNaN(indicator[at]!)) shares[at]! += 1 / indicators.length;
	}
	return shares;
}

export type Imputed = {
	values: Float64Array;
	/** 1 where a value was filled in */
	filled: Uint8Array;
};

/**
 * Fills gaps with the mean or median of the units of the same group, or of all when no groups are
 * given. A group without any value keeps its gaps. Refuses a column without values.
 */
export function imputed(
	values: ArrayLike<number>,
	{ groups, by = 'mean' }: { groups?: readonly string[]; by?: 'mean' | 'median' } = {}
): Imputed {
	if (groups) aligned(values, groups, 'groups');
	if (observed(values, 'indicator').length === 0) throw new Refusal('no-observations', 'indicator');
	const members = new Map<string, number[]>();
	for (let at = 0; at < values.length; at++) {
		if (Number.isNaN(values[at]!)) continue;
		const group = groups?.[at] ?? '';
		const list = members.get(group);
		if (list) list.push(values[at]!);
		else members.set(group, [values[at]!]);
	}
	const middle = by === 'mean' ? mean : median;
	const centres = new Map([...members].map(([group, list]) => [group, middle(list)]));
	const filled = new Uint8Array(values.length);
	const result = Float64Array.from(values, (value, at) => {
		if (!Number.isNaN(value)) return value;
		const centre = centres.get(groups?.[at] ?? '');
		if (centre === undefined) return NaN;
		filled[at] = 1;
		return centre;
	});
	return { values: result, filled };
}

/**
 * Fills gaps in a series of one unit: between two values on the line between them, after the last
 * with the last. Before the first value nothing is known and the gap stays.
 */
export function interpolated(series: ArrayLike<number>): Imputed {
	observed(series, 'series');
	const values = Float64Array.from(series);
	const filled = new Uint8Array(series.length);
	let before = -1;
	for (let at = 0; at < values.length; at++) {
		if (!Number.isNaN(series[at]!)) {
			before = at;
			continue;
		}
		if (before < 0) continue;
		let after = at + 1;
		while (after < series.length && Number.isNaN(series[after]!)) after++;
		const from = series[before]!;
		values[at] =
			after < series.length
				? from + ((series[after]! - from) * (at - before)) / (after - before)
				: from;
		filled[at] = 1;
	}
	return { values, filled };
}
