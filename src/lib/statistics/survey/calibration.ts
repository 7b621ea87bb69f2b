/**
 * Weights that reproduce totals known of the population, moved as little as possible from those of
 * the design: post-stratification, raking, and calibration with linear, exponential or bounded
 * (logit) distance. With x the auxiliaries, T their totals and F the distance's inverse:
 *   w′ = w F(x′λ), λ such that Σ w′ x = T;  F = 1 + u, e^u, or logit between the bounds.
 * The variance afterwards is that of the residuals of the scores on the auxiliaries.
 * Sources: J.-C. Deville, C.-E. Särndal, J. Am. Stat. Assoc. 87 (1992) 376; G. Kalton, I.
 * Flores-Cervantes, J. Off. Stat. 19 (2003) 81; W. Deming, F. Stephan, Ann. Math. Stat. 11 (1940).
 */
import type { Design } from './design.ts';
import { add, fitted, modelOf, moments, type Auxiliary } from './auxiliaries.ts';
import { Refusal } from '../refusal.ts';
import { solver } from '../numerics/symmetric.ts';

export type Distance = 'linear' | 'raking' | 'logit';

function withWeights(
	design: Design,
	auxiliaries: Auxiliary[],
	weights: Float64Array,
	sweeps?: number
): Design {
	const calibration = { auxiliaries, base: design.weights, weights, sweeps };
	return { ...design, weights, calibrations: [...design.calibrations, calibration] };
}

/** Refuses margins whose counts do not agree, and categories that nobody in the sample has. */
function checkMargins(auxiliaries: Auxiliary[]): void {
	let whole: number | undefined;
	for (const one of auxiliaries) {
		if ('values' in one) continue;
		const seen = new Uint8Array(one.totals.length);
		for (const code of one.codes) if (code >= 0) seen[code] = 1;
		if (seen.includes(0)) throw new Refusal('empty-cell', `category ${seen.indexOf(0) + 1}`);
		const sum = Array.from(one.totals).reduce((total, each) => total + each, 0);
		whole ??= sum;
		if (Math.abs(sum - whole) > 1e-9 * whole) throw new Refusal('margins-disagree', 'totals');
	}
}

/** w′ = w N_g/Σ_g w: the weights of each group add up to its count in the population. */
export function postStratify(design: Design, codes: Int32Array, totals: ArrayLike<number>): Design {
	return rake(design, [{ codes, totals }]);
}

/**
 * Post-stratifies over the margins in turn until no weight moves by more than `tolerance` of
 * itself; the result is that of calibration with the exponential distance.
 */
export function rake(
	design: Design,
	margins: { codes: Int32Array; totals: ArrayLike<number> }[],
	{
		tolerance = 1e-12,
		cycles = 1000,
		sweeps
	}: {
		tolerance?: number;
		cycles?: number;
		/** variance as R's `rake`, 10 unweighted sweeps, which correlated margins leave unfinished */
		sweeps?: number;
	} = {}
): Design {
	if (margins.length === 0) throw new Refusal('bad-option', 'margins');
	modelOf(margins, design.rows);
	checkMargins(margins);
	const weights = design.weights.slice();
	for (let cycle = 0; cycle < cycles; cycle++) {
		let moved = 0;
		for (const { codes, totals } of margins) {
			const sums = new Float64Array(totals.length);
			for (let row = 0; row < weights.length; row++) sums[codes[row]!]! += weights[row]!;
			for (let g = 0; g < sums.length; g++) {
				sums[g] = totals[g]! / sums[g]!;
				moved = Math.max(moved, Math.abs(sums[g]! - 1));
			}
			for (let row = 0; row < weights.length; row++) weights[row]! *= sums[codes[row]!]!;
		}
		if (moved <= tolerance || margins.length === 1)
			return withWeights(design, margins, weights, sweeps);
	}
	throw new Refusal('not-converged', 'raking');
}

