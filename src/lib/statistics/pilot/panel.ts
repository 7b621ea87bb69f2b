/** Fixed effects: what is constant in a unit, or common to a period, is taken out before fitting. */
import { Matrix } from 'ml-matrix';
import { clustersOf, type Labels } from './cluster.ts';
import { aligned, numbers, Refusal } from '../refusal.ts';
import { design, leastSquares, type Fit } from '../numerics/regression.ts';

/**
 * The columns less their means in each group of every grouping, in turn until no mean moves by more
 * than 1e-13 of the column's size (one round for one grouping).
 */
export function demeaned(
	columns: readonly ArrayLike<number>[],
	groupings: readonly Labels[]
): Float64Array[] {
	const groups = groupings.map(clustersOf);
	return columns.map((column) => {
		numbers(column, 'columns');
		for (const labels of groupings) aligned(column, labels, 'groups');
		const values = Float64Array.from(column);
		const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
		for (let round = 0; round < 10_000; round++) {
			let moved = 0;
			for (const members of groups)
				for (const rows of members) {
					let mean = 0;
					for (const row of rows) mean += values[row]! / rows.length;
					for (const row of rows) values[row]! -= mean;
					moved = Math.max(moved, Math.abs(mean));
				}
			if (groups.length < 2 || moved <= 1e-13 * size) return values;
		}
		throw new Refusal('not-converged', 'fixed effects');
	});
}

export type FixedEffects = {
	fit: Fit;
	/** coefficients that were taken out */
	absorbed: number;
	/** s²(X'X)⁻¹ with n − k − absorbed degrees */
	covariance: Matrix;
	degrees: number;
};

/**
 * Least squares with fixed effects of one or two groupings. A column that the effects determine is
 * refused as singular. Absorbed: the groups, less one for every grouping after the first.
 */
export function fixedEffects(
	outcome: ArrayLike<number>,
	columns: readonly ArrayLike<number>[],
	groupings: readonly Labels[]
): FixedEffects {
	if (groupings.length === 0) throw new Refusal('no-observations', 'groups');
	const [y, ...x] = demeaned([outcome, ...columns], groupings) as [Float64Array, ...Float64Array[]];
	// a column of rounding errors only is one that the effects determine
	x.forEach((column, at) => {
		const size = (list: ArrayLike<number>) => {
			let squares = 0;
			for (let row = 0; row < list.length; row++) squares += list[row]! ** 2;
			return Math.sqrt(squares);
		};
		if (size(column) <= 1e-10 * size(columns[at]!)) throw new Refusal('singular', 'columns');
	});
	const fit = leastSquares(design(x, false), y);
	const absorbed = groupings.reduce(
		(sum, labels, at) => sum + clustersOf(labels).length - (at > 0 ? 1 : 0),
		0
	);
	const degrees = fit.n - fit.k - absorbed;
	if (degrees < 1) throw new Refusal('too-few', 'cases');
	const squares = fit.residuals.reduce((sum, u) => sum + u * u, 0);
	return { fit, absorbed, degrees, covariance: Matrix.mul(fit.bread, squares / degrees) };
}
