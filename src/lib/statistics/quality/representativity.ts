/** Whether those who answered are like those who were asked. */
import { Matrix } from 'ml-matrix';
import { mean, spread, variance } from '../numerics/moments.ts';
import { aligned, amount, count, numbers, positive, Refusal } from '../refusal.ts';
import { errorsOf, leastSquares, type Fit } from '../numerics/regression.ts';
import { chiSquare } from '../numerics/distributions.ts';

export type Composition = {
	/** ½ Σ |sample − population|: the share that would have to change groups */
	dissimilarity: number;
	/** Σ(n − expected)²/expected with groups − 1 degrees */
	chiSquare: number;
	p: number;
	/** population share/sample share of each group */
	weights: number[];
	/** Kish: n Σw²/(Σw)², and n over it */
	designEffect: number;
	effective: number;
};

/**
 * Groups of a sample (`counts`) against their shares in the population. Source: L. Kish, Survey Sampling
 * (1965), §11.7. Refuses shares that do not add up to 1 and an empty group: it has no weight.
 */
export function composition(counts: readonly number[], population: readonly number[]): Composition {
	aligned(counts, population, 'groups');
	if (counts.length < 2) throw new Refusal('too-few', 'groups');
	const n = counts.reduce((sum, value) => sum + count(value, 'counts'), 0);
	if (n === 0) throw new Refusal('no-observations', 'counts');
	const all = population.reduce((sum, share) => sum + positive(share, 'population'), 0);
	if (Math.abs(all - 1) > 1e-6) throw new Refusal('out-of-bounds', 'population');
	if (counts.includes(0)) throw new Refusal('zero-denominator', 'groups');
	let dissimilarity = 0;
	let statistic = 0;
	let squares = 0;
	const weights = counts.map((value, at) => {
		const share = population[at]! / all;
		dissimilarity += Math.abs(value / n - share) / 2;
		statistic += (value - n * share) ** 2 / (n * share);
		const weight = share / (value / n);
		squares += value * weight ** 2;
		return weight;
	});
	const designEffect = squares / n;
	return {
		dissimilarity,
		chiSquare: statistic,
		p: chiSquare.upper(statistic, counts.length - 1),
		weights,
		designEffect,
		effective: n / designEffect
	};
}

export type Propensities = {
	coefficients: number[];
	errors: number[];
	/** chance to respond, one per case */
	fitted: Float64Array;
};

/**
 * Logistic regression of having responded (1 or 0) on what is known of everyone, by iteratively reweighted
 * least squares. Refuses cases that all or nobody responded, and columns that tell them apart completely.
 */
export function propensities(x: Matrix, responded: ArrayLike<number>): Propensities {
	numbers(responded, 'responded', 2);
	if (x.rows !== responded.length) throw new Refusal('different-lengths', 'columns');
	const y = Float64Array.from(responded, (value) => {
		if (value !== 0 && value !== 1) throw new Refusal('out-of-bounds', 'responded');
		return value;
	});
	spread(y, 'responded');
	let fitted = y.map((value) => (value + 0.5) / 2);
	let fit: Fit | undefined;
	for (let turn = 0; turn < 100; turn++) {
		const now = fitted;
		const weights = now.map((p) => p * (1 - p));
		if (weights.some((weight) => weight < 1e-12)) throw new Refusal('not-converged', 'responded');
		const working = now.map((p, row) => Math.log(p / (1 - p)) + (y[row]! - p) / weights[row]!);
		fit = leastSquares(x, working, weights);
		const { coefficients } = fit;
		fitted = now.map((_, row) => {
			let eta = 0;
			for (let at = 0; at < x.columns; at++) eta += x.get(row, at) * coefficients[at]!;
			return 1 / (1 + Math.exp(-eta));
		});
		let moved = 0;
		fitted.forEach((p, row) => (moved = Math.max(moved, Math.abs(p - now[row]!))));
		if (moved < 1e-13) return { coefficients, errors: errorsOf(fit.bread), fitted };
	}
	throw new Refusal('not-converged', 'responded');
}

export type Representativity = {
	/** 1 − 2 S(ρ): 1 when everyone was equally likely to respond, 0 at worst */
	indicator: number;
	/** S(ρ), with n − 1 */
	deviation: number;
	/** mean of ρ */
	response: number;
	/** S(ρ)/mean: the most that a mean can be off, in its own standard deviations */
	largestBias: number;
};

/**
 * The R-indicator of estimated response propensities. Source: B. Schouten, F. Cobben, J. Bethlehem, Surv.
 * Methodol. 35 (2009) 101. With `weights` (Σw of the frame) S² = Σw(ρ − ρ̄)²/(Σw − 1).
 */
export function representativity(
	fitted: ArrayLike<number>,
	weights?: ArrayLike<number>
): Representativity {
	numbers(fitted, 'propensities', 2);
	for (let at = 0; at < fitted.length; at++)
		if (!(fitted[at]! >= 0 && fitted[at]! <= 1)) throw new Refusal('out-of-bounds', 'propensities');
	let [response, square] = [0, 0];
	if (weights) {
		aligned(fitted, weights, 'weights');
		let all = 0;
		for (let at = 0; at < fitted.length; at++) {
			all += amount(weights[at]!, 'weights');
			response += weights[at]! * fitted[at]!;
		}
		if (!(all > 1)) throw new Refusal('too-few', 'weights');
		response /= all;
		for (let at = 0; at < fitted.length; at++)
			square += weights[at]! * (fitted[at]! - response) ** 2;
		square /= all - 1;
	} else [response, square] = [mean(fitted), variance(fitted)];
	if (!(response > 0)) throw new Refusal('zero-denominator', 'propensities');
	const deviation = Math.sqrt(square);
	return { indicator: 1 - 2 * deviation, deviation, response, largestBias: deviation / response };
}
