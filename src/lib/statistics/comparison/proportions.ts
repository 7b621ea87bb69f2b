/**
 * Intervals of one share of n independent answers (no design, no list): x of n, p = x/n, z normal.
 *   wald p ± z√(pq/n);  agresti-coull the same with x + z²/2 of n + z²;  wilson, and with Yates'
 *   correction;  clopper-pearson: beta quantiles that never cover less than asked;  jeffreys: beta
 *   with half an answer more on both sides, 0 or 1 at x = 0 or n;  mid-p: binomial tails with half
 *   of the mass at x. Wald's and Agresti-Coull's may leave 0–1: they are shown to be compared.
 * Sources: R. Newcombe, Stat. Med. 17 (1998) 857; L. Brown, T. Cai, A. DasGupta, Stat. Sci. 16
 * (2001) 101; H. Lancaster, J. Am. Stat. Assoc. 56 (1961) 223.
 */
import { beta, binomial } from '../numerics/distributions.ts';
import type { Interval } from '../survey/estimates.ts';
import { normalQuantile } from '../numerics/quantile.ts';
import { confidence, count, Refusal } from '../refusal.ts';
import { root } from '../numerics/studentised.ts';

export type ProportionMethod =
	| 'wald'
	| 'wilson'
	| 'wilson-corrected'
	| 'agresti-coull'
	| 'clopper-pearson'
	| 'jeffreys'
	| 'mid-p';

/** Refuses what is not x of n. */
export function outOf(x: number, n: number): number {
	if (count(n, 'respondents') === 0) throw new Refusal('no-observations', 'respondents');
	if (count(x, 'part') > n) throw new Refusal('more-than-observed', 'part');
	return x / n;
}

export function proportionInterval(
	x: number,
	n: number,
	{ method = 'wilson', level = 0.95 }: { method?: ProportionMethod; level?: number } = {}
): Interval {
	const p = outOf(x, n);
	const q = 1 - p;
	const tail = (1 - confidence(level)) / 2;
	const z = normalQuantile(level);
	switch (method) {
		case 'wald': {
			const half = z * Math.sqrt((p * q) / n);
			return { low: p - half, high: p + half };
		}
		case 'agresti-coull': {
			const middle = (x + z ** 2 / 2) / (n + z ** 2);
			const half = z * Math.sqrt((middle * (1 - middle)) / (n + z ** 2));
			return { low: middle - half, high: middle + half };
		}
		case 'wilson': {
			const middle = p + z ** 2 / (2 * n);
			const half = z * Math.sqrt((p * q) / n + (z / (2 * n)) ** 2);
			const scale = 1 + z ** 2 / n;
			return {
				low: x === 0 ? 0 : (middle - half) / scale,
				high: x === n ? 1 : (middle + half) / scale
			};
		}
		case 'wilson-corrected': {
			const scale = 2 * (n + z ** 2);
			const low = z * Math.sqrt(z ** 2 - 2 - 1 / n + 4 * p * (n * q + 1));
			const high = z * Math.sqrt(z ** 2 + 2 - 1 / n + 4 * p * (n * q - 1));
			return {
				low: x === 0 ? 0 : Math.max(0, (2 * x + z ** 2 - 1 - low) / scale),
				high: x === n ? 1 : Math.min(1, (2 * x + z ** 2 + 1 + high) / scale)
			};
		}
		case 'clopper-pearson':
			return {
				low: x === 0 ? 0 : beta.quantile(tail, x, n - x + 1),
				high: x === n ? 1 : beta.quantile(1 - tail, x + 1, n - x)
			};
		case 'jeffreys':
			return {
				low: x === 0 ? 0 : beta.quantile(tail, x + 0.5, n - x + 0.5),
				high: x === n ? 1 : beta.quantile(1 - tail, x + 0.5, n - x + 0.5)
			};
		case 'mid-p': {
			const above = (at: number) => binomial.mass(x, n, at) / 2 + binomial.upper(x, n, at) - tail;
			const below = (at: number) => binomial.cdf(x, n, at) - binomial.mass(x, n, at) / 2 - tail;
			return {
				low: x === 0 ? 0 : root(above, 1e-12, 1 - 1e-12),
				high: x === n ? 1 : root(below, 1e-12, 1 - 1e-12)
			};
		}
	}
}
