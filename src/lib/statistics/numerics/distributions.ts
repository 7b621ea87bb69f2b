/**
 * Distributions that the tests and intervals stand on. Every upper tail is computed as a tail, by
 * symmetry or from its own expansion, never as 1 − cdf, so that small p-values keep their digits.
 * Quantiles are those of the library, sharpened by one step of Newton's on the tail that is
 * smaller. Sources: M. Abramowitz, I. Stegun, Handbook of Mathematical Functions (1964), ch. 26;
 * C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000).
 */
import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import binomialPmf from '@stdlib/stats-base-dists-binomial-pmf';
import binomialQuantile from '@stdlib/stats-base-dists-binomial-quantile';
import gammaCdf from '@stdlib/stats-base-dists-gamma-cdf';
import gammaQuantile from '@stdlib/stats-base-dists-gamma-quantile';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import poissonCdf from '@stdlib/stats-base-dists-poisson-cdf';
import poissonQuantile from '@stdlib/stats-base-dists-poisson-quantile';
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { finite, positive, probability, whole } from '../refusal.ts';

/** ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π), Stirling's error, for x of at least 15. */
const stirling = (x: number) =>
	(1 / 12 -
		(1 / 360 - (1 / 1260 - (1 / 1680 - 1 / (1188 * x * x)) / (x * x)) / (x * x)) / (x * x)) /
	x;

/** ln Γ(x) for x > 0: Stirling's series after shifting x to at least 15. */
export function logGamma(x: number): number {
	let shift = 0;
	let at = positive(x, 'argument');
	while (at < 15) {
		shift += Math.log(at);
		at += 1;
	}
	return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + stirling(at) - shift;
}

/** x ln(x/m) + m − x without cancellation where x is near m. */
function deviance(x: number, m: number): number {
	const d = x - m;
	if (Math.abs(d) > 0.1 * (x + m)) return x * Math.log(x / m) - d;
	const v = d / (x + m);
	let sum = d * v;
	let term = 2 * x * v;
	for (let j = 1; j < 100; j++) {
		term *= v * v;
		const next = sum + term / (2 * j + 1);
		if (next === sum) return sum;
		sum = next;
	}
	return sum;
}

