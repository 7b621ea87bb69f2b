/**
 * Least squares: y = Xb + u. Standard errors are classical or robust against unequal variances;
 * those of clusters are in cluster.ts, those of time series in autocorrelation.ts.
 */
import { Matrix, QrDecomposition } from 'ml-matrix';
import { mean } from './moments.ts';
import { aligned, finite, numbers, positive, Refusal } from '../refusal.ts';
import { chiSquare, fisher, student } from './distributions.ts';

export type Fit = {
	x: Matrix;
	coefficients: number[];
	fitted: Float64Array;
	residuals: Float64Array;
	/** (X'X)⁻¹ = root · root', so that the columns of X · root are orthonormal */
	bread: Matrix;
	root: Matrix;
	/** h_ii = x_i(X'X)⁻¹x_i' */
	leverage: Float64Array;
	n: number;
	k: number;
	/** n − k */
	degrees: number;
	/** Σu²/(n − k) */
	sigma2: number;
	/** 1 − Σu²/Σ(y − ȳ)² */
	r2: number;
};

/** The columns side by side, after a column of ones unless `intercept` is false. */
export function design(columns: readonly ArrayLike<number>[], intercept = true): Matrix {
	const n = columns[0]?.length;
	if (!n) throw new Refusal('no-observations', 'columns');
	for (const column of columns) {
		aligned(columns[0]!, column, 'columns');
		numbers(column, 'columns');
	}
	const matrix = Matrix.zeros(n, columns.length + (intercept ? 1 : 0));
	for (let row = 0; row < n; row++) {
		let at = 0;
		if (intercept) matrix.set(row, at++, 1);
		for (const column of columns) matrix.set(row, at++, column[row]!);
	}
	return matrix;
}

/**
 * b = argmin |y − Xb|², by QR of the columns scaled to length one. Refuses columns that the ones
 * before determine (collinear) and as many columns as cases. `weights` minimise Σw u²; fit and
 * residuals are then those of √w X and √w y.
 */
export function leastSquares(
	columns: Matrix,
	outcome: ArrayLike<number>,
	weights?: ArrayLike<number>
): Fit {
	numbers(outcome, 'outcome');
	if (columns.rows !== outcome.length) throw new Refusal('different-lengths', 'outcome');
	const [n, k] = [columns.rows, columns.columns];
	if (n <= k) throw new Refusal('too-few', 'cases');
	let x = columns;
	let y = Float64Array.from(outcome);
	if (weights) {
		aligned(outcome, weights, 'weights');
		const roots = Float64Array.from(weights, (weight) => Math.sqrt(positive(weight, 'weights')));
		x = columns.clone();
		for (let row = 0; row < n; row++) x.mulRow(row, roots[row]!);
		y = y.map((value, row) => value * roots[row]!);
	}
	const lengths = Array.from({ length: k }, (_, at) => {
		let squares = 0;
		for (let row = 0; row < n; row++) squares += finite(x.get(row, at), 'columns') ** 2;
		if (squares === 0) throw new Refusal('singular', 'columns');
		return Math.sqrt(squares);
	});
	const scaled = x.clone();
	for (let at = 0; at < k; at++) scaled.mulColumn(at, 1 / lengths[at]!);
	const qr = new QrDecomposition(scaled);
	const r = qr.upperTriangularMatrix;
	for (let at = 0; at < k; at++)
		if (!(Math.abs(r.get(at, at)) > 1e-10)) throw new Refusal('singular', 'columns');
	const inner = invertUpper(r);
	for (let at = 0; at < k; at++) inner.mulRow(at, 1 / lengths[at]!);
	const bread = inner.mmul(inner.transpose());
	const coefficients = qr
		.solve(Matrix.columnVector(y))
		.getColumn(0)
		.map((value, at) => value / lengths[at]!);
	const fitted = new Float64Array(n);
	const residuals = new Float64Array(n);
	const leverage = new Float64Array(n);
	let squares = 0;
	let total = 0;
	const middle = mean(y);
	for (let row = 0; row < n; row++) {
		for (let at = 0; at < k; at++) fitted[row]! += x.get(row, at) * coefficients[at]!;
		for (let column = 0; column < k; column++) {
			let along = 0;
			for (let at = 0; at < k; at++) along += x.get(row, at) * inner.get(at, column);
			leverage[row]! += along * along;
		}
		residuals[row] = y[row]! - fitted[row]!;
		squares += residuals[row]! ** 2;
		total += (y[row]! - middle) ** 2;
	}
	return {
		x,
		coefficients,
		fitted,
		residuals,
		bread,
		root: inner,
		leverage,
		n,
		k,
		degrees: n - k,
		sigma2: squares / (n - k),
		r2: total > 0 ? 1 - squares / total : NaN
	};
}

function invertUpper(r: Matrix): Matrix {
	const k = r.rows;
	const inverted = Matrix.zeros(k, k);
	for (let column = 0; column < k; column++)
		for (let row = column; row >= 0; row--) {
			let value = row === column ? 1 : 0;
			for (let at = row + 1; at <= column; at++) value -= r.get(row, at) * inverted.get(at, column);
			inverted.set(row, column, value / r.get(row, row));
		}
	return inverted;
}

