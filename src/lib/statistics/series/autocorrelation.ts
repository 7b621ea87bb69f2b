/**
 * Neighbours in time resemble each other: how much, whether residuals still do, and standard errors
 * that allow for it.
 */
import { inverse, Matrix, solve } from 'ml-matrix';
import { isConstant, mean } from '../numerics/moments.ts';
import { count, numbers, Refusal } from '../refusal.ts';
import { sandwich, type Fit } from '../numerics/regression.ts';
import { chiSquare } from '../numerics/distributions.ts';

/** r_l = Σ (x_t − x̄)(x_{t+l} − x̄)/Σ(x_t − x̄)², l = 1 … lags. Refuses constant and short series. */
export function autocorrelations(series: ArrayLike<number>, lags: number): number[] {
	numbers(series, 'series', 2);
	if (isConstant(series)) throw new Refusal('no-variation', 'series');
	if (count(lags, 'lags') >= series.length) throw new Refusal('too-few', 'series');
	const middle = mean(series);
	const x = Float64Array.from(series, (value) => value - middle);
	const all = x.reduce((sum, value) => sum + value * value, 0);
	return Array.from({ length: lags }, (_, at) => {
		let sum = 0;
		for (let t = at + 1; t < x.length; t++) sum += x[t]! * x[t - at - 1]!;
		return sum / all;
	});
}

/** Correlation at each lag when the lags between are held fixed (Durbin and Levinson). */
export function partialAutocorrelations(series: ArrayLike<number>, lags: number): number[] {
	const r = autocorrelations(series, lags);
	const found: number[] = [];
	let before: number[] = [];
	for (let lag = 0; lag < r.length; lag++) {
		let above = r[lag]!;
		let below = 1;
		before.forEach((phi, at) => {
			above -= phi * r[lag - 1 - at]!;
			below -= phi * r[at]!;
		});
		const now = above / below;
		before = [...before.map((phi, at) => phi - now * before[lag - 1 - at]!), now];
		found.push(now);
	}
	return found;
}

/**
 * Whether `lags` autocorrelations are all 0: Q = n(n+2) Σ r_l²/(n−l), χ² with lags − fitted degrees. Source:
 * G. M. Ljung, G. E. P. Box, Biometrika 65 (1978) 297.
 */
export function ljungBox(
	series: ArrayLike<number>,
	lags: number,
	fitted = 0
): { statistic: number; degrees: number; p: number } {
	if (lags <= count(fitted, 'fitted')) throw new Refusal('too-few', 'lags');
	const n = series.length;
	const statistic = autocorrelations(series, lags).reduce(
		(sum, r, at) => sum + (n * (n + 2) * r * r) / (n - at - 1),
		0
	);
	return { statistic, degrees: lags - fitted, p: chiSquare.upper(statistic, lags - fitted) };
}

/** Σ(u_t − u_{t−1})²/Σu_t²: 2 without autocorrelation, lower when neighbours are alike. */
export function durbinWatson(residuals: ArrayLike<number>): number {
	numbers(residuals, 'residuals', 2);
	let steps = 0;
	let all = residuals[0]! ** 2;
	for (let t = 1; t < residuals.length; t++) {
		steps += (residuals[t]! - residuals[t - 1]!) ** 2;
		all += residuals[t]! ** 2;
	}
	if (all === 0) throw new Refusal('no-variation', 'residuals');
	return steps / all;
}

/** floor(4 (n/100)^(2/9)), the usual number of lags when nothing else speaks for one. */
export function usualLag(n: number): number {
	return Math.floor(4 * (count(n, 'cases') / 100) ** (2 / 9));
}

/** x_t u_t, one row per time */
function scoresOf({ x, residuals }: Fit): Matrix {
	const scores = x.clone();
	residuals.forEach((u, row) => scores.mulRow(row, u));
	return scores;
}

/** Residuals of scores on the scores before, and (I − A)⁻¹. */
function whitened(scores: Matrix): { scores: Matrix; back: Matrix } {
	const n = scores.rows;
	const k = scores.columns;
	const before = scores.subMatrix(0, n - 2, 0, k - 1);
	const now = scores.subMatrix(1, n - 1, 0, k - 1);
	const carried = solve(before.transpose().mmul(before), before.transpose().mmul(now));
	return {
		scores: Matrix.sub(now, before.mmul(carried)),
		back: inverse(Matrix.sub(Matrix.eye(k), carried.transpose()))
	};
}

/**
 * Covariance of the coefficients under autocorrelation and unequal variances: (X'X)⁻¹ S (X'X)⁻¹ with
 * S = Γ₀ + Σ_{l≤L} (1 − l/(L+1))(Γ_l + Γ_l'), Γ_l = Σ g_t g_{t−l}', g = xu. Programs differ in two
 * ways that are both off unless asked for: `prewhitened` (by a first-order autoregression of g) and
 * `adjusted` (times n/(n−k)). Source: W. K. Newey, K. D. West, Econometrica 55 (1987) 703. Rows are in time
 * order without gaps.
 */
export function neweyWest(
	fit: Fit,
	lag: number,
	{ prewhitened = false, adjusted = false }: { prewhitened?: boolean; adjusted?: boolean } = {}
): Matrix {
	if (count(lag, 'lag') >= fit.n - 1) throw new Refusal('too-few', 'cases');
	const plain = scoresOf(fit);
	const { scores, back } = prewhitened ? whitened(plain) : { scores: plain, back: undefined };
	const n = scores.rows;
	let meat = scores.transpose().mmul(scores);
	for (let l = 1; l <= lag; l++) {
		const now = scores.subMatrix(l, n - 1, 0, fit.k - 1);
		const before = scores.subMatrix(0, n - 1 - l, 0, fit.k - 1);
		const gamma = now
			.transpose()
			.mmul(before)
			.mul(1 - l / (lag + 1));
		meat.add(gamma).add(gamma.transpose());
	}
	if (back) meat = back.mmul(meat).mmul(back.transpose());
	const covariance = sandwich(fit.bread, meat);
	return adjusted ? covariance.mul(fit.n / fit.degrees) : covariance;
}

/**
 * A number of lags from the data: floor of 1.1447 (n (s₁/s₀)²)^⅓ with s_q sums of the first autocovariances of
 * the scores, the first column (intercept) left out. Source: W. K. Newey, K. D. West, Rev. Econ. Stud. 61
 * (1994) 631.
 */
export function automaticLag(fit: Fit, prewhitened = false): number {
	if (fit.k < 2) throw new Refusal('too-few', 'columns');
	const plain = scoresOf(fit);
	const { scores } = prewhitened ? whitened(plain) : { scores: plain };
	const n = scores.rows;
	const h = Float64Array.from({ length: n }, (_, row) =>
		scores.getRow(row).reduce((sum, value, at) => (at === 0 ? sum : sum + value), 0)
	);
	const most = Math.floor((prewhitened ? 3 : 4) * (fit.n / 100) ** (2 / 9));
	const sigma = (lag: number) => {
		let sum = 0;
		for (let t = lag; t < n; t++) sum += h[t]! * h[t - lag]!;
		return sum / n;
	};
	let s0 = sigma(0);
	let s1 = 0;
	for (let lag = 1; lag <= most; lag++) {
		s0 += 2 * sigma(lag);
		s1 += 2 * lag * sigma(lag);
	}
	return Math.floor(1.1447 * Math.cbrt((s1 / s0) ** 2 * fit.n));
}
