/**
 * Outlying values of an indicator, which would decide the whole scale of a min-max score. An indicator
 * needs treatment when |skewness| ≥ 2 and excess kurtosis ≥ 3.5.
 */
import { isConstant, observed, shape } from '../numerics/moments.ts';
import { count, Refusal } from '../refusal.ts';

export type Limits = { skewness: number; kurtosis: number };

const usual: Limits = { skewness: 2, kurtosis: 3.5 };

export type Treatment = {
	values: Float64Array;
	/** nothing was needed; extremes were drawn in; the logarithm was taken; even that fails */
	outcome: 'none' | 'winsorised' | 'logarithm' | 'failed';
	/** steps of drawing in, also of those that were undone */
	winsorised: number;
	/** whether drawing in was enough */
	passed: boolean;
	before: { skewness: number; kurtosis: number };
	/** after drawing in */
	drawn: { skewness: number; kurtosis: number };
	/** after the logarithm, when it was taken */
	logged?: { skewness: number; kurtosis: number };
};

function outlying({ skewness, kurtosis }: Limits, limits: Limits): boolean {
	return Math.abs(skewness) >= limits.skewness && kurtosis >= limits.kurtosis;
}

/**
 * Draws the most extreme value (all that equal it) in to the next, on the side of the skew, until
 * the indicator passes or `most` steps were taken; if it then still fails, takes the original values
 * to ln(x − min + 0.01 (max − min)). Sources: OECD/JRC, Handbook on Constructing Composite Indicators
 * (2008), §5; W. Becker et al., J. Open Source Softw. 7 (2022) 4567. Missing values stay missing.
 * Refuses constant indicators and fewer than four values.
 */
export function treated(
	indicator: ArrayLike<number>,
	{ most = 5, limits = usual }: { most?: number; limits?: Limits } = {}
): Treatment {
	count(most, 'most');
	if (!(limits.skewness > 0) || !Number.isFinite(limits.kurtosis))
		throw new Refusal('out-of-bounds', 'limits');
	const before = shape(observed(indicator, 'indicator'), 'indicator');
	const original = indicator instanceof Float64Array ? indicator : Float64Array.from(indicator);
	const base = { winsorised: 0, before, drawn: before };
	if (!outlying(before, limits))
		return { ...base, values: original.slice(), outcome: 'none', passed: true };
	const values = original.slice();
	let now: Limits = before;
	let steps = 0;
	while (steps < most && outlying(now, limits)) {
		drawIn(values, now.skewness > 0);
		steps++;
		const left = observed(values, 'indicator');
		// drawn in to one value: nothing is left to tell units apart
		if (isConstant(left)) return logged(original, { ...base, winsorised: steps }, limits);
		now = shape(left, 'indicator');
	}
	const drawn = now;
	const passed = !outlying(drawn, limits);
	if (passed) return { ...base, values, outcome: 'winsorised', winsorised: steps, passed, drawn };
	return logged(original, { ...base, winsorised: steps, drawn }, limits);
}

function logged(
	original: Float64Array,
	base: Pick<Treatment, 'winsorised' | 'before' | 'drawn'>,
	limits: Limits
): Treatment {
	const values = logarithm(original);
	const after = shape(observed(values, 'indicator'), 'indicator');
	const outcome = outlying(after, limits) ? 'failed' : 'logarithm';
	return { ...base, values, outcome, passed: false, logged: after };
}

/** Replaces the greatest (or least) values by the next one. */
function drawIn(values: Float64Array, greatest: boolean): void {
	const sign = greatest ? 1 : -1;
	let extreme = -Infinity;
	let next = -Infinity;
	for (const value of values) {
		const at = sign * value;
		if (Number.isNaN(at)) continue;
		if (at > extreme) {
			next = extreme;
			extreme = at;
		} else if (at < extreme && at > next) next = at;
	}
	for (let at = 0; at < values.length; at++)
		if (sign * values[at]! === extreme) values[at] = sign * next;
}

/** ln(x − min + share · (max − min)). Refuses a constant indicator. */
export function logarithm(indicator: ArrayLike<number>, share = 0.01): Float64Array {
	if (!(share > 0)) throw new Refusal('not-positive', 'share');
	const there = observed(indicator, 'indicator');
	if (there.length === 0) throw new Refusal('no-observations', 'indicator');
	if (isConstant(there)) throw new Refusal('no-variation', 'indicator');
	const least = there.reduce((one, other) => Math.min(one, other));
	const range = there.reduce((one, other) => Math.max(one, other)) - least;
	return Float64Array.from(indicator, (value) => Math.log(value - least + share * range));
}