/** Which unequal variances are allowed for: none, or any (HC0–HC3). */
export type Spread = 'classical' | 'HC0' | 'HC1' | 'HC2' | 'HC3';

/**
 * Covariance of the coefficients. Classical: s²(X'X)⁻¹. Else (X'X)⁻¹ Σ f u² xx' (X'X)⁻¹ with f = 1 (HC0),
 * n/(n−k) (HC1), 1/(1−h) (HC2), 1/(1−h)² (HC3). Sources: H. White, Econometrica 48 (1980) 817; J. G.
 * MacKinnon, H. White, J. Econometrics 29 (1985) 305. HC2 and HC3 refuse a case of leverage 1.
 */
export function covarianceOf(fit: Fit, spread: Spread = 'classical'): Matrix {
	if (spread === 'classical') return Matrix.mul(fit.bread, fit.sigma2);
	const factor = Float64Array.from(fit.residuals, (u, row) => {
		if (spread === 'HC0') return u * u;
		if (spread === 'HC1') return (u * u * fit.n) / fit.degrees;
		const rest = 1 - fit.leverage[row]!;
		if (!(rest > 1e-10)) throw new Refusal('zero-denominator', 'leverage');
		return (u * u) / (spread === 'HC2' ? rest : rest * rest);
	});
	return sandwich(fit.bread, weighedProducts(fit.x, factor));
}

/** Σ f_i x_i x_i' */
export function weighedProducts(x: Matrix, factor: ArrayLike<number>): Matrix {
	const meat = Matrix.zeros(x.columns, x.columns);
	for (let row = 0; row < x.rows; row++)
		for (let i = 0; i < x.columns; i++) {
			const left = factor[row]! * x.get(row, i);
			for (let j = 0; j < x.columns; j++) meat.set(i, j, meat.get(i, j) + left * x.get(row, j));
		}
	return meat;
}

export function sandwich(bread: Matrix, meat: Matrix): Matrix {
	return bread.mmul(meat).mmul(bread);
}

/** √ of the diagonal. */
export function errorsOf(covariance: Matrix): number[] {
	return covariance.diagonal().map((value) => Math.sqrt(Math.max(0, value)));
}

export type Coefficient = {
	estimate: number;
	error: number;
	t: number;
	p: number;
	low: number;
	high: number;
};

/** t tests and intervals of coefficients; refuses a standard error of 0. */
export function coefficientsOf(
	estimates: readonly number[],
	errors: readonly number[],
	degrees: number,
	level = 0.95
): Coefficient[] {
	aligned(estimates, errors, 'coefficients');
	const half = student.quantile((1 + level) / 2, degrees);
	return estimates.map((estimate, at) => {
		const error = positive(errors[at]!, 'standard error');
		const t = estimate / error;
		return {
			estimate,
			error,
			t,
			p: student.both(t, degrees),
			low: estimate - half * error,
			high: estimate + half * error
		};
	});
}

export type Wald = { statistic: number; degrees: number; p: number };

/** Joint test that all of `estimates` are 0: b'V⁻¹b, χ² with their number, or F over `residual` degrees. */
export function wald(estimates: readonly number[], covariance: Matrix, residual?: number): Wald {
	const solved = solveSymmetric(covariance, estimates, 'coefficients');
	const statistic = solved.reduce((sum, value, at) => sum + value * estimates[at]!, 0);
	const degrees = estimates.length;
	const p =
		residual === undefined
			? chiSquare.upper(statistic, degrees)
			: fisher.upper(statistic / degrees, degrees, residual);
	return { statistic, degrees, p };
}

/** Solves Ax = b for a symmetric positive definite A (Cholesky). Refuses others as collinear. */
export function solveSymmetric(a: Matrix, b: readonly number[], what: string): number[] {
	const k = a.rows;
	const lower = Array.from({ length: k }, () => new Float64Array(k));
	for (let row = 0; row < k; row++)
		for (let column = 0; column <= row; column++) {
			let value = a.get(row, column);
			for (let at = 0; at < column; at++) value -= lower[row]![at]! * lower[column]![at]!;
			if (row > column) lower[row]![column] = value / lower[column]![column]!;
			else if (value > 1e-12 * Math.abs(a.get(row, row))) lower[row]![row] = Math.sqrt(value);
			else throw new Refusal('singular', what);
		}
	const x = Array.from(b);
	for (let row = 0; row < k; row++) {
		for (let at = 0; at < row; at++) x[row]! -= lower[row]![at]! * x[at]!;
		x[row]! /= lower[row]![row]!;
	}
	for (let row = k - 1; row >= 0; row--) {
		for (let at = row + 1; at < k; at++) x[row]! -= lower[at]![row]! * x[at]!;
		x[row]! /= lower[row]![row]!;
	}
	return x;
}
