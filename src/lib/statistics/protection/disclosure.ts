/**
 * Which figures tell on their contributors by themselves, before anything is subtracted.
 *   counts: 0 < n ≤ k people; or a cell that is its whole group, which tells an answer of everyone;
 *   amounts, contributions x₁ ≥ x₂ ≥ … with total X: fewer than m contributors; the n largest over
 *   k % of X; X − x₁ − x₂ < p/100 · x₁, so that the second can estimate the first to p %; with q %
 *   known beforehand, X − x₁ − x₂ < p/q · x₁.
 * Counts are of people asked, never weighted ones.
 * Source: A. Hundepool et al., Statistical Disclosure Control (2012), §4.2–4.3.
 */
import { amount, count, positive, Refusal } from '../refusal.ts';

/** Cells of 1 to `most` people. */
export function small(counts: readonly number[], most: number): boolean[] {
	count(most, 'threshold');
	return counts.map((n) => count(n, 'count') > 0 && n <= most);
}

/** Cells that hold everyone of their group: how they answered is then known of each. */
export function uniform(counts: readonly number[]): boolean[] {
	const all = counts.reduce((sum, n) => sum + count(n, 'count'), 0);
	return counts.map((n) => n > 0 && n === all);
}

export type Concentration = {
	total: number;
	contributors: number;
	/** the part of the largest, and of the two largest */
	first: number;
	two: number;
	sorted: number[];
};

export function concentration(contributions: readonly number[]): Concentration {
	if (contributions.length === 0) throw new Refusal('no-observations', 'contributions');
	const sorted = contributions
		.map((one) => amount(one, 'contribution'))
		.sort((one, other) => other - one);
	const total = sorted.reduce((sum, one) => sum + one, 0);
	if (total === 0) throw new Refusal('zero-denominator', 'contributions');
	return {
		total,
		contributors: sorted.length,
		first: sorted[0]! / total,
		two: (sorted[0]! + (sorted[1] ?? 0)) / total,
		sorted
	};
}

/** A rule on contributions, percents as they are called: {n: 2, k: 85}, {p: 10}, {p: 10, q: 50}. */
export type DominanceRule =
	{ n: number; k: number } | { p: number; q?: number } | { fewest: number };

/** True when the total of the contributions tells too much about one of them. */
export function dominated(contributions: readonly number[], rule: DominanceRule): boolean {
	const { total, sorted } = concentration(contributions);
	if ('fewest' in rule) return sorted.length < count(rule.fewest, 'contributors');
	if ('k' in rule) {
		const top = sorted.slice(0, count(rule.n, 'n')).reduce((sum, one) => sum + one, 0);
		return top > (positive(rule.k, 'k') / 100) * total;
	}
	const rest = sorted.slice(2).reduce((sum, one) => sum + one, 0);
	return rest < (positive(rule.p, 'p') / positive(rule.q ?? 100, 'q')) * sorted[0]!;
}
