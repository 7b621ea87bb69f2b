/** Covariances and correlations of columns, and ranks. A column is a list with one value per case. */
import { Matrix } from 'ml-matrix';
import { isConstant, mean, observed } from './moments.ts';
import { aligned, numbers, Refusal } from '../refusal.ts';

export type Columns = readonly ArrayLike<number>[];

/** How missing values (NaN) are treated: cases with any are left out, or pair by pair. */
export type Missing = 'listwise' | 'pairwise';

/** Σ(x−x̄)(y−ȳ)/√(Σ(x−x̄)²Σ(y−ȳ)²). Refuses constant lists and fewer than two cases. */
export function pearson(
	x: ArrayLike<number>,
	y: ArrayLike<number>,
	what: string = 'columns'
): number {
	aligned(x, y, what);
	numbers(x, what, 2);
	numbers(y, what, 2);
	if (isConstant(x) || isConstant(y)) throw new Refusal('no-variation', what);
	const { xx, xy, yy } = products(x, y);
	return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

function products(x: ArrayLike<number>, y: ArrayLike<number>) {
	const mx = mean(x);
	const my = mean(y);
	let xx = 0;
	let xy = 0;
	let yy = 0;
	for (let at = 0; at < x.length; at++) {
		const dx = x[at]! - mx;
		const dy = y[at]! - my;
		xx += dx * dx;
		xy += dx * dy;
		yy += dy * dy;
	}
	return { xx, xy, yy };
}

/** The cases that have a value in every column. Refuses columns of different lengths. */
export function complete(columns: Columns, what = 'columns'): Float64Array[] {
	const [first] = columns;
	if (!first) throw new Refusal('no-observations', what);
	for (const column of columns) aligned(first, column, what);
	const cases: number[] = [];
	for (let at = 0; at < first.length; at++)
		if (columns.every((column) => !Number.isNaN(column[at]!))) cases.push(at);
	return columns.map((column) => Float64Array.from(cases, (at) => column[at]!));
}

/**
 * Covariance matrix with n − 1. Pairwise: each covariance over the cases that have both values, with
 * the means of those cases.
 */
export function covariances(columns: Columns, missing: Missing = 'listwise'): Matrix {
	const from = missing === 'listwise' ? complete(columns) : columns;
	const matrix = Matrix.zeros(from.length, from.length);
	from.forEach((one, row) => {
		for (let column = row; column < from.length; column++) {
			const pair = [one, from[column]!] as const;
			const [x, y] =
				missing === 'listwise' ? pair : (complete(pair) as [Float64Array, Float64Array]);
			numbers(x, 'columns', 2);
			numbers(y, 'columns', 2);
			const value = products(x, y).xy / (x.length - 1);
			matrix.set(row, column, value);
			matrix.set(column, row, value);
		}
	});
	return matrix;
}

/** C_ij/√(C_ii C_jj). Refuses a variance of 0: a constant column. */
export function toCorrelations(covariance: Matrix, what = 'columns'): Matrix {
	const deviations = covariance.diagonal().map((value) => {
		if (!(value > 0)) throw new Refusal('no-variation', what);
		return Math.sqrt(value);
	});
	const matrix = covariance.clone();
	for (let row = 0; row < matrix.rows; row++)
		for (let column = 0; column < matrix.columns; column++)
			matrix.set(
				row,
				column,
				row === column ? 1 : covariance.get(row, column) / (deviations[row]! * deviations[column]!)
			);
	return matrix;
}

/** How equal values are ranked: all with the lowest rank, or with the mean of their ranks. */
export type Ties = 'lowest' | 'mean';

/** Rank 1 for the smallest value; missing values (NaN) keep NaN. */
export function ranks(values: ArrayLike<number>, ties: Ties = 'mean'): Float64Array {
	observed(values, 'values');
	const order = Array.from({ length: values.length }, (_, at) => at)
		.filter((at) => !Number.isNaN(values[at]!))
		.sort((one, other) => values[one]! - values[other]!);
	const result = new Float64Array(values.length).fill(NaN);
	for (let start = 0; start < order.length;) {
		let end = start + 1;
		while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
		const rank = ties === 'lowest' ? start + 1 : (start + 1 + end) / 2;
		for (let at = start; at < end; at++) result[order[at]!] = rank;
		start = end;
	}
	return result;
}

/** Pearson's correlation of the mean ranks. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>, what = 'columns'): number {
	return pearson(ranks(x), ranks(y), what);
}
