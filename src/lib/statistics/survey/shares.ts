/**
 * Intervals of shares estimated from a design: p with standard error s and the design's degrees.
 * With t = t(degrees), and m = p(1 − p)/s² the number of respondents as informative:
 *   logit, xlogit: expit(logit p ± t s/(p(1 − p)));  asin: sin²(asin √p ± t s/(2√(p(1 − p))));
 *   beta (Korn-Graubard): Clopper-Pearson with m (t(n−1)/t)² respondents;
 *   wilson: Wilson's with m respondents and t;  mean (Wald): p ± t s;
 *   likelihood: where 2 m (n − 1)/n (p ln(p/π) + (1 − p) ln((1 − p)/(1 − π))) = t², the working
 *   binomial likelihood with its dispersion n/(n − 1).
 * At p = 0 or 1 the error says nothing: Clopper-Pearson of the n respondents, whatever is asked.
 * Sources: E. Korn, B. Graubard, Surv. Methodol. 24 (1998) 193; T. Lumley, Complex Surveys (2010),
 * §2.4; N. Franco et al., J. Surv. Stat. Methodol. 7 (2019) 334; J. Rao, A. Scott (1984).
 */
import { beta } from '../numerics/distributions.ts';
import type { Design } from './design.ts';
import { estimate, mean, size, type Interval } from './estimates.ts';
import { studentQuantile } from '../numerics/quantile.ts';
import { confidence, finite, Refusal } from '../refusal.ts';
import { root } from '../numerics/studentised.ts';

export type ShareMethod = 'logit' | 'xlogit' | 'likelihood' | 'asin' | 'beta' | 'mean' | 'wilson';

export type ShareEstimate = {
	/** 0–1 */
	share: number;
	/** standard error */
	error: number;
	degrees: number;
	/** rows that the share was computed from */
	respondents: number;
};

const expit = (x: number) => 1 / (1 + Math.exp(-x));

export function shareInterval(
	{ share: p, error, degrees, respondents: n }: ShareEstimate,
	{
		method = 'logit',
		level = 0.95,
		capped = false
	}: {
		method?: ShareMethod;
		level?: number;
		/** for beta: never more effective respondents than there are */
		capped?: boolean;
	} = {}
): Interval {
	confidence(level);
	if (!(finite(p, 'share') >= 0 && p <= 1)) throw new Refusal('bad-probability', 'share');
	if (!(n >= 1)) throw new Refusal('no-observations', 'respondents');
	if (!(degrees > 0)) throw new Refusal('no-degrees', 'degrees');
	if (p === 0 || p === 1) return exact(p, n, level);
	if (!(finite(error, 'error') > 0)) throw new Refusal('no-variation', 'error');
	const t = studentQuantile(level, degrees);
	const q = 1 - p;
	const m = (p * q) / error ** 2;
	switch (method) {
		case 'logit':
		case 'xlogit': {
			const middle = Math.log(p / q);
			const half = (t * error) / (p * q);
			return { low: expit(middle - half), high: expit(middle + half) };
		}
		case 'asin': {
			const middle = Math.asin(Math.sqrt(p));
			const half = (t * error) / (2 * Math.sqrt(p * q));
			// Beyond 0 or a right angle the sine would turn back.
			return {
				low: Math.sin(Math.max(0, middle - half)) ** 2,
				high: Math.sin(Math.min(Math.PI / 2, middle + half)) ** 2
			};
		}
		case 'beta': {
			if (n < 2) throw new Refusal('too-few', 'respondents');
			const adjusted = m * (studentQuantile(level, n - 1) / t) ** 2;
			const effective = capped ? Math.min(n, adjusted) : adjusted;
			const tail = (1 - level) / 2;
			return {
				low: beta.quantile(tail, effective * p, effective * q + 1),
				high: beta.quantile(1 - tail, effective * p + 1, effective * q)
			};
		}
		case 'wilson': {
			const scale = 1 + t ** 2 / m;
			const middle = p + t ** 2 / (2 * m);
			const half = t * Math.sqrt((p * q) / m + (t / (2 * m)) ** 2);
			return { low: (middle - half) / scale, high: (middle + half) / scale };
		}
		case 'likelihood': {
			if (n < 2) throw new Refusal('too-few', 'respondents');
			const away = (at: number) =>
				((2 * m * (n - 1)) / n) * (p * Math.log(p / at) + q * Math.log(q / (1 - at))) - t ** 2;
			return { low: root(away, 1e-300, p), high: root(away, p, 1 - 2 ** -53) };
		}
		case 'mean':
			return { low: p - t * error, high: p + t * error };
	}
}

/** Nobody or everybody: the other end is where that would have had a chance of (1 − level)/2. */
function exact(p: 0 | 1 | number, n: number, level: number): Interval {
	const end = 1 - ((1 - level) / 2) ** (1 / n);
	return p === 0 ? { low: 0, high: end } : { low: 1 - end, high: 1 };
}

export type DesignShare = ShareEstimate &
	Interval & {
		/** people that the domain stands for */
		people: number;
		/** respondents of a simple random sample that would be as informative; n at 0 and 1 */
		effective: number;
	};

/** The share of a column of 0 and 1 in a domain, with its interval and what it rests on. */
export function share(
	design: Design,
	y: Float64Array,
	{
		domain,
		method = 'logit',
		level = 0.95,
		degrees = design.degrees
	}: { domain?: Uint8Array; method?: ShareMethod; level?: number; degrees?: number } = {}
): DesignShare {
	const { people, respondents } = size(design, domain);
	for (let row = 0; row < y.length; row++)
		if ((!domain || domain[row]) && y[row] !== 0 && y[row] !== 1)
			throw new Refusal(Number.isNaN(y[row]!) ? 'not-a-number' : 'out-of-bounds', 'answer');
	const {
		values: [value],
		errors: [error]
	} = estimate(design, [mean(design, y, domain)]);
	// Rounding may leave a share of everybody a hair below 1.
	const p = Math.abs(value! - Math.round(value!)) < 1e-12 ? Math.round(value!) : value!;
	const found = { share: p, error: error!, degrees, respondents };
	return {
		...found,
		...shareInterval(found, { method, level }),
		people,
		effective: p === 0 || p === 1 ? respondents : (p * (1 - p)) / error! ** 2
	};
}
