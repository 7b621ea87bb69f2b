/**
 * Answers on an ordered scale, in short: counts and shares of the steps, the ends, the middle. The
 * mean is secondary; "don't know" is not a step and never counted as the middle.
 */
import { wilson, type ShareInterval } from '../interval.ts';
import { amount, Refusal } from '../refusal.ts';

export type Likert = {
	/** answers, or their weight */
	n: number;
	shares: number[];
	/** share of the two highest and of the two lowest steps */
	top: number;
	bottom: number;
	/** top − bottom */
	net: number;
	/** of the steps numbered from `first` */
	mean: number;
	/** with n − 1; not a number for one answer */
	deviation: number;
	median: number;
	/** L + (n/2 − below)/at, L the lower edge of the step that holds the middle answer */
	interpolatedMedian: number;
	/** Wilson interval of `top`; only for whole counts, which is what it is made for */
	topInterval?: ShareInterval;
};

/**
 * Summary of `counts`, one per step from the lowest to the highest; weighted counts are allowed.
 * `ends` steps make up top and bottom. Refuses fewer than two steps, negative counts and none at all.
 */
export function likert(
	counts: readonly number[],
	{ first = 1, ends = 2 }: { first?: number; ends?: number } = {}
): Likert {
	if (counts.length < 2) throw new Refusal('too-few', 'steps');
	if (!(Number.isInteger(ends) && ends >= 1 && 2 * ends <= counts.length))
		throw new Refusal('out-of-bounds', 'ends');
	const n = counts.reduce((sum, value) => sum + amount(value, 'counts'), 0);
	if (n === 0) throw new Refusal('no-observations', 'counts');
	const shares = counts.map((value) => value / n);
	const part = (from: number, to: number) =>
		counts.slice(from, to).reduce((sum, value) => sum + value, 0);
	const top = part(counts.length - ends, counts.length);
	const bottom = part(0, ends);
	const middle = counts.reduce((sum, value, at) => sum + value * (at + first), 0) / n;
	const squares = counts.reduce((sum, value, at) => sum + value * (at + first - middle) ** 2, 0);
	const whole = counts.every(Number.isInteger);
	return {
		n,
		shares,
		top: top / n,
		bottom: bottom / n,
		net: (top - bottom) / n,
		mean: middle,
		deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : NaN,
		...middleOf(counts, n, first),
		topInterval: whole ? wilson(top, n) : undefined
	};
}

function middleOf(counts: readonly number[], n: number, first: number) {
	let below = 0;
	for (const [at, value] of counts.entries()) {
		const upTo = below + value;
		if (upTo > n / 2) {
			const step = at + first;
			const edge = step - 0.5;
			return { median: step, interpolatedMedian: edge + (n / 2 - below) / value };
		}
		if (upTo === n / 2 && value > 0) {
			// half of the answers end here: the middle lies between this step and the next one used
			const next = counts.findIndex((other, index) => index > at && other > 0);
			const median = (at + next) / 2 + first;
			return { median, interpolatedMedian: median };
		}
		below = upTo;
	}
	throw new Refusal('no-observations', 'counts');
}

/** Counts of the steps `first` … `last` in a list of answers, and how many are missing (NaN). */
export function countSteps(
	answers: ArrayLike<number>,
	first: number,
	last: number
): { counts: number[]; missing: number } {
	const counts = Array.from({ length: last - first + 1 }, () => 0);
	let missing = 0;
	for (let at = 0; at < answers.length; at++) {
		const answer = answers[at]!;
		if (Number.isNaN(answer)) missing++;
		else if (!Number.isInteger(answer)) throw new Refusal('not-whole', 'answers');
		else if (answer < first || answer > last) throw new Refusal('out-of-bounds', 'answers');
		else counts[answer - first]!++;
	}
	return { counts, missing };
}
