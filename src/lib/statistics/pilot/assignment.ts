/**
 * Inference from who was chosen, with an interval: a statistic is linear in the outcome, so under an
 * effect δ every other assignment gives a − δb, and the δ that the test keeps can be solved for. It
 * needs no distribution and holds for a handful of treated units.
 */
import { combinations, subsets } from './permutation.ts';
import { confidence, count, finite, Refusal } from '../refusal.ts';

/** A statistic of the outcome (a) and, with the same weights, of the treatment itself (b). */
export type Linear = { a: number; b: number };

export type Assigned = {
	estimate: number;
	/** share of the assignments with |statistic| at least as large, the real one included */
	p: number;
	low: number;
	high: number;
	level: number;
	assignments: number;
	/** all there are, or a sample of them and the real one */
	exact: boolean;
};

/**
 * Orders of the units 0 … n − 1; the first are the treated. `chosen` treated that all start together
 * are looked at in full where that takes at most `draws` + 1 turns; otherwise `draws` are drawn.
 */
export function orders(
	n: number,
	{ chosen, draws = 999, random }: { chosen?: number; draws?: number; random?: () => number }
): { list: Int32Array[]; exact: boolean } {
	if (count(n, 'units') < 3) throw new Refusal('too-few', 'units');
	if (count(draws, 'draws') < 99) throw new Refusal('too-few', 'draws');
	const list: Int32Array[] = [];
	if (chosen !== undefined && combinations(n, chosen) <= draws + 1) {
		subsets(n, chosen, (members) => {
			const order = new Int32Array(n);
			const taken = new Set(members);
			members.forEach((member, at) => (order[at] = member));
			let at = chosen;
			for (let unit = 0; unit < n; unit++) if (!taken.has(unit)) order[at++] = unit;
			// the first of all is the real assignment, which is counted on its own
			if (list.length > 0 || !members.every((member, place) => member === place)) list.push(order);
		});
		return { list, exact: true };
	}
	if (!random) throw new Refusal('missing', 'random numbers');
	for (let draw = 0; draw < draws; draw++) {
		const order = Int32Array.from({ length: n }, (_, at) => at);
		for (let at = n - 1; at > 0; at--) {
			const other = Math.floor(finite(random(), 'random numbers') * (at + 1));
			[order[at], order[other]] = [order[other]!, order[at]!];
		}
		list.push(order);
	}
	return { list, exact: false };
}

/**
 * Test of no effect, and the effects that the same test keeps. `own` is the real assignment (its b is
 * 1), `others` the rest. |a − δb| ≥ |a₀ − δ| holds for δ between (a₀ − a)/(1 − b) and (a₀ + a)/(1 + b).
 * Source: R. A. Fisher, The Design of Experiments (1935); P. R. Rosenbaum, Observational Studies (2002) §2.6. Refuses so
 * few assignments that no effect could ever be told from none.
 */
export function assignmentTest(
	own: number,
	others: readonly Linear[],
	{ level = 0.95, exact = false }: { level?: number; exact?: boolean } = {}
): Assigned {
	confidence(level);
	finite(own, 'statistic');
	const lows = new Float64Array(others.length);
	const highs = new Float64Array(others.length);
	let hits = 1;
	others.forEach(({ a, b }, at) => {
		finite(a, 'statistic');
		finite(b, 'statistic');
		if (Math.abs(a) >= Math.abs(own) * (1 - 1e-10)) hits++;
		const [low, high] = kept(own, a, b);
		lows[at] = low;
		highs[at] = high;
	});
	const total = others.length + 1;
	// p > α needs more than α·total assignments, the real one among them
	const needed = Math.floor((1 - level) * total + 1e-9);
	if (needed < 1) throw new Refusal('too-few', 'assignments');
	lows.sort();
	highs.sort();
	const low = lows[needed - 1]!;
	const high = highs[highs.length - needed]!;
	if (!Number.isFinite(low) || !Number.isFinite(high)) throw new Refusal('too-few', 'assignments');
	return { estimate: own, p: hits / total, low, high, level, assignments: total, exact };
}

/** The effects under which an assignment looks at least as extreme as the real one. */
function kept(own: number, a: number, b: number): [number, number] {
	const slack = 1e-12;
	if (Math.abs(b) >= 1 - slack) {
		const same = Math.abs(a - Math.sign(b) * own) <= 1e-10 * (Math.abs(own) + Math.abs(a));
		if (same || Math.abs(b) > 1 + slack) return [-Infinity, Infinity];
		const middle = b > 0 ? (own + a) / 2 : (own - a) / 2;
		return a * Math.sign(b) > own ? [-Infinity, middle] : [middle, Infinity];
	}
	const one = (own - a) / (1 - b);
	const other = (own + a) / (1 + b);
	return one < other ? [one, other] : [other, one];
}

/** A joint test of several statistics: the share of assignments whose sum of squares is as large. */
export function jointTest(own: number, others: readonly number[]): { p: number } {
	finite(own, 'statistic');
	const hits = others.filter((value) => value >= own * (1 - 1e-10)).length;
	return { p: (1 + hits) / (1 + others.length) };
}
