/** Which of two groups answers higher, without taking the steps of a scale for distances. */
import { mannWhitney } from './ranktests.ts';

export type Superiority = {
	/** Mann-Whitney: pairs in which the first group is higher, ties half */
	w: number;
	p: number;
	/** share of such pairs, 0–1 */
	probability: number;
	/** Cliff's delta, 2 probability − 1 */
	delta: number;
};

/**
 * The share of pairs, one of each group, in which the first is higher, with the normal p of Mann and
 * Whitney's test; `correction` moves W half a pair toward its expectation. Source: N. Cliff, Psychol. Bull.
 * 114 (1993) 494. Refuses empty groups and answers that are all equal.
 */
export function superiority(
	one: ArrayLike<number>,
	other: ArrayLike<number>,
	{ correction = false }: { correction?: boolean } = {}
): Superiority {
	const { statistic: w, p } = mannWhitney(one, other, { exact: false, corrected: correction });
	const probability = w / (one.length * other.length);
	return { w, p, probability, delta: 2 * probability - 1 };
}
