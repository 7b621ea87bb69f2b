/** The classical decomposition: trend by centred moving averages, one fixed figure for the season. */
import { mean } from '../numerics/moments.ts';
import { count, numbers, Refusal } from '../refusal.ts';

export type Classical = {
	/** one per place of the cycle, adding up to 0 (or with mean 1 when multiplied) */
	figure: Float64Array;
	/** NaN for half a cycle at either end */
	trend: Float64Array;
	/** series less trend and season, or divided by both */
	random: Float64Array;
};

/**
 * Trend: mean of one cycle around each time, ends weighted one half for even periods. Figure: mean of
 * what is left, per place, centred. Source: M. Kendall, A. Stuart, The Advanced Theory of Statistics 3
 * (1983) 410. Refuses gaps, fewer than two cycles, and for multiplication values that are not positive.
 */
export function classical(
	series: ArrayLike<number>,
	period: number,
	how: 'added' | 'multiplied' = 'added'
): Classical {
	numbers(series, 'series');
	if (count(period, 'period') < 2) throw new Refusal('too-few', 'period');
	const n = series.length;
	if (n < 2 * period) throw new Refusal('too-few', 'series');
	const times = how === 'multiplied';
	if (times && Array.from(series).some((value) => value <= 0))
		throw new Refusal('not-positive', 'series');
	const half = Math.floor(period / 2);
	const trend = new Float64Array(n).fill(NaN);
	for (let at = half; at < n - half; at++) {
		let sum = 0;
		for (let step = -half; step <= half; step++) {
			const edge = period % 2 === 0 && Math.abs(step) === half;
			sum += (edge ? 0.5 : 1) * series[at + step]!;
		}
		trend[at] = sum / period;
	}
	const left = trend.map((value, at) => (times ? series[at]! / value : series[at]! - value));
	const figure = Float64Array.from({ length: period }, (_, place) =>
		mean(left.filter((value, at) => at % period === place && !Number.isNaN(value)))
	);
	const centre = mean(figure);
	for (let place = 0; place < period; place++)
		figure[place] = times ? figure[place]! / centre : figure[place]! - centre;
	const random = left.map((value, at) =>
		times ? value / figure[at % period]! : value - figure[at % period]!
	);
	return { figure, trend, random };
}
