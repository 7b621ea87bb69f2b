/**
 * Omega of a scale with several group factors under one general factor (Schmid and Leiman). It
 * depends on the rotation, so it is a check of plausibility and no published figure.
 */
import { inverse, Matrix } from 'ml-matrix';
import { leastResidualFactors } from './factor.ts';
import { Refusal } from '../refusal.ts';

export type HierarchicalOmega = {
	/** standardised alpha of the items, each turned to load on the general factor from 0 up */
	alpha: number;
	/** (Σ general loadings)² / 1'R1 */
	hierarchical: number;
	/** 1 − Σ uniqueness / 1'R1 */
	total: number;
	/** hierarchical / total: the value for a scale without end */
	limit: number;
	general: number[];
};

/**
 * Minimum residuals, quartimin rotation (oblimin with γ = 0), one factor over the correlations of
 * the factors, and the loadings of the items on it. Sources: J. Schmid, J. M. Leiman,
 * Psychometrika 22 (1957) 53; R. E. Zinbarg et al., Psychometrika 70 (2005) 123; rotation by gradient
 * projection: R. I. Jennrich, Psychometrika 67 (2002) 7. Refuses fewer than three factors: over two
 * the general factor is not determined.
 */
export function hierarchicalOmega(correlation: Matrix, factors = 3): HierarchicalOmega {
	if (factors < 3) throw new Refusal('too-few', 'factors');
	const found = leastResidualFactors(correlation, factors);
	const { loadings, between } = quartimin(found.loadings);
	const over = generalOf(between);
	let general = loadings.mmul(Matrix.columnVector(over)).getColumn(0);
	const turned = general.map((value) => (value < 0 ? -1 : 1));
	general = general.map(Math.abs);
	let all = 0;
	for (let row = 0; row < correlation.rows; row++)
		for (let column = 0; column < correlation.rows; column++)
			all += correlation.get(row, column) * turned[row]! * turned[column]!;
	const k = correlation.rows;
	const hierarchical = general.reduce((sum, value) => sum + value, 0) ** 2 / all;
	const total = 1 - found.uniqueness.reduce((sum, value) => sum + value, 0) / all;
	return {
		alpha: (k / (k - 1)) * (1 - k / all),
		hierarchical,
		total,
		limit: hierarchical / total,
		general
	};
}

/** Loadings of the factors on one general factor, signs so that most are positive. */
function generalOf(between: Matrix): number[] {
	if (between.rows > 3) return leastResidualFactors(between, 1).loadings.getColumn(0);
	// three correlations determine three loadings: λ1² = r12 r13 / r23
	const [a, b, c] = [between.get(0, 1), between.get(0, 2), between.get(1, 2)];
	const squares = [(a * b) / c, (a * c) / b, (b * c) / a];
	if (squares.some((value) => !(value > 0 && value < 1)))
		throw new Refusal('not-converged', 'general factor');
	const size = squares.map(Math.sqrt) as [number, number, number];
	return [size[0], size[1] * Math.sign(a), size[2] * Math.sign(b)];
}

/** Minimises Σ_i Σ_{j<k} λ²_ij λ²_ik over oblique rotations. */
function quartimin(start: Matrix): { loadings: Matrix; between: Matrix } {
	const k = start.columns;
	const others = Matrix.sub(Matrix.ones(k, k), Matrix.eye(k));
	const criterion = (loadings: Matrix) => {
		const squares = Matrix.mul(loadings, loadings);
		const weighed = squares.mmul(others);
		return { value: Matrix.mul(squares, weighed).sum() / 4, slope: Matrix.mul(loadings, weighed) };
	};
	let turn = Matrix.eye(k);
	let loadings = start.clone();
	let step = 1;
	let now = criterion(loadings);
	for (let round = 0; round < 2000; round++) {
		const gradient = loadings.transpose().mmul(now.slope).mmul(inverse(turn)).transpose().mul(-1);
		const along = Matrix.mul(turn, gradient).sum('column');
		const projected = Matrix.sub(gradient, turn.mmul(Matrix.diag(along)));
		const size = projected.norm('frobenius');
		if (size < 1e-7) break;
		step *= 2;
		for (let trial = 0; trial < 12; trial++) {
			const moved = Matrix.sub(turn, Matrix.mul(projected, step));
			const lengths = Matrix.mul(moved, moved)
				.sum('column')
				.map((square) => 1 / Math.sqrt(square));
			const next = moved.mmul(Matrix.diag(lengths));
			const nextLoadings = start.mmul(inverse(next).transpose());
			const then = criterion(nextLoadings);
			const enough = now.value - then.value > 0.5 * size ** 2 * step;
			if (enough || trial === 11) {
				[turn, loadings, now] = [next, nextLoadings, then];
				break;
			}
			step /= 2;
		}
	}
	return { loadings, between: turn.transpose().mmul(turn) };
}
