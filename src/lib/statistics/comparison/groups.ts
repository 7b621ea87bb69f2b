/**
 * Means of independent people, no design: t tests of two groups (Welch's by default, pooled where
 * variances are alike), of pairs, and analysis of variance of several groups, with Tukey's
 * differences of all pairs.
 * Sources: B. Welch, Biometrika 34 (1947) 28; 38 (1951) 330; J. Tukey (1949); R. Fisher (1925).
 */
import { fisher, student } from '../numerics/distributions.ts';
import type { Interval } from '../survey/estimates.ts';
import { mean, variance } from '../numerics/moments.ts';
import { studentQuantile } from '../numerics/quantile.ts';
import { numbers, Refusal, sameLength } from '../refusal.ts';
import { studentisedRange } from '../numerics/studentised.ts';

export type MeanTest = {
	difference: number;
	error: number;
	statistic: number;
	degrees: number;
	p: number;
} & Interval;

function tested(difference: number, error: number, degrees: number, level: number): MeanTest {
	if (!(error > 0)) throw new Refusal('no-variation', 'values');
	const statistic = difference / error;
	const half = studentQuantile(level, degrees) * error;
	return {
		difference,
		error,
		statistic,
		degrees,
		p: student.both(statistic, degrees),
		low: difference - half,
		high: difference + half
	};
}

/** The difference of two means: Welch's, or with one variance for both. */
export function twoMeans(
	one: ArrayLike<number>,
	other: ArrayLike<number>,
	{ pooled = false, level = 0.95 }: { pooled?: boolean; level?: number } = {}
): MeanTest {
	numbers(one, 'values', 2);
	numbers(other, 'values', 2);
	const [n1, n2] = [one.length, other.length];
	const [v1, v2] = [variance(one) / n1, variance(other) / n2];
	const difference = mean(one) - mean(other);
	if (pooled) {
		const joint = ((n1 - 1) * v1 * n1 + (n2 - 1) * v2 * n2) / (n1 + n2 - 2);
		return tested(difference, Math.sqrt(joint * (1 / n1 + 1 / n2)), n1 + n2 - 2, level);
	}
	const degrees = (v1 + v2) ** 2 / (v1 ** 2 / (n1 - 1) + v2 ** 2 / (n2 - 1));
	return tested(difference, Math.sqrt(v1 + v2), degrees, level);
}

/** The mean of differences of the same people (or of one list against a value). */
export function pairedMeans(
	before: ArrayLike<number>,
	after: ArrayLike<number>,
	level = 0.95
): MeanTest {
	sameLength([before, after], 'pairs');
	numbers(before, 'values', 2);
	numbers(after, 'values', 2);
	const differences = Array.from(before, (value, at) => value - after[at]!);
	const n = differences.length;
	return tested(mean(differences), Math.sqrt(variance(differences) / n), n - 1, level);
}

export type GroupTest = { statistic: number; degrees: [number, number]; p: number };

function sizes(groups: readonly ArrayLike<number>[]): number[] {
	if (groups.length < 2) throw new Refusal('too-few', 'groups');
	for (const group of groups) numbers(group, 'values', 2);
	return groups.map((group) => group.length);
}

/** One-way analysis of variance: mean square between over mean square within. */
export function anova(
	groups: readonly ArrayLike<number>[]
): GroupTest & { within: number; between: number } {
	const n = sizes(groups);
	const all = n.reduce((sum, one) => sum + one, 0);
	const means = groups.map((group) => mean(group));
	const grand = means.reduce((sum, one, at) => sum + n[at]! * one, 0) / all;
	const k = groups.length;
	const between = means.reduce((sum, one, at) => sum + n[at]! * (one - grand) ** 2, 0) / (k - 1);
	const within =
		groups.reduce((sum, group, at) => sum + (n[at]! - 1) * variance(group), 0) / (all - k);
	if (!(within > 0)) throw new Refusal('no-variation', 'values');
	const statistic = between / within;
	return {
		statistic,
		degrees: [k - 1, all - k],
		p: fisher.upper(statistic, k - 1, all - k),
		within,
		between
	};
}

/** The same without one variance for all groups. */
export function welchAnova(groups: readonly ArrayLike<number>[]): GroupTest {
	const n = sizes(groups);
	const k = groups.length;
	const weights = groups.map((group, at) => {
		const spread = variance(group);
		if (!(spread > 0)) throw new Refusal('no-variation', 'values');
		return n[at]! / spread;
	});
	const sum = weights.reduce((total, one) => total + one, 0);
	const means = groups.map((group) => mean(group));
	const middle = means.reduce((total, one, at) => total + weights[at]! * one, 0) / sum;
	const loss =
		weights.reduce((total, one, at) => total + (1 - one / sum) ** 2 / (n[at]! - 1), 0) /
		(k ** 2 - 1);
	const between =
		means.reduce((total, one, at) => total + weights[at]! * (one - middle) ** 2, 0) / (k - 1);
	const statistic = between / (1 + 2 * (k - 2) * loss);
	const degrees: [number, number] = [k - 1, 1 / (3 * loss)];
	return { statistic, degrees, p: fisher.upper(statistic, ...degrees) };
}

/** Tukey's honest differences of every two groups, jointly at the level. */
export function tukey(
	groups: readonly ArrayLike<number>[],
	level = 0.95
): ({ one: number; other: number; difference: number; p: number } & Interval)[] {
	const { within, degrees } = anova(groups);
	const k = groups.length;
	const q = studentisedRange.quantile(level, k, degrees[1]);
	return groups.flatMap((first, one) =>
		groups.slice(one + 1).map((second, after) => {
			const difference = mean(second) - mean(first);
			const error = Math.sqrt((within / 2) * (1 / first.length + 1 / second.length));
			return {
				one,
				other: one + 1 + after,
				difference,
				low: difference - q * error,
				high: difference + q * error,
				p: studentisedRange.upper(Math.abs(difference) / error, k, degrees[1])
			};
		})
	);
}
