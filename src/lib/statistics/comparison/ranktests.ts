/**
 * Tests on ranks, for answers on an ordered scale. Without equal values and with fewer than fifty
 * of them the probabilities are counted out; otherwise they are normal, with the variance that ties
 * leave and (for two groups and pairs) a half taken off for continuity.
 * Sources: H. Mann, D. Whitney, Ann. Math. Stat. 18 (1947) 50; F. Wilcoxon, Biometrics Bull. 1
 * (1945) 80; W. Kruskal, W. Wallis, J. Am. Stat. Assoc. 47 (1952) 583; M. Kendall, Rank Correlation
 * Methods (1970).
 */
import { pearson, ranks } from '../numerics/correlation.ts';
import { chiSquare, normal, student } from '../numerics/distributions.ts';
import type { Interval } from '../survey/estimates.ts';
import { normalQuantile } from '../numerics/quantile.ts';
import { numbers, Refusal, sameLength } from '../refusal.ts';

export type RankTest = { statistic: number; p: number; exact: boolean };

/** How often each value occurs. */
function ties(values: ArrayLike<number>): number[] {
	const counts = new Map<number, number>();
	for (let at = 0; at < values.length; at++)
		counts.set(values[at]!, (counts.get(values[at]!) ?? 0) + 1);
	return [...counts.values()];
}

const sumOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0);

/** Two-sided probability of a normal statistic with a correction towards its mean. */
function normalP(away: number, deviation: number, corrected: boolean): number {
	if (!(deviation > 0)) throw new Refusal('no-variation', 'values');
	const left = corrected ? away - 0.5 * Math.sign(away) : away;
	return Math.min(1, 2 * normal.upper(Math.abs(left) / deviation));
}

/** Twice the smaller tail at `at` of a distribution given by the ways to reach each value. */
function exactP(ways: Float64Array, at: number): number {
	const all = ways.reduce((sum, one) => sum + one, 0);
	const below = ways.subarray(0, at + 1).reduce((sum, one) => sum + one, 0);
	const above = ways.subarray(at).reduce((sum, one) => sum + one, 0);
	return Math.min(1, (2 * Math.min(below, above)) / all);
}

/** Mann-Whitney: how many pairs have the first group's value above the second's, ties a half. */
export function mannWhitney(
	one: ArrayLike<number>,
	other: ArrayLike<number>,
	{ exact, corrected = true }: { exact?: boolean; corrected?: boolean } = {}
): RankTest {
	numbers(one, 'values');
	numbers(other, 'values');
	const [n, m] = [one.length, other.length];
	const together = [...Array.from(one), ...Array.from(other)];
	const ranked = ranks(together);
	const statistic = sumOf([...ranked.subarray(0, n)]) - (n * (n + 1)) / 2;
	const same = ties(together);
	const tied = same.some((count) => count > 1);
	if (exact ?? (n < 50 && m < 50)) {
		if (!tied) return { statistic, p: exactP(whitneyWays(n, m), statistic), exact: true };
	}
	const all = n + m;
	const loss = sumOf(same.map((t) => t ** 3 - t)) / (all * (all - 1));
	const deviation = Math.sqrt(((n * m) / 12) * (all + 1 - loss));
	return { statistic, p: normalP(statistic - (n * m) / 2, deviation, corrected), exact: false };
}

/** Ways to reach each count of pairs: the coefficients of the Gaussian binomial. */
function whitneyWays(n: number, m: number): Float64Array {
	const ways = new Float64Array(n * m + 1);
	ways[0] = 1;
	for (let i = 1; i <= n; i++) {
		for (let at = ways.length - 1; at >= m + i; at--) ways[at]! -= ways[at - m - i]!;
		for (let at = i; at < ways.length; at++) ways[at]! += ways[at - i]!;
	}
	return ways;
}

