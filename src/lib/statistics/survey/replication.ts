/**
 * Variances by replicate weights: the figure is computed again with clusters left out (jackknife)
 * or with half of them doubled (balanced). They need no linearisation, so they check it.
 *   JK1: one cluster out, the others n/(n − 1);  scale (n − 1)/n (1 − n/N);
 *   JKn: the same within its stratum;  BRR: one of two per stratum by a Hadamard matrix, scale 1/R.
 * Deviations are from the mean of the replicates, as R's survey does unless told otherwise.
 * Sources: K. Wolter, Introduction to Variance Estimation (2007), ch. 3–4.
 */
import type { Design } from './design.ts';
import { Refusal } from '../refusal.ts';

export type Replication = 'JK1' | 'JKn' | 'BRR';

/** A figure, or several, from a column of weights. */
export type Statistic = (weights: Float64Array) => number | readonly number[];

export type Replicated = { values: number[]; covariance: number[][]; errors: number[] };

export function replicate(
	design: Design,
	kind: Replication,
	statistic: Statistic,
	{ centre = 'mean' }: { centre?: 'mean' | 'estimate' } = {}
): Replicated {
	const [stage] = design.stages;
	const { unit, units, stratum, strata, drawn, population } = stage!;
	const numbers = (weights: Float64Array) => {
		const found = statistic(weights);
		return typeof found === 'number' ? [found] : [...found];
	};
	const values = numbers(design.weights);
	const left = (h: number) => (population[h] === Infinity ? 1 : 1 - drawn[h]! / population[h]!);
	const results: number[][] = [];
	const scales: number[] = [];
	const weights = new Float64Array(design.rows);
	const run = (factor: (unit: number) => number, scale: number) => {
		for (let row = 0; row < weights.length; row++)
			weights[row] = design.weights[row]! * factor(unit ? unit[row]! : row);
		results.push(numbers(weights));
		scales.push(scale);
	};
	if (kind === 'BRR') {
		if (drawn.some((n) => n !== 2)) throw new Refusal('bad-option', 'BRR needs two per stratum');
		const first = new Int32Array(strata).fill(-1);
		for (let c = 0; c < units; c++) if (first[stratum[c]!] === -1) first[stratum[c]!] = c;
		let size = 4;
		while (size < strata + 1) size *= 2;
		for (let replica = 0; replica < size; replica++)
			run((c) => {
				const h = stratum[c]!;
				// The sign of a Sylvester-Hadamard matrix: the parity of the bits in common.
				const sign = parity(replica & (h + 1)) === 0;
				return sign === (first[h] === c) ? 2 : 0;
			}, 1 / size);
	} else {
		if (kind === 'JK1' && strata > 1) throw new Refusal('bad-option', 'JK1 knows no strata');
		for (let out = 0; out < units; out++) {
			const h = stratum[out]!;
			const n = drawn[h]!;
			if (n < 2) throw new Refusal('lonely-cluster', `stratum ${h + 1}`);
			run((c) => (stratum[c] !== h ? 1 : c === out ? 0 : n / (n - 1)), ((n - 1) / n) * left(h));
		}
	}
	const middle =
		centre === 'estimate'
			? values
			: values.map((_, k) => results.reduce((sum, one) => sum + one[k]!, 0) / results.length);
	const covariance = values.map((_, j) =>
		values.map((_, k) =>
			results.reduce(
				(sum, one, r) => sum + scales[r]! * (one[j]! - middle[j]!) * (one[k]! - middle[k]!),
				0
			)
		)
	);
	return { values, covariance, errors: covariance.map((row, k) => Math.sqrt(row[k]!)) };
}

function parity(bits: number): number {
	let odd = 0;
	for (let left = bits; left > 0; left &= left - 1) odd ^= 1;
	return odd;
}
