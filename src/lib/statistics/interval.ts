/**
 * Intervals of shares. Two kinds of data: respondents out of a list of known length (a survey of
 * units), and totals of days (usage), where the day is what repeats.
 */
import { normalQuantile, studentQuantile } from './numerics/quantile.ts';
import { amount, confidence, count, Refusal } from './refusal.ts';

export type ShareInterval = {
	/** 0–1 */
	share: number;
	low: number;
	high: number;
	/** the number of respondents that would be as informative in an endless population */
	effective: number;
	/** everyone answered: no sampling error is left, low = high = share */
	complete: boolean;
};

/**
 * Wilson score interval of `part` out of `n` respondents drawn without replacement from a list of
 * `population` units (endless when not given).
 *
 * With p = part/n, m the effective sample size and z the normal quantile:
 *   (p + z²/2m ± z √(p(1−p)/m + z²/4m²)) / (1 + z²/m),   m = n (N−1)/(N−n).
 * The correction comes from Var p = p(1−p)/n · (N−n)/(N−1).
 * Sources: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209; R. G. Newcombe, Stat. Med. 17 (1998)
 * 857, method 3; W. G. Cochran, Sampling Techniques (1977), §3.2.
 */
export function wilson(
	part: number,
	n: number,
	{ population = Infinity, level = 0.95 }: { population?: number; level?: number } = {}
): ShareInterval {
	count(part, 'part');
	count(n, 'respondents');
	if (population !== Infinity) count(population, 'population');
	const z = normalQuantile(level);
	if (n === 0) throw new Refusal('no-observations', 'respondents');
	if (part > n) throw new Refusal('more-than-observed', 'part');
	if (n > population) throw new Refusal('more-than-population', 'respondents');
	const share = part / n;
	if (n === population)
		return { share, low: share, high: share, effective: Infinity, complete: true };
	const effective = population === Infinity ? n : (n * (population - 1)) / (population - n);
	const middle = share + z ** 2 / (2 * effective);
	const half = z * Math.sqrt((share * (1 - share)) / effective + (z / (2 * effective)) ** 2);
	const scale = 1 + z ** 2 / effective;
	return {
		share,
		low: part === 0 ? 0 : Math.max(0, (middle - half) / scale),
		high: part === n ? 1 : Math.min(1, (middle + half) / scale),
		effective,
		complete: false
	};
}

export type Cluster = { numerator: number; denominator: number };

export type RatioInterval = {
	ratio: number;
	low: number;
	high: number;
	/** standard error */
	error: number;
	/** clusters less one */
	degrees: number;
};

/**
 * Ratio of two totals over clusters (days), by Taylor linearisation, with a t interval.
 *
 * With R = Σy/Σx, z_c = (y_c − R x_c)/Σx and k clusters:
 *   Var R = k/(k−1) Σ (z_c − z̄)²,   R ± t(k−1) √Var R.
 * The days count as a sample of the days that the period stands for, so there is no finite
 * population correction. `share` cuts the interval at 0 and 1.
 * Source: C.-E. Särndal, B. Swensson, J. Wretman, Model Assisted Survey Sampling (1992), §5.6;
 * T. Lumley, Complex Surveys (2010), §2.
 */
export function ratio(
	clusters: Cluster[],
	{ level = 0.95, share = false }: { level?: number; share?: boolean } = {}
): RatioInterval {
	confidence(level);
	if (clusters.length === 0) throw new Refusal('no-observations', 'clusters');
	let y = 0;
	let x = 0;
	for (const { numerator, denominator } of clusters) {
		y += amount(numerator, 'numerator');
		x += amount(denominator, 'denominator');
		if (share && numerator > denominator) throw new Refusal('more-than-observed', 'numerator');
	}
	if (clusters.length === 1) throw new Refusal('one-cluster', 'clusters');
	if (x === 0) throw new Refusal('zero-denominator', 'denominator');
	const value = y / x;
	const z = clusters.map((one) => (one.numerator - value * one.denominator) / x);
	const mean = z.reduce((sum, one) => sum + one, 0) / z.length;
	const squares = z.reduce((sum, one) => sum + (one - mean) ** 2, 0);
	const error = Math.sqrt((z.length / (z.length - 1)) * squares);
	const half = studentQuantile(level, z.length - 1) * error;
	return {
		ratio: value,
		low: share ? Math.max(0, value - half) : value - half,
		high: share ? Math.min(1, value + half) : value + half,
		error,
		degrees: z.length - 1
	};
}
