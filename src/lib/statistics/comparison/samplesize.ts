/**
 * How many answers a survey needs, and what a number of answers can show. Cochran's size for a
 * share p within ± e: n₀ = z²pq/e², from a list of N n₀/(1 + (n₀ − 1)/N), times the design effect,
 * over the response rate. Powers are of two-sided tests, the wrong side left out as R does.
 * Sources: W. Cochran, Sampling Techniques (1977), §4.4; J. Fleiss, Statistical Methods for Rates
 * and Proportions (1981), §3.2; J. Cohen, Statistical Power Analysis (1988).
 */
import { normal, student } from '../numerics/distributions.ts';
import { normalQuantile } from '../numerics/quantile.ts';
import { confidence, finite, positive, probability, Refusal } from '../refusal.ts';
import { noncentralUpper, root } from '../numerics/studentised.ts';

export type Survey = {
	/** the share expected; ½ needs the most */
	share?: number;
	/** half of the interval's width, 0–1 */
	margin: number;
	level?: number;
	/** length of the list, endless without */
	population?: number;
	/** variance over that of a simple random sample */
	effect?: number;
	/** the part of those asked who answer */
	response?: number;
};

/** People to ask, not rounded. */
export function surveySize({
	share = 0.5,
	margin,
	level = 0.95,
	population = Infinity,
	effect = 1,
	response = 1
}: Survey): number {
	probability(share, 'share');
	probability(margin, 'margin');
	if (response !== 1) probability(response, 'response');
	const simple = (normalQuantile(level) ** 2 * share * (1 - share)) / margin ** 2;
	const listed =
		population === Infinity
			? simple
			: simple / (1 + (simple - 1) / positive(population, 'population'));
	return (listed * positive(effect, 'effect')) / response;
}

/** z √(pq · effect/n), and the n that is as informative in a simple random sample. */
export function marginOfError(
	share: number,
	respondents: number,
	{ effect = 1, level = 0.95 }: { effect?: number; level?: number } = {}
): { margin: number; effective: number } {
	const effective = positive(respondents, 'respondents') / positive(effect, 'effect');
	const p = probability(share, 'share');
	return { margin: normalQuantile(level) * Math.sqrt((p * (1 - p)) / effective), effective };
}

/** The chance that `n` people in each of two groups show the difference of the shares. */
export function powerOfShares(one: number, other: number, n: number, level = 0.95): number {
	const [p1, p2] = [probability(one, 'share'), probability(other, 'share')];
	positive(n, 'respondents');
	const middle = (p1 + p2) / 2;
	const under = normalQuantile(level) * Math.sqrt(2 * middle * (1 - middle));
	const spread = Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
	return normal.cdf((Math.sqrt(n) * Math.abs(p1 - p2) - under) / spread);
}

/** People in each of two groups, not rounded, so that the difference shows with that chance. */
export function sizeForShares(
	one: number,
	other: number,
	{ power = 0.8, level = 0.95 }: { power?: number; level?: number } = {}
): number {
	const [p1, p2] = [probability(one, 'share'), probability(other, 'share')];
	if (p1 === p2) throw new Refusal('no-variation', 'shares');
	const middle = (p1 + p2) / 2;
	const under = normalQuantile(level) * Math.sqrt(2 * middle * (1 - middle));
	const spread = Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
	const needed = under + normal.quantile(probability(power, 'power')) * spread;
	return (needed / (p1 - p2)) ** 2;
}

/** The chance that a t test of `n` in each of two groups shows a difference of means. */
export function powerOfMeans(
	difference: number,
	deviation: number,
	n: number,
	level = 0.95
): number {
	positive(deviation, 'deviation');
	if (!(n > 1)) throw new Refusal('too-few', 'respondents');
	const degrees = 2 * n - 2;
	const t = student.quantile((1 + confidence(level)) / 2, degrees);
	return noncentralUpper(
		t,
		degrees,
		Math.sqrt(n / 2) * (Math.abs(finite(difference, 'difference')) / deviation)
	);
}

export function sizeForMeans(
	difference: number,
	deviation: number,
	{ power = 0.8, level = 0.95 }: { power?: number; level?: number } = {}
): number {
	if (finite(difference, 'difference') === 0) throw new Refusal('no-variation', 'means');
	const short = (n: number) =>
		powerOfMeans(difference, deviation, n, level) - probability(power, 'power');
	if (short(2) >= 0) return 2;
	let high = 4;
	while (short(high) < 0) {
		high *= 2;
		if (high > 1e9) throw new Refusal('not-converged', 'respondents');
	}
	return root(short, 2, high, 1e-9);
}
