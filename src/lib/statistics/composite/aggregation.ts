/**
 * Several scores made one. Weights are rescaled to add up to 1; where scores are missing, over those
 * that are there, and below a threshold of availability there is no result, for otherwise a unit
 * could win by not reporting. Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), §7.
 */
import { aligned, amount, finite, Refusal } from '../refusal.ts';

export type Aggregation =
	/** Σwx: full compensation */
	| 'arithmetic'
	/** exp Σw ln x: a weak score costs more; every score must be above 0 */
	| 'geometric'
	/** 1/Σ(w/x): more so */
	| 'harmonic'
	/** (Σwx^p)^(1/p) */
	| { power: number };

/** Weights without a negative one, not all 0. */
function checkedWeights(weights: ArrayLike<number>): void {
	let all = 0;
	for (let at = 0; at < weights.length; at++) all += amount(weights[at]!, 'weights');
	if (!(all > 0)) throw new Refusal('not-positive', 'weights');
}

/**
 * The mean of `scores`, NaN for missing; NaN when none is there or fewer than the share `threshold`
 * of them (by number, not by weight).
 */
export function aggregated(
	scores: ArrayLike<number>,
	weights: ArrayLike<number>,
	how: Aggregation = 'arithmetic',
	threshold = 0
): number {
	const result = aggregatedColumns(
		Array.from({ length: scores.length }, (_, at) => Float64Array.of(scores[at]!)),
		weights,
		how,
		threshold
	);
	return result[0]!;
}

/** The same for columns of scores, one value per unit. */
export function aggregatedColumns(
	columns: readonly Float64Array[],
	weights: ArrayLike<number>,
	how: Aggregation = 'arithmetic',
	threshold = 0
): Float64Array {
	const [first] = columns;
	if (!first) throw new Refusal('no-observations', 'scores');
	aligned(columns, weights, 'weights');
	checkedWeights(weights);
	if (!(threshold >= 0 && threshold <= 1)) throw new Refusal('out-of-bounds', 'threshold');
	const { into, back, above } = scaleOf(how);
	const n = first.length;
	const total = new Float64Array(n);
	const weight = new Float64Array(n);
	const there = new Uint16Array(n);
	for (const [at, column] of columns.entries()) {
		aligned(first, column, 'scores');
		const w = weights[at]!;
		for (let unit = 0; unit < n; unit++) {
			const score = column[unit]!;
			if (score !== score) continue; // missing
			there[unit]!++;
			if (score === Infinity || score === -Infinity) throw new Refusal('not-a-number', 'scores');
			if (above && w > 0 && !(score > 0)) throw new Refusal('not-positive', 'scores');
			if (w === 0) continue;
			total[unit]! += w * into(score);
			weight[unit]! += w;
		}
	}
	// 0.9 of ten is nine, not nine and a rounding error
	const needed = threshold * columns.length * (1 - 1e-12);
	for (let unit = 0; unit < n; unit++)
		total[unit] =
			weight[unit]! > 0 && there[unit]! >= needed ? back(total[unit]! / weight[unit]!) : NaN;
	return total;
}

function scaleOf(how: Aggregation) {
	const same = (value: number) => value;
	const inverse = (value: number) => 1 / value;
	if (how === 'arithmetic') return { into: same, back: same, above: false };
	if (how === 'geometric') return { into: Math.log, back: Math.exp, above: true };
	if (how === 'harmonic') return { into: inverse, back: inverse, above: true };
	if (typeof how !== 'object') throw new Refusal('bad-option', 'aggregation');
	const power = finite(how.power, 'power');
	if (power === 0) return { into: Math.log, back: Math.exp, above: true };
	return {
		into: (value: number) => value ** power,
		back: (value: number) => value ** (1 / power),
		above: true
	};
}

export type Copeland = {
	/** wins − losses against the other units */
	scores: Float64Array;
	/** per pair, the weight of the indicators in which the first is better, ties half; 0 on the diagonal */
	outranking: Float64Array[];
};

/**
 * Copeland's rule, without compensation: unit i beats j when the weight of the indicators in which it
 * is better, of those that both have, is above one half. Pairs without a common indicator decide
 * nothing. Source: A. H. Copeland (1951); G. Munda, M. Nardo, Appl. Econ. 41 (2009) 1513.
 */
export function copeland(columns: readonly Float64Array[], weights: ArrayLike<number>): Copeland {
	const [first] = columns;
	if (!first) throw new Refusal('no-observations', 'scores');
	aligned(columns, weights, 'weights');
	checkedWeights(weights);
	const n = first.length;
	const outranking = Array.from({ length: n }, () => new Float64Array(n));
	const scores = new Float64Array(n);
	for (let i = 0; i < n; i++)
		for (let j = 0; j < i; j++) {
			let better = 0;
			let all = 0;
			for (const [at, column] of columns.entries()) {
				const difference = column[i]! - column[j]!;
				if (Number.isNaN(difference)) continue;
				all += weights[at]!;
				better += difference > 0 ? weights[at]! : difference === 0 ? weights[at]! / 2 : 0;
			}
			if (all === 0) continue;
			outranking[i]![j] = better / all;
			outranking[j]![i] = (all - better) / all;
			const half = Math.abs(better / all - 0.5) < 1e-12 ? 0 : Math.sign(better / all - 0.5);
			scores[i]! += half;
			scores[j]! -= half;
		}
	return { scores, outranking };
}
