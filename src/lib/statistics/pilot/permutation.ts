/**
 * Inference from the assignment itself: had other places been chosen, how often would the difference
 * have been as large? It needs no distribution and holds for few clusters.
 */
import { count, finite, numbers, Refusal } from '../refusal.ts';

export type Permutation = {
	/** mean of the treated less mean of the others */
	effect: number;
	/** share of the assignments with |difference| at least as large, the real one included */
	p: number;
	/** the same in the direction of the effect */
	oneSided: number;
	/** assignments looked at */
	assignments: number;
	/** all there are, or a sample of them */
	exact: boolean;
	/** the smallest p that so few clusters allow */
	smallest: number;
};

/** n over k, as a number that may be large. */
export function combinations(n: number, k: number): number {
	let value = 1;
	for (let at = 1; at <= k; at++) value = (value * (n - k + at)) / at;
	return Math.round(value);
}

/**
 * `values` hold one figure per cluster (such as its change), `treated` the positions of those that were
 * chosen. Up to `most` assignments all are looked at; beyond, `draws` of them by `random` (uniform in
 * [0, 1)) and the real one: p = (1 + hits)/(1 + draws). Source: R. A. Fisher, The Design of Experiments (1935);
 * B. Phipson, G. K. Smyth, Stat. Appl. Genet. Mol. Biol. 9 (2010) 39. Refuses no treated or no others.
 */
export function permutationTest(
	values: ArrayLike<number>,
	treated: readonly number[],
	{
		most = 200_000,
		draws = 9999,
		random
	}: { most?: number; draws?: number; random?: () => number } = {}
): Permutation {
	numbers(values, 'values');
	const n = values.length;
	const chosen = new Set(treated);
	for (const at of chosen)
		if (!(count(at, 'treated') < n)) throw new Refusal('out-of-bounds', 'treated');
	const k = chosen.size;
	if (k !== treated.length) throw new Refusal('bad-option', 'treated twice');
	if (k === 0 || k === n) throw new Refusal('too-few', k === 0 ? 'treated' : 'others');
	const all = Array.from(values).reduce((sum, value) => sum + value, 0);
	const difference = (sum: number) => sum / k - (all - sum) / (n - k);
	const effect = difference([...chosen].reduce((sum, at) => sum + values[at]!, 0));
	const size = Array.from(values).reduce((sum, value) => sum + Math.abs(value), 0);
	const slack = 1e-12 * (Math.abs(effect) + size / n);
	let hits = 0;
	let oneSided = 0;
	const look = (sum: number) => {
		const other = difference(sum);
		if (Math.abs(other) >= Math.abs(effect) - slack) hits++;
		if (effect >= 0 ? other >= effect - slack : other <= effect + slack) oneSided++;
	};
	const assignments = combinations(n, k);
	const exact = assignments <= most;
	if (exact) {
		subsets(n, k, (members) => {
			let sum = 0;
			for (const at of members) sum += values[at]!;
			look(sum);
		});
		const p = hits / assignments;
		return {
			effect,
			p,
			oneSided: oneSided / assignments,
			assignments,
			exact,
			smallest: 1 / assignments
		};
	}
	if (!random) throw new Refusal('missing', 'random numbers');
	if (count(draws, 'draws') < 99) throw new Refusal('too-few', 'draws');
	const order = Array.from({ length: n }, (_, at) => at);
	for (let draw = 0; draw < draws; draw++) {
		let sum = 0;
		for (let at = 0; at < k; at++) {
			const other = at + Math.floor(finite(random(), 'random numbers') * (n - at));
			[order[at], order[other]] = [order[other]!, order[at]!];
			sum += values[order[at]!]!;
		}
		look(sum);
	}
	return {
		effect,
		p: (1 + hits) / (1 + draws),
		oneSided: (1 + oneSided) / (1 + draws),
		assignments: draws,
		exact,
		smallest: 1 / (1 + draws)
	};
}

/** Every set of k of the numbers 0 … n − 1, in order; the list handed over is used again. */
export function subsets(n: number, k: number, visit: (members: readonly number[]) => void): void {
	const members = Array.from({ length: k }, (_, at) => at);
	for (;;) {
		visit(members);
		let at = k - 1;
		while (at >= 0 && members[at] === n - k + at) at--;
		if (at < 0) return;
		members[at]!++;
		for (let next = at + 1; next < k; next++) members[next] = members[next - 1]! + 1;
	}
}
