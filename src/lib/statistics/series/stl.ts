/**
 * A series taken apart into season, trend and remainder, the season allowed to change slowly. Moving
 * holidays (Tết) are no season of the solar year: give them a regressor of their own before.
 */
import { smoothed, smoothedAt, type Smoother } from './loess.ts';
import { variance } from '../numerics/moments.ts';
import { count, numbers, Refusal } from '../refusal.ts';

export type Decomposition = {
	seasonal: Float64Array;
	trend: Float64Array;
	remainder: Float64Array;
	/** how much each value counted, 0–1; all 1 unless robust */
	weights: Float64Array;
};

export type StlOptions = {
	/** observations in a cycle */
	period: number;
	/** years over which the season may change, odd and at least 7; or the same in every year */
	season: number | 'periodic';
	/** odd; by default the next odd number from 1.5 period/(1 − 1.5/season) */
	trend?: number;
	/** odd; by default the next odd number from the period */
	low?: number;
	/** outlying values count less: one inner and 15 outer rounds instead of two and none */
	robust?: boolean;
};

const oddFrom = (value: number) => {
	const whole = Math.round(value);
	return whole % 2 === 0 ? whole + 1 : whole;
};

const smoother = (window: number, degree: 0 | 1): Smoother => ({
	window: Math.max(3, oddFrom(window)),
	degree,
	jump: Math.ceil(Math.max(3, oddFrom(window)) / 10)
});

/**
 * Seasonal-trend decomposition by loess, as the authors' program does it (season degree 0, trend and
 * low-pass degree 1, jumps of a tenth of each window). Source: R. B. Cleveland, W. S. Cleveland, J. E.
 * McRae, I. Terpenning, J. Off. Stat. 6 (1990) 3. Refuses gaps and fewer than two full cycles.
 */
export function stl(
	series: ArrayLike<number>,
	{ period, season, trend, low, robust = false }: StlOptions
): Decomposition {
	numbers(series, 'series');
	if (count(period, 'period') < 2) throw new Refusal('too-few', 'period');
	const n = series.length;
	if (n < 2 * period + 1) throw new Refusal('too-few', 'series');
	if (season !== 'periodic' && count(season, 'season') < 3) throw new Refusal('too-few', 'season');
	const window = season === 'periodic' ? 10 * n + 1 : season;
	const smoothers = {
		season: smoother(window, 0),
		trend: smoother(trend ?? oddFrom(Math.ceil((1.5 * period) / (1 - 1.5 / window))), 1),
		low: smoother(low ?? oddFrom(period), 1)
	};
	const state = {
		y: Float64Array.from(series),
		trend: new Float64Array(n),
		season: new Float64Array(n)
	};
	let weights: Float64Array | undefined;
	for (let outer = 0; outer <= (robust ? 15 : 0); outer++) {
		for (let inner = 0; inner < (robust ? 1 : 2); inner++) round(state, period, smoothers, weights);
		if (robust)
			weights = robustnessOf(state.y.map((y, at) => y - state.trend[at]! - state.season[at]!));
	}
	if (season === 'periodic') averageCycles(state.season, period);
	return {
		seasonal: state.season,
		trend: state.trend,
		remainder: state.y.map((y, at) => y - state.season[at]! - state.trend[at]!),
		weights: weights ?? new Float64Array(n).fill(1)
	};
}

type State = { y: Float64Array; trend: Float64Array; season: Float64Array };

function round(
	state: State,
	period: number,
	smoothers: { season: Smoother; trend: Smoother; low: Smoother },
	weights: Float64Array | undefined
): void {
	const n = state.y.length;
	const detrended = state.y.map((y, at) => y - state.trend[at]!);
	const cycles = smoothedCycles(detrended, period, smoothers.season, weights);
	const average = movingAverage(movingAverage(movingAverage(cycles, period), period), 3);
	const low = smoothed(average, n, smoothers.low);
	for (let at = 0; at < n; at++) state.season[at] = cycles[period + at]! - low[at]!;
	const rest = state.y.map((y, at) => y - state.season[at]!);
	state.trend = smoothed(rest, n, smoothers.trend, weights);
}

/** Each place of the cycle smoothed over the years, one year longer on either side. */
function smoothedCycles(
	values: Float64Array,
	period: number,
	how: Smoother,
	weights: Float64Array | undefined
): Float64Array {
	const n = values.length;
	const result = new Float64Array(n + 2 * period);
	for (let place = 0; place < period; place++) {
		const k = Math.floor((n - place - 1) / period) + 1;
		const own = Float64Array.from({ length: k }, (_, year) => values[year * period + place]!);
		const robustness =
			weights && Float64Array.from({ length: k }, (_, year) => weights[year * period + place]!);
		const middle = smoothed(own, k, how, robustness);
		const right = Math.min(how.window, k);
		const left = Math.max(1, k - how.window + 1);
		const before = smoothedAt(own, k, how, 0, 1, right, robustness) ?? middle[0]!;
		const after = smoothedAt(own, k, how, k + 1, left, k, robustness) ?? middle[k - 1]!;
		result[place] = before;
		middle.forEach((value, year) => (result[(year + 1) * period + place] = value));
		result[(k + 1) * period + place] = after;
	}
	return result;
}

function movingAverage(values: Float64Array, length: number): Float64Array {
	const result = new Float64Array(values.length - length + 1);
	let sum = 0;
	for (let at = 0; at < length; at++) sum += values[at]!;
	result[0] = sum / length;
	for (let at = 1; at < result.length; at++) {
		sum += values[at + length - 1]! - values[at - 1]!;
		result[at] = sum / length;
	}
	return result;
}

/** (1 − (r/6m)²)², m the median of |r|; 0 beyond, 1 close by. */
function robustnessOf(remainder: Float64Array): Float64Array {
	const sizes = remainder.map(Math.abs);
	const order = sizes.slice().sort();
	const middle = Math.floor(order.length / 2);
	const six = 3 * (order[middle]! + order[order.length - 1 - middle]!);
	return sizes.map((size) => {
		if (size <= 0.001 * six) return 1;
		return size <= 0.999 * six ? (1 - (size / six) ** 2) ** 2 : 0;
	});
}

function averageCycles(season: Float64Array, period: number): void {
	for (let place = 0; place < period; place++) {
		let sum = 0;
		let years = 0;
		for (let at = place; at < season.length; at += period) {
			sum += season[at]!;
			years++;
		}
		for (let at = place; at < season.length; at += period) season[at] = sum / years;
	}
}

/**
 * How much of the movement is season and how much trend, 0–1: 1 − Var(remainder)/Var(remainder + part).
 * Source: X. Wang, K. Smith, R. Hyndman, Data Min. Knowl. Discov. 13 (2006) 335.
 */
export function strengths({ seasonal, trend, remainder }: Decomposition): {
	seasonal: number;
	trend: number;
} {
	const left = variance(remainder);
	const of = (part: Float64Array) => {
		const together = variance(remainder.map((value, at) => value + part[at]!));
		if (together === 0) throw new Refusal('no-variation', 'series');
		return Math.max(0, 1 - left / together);
	};
	return { seasonal: of(seasonal), trend: of(trend) };
}
