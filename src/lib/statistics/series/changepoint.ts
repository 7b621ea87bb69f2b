/** Where a series changes its level, or a regression its coefficients, when nobody says where. */
import { Matrix } from 'ml-matrix';
import { count, numbers, Refusal } from '../refusal.ts';
import { leastSquares } from '../numerics/regression.ts';

export type SupF = {
	/** the largest F over all dates tried */
	statistic: number;
	/** cases before the change at which it is reached */
	before: number;
	/** F for each number of cases before, from `from` on */
	statistics: Float64Array;
	from: number;
};

/**
 * F = (RSS − RSS₁ − RSS₂)/((RSS₁ + RSS₂)/(n − 2k)), the χ² form, at each date that leaves the share `trim` of
 * the cases on either side. It is no F statistic any more once the date is chosen: ask `supFTest` for a
 * p-value. Source: D. W. K. Andrews, Econometrica 61 (1993) 821.
 */
export function supF(x: Matrix, outcome: ArrayLike<number>, trim = 0.15): SupF {
	const n = outcome.length;
	numbers(outcome, 'outcome', 3);
	if (!(trim > 0 && trim < 0.5)) throw new Refusal('out-of-bounds', 'trim');
	const k = x.columns;
	const from = Math.max(k + 1, Math.floor(trim * n));
	if (n - from <= k || 2 * from > n) throw new Refusal('too-few', 'cases');
	const squares = (start: number, end: number) => {
		const part = x.subMatrix(start, end - 1, 0, k - 1);
		const y = Float64Array.from(outcome).subarray(start, end);
		return leastSquares(part, y).residuals.reduce((sum, u) => sum + u * u, 0);
	};
	const all = squares(0, n);
	const statistics = new Float64Array(n - 2 * from + 1);
	let best = 0;
	for (let at = 0; at < statistics.length; at++) {
		const apart = squares(0, from + at) + squares(from + at, n);
		if (!(apart > 0)) throw new Refusal('no-variation', 'residuals');
		statistics[at] = (all - apart) / (apart / (n - 2 * k));
		if (statistics[at]! > statistics[best]!) best = at;
	}
	return { statistic: statistics[best]!, before: from + best, statistics, from };
}

/**
 * Whether the level changes at all: supF of the mean against that of the series in shuffled order,
 * p = (1 + hits)/(1 + draws). The order must carry no other dependence. `random` is uniform in [0, 1).
 */
export function supFTest(
	series: ArrayLike<number>,
	random: () => number,
	{ draws = 999, trim = 0.15 }: { draws?: number; trim?: number } = {}
): SupF & { p: number } {
	if (count(draws, 'draws') < 99) throw new Refusal('too-few', 'draws');
	const found = supF(Matrix.ones(series.length, 1), series, trim);
	const values = Float64Array.from(series);
	let hits = 0;
	for (let draw = 0; draw < draws; draw++) {
		for (let at = values.length - 1; at > 0; at--) {
			const other = Math.floor(random() * (at + 1));
			[values[at], values[other]] = [values[other]!, values[at]!];
		}
		if (largestF(values, found.from) >= found.statistic * (1 - 1e-12)) hits++;
	}
	return { ...found, p: (1 + hits) / (1 + draws) };
}

/** supF of a change of level, by running sums. */
function largestF(values: Float64Array, from: number): number {
	const n = values.length;
	const cost = costs(values);
	const all = cost(0, n);
	let most = 0;
	for (let before = from; before <= n - from; before++) {
		const apart = cost(0, before) + cost(before, n);
		most = Math.max(most, (all - apart) / (apart / (n - 2)));
	}
	return most;
}

/** Σ(y − ȳ)² of the cases from … to − 1, from running sums of values around their mean. */
function costs(values: ArrayLike<number>): (from: number, to: number) => number {
	const n = values.length;
	let middle = 0;
	for (let at = 0; at < n; at++) middle += values[at]! / n;
	const sums = new Float64Array(n + 1);
	const squares = new Float64Array(n + 1);
	for (let at = 0; at < n; at++) {
		const value = values[at]! - middle;
		sums[at + 1] = sums[at]! + value;
		squares[at + 1] = squares[at]! + value * value;
	}
	return (from, to) =>
		Math.max(0, squares[to]! - squares[from]! - (sums[to]! - sums[from]!) ** 2 / (to - from));
}

export type Breaks = {
	/** cases before each change, in order */
	before: number[];
	/** mean of each stretch */
	levels: number[];
	/** residual sum of squares, and n(ln(RSS/n) + ln 2π + 1) + 2(m + 1) ln n, for m = 0, 1, … changes */
	squares: number[];
	criterion: number[];
};

/**
 * The number and dates of changes of level with the lowest criterion (BIC), by dynamic programming over all
 * dates; every stretch holds at least the share `least` of the cases. `changes` fixes their number. Source: J. Bai,
 * P. Perron, J. Appl. Econom. 18 (2003) 1.
 */
export function levelBreaks(
	series: ArrayLike<number>,
	{ least = 0.15, most = 5, changes }: { least?: number; most?: number; changes?: number } = {}
): Breaks {
	numbers(series, 'series', 4);
	if (!(least > 0 && least < 0.5)) throw new Refusal('out-of-bounds', 'least');
	const n = series.length;
	const size = Math.max(2, Math.floor(least * n));
	const limit = Math.min(changes ?? count(most, 'most'), Math.floor(n / size) - 1);
	if (limit < (changes ?? 0)) throw new Refusal('too-many', 'changes');
	const cost = costs(series);
	/** lowest cost of the first `to` cases in m + 1 stretches, and where the last one starts */
	const best = [
		Float64Array.from({ length: n + 1 }, (_, to) => (to >= size ? cost(0, to) : Infinity))
	];
	const start: Int32Array[] = [new Int32Array(n + 1)];
	for (let m = 1; m <= limit; m++) {
		const row = new Float64Array(n + 1).fill(Infinity);
		const from = new Int32Array(n + 1);
		for (let to = (m + 1) * size; to <= n; to++)
			for (let at = m * size; at <= to - size; at++) {
				const value = best[m - 1]![at]! + cost(at, to);
				if (value < row[to]!) [row[to], from[to]] = [value, at];
			}
		best.push(row);
		start.push(from);
	}
	const squares = best.map((row) => row[n]!);
	if (!(squares[0]! > 0)) throw new Refusal('no-variation', 'series');
	const criterion = squares.map(
		(rss, m) => n * (Math.log(rss / n) + Math.log(2 * Math.PI) + 1) + 2 * (m + 1) * Math.log(n)
	);
	const chosen =
		changes ?? criterion.reduce((low, value, m) => (value < criterion[low]! ? m : low), 0);
	const before: number[] = [];
	for (let [m, to] = [chosen, n]; m > 0; m--) {
		to = start[m]![to]!;
		before.unshift(to);
	}
	const ends = [0, ...before, n];
	const levels = ends.slice(1).map((to, at) => {
		let sum = 0;
		for (let row = ends[at]!; row < to; row++) sum += series[row]!;
		return sum / (to - ends[at]!);
	});
	return { before, levels, squares, criterion };
}
