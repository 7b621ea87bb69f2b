/**
 * The same people asked twice: yes both times, yes then no (b), no then yes (c), no both times; n of
 * them. Only those who changed say anything about the difference (b − c)/n.
 *   McNemar (b − c)²/(b + c), with correction (|b − c| − 1)²/(b + c), exact: binomial with ½;
 *   wald; agresti-min: half a person more in every cell; score (Tango): every d that a score test keeps.
 * Sources: Q. McNemar, Psychometrika 12 (1947) 153; T. Tango, Stat. Med. 17 (1998) 891; A. Agresti,
 * Y. Min, Stat. Med. 24 (2005) 729.
 */
import { binomial, chiSquare } from '../numerics/distributions.ts';
import type { Interval } from '../survey/estimates.ts';
import { normalQuantile } from '../numerics/quantile.ts';
import { count, Refusal } from '../refusal.ts';
import { root } from '../numerics/studentised.ts';

export type Pairs = { both: number; first: number; second: number; neither: number };

function checked({ both, first, second, neither }: Pairs): number {
	for (const cell of [both, first, second, neither]) count(cell, 'pairs');
	const n = both + first + second + neither;
	if (n === 0) throw new Refusal('no-observations', 'pairs');
	return n;
}

export function pairedInterval(
	pairs: Pairs,
	{
		method = 'score',
		level = 0.95
	}: { method?: 'wald' | 'agresti-min' | 'score'; level?: number } = {}
): { difference: number } & Interval {
	const n = checked(pairs);
	const { first: b, second: c } = pairs;
	const z = normalQuantile(level);
	const difference = (b - c) / n;
	if (method === 'score') {
		const miss = (d: number) => {
			const B = -b - c + (2 * n - b + c) * d;
			const C = -c * d * (1 - d);
			const changed = (Math.sqrt(Math.max(0, B * B - 8 * n * C)) - B) / (4 * n);
			const spread = n * (2 * changed + d * (1 - d));
			return spread > 0 ? (b - c - n * d) / Math.sqrt(spread) : Math.sign(difference - d) * 1e9;
		};
		const end = (sign: 1 | -1) => {
			const edge = -sign * (1 - 1e-12);
			if (Math.abs(difference - edge) < 1e-11) return -sign;
			return root(
				(d) => Math.max(-1e9, Math.min(1e9, miss(d) - sign * z)),
				Math.min(edge, difference),
				Math.max(edge, difference)
			);
		};
		return { difference, low: end(1), high: end(-1) };
	}
	const add = method === 'agresti-min' ? 0.5 : 0;
	const m = n + 4 * add;
	const middle = (b - c) / m;
	const half = (z * Math.sqrt(b + c + 2 * add - (b - c) ** 2 / m)) / m;
	return { difference, low: middle - half, high: middle + half };
}

export type McNemar = {
	statistic: number;
	p: number;
	corrected: { statistic: number; p: number };
	/** twice the smaller binomial tail, at most 1 */
	exact: number;
};

export function mcnemar(pairs: Pairs): McNemar {
	checked(pairs);
	const { first: b, second: c } = pairs;
	if (b + c === 0) throw new Refusal('no-variation', 'pairs');
	const statistic = (b - c) ** 2 / (b + c);
	const corrected = Math.max(0, Math.abs(b - c) - 1) ** 2 / (b + c);
	return {
		statistic,
		p: chiSquare.upper(statistic, 1),
		corrected: { statistic: corrected, p: chiSquare.upper(corrected, 1) },
		exact: Math.min(1, 2 * binomial.cdf(Math.min(b, c), b + c, 0.5))
	};
}
