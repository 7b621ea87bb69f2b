/**
 * Common factors of a correlation matrix: R ≈ ΛΛ' + Ψ, Λ loadings and Ψ what is each item's own.
 * One factor gives McDonald's omega and the fit of a one-factor model.
 */
import { determinant, EigenvalueDecomposition, inverse, Matrix } from 'ml-matrix';
import { count, Refusal } from '../refusal.ts';

export type Factors = {
	/** items × factors; a factor's loadings add up to at least 0 */
	loadings: Matrix;
	/** Ψ, one per item */
	uniqueness: number[];
};

/** Eigenvalues of a symmetric matrix, largest first, with their vectors as columns. */
export function eigen(matrix: Matrix): { values: number[]; vectors: Matrix } {
	const found = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
	const order = found.realEigenvalues.map((_, at) => at).reverse();
	order.sort((one, other) => found.realEigenvalues[other]! - found.realEigenvalues[one]!);
	const rows = Array.from({ length: matrix.rows }, (_, at) => at);
	return {
		values: order.map((at) => found.realEigenvalues[at]!),
		vectors: new Matrix(found.eigenvectorMatrix.selection(rows, order).to2DArray())
	};
}

/** No uniqueness below this: at the edge the model is improper and is refused. */
const least = 0.005;

/**
 * Repeats Ψ = diag(R − ΛΛ') until no uniqueness moves by more than 1e-12. The fixed point of
 * `extract` is where the gradient of its criterion is 0.
 */
function settle(correlation: Matrix, extract: (uniqueness: number[]) => Matrix): Factors {
	const start = inverse(correlation).diagonal();
	let uniqueness = start.map((value) => Math.min(1, Math.max(least, 1 / value)));
	if (uniqueness.some((value) => !Number.isFinite(value))) throw new Refusal('singular', 'items');
	for (let turn = 0; turn < 20_000; turn++) {
		const loadings = extract(uniqueness);
		const next = uniqueness.map((_, at) => {
			const common = loadings.getRow(at).reduce((sum, value) => sum + value ** 2, 0);
			return Math.min(1, Math.max(least, correlation.get(at, at) - common));
		});
		const moved = Math.max(...next.map((value, at) => Math.abs(value - uniqueness[at]!)));
		uniqueness = next;
		if (moved > 1e-12) continue;
		if (uniqueness.some((value) => value <= least)) throw new Refusal('not-converged', 'factors');
		return { loadings: positiveColumns(loadings), uniqueness };
	}
	throw new Refusal('not-converged', 'factors');
}

function positiveColumns(loadings: Matrix): Matrix {
	const signs = Array.from({ length: loadings.columns }, (_, at) =>
		loadings.getColumn(at).reduce((sum, value) => sum + value, 0) < 0 ? -1 : 1
	);
	return new Matrix(loadings.to2DArray().map((row) => row.map((value, at) => value * signs[at]!)));
}

/** First `factors` eigenvectors times √(eigenvalue − shift), the rows times `scale`. */
function leading(matrix: Matrix, factors: number, shift: number, scale?: number[]): Matrix {
	const { values, vectors } = eigen(matrix);
	const loadings = Matrix.zeros(matrix.rows, factors);
	for (let factor = 0; factor < factors; factor++) {
		const size = Math.sqrt(Math.max(0, values[factor]! - shift));
		for (let row = 0; row < matrix.rows; row++)
			loadings.set(row, factor, vectors.get(row, factor) * size * (scale?.[row] ?? 1));
	}
	return loadings;
}

function checked(correlation: Matrix, factors: number): void {
	count(factors, 'factors');
	if (factors < 1) throw new Refusal('not-positive', 'factors');
	const p = correlation.rows;
	if ((p - factors) ** 2 < p + factors) throw new Refusal('too-few', 'items');
}

/**
 * Maximum likelihood: with R* = Ψ^−½ R Ψ^−½ and its eigenvalues θ and vectors ω,
 * Λ = Ψ^½ ω √(θ − 1). Source: K. G. Jöreskog, Psychometrika 32 (1967) 443.
 */
export function likeliestFactors(correlation: Matrix, factors = 1): Factors {
	checked(correlation, factors);
	return settle(correlation, (uniqueness) => {
		const roots = uniqueness.map(Math.sqrt);
		const scaled = new Matrix(
			correlation.to2DArray().map((row, i) => row.map((r, j) => r / (roots[i]! * roots[j]!)))
		);
		return leading(scaled, factors, 1, roots);
	});
}

/**
 * Minimum residuals: least squares of the correlations off the diagonal, by principal axes.
 * Source: H. H. Harman, W. H. Jones, Psychometrika 31 (1966) 351.
 */
export function leastResidualFactors(correlation: Matrix, factors = 1): Factors {
	checked(correlation, factors);
	return settle(correlation, (uniqueness) => {
		const reduced = correlation.clone();
		uniqueness.forEach((value, at) => reduced.set(at, at, correlation.get(at, at) - value));
		return leading(reduced, factors, 0);
	});
}

/** (Σλ)² / ((Σλ)² + Σθ). Source: R. P. McDonald, Test Theory (1999), ch. 6. */
export function omega(loadings: readonly number[], uniqueness: readonly number[]): number {
	const common = loadings.reduce((sum, value) => sum + value, 0) ** 2;
	const own = uniqueness.reduce((sum, value) => sum + value, 0);
	if (!(common + own > 0)) throw new Refusal('zero-denominator', 'items');
	return common / (common + own);
}

