/**
 * Upper tails of Σ a_i X_i with X_i chi-square: what a Pearson statistic becomes under a complex
 * design. Satterthwaite's approximation matches two moments; the saddlepoint keeps far tails.
 * Sources: F. Satterthwaite, Biometrics 2 (1946) 110; R. Lugannani, S. Rice (1980); D. Kuonen,
 * Biometrika 86 (1999) 929.
 */
import { fisher, normal } from './distributions.ts';
import { Refusal } from '../refusal.ts';
import { root } from './studentised.ts';

/**
 * P(Σ a_i χ²(n_i) > x) by the saddlepoint; undefined at the very mean, where it divides by zero.
 * Negative coefficients are allowed.
 */
export function saddlepointUpper(
	x: number,
	coefficients: readonly number[],
	degrees: readonly number[] = coefficients.map(() => 1)
): number | undefined {
	const scale = Math.max(...coefficients);
	if (!(scale > 0)) throw new Refusal('not-positive', 'coefficients');
	const a = coefficients.map((one) => one / scale);
	const at = x / scale;
	const sum = (f: (a: number, n: number) => number) =>
		a.reduce((total, one, index) => total + f(one, degrees[index]!), 0);
	const cumulant = (s: number) => -sum((a, n) => n * Math.log1p(-2 * s * a)) / 2;
	const slope = (s: number) => sum((a, n) => (n * a) / (1 - 2 * s * a));
	const curve = (s: number) => 2 * sum((a, n) => (n * a * a) / (1 - 2 * s * a) ** 2);
	const least = Math.min(...a);
	const most = (1 / 2) * (1 - 1e-10);
	let low = least < 0 ? (1 / (2 * least)) * (1 - 1e-10) : -1;
	if (least >= 0) while (slope(low) > at && low > -1e12) low *= 2;
	const s = root((one) => slope(one) - at, low, most, 1e-14);
	if (Math.abs(s) < 1e-4) return undefined;
	const w = Math.sign(s) * Math.sqrt(2 * (s * at - cumulant(s)));
	const v = s * Math.sqrt(curve(s));
	return normal.upper(w + Math.log(v / w) / w);
}

/**
 * P((Σ a_i χ²(1)) / (χ²(d)/d) > x): the saddlepoint of Σ a_i X_i − (x/d) X, where X has the whole
 * number of degrees in d as in R's survey; at the mean Satterthwaite's F.
 */
export function quadraticRatioUpper(
	x: number,
	coefficients: readonly number[],
	denominator: number
): number {
	const found = saddlepointUpper(
		0,
		[...coefficients, -x / denominator],
		[...coefficients.map(() => 1), Math.max(1, Math.floor(denominator + 1e-6))]
	);
	if (found !== undefined) return found;
	const sum = coefficients.reduce((total, one) => total + one, 0);
	const squares = coefficients.reduce((total, one) => total + one * one, 0);
	return fisher.upper(x / sum, sum ** 2 / squares, denominator);
}
