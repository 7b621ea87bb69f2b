/**
 * Tail probabilities and quantiles of the distributions that tests refer to. Upper tails come from
 * symmetry or from the tail itself, never as 1 − cdf.
 */
import betaQuantileOf from '@stdlib/stats-base-dists-beta-quantile';
import chiSquareQuantileOf from '@stdlib/stats-base-dists-chisquare-quantile';
import fCdf from '@stdlib/stats-base-dists-f-cdf';
import fQuantileOf from '@stdlib/stats-base-dists-f-quantile';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import studentCdf from '@stdlib/stats-base-dists-t-cdf';
import studentQuantileOf from '@stdlib/stats-base-dists-t-quantile';
import { finite, positive, Refusal } from './refusal.ts';

export const normal = {
	cdf: (x: number): number => normalCdf(finite(x, 'x'), 0, 1),
	quantile: (p: number): number => normalQuantileOf(probability(p), 0, 1)
};

export const student = {
	/** P(|T| ≥ |x|) */
	both: (x: number, degrees: number): number =>
		2 * studentCdf(-Math.abs(finite(x, 't')), positive(degrees, 'degrees')),
	quantile: (p: number, degrees: number): number =>
		studentQuantileOf(probability(p), positive(degrees, 'degrees'))
};

export const fisher = {
	upper: (x: number, one: number, two: number): number =>
		finite(x, 'F') <= 0 ? 1 : fCdf(1 / x, positive(two, 'degrees'), positive(one, 'degrees')),
	quantile: (p: number, one: number, two: number): number =>
		fQuantileOf(probability(p), positive(one, 'degrees'), positive(two, 'degrees'))
};

export const chiSquare = {
	upper: chiSquareAbove,
	quantile: (p: number, degrees: number): number =>
		chiSquareQuantileOf(probability(p), positive(degrees, 'degrees'))
};

export const beta = {
	quantile: (p: number, one: number, two: number): number =>
		betaQuantileOf(probability(p), positive(one, 'shape'), positive(two, 'shape'))
};

function probability(p: number): number {
	if (!(p > 0 && p < 1)) throw new Refusal('bad-probability', 'probability');
	return p;
}

/** The upper incomplete gamma function Q(degrees/2, x/2). */
function chiSquareAbove(x: number, degrees: number): number {
	const a = positive(degrees, 'degrees') / 2;
	const half = finite(x, 'χ²') / 2;
	if (half <= 0) return 1;
	const scale = Math.exp(a * Math.log(half) - half - logGamma(a));
	if (half < a + 1) {
		let term = 1 / a;
		let total = term;
		for (let n = 1; n < 10_000 && term > total * 1e-17; n++) {
			term *= half / (a + n);
			total += term;
		}
		return 1 - scale * total;
	}
	// continued fraction by the modified method of Lentz
	let b = half + 1 - a;
	let c = 1e300;
	let d = 1 / b;
	let fraction = d;
	for (let n = 1; n < 10_000; n++) {
		const an = -n * (n - a);
		b += 2;
		d = 1 / (an * d + b || 1e-300);
		c = b + an / c || 1e-300;
		fraction *= d * c;
		if (Math.abs(d * c - 1) < 1e-16) break;
	}
	return scale * fraction;
}

/** ln Γ(x), x > 0, by Stirling's series after moving x up to 15 or more. */
function logGamma(x: number): number {
	let at = x;
	let moved = 0;
	for (; at < 15; at++) moved += Math.log(at);
	const inner = 1 / (at * at);
	const series = (1 / 12 - inner * (1 / 360 - inner * (1 / 1260 - inner * (1 / 1680)))) / at;
	return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - moved;
}