/** e^(−x) x^a / Γ(a+1), the Poisson mass for real a. */
function mass(a: number, x: number): number {
	if (a < 15) return Math.exp(a * Math.log(x) - x - logGamma(a + 1));
	return Math.exp(-stirling(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/** Q(a, x) = Γ(a, x)/Γ(a): a continued fraction on the right, 1 − series on the left. */
function upperGamma(a: number, x: number): number {
	if (x <= 0) return 1;
	if (x < a + 1) return 1 - gammaCdf(x, a, 1);
	const tiny = 1e-300;
	let b = x + 1 - a;
	let c = 1 / tiny;
	let d = 1 / b;
	let h = d;
	for (let i = 1; i < 10_000; i++) {
		const an = i * (a - i);
		b += 2;
		d = an * d + b || tiny;
		c = b + an / c || tiny;
		d = 1 / d;
		const step = d * c;
		h *= step;
		if (Math.abs(step - 1) < 1e-16) break;
	}
	return mass(a, x) * a * h;
}

/** A step of Newton's on the smaller tail: x with cdf(x) = p. */
function sharpen(
	x: number,
	p: number,
	density: (x: number) => number,
	cdf: (x: number) => number,
	upper: (x: number) => number
): number {
	const slope = density(x);
	if (!(slope > 0) || !Number.isFinite(slope)) return x;
	const step = p < 0.5 ? (cdf(x) - p) / slope : (1 - p - upper(x)) / slope;
	return Number.isFinite(step) && Math.abs(step) < 1e-3 * Math.abs(x) ? x - step : x;
}

/**
 * A quantile above 0 that the library missed (it does at the edge of very skewed distributions) is
 * found again by halving ln x; `most` is the upper end of the support.
 */
function found(
	x: number,
	p: number,
	cdf: (x: number) => number,
	upper: (x: number) => number,
	most: number
): number {
	const miss = (at: number) => (p < 0.5 ? cdf(at) / p - 1 : 1 - upper(at) / (1 - p));
	if (x > 0 && x < most && Math.abs(miss(x)) < 1e-8) return x;
	let low = Math.log(1e-300);
	let high = Math.log(most);
	for (let turn = 0; turn < 200; turn++) {
		const middle = (low + high) / 2;
		if (miss(Math.exp(middle)) < 0) low = middle;
		else high = middle;
	}
	return Math.exp((low + high) / 2);
}

export const normal = {
	density: (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI),
	cdf: (x: number) => normalCdf(finite(x, 'x'), 0, 1),
	upper: (x: number) => normalCdf(-finite(x, 'x'), 0, 1),
	/** x with P(Z ≤ x) = p, 0 < p < 1 */
	quantile(p: number): number {
		const x = normalQuantile(probability(p, 'p'), 0, 1);
		return sharpen(x, p, normal.density, normal.cdf, normal.upper);
	}
};

/** Student's t; endless degrees are the normal distribution. */
export const student = {
	density(x: number, degrees: number): number {
		if (degrees === Infinity) return normal.density(x);
		const v = positive(degrees, 'degrees');
		const log = logGamma((v + 1) / 2) - logGamma(v / 2) - Math.log(v * Math.PI) / 2;
		return Math.exp(log - ((v + 1) / 2) * Math.log1p((x * x) / v));
	},
	cdf: (x: number, degrees: number): number =>
		degrees === Infinity ? normal.cdf(x) : tCdf(finite(x, 'x'), positive(degrees, 'degrees')),
	upper: (x: number, degrees: number): number => student.cdf(-x, degrees),
	/** P(|T| ≥ |x|) */
	both: (x: number, degrees: number): number => 2 * student.cdf(-Math.abs(x), degrees),
	quantile(p: number, degrees: number): number {
		if (degrees === Infinity) return normal.quantile(p);
		const x = tQuantile(probability(p, 'p'), positive(degrees, 'degrees'));
		return sharpen(
			x,
			p,
			(at) => student.density(at, degrees),
			(at) => student.cdf(at, degrees),
			(at) => student.upper(at, degrees)
		);
	}
};

/** Beta with shapes a and b on 0–1. */
export const beta = {
	cdf: (x: number, a: number, b: number) =>
		betaCdf(finite(x, 'x'), positive(a, 'shape'), positive(b, 'shape')),
	upper: (x: number, a: number, b: number) => beta.cdf(1 - finite(x, 'x'), b, a),
	quantile(p: number, a: number, b: number): number {
		const x = betaQuantile(probability(p, 'p'), positive(a, 'shape'), positive(b, 'shape'));
		return found(
			x,
			p,
			(at) => beta.cdf(at, a, b),
			(at) => beta.upper(at, a, b),
			1
		);
	}
};

/** Fisher's F with d1 and d2 degrees. */
export const fisher = {
	density(x: number, d1: number, d2: number): number {
		const log = logGamma((d1 + d2) / 2) - logGamma(d1 / 2) - logGamma(d2 / 2);
		const ratio = d1 / d2;
		return Math.exp(
			log +
				(d1 / 2) * Math.log(ratio) +
				(d1 / 2 - 1) * Math.log(x) -
				((d1 + d2) / 2) * Math.log1p(ratio * x)
		);
	},
	cdf: (x: number, d1: number, d2: number): number =>
		finite(x, 'x') <= 0
			? 0
			: beta.cdf(
					(d1 * x) / (d2 + d1 * x),
					positive(d1, 'degrees') / 2,
					positive(d2, 'degrees') / 2
				),
	upper(x: number, d1: number, d2: number): number {
		if (finite(x, 'x') <= 0) return 1;
		return beta.cdf(d2 / (d2 + d1 * x), positive(d2, 'degrees') / 2, positive(d1, 'degrees') / 2);
	},
	quantile(p: number, d1: number, d2: number): number {
		const cdf = (at: number) => fisher.cdf(at, d1, d2);
		const upper = (at: number) => fisher.upper(at, d1, d2);
		const half = [positive(d1, 'degrees') / 2, positive(d2, 'degrees') / 2] as const;
		const near = betaQuantile(probability(p, 'p'), ...half);
		const far = betaQuantile(1 - p, half[1], half[0]);
		const x = near < 0.5 ? ((d2 / d1) * near) / (1 - near) : ((d2 / d1) * (1 - far)) / far;
		const sharp = sharpen(x, p, (at) => fisher.density(at, d1, d2), cdf, upper);
		return found(sharp, p, cdf, upper, 1e300);
	}
};

/** Gamma with shape a and rate b. */
export const gamma = {
	cdf: (x: number, a: number, rate = 1) =>
		gammaCdf(finite(x, 'x'), positive(a, 'shape'), positive(rate, 'rate')),
	upper: (x: number, a: number, rate = 1) =>
		upperGamma(positive(a, 'shape'), finite(x, 'x') * positive(rate, 'rate')),
	quantile(p: number, a: number, rate = 1): number {
		const cdf = (at: number) => gamma.cdf(at, a);
		const upper = (at: number) => gamma.upper(at, a);
		const x = gammaQuantile(probability(p, 'p'), positive(a, 'shape'), 1);
		const sharp = sharpen(x, p, (at) => (mass(a, at) * a) / at, cdf, upper);
		return found(sharp, p, cdf, upper, 1e300) / positive(rate, 'rate');
	}
};

/** Chi-square: gamma with shape degrees/2 and rate ½. */
export const chiSquare = {
	density: (x: number, degrees: number) => (mass(degrees / 2, x / 2) * (degrees / 2)) / (x / 2) / 2,
	cdf: (x: number, degrees: number) => gamma.cdf(x, degrees / 2, 0.5),
	upper: (x: number, degrees: number) => gamma.upper(x, degrees / 2, 0.5),
	quantile: (p: number, degrees: number) => gamma.quantile(p, degrees / 2, 0.5)
};

/** Successes in n independent draws with probability p each. */
export const binomial = {
	mass: (k: number, n: number, p: number) =>
		binomialPmf(whole(k, 'successes'), whole(n, 'draws'), share(p)),
	cdf: (k: number, n: number, p: number) =>
		binomialCdf(whole(k, 'successes'), whole(n, 'draws'), share(p)),
	/** P(X > k) = I_p(k + 1, n − k) */
	upper(k: number, n: number, p: number): number {
		if (whole(k, 'successes') >= whole(n, 'draws')) return 0;
		return share(p) === 0 ? 0 : betaCdf(p, k + 1, n - k);
	},
	quantile: (q: number, n: number, p: number) =>
		binomialQuantile(probability(q, 'p'), whole(n, 'draws'), share(p))
};

/** Counts of rare events with the mean given. */
export const poisson = {
	cdf: (k: number, mean: number) => poissonCdf(whole(k, 'count'), positive(mean, 'mean')),
	/** P(X > k) = P(k + 1, mean), the lower incomplete gamma function */
	upper: (k: number, mean: number) => gammaCdf(positive(mean, 'mean'), whole(k, 'count') + 1, 1),
	quantile: (p: number, mean: number) =>
		poissonQuantile(probability(p, 'p'), positive(mean, 'mean'))
};

/** A probability of success may be 0 or 1. */
const share = (p: number) => (p === 0 || p === 1 ? p : probability(p, 'probability'));