/** F(u) and its slope for a distance; beyond the bounds the slope is 0. */
function distanceOf(
	distance: Distance,
	[low, high]: [number, number]
): (u: number) => [number, number] {
	if (distance === 'logit') {
		if (!(low < 1 && high > 1 && Number.isFinite(low) && Number.isFinite(high)))
			throw new Refusal('bad-option', 'bounds');
		const a = (high - low) / ((1 - low) * (high - 1));
		return (u) => {
			const e = Math.exp(Math.min(a * u, 700));
			const under = high - 1 + (1 - low) * e;
			const over = low * (high - 1) + high * (1 - low) * e;
			const slope = ((high - low) * (high - 1) * (1 - low) * e * a) / under ** 2;
			return [over / under, slope];
		};
	}
	if (!(low < 1 && high > 1)) throw new Refusal('bad-option', 'bounds');
	return (u) => {
		const free = distance === 'linear' ? 1 + u : Math.exp(Math.min(u, 700));
		if (free <= low) return [low, 0];
		if (free >= high) return [high, 0];
		return [free, distance === 'linear' ? 1 : free];
	};
}

/**
 * Calibrates to the totals of the auxiliaries by Newton's method until every total is met to
 * `tolerance` of itself. Bounds limit w′/w: smoothly for logit, by cutting for the others. Refuses
 * totals that no weights within the bounds can meet, and weights that would not be positive.
 */
export function calibrate(
	design: Design,
	auxiliaries: Auxiliary[],
	{
		distance = 'linear',
		bounds = [-Infinity, Infinity],
		tolerance = 1e-12,
		cycles = 100
	}: {
		distance?: Distance;
		bounds?: [number, number];
		tolerance?: number;
		cycles?: number;
	} = {}
): Design {
	const model = modelOf(auxiliaries, design.rows);
	checkMargins(auxiliaries);
	const { size, targets } = model;
	const shape = distanceOf(distance, bounds);
	const base = design.weights;
	const lambda = new Float64Array(size);
	const weights = base.slice();
	const slopes = base.slice();
	let last = Infinity;
	for (let cycle = 0; cycle < cycles; cycle++) {
		const sums = new Float64Array(size);
		for (let row = 0; row < base.length; row++) {
			const [g, slope] = shape(fitted(model, row, lambda));
			weights[row] = base[row]! * g;
			slopes[row] = base[row]! * slope;
			add(model, row, weights[row]!, sums);
		}
		const misfit = targets.map((target, at) => target - sums[at]!);
		const worst = misfit.reduce(
			(most, one, at) => Math.max(most, Math.abs(one) / (1 + Math.abs(targets[at]!))),
			0
		);
		// The last digits of the sums may not allow more than this.
		if (worst <= tolerance || (worst < 1e-9 && worst >= last)) {
			if (weights.some((weight) => !(weight > 0))) throw new Refusal('negative-weight', 'weights');
			return withWeights(design, auxiliaries, weights);
		}
		if (!Number.isFinite(worst)) break;
		last = worst;
		const step = solver(moments(model, slopes), size).solve(misfit);
		for (let at = 0; at < size; at++) lambda[at]! += step[at]!;
	}
	throw new Refusal('not-converged', 'calibration');
}

/**
 * Cuts weights to lie between `low` and `high` and spreads what was cut evenly over the others,
 * again until none lies outside; their sum stays. The design's variance no longer knows of totals
 * that trimmed weights miss, so calibrate again or say so.
 */
export function trim(design: Design, low: number, high: number): Design {
	const rows = design.rows;
	const sum = design.weights.reduce((total, weight) => total + weight, 0);
	if (!(low < high) || sum < low * rows || sum > high * rows)
		throw new Refusal('out-of-bounds', 'bounds');
	const weights = design.weights.slice();
	for (let cycle = 0; cycle < 10_000; cycle++) {
		let cut = 0;
		let inside = 0;
		const outside = weights.map((weight) => (weight < low || weight > high ? 1 : 0));
		weights.forEach((weight, row) => {
			if (!outside[row]) inside++;
			else {
				weights[row] = Math.min(high, Math.max(low, weight));
				cut += weight - weights[row]!;
			}
		});
		if (inside === rows || Math.abs(cut) < 1e-14 * sum) {
			const calibrations = design.calibrations.map((one) => ({ ...one, weights }));
			return { ...design, weights, calibrations };
		}
		if (inside === 0) break;
		for (let row = 0; row < rows; row++) if (!outside[row]) weights[row]! += cut / inside;
	}
	throw new Refusal('not-converged', 'trimming');
}
