/**
 * Ranks of estimates with what sampling leaves open. With an interval for every unit, a unit is
 * surely behind those whose whole interval lies above its own:
 *   first = 1 + #{j: low_j > high_i},  last = K − #{j: high_j < low_i};
 * with intervals at level 1 − (1 − level)/K (Bonferroni) all ranks hold together at the level.
 * Source: J. Klein, T. Wright, M. Wieczorek, J. R. Stat. Soc. A 183 (2020) 1543 (idea of joint
 * intervals); Goldstein, Spiegelhalter, J. R. Stat. Soc. A 159 (1996) 385.
 */
import { interval } from './estimates.ts';
import { confidence, finite, Refusal, sameLength } from '../refusal.ts';

export type Rank = { rank: number; first: number; last: number; low: number; high: number };

/** Rank 1 is the largest value, or the smallest when `ascending`; equal values share the better. */
export function ranks(
	values: ArrayLike<number>,
	errors: ArrayLike<number>,
	degrees: number,
	{
		level = 0.95,
		ascending = false,
		joint = true
	}: { level?: number; ascending?: boolean; joint?: boolean } = {}
): Rank[] {
	const count = sameLength([values, errors], 'errors');
	if (count === 0) throw new Refusal('no-observations', 'values');
	confidence(level);
	const each = joint ? 1 - (1 - level) / count : level;
	const signed = Array.from(values, (value) => finite(value, 'value') * (ascending ? -1 : 1));
	const ends = signed.map((value, at) => {
		if (!(finite(errors[at]!, 'error') >= 0)) throw new Refusal('negative', 'error');
		return interval(value, errors[at]!, degrees, each);
	});
	return ends.map(({ low, high }, i) => ({
		rank: 1 + signed.filter((value) => value > signed[i]!).length,
		first: 1 + ends.filter((other) => other.low > high).length,
		last: count - ends.filter((other) => other.high < low).length,
		low: ascending ? -high : low,
		high: ascending ? -low : high
	}));
}
