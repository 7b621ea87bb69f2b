/**
 * Values that stand apart, by rule. A flag is a question, not a verdict: nothing is removed here.
 * Positions count from 0.
 */
import { interpolated } from '../composite/imputation.ts';
import {
	isConstant,
	mean,
	median,
	medianDeviation,
	quantiles,
	spread
} from '../numerics/moments.ts';
import { numbers, positive, Refusal } from '../refusal.ts';
import { strengths, stl } from './stl.ts';
import { superSmoothed } from './supersmoother.ts';

export type Fence = { low: number; high: number; flagged: number[] };

function beyond(values: ArrayLike<number>, low: number, high: number): Fence {
	const flagged: number[] = [];
	for (let at = 0; at < values.length; at++)
		if (values[at]! < low || values[at]! > high) flagged.push(at);
	return { low, high, flagged };
}

/** Q1 − k IQR to Q3 + k IQR, type-7 quartiles. Source: J. W. Tukey, Exploratory Data Analysis (1977). */
export function tukeyFence(values: ArrayLike<number>, k = 1.5): Fence {
	const [q1, q3] = quantiles(values, [0.25, 0.75]) as [number, number];
	const reach = positive(k, 'k') * (q3 - q1);
	return beyond(values, q1 - reach, q3 + reach);
}

/** median ± k · 1.4826 · median |x − median|. Source: F. R. Hampel, J. Am. Stat. Assoc. 69 (1974) 383. */
export function hampelFence(values: ArrayLike<number>, k = 3): Fence {
	const middle = median(values);
	const reach = positive(k, 'k') * 1.4826 * medianDeviation(values);
	return beyond(values, middle - reach, middle + reach);
}

/** mean ± k s: weak, since the outlier itself widens s. */
export function deviationFence(values: ArrayLike<number>, k = 3): Fence {
	const reach = positive(k, 'k') * spread(values, 'values');
	const middle = mean(values);
	return beyond(values, middle - reach, middle + reach);
}

/**
 * 0.6745 (x − median)/median |x − median|, flagged beyond ± `limit`. Source: B. Iglewicz, D. C. Hoaglin, How to
 * Detect and Handle Outliers (1993). Refuses values of which more than half are equal (no scale).
 */
export function modifiedScores(
	values: ArrayLike<number>,
	limit = 3.5
): { scores: Float64Array; flagged: number[] } {
	const middle = median(values);
	const scale = medianDeviation(values);
	if (scale === 0) throw new Refusal('no-variation', 'values');
	const scores = Float64Array.from(values, (value) => (0.6745 * (value - middle)) / scale);
	return { scores, flagged: beyond(scores, -limit, limit).flagged };
}

export type SeriesOutliers = {
	positions: number[];
	/** what the neighbours suggest instead, in the same order */
	replacements: number[];
};

/**
 * Outliers of a series: residuals of the super smoother beyond Q1 − 3 IQR and Q3 + 3 IQR, looked for twice; a
 * season as strong as 0.6 (1 − Var remainder/Var detrended) is taken out before. Gaps (NaN) are filled
 * along lines and never flagged. Source: R. J. Hyndman, G. Athanasopoulos, Forecasting (2021), §13.9.
 */
export function seriesOutliers(series: ArrayLike<number>, period = 1): SeriesOutliers {
	let values = Float64Array.from(series);
	const found = new Set<number>();
	for (let turn = 0; turn < 2; turn++) {
		for (const at of outlying(values, period)) found.add(at);
		values = values.map((value, at) => (found.has(at) ? NaN : value));
		if (values.every(Number.isNaN)) throw new Refusal('no-observations', 'series');
		const filled = bridged(values);
		values = values.map((value, at) => (found.has(at) ? filled[at]! : value));
	}
	const positions = [...found].sort((one, other) => one - other);
	return { positions, replacements: positions.map((at) => values[at]!) };
}

/** Gaps along lines; before the first value that value. */
function bridged(series: Float64Array): Float64Array {
	const forward = interpolated(series).values;
	const first = forward.find((value) => !Number.isNaN(value));
	return forward.map((value) => (Number.isNaN(value) ? first! : value));
}

function outlying(series: Float64Array, period: number): number[] {
	const filled = bridged(series);
	numbers(filled, 'series', 5);
	if (isConstant(filled)) return [];
	let smooth = filled;
	if (period > 1 && filled.length > 2 * period) {
		const parts = stl(filled, { period, season: 'periodic', robust: true });
		if (strengths(parts).seasonal >= 0.6)
			smooth = filled.map((value, at) => value - parts.seasonal[at]!);
	}
	const line = superSmoothed(
		Float64Array.from(smooth, (_, at) => at + 1),
		smooth
	);
	const residuals = smooth.map((value, at) =>
		Number.isNaN(series[at]!) ? NaN : value - line[at]!
	);
	const { low, high } = tukeyFence(
		residuals.filter((value) => !Number.isNaN(value)),
		3
	);
	return high - low > 1e-14 ? beyond(residuals, low, high).flagged : [];
}