export type OneFactor = {
	/** of the standardised items */
	loadings: number[];
	uniqueness: number[];
	/** in the units of the items, covariances with n as divisor */
	rawLoadings: number[];
	rawUniqueness: number[];
	/** of the standardised items */
	standardisedOmega: number;
	/** of the items as they are */
	omega: number;
	/** mean of the squared standardised loadings */
	averageVarianceExtracted: number;
	/** n times the criterion, with its degrees of freedom */
	chiSquare: number;
	degrees: number;
	/** comparative fit index against the model of uncorrelated items */
	cfi: number;
	/** root mean square error of approximation */
	rmsea: number;
	/** standardised root mean square residual */
	srmr: number;
};

/**
 * The one-factor model by maximum likelihood from a covariance matrix (n − 1) of `n` cases:
 * F = ln|Σ| − ln|S| + tr(SΣ⁻¹) − p, χ² = nF; CFI = 1 − max(χ²−d, 0)/max(χ²₀−d₀, χ²−d, 0);
 * RMSEA = √(max(χ²−d, 0)/(n d)); SRMR = √(Σ(r_ij − ρ_ij)²/(p(p+1)/2)).
 * Refuses fewer than four items: with three any correlations fit.
 */
export function oneFactor(covariance: Matrix, n: number): OneFactor {
	if (count(n, 'cases') <= covariance.rows) throw new Refusal('too-few', 'cases');
	const p = covariance.rows;
	if (p < 4) throw new Refusal('too-few', 'items');
	const deviations = covariance.diagonal().map((value) => {
		if (!(value > 0)) throw new Refusal('no-variation', 'item');
		return Math.sqrt(value);
	});
	const correlation = new Matrix(
		covariance.to2DArray().map((row, i) => row.map((c, j) => c / (deviations[i]! * deviations[j]!)))
	);
	const found = likeliestFactors(correlation, 1);
	const loadings = found.loadings.getColumn(0);
	const { uniqueness } = found;
	const implied = found.loadings.mmul(found.loadings.transpose());
	uniqueness.forEach((value, at) => implied.set(at, at, implied.get(at, at) + value));
	const determined = determinant(correlation);
	const trace = correlation.mmul(inverse(implied)).trace();
	const chiSquare = n * (Math.log(determinant(implied)) - Math.log(determined) + trace - p);
	const degrees = (p * (p - 3)) / 2;
	const excess = Math.max(0, chiSquare - degrees);
	const alone = -n * Math.log(determined) - (p * (p - 1)) / 2;
	const most = Math.max(alone, excess, 0);
	const residual = Matrix.sub(correlation, implied);
	let squares = 0;
	for (let row = 0; row < p; row++)
		for (let column = 0; column <= row; column++) squares += residual.get(row, column) ** 2;
	const scale = Math.sqrt((n - 1) / n);
	const rawLoadings = loadings.map((value, at) => value * deviations[at]! * scale);
	const rawUniqueness = uniqueness.map((value, at) => value * (deviations[at]! * scale) ** 2);
	return {
		loadings,
		uniqueness,
		rawLoadings,
		rawUniqueness,
		standardisedOmega: omega(loadings, uniqueness),
		omega: omega(rawLoadings, rawUniqueness),
		averageVarianceExtracted: loadings.reduce((sum, value) => sum + value ** 2, 0) / p,
		chiSquare,
		degrees,
		cfi: most === 0 ? 1 : 1 - excess / most,
		rmsea: Math.sqrt(excess / (n * degrees)),
		srmr: Math.sqrt(squares / ((p * (p + 1)) / 2))
	};
}

export type Adequacy = {
	/** Kaiser-Meyer-Olkin: Σr²/(Σr² + Σq²), q the partial correlations */
	kmo: number;
	kmoOfItems: number[];
	/** Bartlett's test that nothing correlates: −(n − 1 − (2p+5)/6) ln|R| */
	chiSquare: number;
	degrees: number;
};

/** Whether correlations are worth a factor analysis. Sources: H. F. Kaiser, Psychometrika 39 (1974) 31; M. S. Bartlett, J. R. Stat. Soc. B 16 (1954) 296. */
export function adequacy(correlation: Matrix, n: number): Adequacy {
	const p = correlation.rows;
	if (p < 2) throw new Refusal('too-few', 'items');
	if (count(n, 'cases') <= p) throw new Refusal('too-few', 'cases');
	const inverted = inverse(correlation);
	const plain = new Float64Array(p);
	const partial = new Float64Array(p);
	for (let row = 0; row < p; row++)
		for (let column = 0; column < p; column++) {
			if (row === column) continue;
			const scale = inverted.get(row, row) * inverted.get(column, column);
			plain[row]! += correlation.get(row, column) ** 2;
			partial[row]! += inverted.get(row, column) ** 2 / scale;
		}
	const all = plain.reduce((sum, value) => sum + value, 0);
	const allPartial = partial.reduce((sum, value) => sum + value, 0);
	if (all + allPartial === 0) throw new Refusal('zero-denominator', 'correlations');
	return {
		kmo: all / (all + allPartial),
		kmoOfItems: Array.from(plain, (value, at) => value / (value + partial[at]!)),
		chiSquare: -(n - 1 - (2 * p + 5) / 6) * Math.log(determinant(correlation)),
		degrees: (p * (p - 1)) / 2
	};
}
