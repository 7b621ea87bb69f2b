/**
 * Wild cluster bootstrap: the test of a coefficient when clusters are few. Whole clusters of residuals
 * keep or change their sign, under the hypothesis that the coefficient is what it is said to be.
 */
import { Matrix } from 'ml-matrix';
import { clustersOf, type Labels } from './cluster.ts';
import { aligned, count, finite, Refusal } from '../refusal.ts';
import { leastSquares } from '../numerics/regression.ts';

export type WildBootstrap = {
	estimate: number;
	/** (estimate − null)/error with CR0; any common factor would cancel */
	t: number;
	/** share of the draws with |t| at least as large */
	p: number;
	draws: number;
	/** all 2^G sign patterns were looked at */
	exact: boolean;
	clusters: number;
};

export type Signs = 'rademacher' | 'webb';

/** Six points of equal chance, for fewer than about ten clusters (M. D. Webb, 2014). */
const webb = [-1.5, -1, -0.5, 0.5, 1, 1.5].map(
	(value) => Math.sign(value) * Math.sqrt(Math.abs(value))
);

/**
 * Tests that coefficient `which` of y = Xb + u is `hypothesis`. The model is fitted under it, its
 * residuals are multiplied by one weight per cluster, and t is computed anew. Rademacher weights are
 * enumerated when 2^G ≤ `draws`; then p is exact and no random numbers are used. Source: A. C. Cameron, J. B.
 * Gelbach, D. L. Miller, Rev. Econ. Stat. 90 (2008) 414. Refuses fewer than three clusters.
 */
export function wildBootstrap(
	x: Matrix,
	outcome: ArrayLike<number>,
	clusters: Labels,
	which: number,
	{
		hypothesis = 0,
		draws = 9999,
		signs = 'rademacher',
		random
	}: { hypothesis?: number; draws?: number; signs?: Signs; random?: () => number } = {}
): WildBootstrap {
	const full = leastSquares(x, outcome);
	aligned(outcome, clusters, 'clusters');
	finite(hypothesis, 'hypothesis');
	if (!(count(which, 'coefficient') < full.k)) throw new Refusal('out-of-bounds', 'coefficient');
	const groups = clustersOf(clusters);
	const g = groups.length;
	if (g < 3) throw new Refusal(g === 1 ? 'one-cluster' : 'too-few', 'clusters');
	if (count(draws, 'draws') < 99) throw new Refusal('too-few', 'draws');
	const k = full.k;
	// fit under the hypothesis: without the column, of the outcome less what it would explain
	const others = Array.from({ length: k }, (_, at) => at).filter((at) => at !== which);
	const less = Float64Array.from(outcome, (y, row) => y - hypothesis * x.get(row, which));
	const rest = others.length > 0 ? leastSquares(x.subMatrixColumn(others), less).residuals : less;
	// per cluster: X'X, and X'u of the restricted residuals
	const inner: Float64Array[] = [];
	const scores: Float64Array[] = [];
	for (const rows of groups) {
		const products = new Float64Array(k * k);
		const score = new Float64Array(k);
		for (const row of rows)
			for (let i = 0; i < k; i++) {
				score[i]! += x.get(row, i) * rest[row]!;
				for (let j = 0; j < k; j++) products[i * k + j]! += x.get(row, i) * x.get(row, j);
			}
		inner.push(products);
		scores.push(score);
	}
	const bread = full.bread.to1DArray();
	const along = bread.slice(which * k, which * k + k);
	const total = new Float64Array(k);
	const moved = new Float64Array(k);
	/** t of the coefficient's distance from the hypothesis for one weight per cluster */
	const statistic = (weights: ArrayLike<number>) => {
		total.fill(0);
		for (let at = 0; at < g; at++)
			for (let i = 0; i < k; i++) total[i]! += weights[at]! * scores[at]![i]!;
		// distance of all coefficients from those under the hypothesis
		for (let i = 0; i < k; i++) {
			moved[i] = 0;
			for (let j = 0; j < k; j++) moved[i]! += bread[i * k + j]! * total[j]!;
		}
		let variance = 0;
		for (let at = 0; at < g; at++) {
			let part = 0;
			for (let i = 0; i < k; i++) {
				let left = weights[at]! * scores[at]![i]!;
				for (let j = 0; j < k; j++) left -= inner[at]![i * k + j]! * moved[j]!;
				part += along[i]! * left;
			}
			variance += part * part;
		}
		return moved[which]! / Math.sqrt(variance);
	};
	const ones = new Float64Array(g).fill(1);
	const t = statistic(ones);
	if (!Number.isFinite(t)) throw new Refusal('no-variation', 'clusters');
	const exact = signs === 'rademacher' && g < 31 && 2 ** g <= draws + 1;
	if (!exact && !random) throw new Refusal('missing', 'random numbers');
	const turns = exact ? 2 ** g : draws;
	const weights = new Float64Array(g);
	let hits = 0;
	for (let turn = 0; turn < turns; turn++) {
		for (let at = 0; at < g; at++)
			weights[at] = exact
				? (turn >> at) & 1
					? -1
					: 1
				: signs === 'webb'
					? webb[Math.floor(random!() * 6)]!
					: random!() < 0.5
						? -1
						: 1;
		if (Math.abs(statistic(weights)) >= Math.abs(t) * (1 - 1e-10)) hits++;
	}
	return {
		estimate: full.coefficients[which]!,
		t,
		p: exact ? hits / turns : (1 + hits) / (1 + turns),
		draws: turns,
		exact,
		clusters: g
	};
}