/** Wilcoxon's signed ranks of differences; those of zero are left out. */
export function signedRanks(
	before: ArrayLike<number>,
	after: ArrayLike<number>,
	{ exact, corrected = true }: { exact?: boolean; corrected?: boolean } = {}
): RankTest {
	sameLength([before, after], 'pairs');
	numbers(before, 'values');
	numbers(after, 'values');
	const differences = Array.from(before, (value, at) => value - after[at]!);
	const moved = differences.filter((one) => one !== 0);
	const n = moved.length;
	if (n === 0) throw new Refusal('no-variation', 'pairs');
	const sizes = moved.map(Math.abs);
	const ranked = ranks(sizes);
	const statistic = sumOf([...ranked].filter((_, at) => moved[at]! > 0));
	const same = ties(sizes);
	const plain = !same.some((count) => count > 1) && n === differences.length;
	if ((exact ?? n < 50) && plain) {
		const ways = new Float64Array((n * (n + 1)) / 2 + 1);
		ways[0] = 1;
		for (let rank = 1; rank <= n; rank++)
			for (let at = ways.length - 1; at >= rank; at--) ways[at]! += ways[at - rank]!;
		return { statistic, p: exactP(ways, statistic), exact: true };
	}
	const loss = sumOf(same.map((t) => t ** 3 - t)) / 48;
	const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - loss);
	return {
		statistic,
		p: normalP(statistic - (n * (n + 1)) / 4, deviation, corrected),
		exact: false
	};
}

/** Kruskal-Wallis: several groups, chi-square with one degree fewer than groups. */
export function kruskalWallis(groups: readonly ArrayLike<number>[]): {
	statistic: number;
	degrees: number;
	p: number;
} {
	if (groups.length < 2) throw new Refusal('too-few', 'groups');
	for (const group of groups) numbers(group, 'values');
	const together = groups.flatMap((group) => Array.from(group));
	const n = together.length;
	const ranked = ranks(together);
	let start = 0;
	let sum = 0;
	for (const { length } of groups) {
		sum += sumOf([...ranked.subarray(start, start + length)]) ** 2 / length;
		start += length;
	}
	const loss = 1 - sumOf(ties(together).map((t) => t ** 3 - t)) / (n ** 3 - n);
	if (!(loss > 0)) throw new Refusal('no-variation', 'values');
	const statistic = ((12 * sum) / (n * (n + 1)) - 3 * (n + 1)) / loss;
	const degrees = groups.length - 1;
	return { statistic, degrees, p: chiSquare.upper(statistic, degrees) };
}

export type Correlation = { value: number; p: number };

/** Pearson's r with Fisher's interval, tanh(atanh r ± z/√(n − 3)), and t on n − 2 degrees. */
export function pearsonTest(
	x: ArrayLike<number>,
	y: ArrayLike<number>,
	level = 0.95
): Correlation & Interval {
	const value = pearson(x, y);
	if (x.length < 4) throw new Refusal('too-few', 'pairs');
	const half = normalQuantile(level) / Math.sqrt(x.length - 3);
	return {
		value,
		p: correlationP(value, x.length),
		low: Math.tanh(Math.atanh(value) - half),
		high: Math.tanh(Math.atanh(value) + half)
	};
}

/** Spearman's rho: Pearson's r of the ranks, its p from t on n − 2 degrees. */
export function spearmanTest(x: ArrayLike<number>, y: ArrayLike<number>): Correlation {
	const value = pearson(ranks(x), ranks(y));
	if (x.length < 3) throw new Refusal('too-few', 'pairs');
	return { value, p: correlationP(value, x.length) };
}

function correlationP(r: number, n: number): number {
	if (Math.abs(r) >= 1) return 0;
	return student.both(r * Math.sqrt((n - 2) / (1 - r * r)), n - 2);
}

/** Kendall's tau-b, its p from the normal distribution with the variance that ties leave. */
export function kendallTest(x: ArrayLike<number>, y: ArrayLike<number>): Correlation {
	const n = sameLength([x, y], 'pairs');
	numbers(x, 'values', 3);
	numbers(y, 'values', 3);
	let score = 0;
	for (let i = 0; i < n; i++)
		for (let j = 0; j < i; j++) score += Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
	const [a, b] = [ties(x), ties(y)];
	const of = (counts: number[], f: (t: number) => number) => sumOf(counts.map(f));
	const pairs = (n * (n - 1)) / 2;
	const two = (t: number) => t * (t - 1);
	const three = (t: number) => t * (t - 1) * (t - 2);
	const long = (t: number) => t * (t - 1) * (2 * t + 5);
	const under = (pairs - of(a, two) / 2) * (pairs - of(b, two) / 2);
	if (!(under > 0)) throw new Refusal('no-variation', 'values');
	const spread =
		(long(n) - of(a, long) - of(b, long)) / 18 +
		(of(a, two) * of(b, two)) / (2 * n * (n - 1)) +
		(of(a, three) * of(b, three)) / (9 * n * (n - 1) * (n - 2));
	return {
		value: score / Math.sqrt(under),
		p: Math.min(1, 2 * normal.upper(Math.abs(score) / Math.sqrt(spread)))
	};
}
