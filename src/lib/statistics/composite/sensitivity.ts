/**
 * Which choice moves the result: shares of its variance by factor (Sobol), alone and together with
 * all others. Below about 500 runs per factor the estimates themselves are too uncertain to publish.
 */
import { mean, variance } from '../numerics/moments.ts';
import { count, numbers, Refusal } from '../refusal.ts';

/**
 * The runs of a design: first the n points of A, then those of B, then for each factor A with that
 * factor's column from B. `a` and `b` hold n points of d numbers in 0–1 each.
 */
export function sobolDesign(
	a: readonly ArrayLike<number>[],
	b: readonly ArrayLike<number>[]
): Float64Array[] {
	const d = a[0]?.length ?? 0;
	if (a.length !== b.length) throw new Refusal('different-lengths', 'points');
	if (d === 0) throw new Refusal('no-observations', 'points');
	for (const point of [...a, ...b]) {
		if (point.length !== d) throw new Refusal('different-lengths', 'points');
		numbers(point, 'points');
	}
	const mixed = Array.from({ length: d }, (_, factor) =>
		a.map((point, run) => {
			const copy = Float64Array.from(point);
			copy[factor] = b[run]![factor]!;
			return copy;
		})
	);
	return [a, b]
		.flat()
		.map((point) => Float64Array.from(point))
		.concat(mixed.flat());
}

export type Sensitivity = {
	/** share of the variance that the factor makes alone */
	first: number[];
	/** share that it makes alone and with others */
	total: number[];
	/** of the results of A and B together, with n − 1 */
	variance: number;
	n: number;
};

/**
 * From the results of the runs of a design with `n` points and `factors` factors:
 * S_i = mean(y_B (y_ABi − y_A))/V, T_i = Σ(y_A − y_ABi)²/(2nV).
 * Source: A. Saltelli et al., Comput. Phys. Commun. 181 (2010) 259. Refuses another number of results
 * than n (factors + 2) and results that are all equal.
 */
export function sobolIndices(results: ArrayLike<number>, n: number, factors: number): Sensitivity {
	if (count(n, 'points') < 2) throw new Refusal('too-few', 'points');
	if (count(factors, 'factors') < 1) throw new Refusal('too-few', 'factors');
	if (results.length !== n * (factors + 2)) throw new Refusal('different-lengths', 'results');
	numbers(results, 'results');
	const y = Float64Array.from(results);
	const spread = variance(y.subarray(0, 2 * n));
	if (!(spread > 0)) throw new Refusal('no-variation', 'results');
	const first: number[] = [];
	const total: number[] = [];
	for (let factor = 0; factor < factors; factor++) {
		const from = (factor + 2) * n;
		const alone = new Float64Array(n);
		let squares = 0;
		for (let run = 0; run < n; run++) {
			const moved = y[from + run]! - y[run]!;
			alone[run] = y[n + run]! * moved;
			squares += moved ** 2;
		}
		first.push(mean(alone) / spread);
		total.push(squares / (2 * n * spread));
	}
	return { first, total, variance: spread, n };
}
