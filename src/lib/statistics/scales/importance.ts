/**
 * Importance and performance: what matters to people against how well it is done, on a grid of
 * four fields. Importance is stated by them, or derived from what their overall verdict goes with.
 */
import { Matrix } from 'ml-matrix';
import { covariances, pearson, toCorrelations, type Columns } from '../numerics/correlation.ts';
import { finite, Refusal } from '../refusal.ts';
import { solveSymmetric } from '../numerics/regression.ts';

export type Field = 'concentrate_here' | 'keep_up' | 'low_priority' | 'possible_overkill';

/** The field of one attribute; on a line it counts to the upper side. */
export function field(
	{ importance, performance }: Attribute,
	grid: { importance: number; performance: number }
): Field {
	const matters = importance >= grid.importance;
	const done = performance >= grid.performance;
	if (matters) return done ? 'keep_up' : 'concentrate_here';
	return done ? 'possible_overkill' : 'low_priority';
}

export type Attribute = { importance: number; performance: number };

export type Grid = {
	/** where the lines cross; print it, it decides the fields */
	importance: number;
	performance: number;
	/** performance − importance of each attribute, meaningful on one scale only */
	gaps: number[];
	fields: Field[];
	/** Σ importance · performance / Σ importance */
	weightedPerformance: number;
};

/**
 * The grid of stated or derived importance; its lines cross at the means unless `at` is given.
 * Source: J. A. Martilla, J. C. James, J. Mark. 41 (1977) 77. Refuses fewer than two attributes.
 */
export function importanceGrid(attributes: readonly Attribute[], at?: Attribute): Grid {
	if (attributes.length < 2) throw new Refusal('too-few', 'attributes');
	let importance = 0;
	let performance = 0;
	let product = 0;
	for (const one of attributes) {
		importance += finite(one.importance, 'importance');
		performance += finite(one.performance, 'performance');
		product += one.importance * one.performance;
	}
	const grid = at ?? {
		importance: importance / attributes.length,
		performance: performance / attributes.length
	};
	if (importance === 0) throw new Refusal('zero-denominator', 'importance');
	return {
		importance: finite(grid.importance, 'grid'),
		performance: finite(grid.performance, 'grid'),
		gaps: attributes.map((one) => one.performance - one.importance),
		fields: attributes.map((one) => field(one, grid)),
		weightedPerformance: product / importance
	};
}

export type DerivedImportance = {
	/** with the overall verdict */
	correlation: number[];
	/** standardised regression coefficients */
	beta: number[];
	/** shares of R², averaged over all orders of entry; they add up to R² */
	shapley: number[];
	r2: number;
};

/**
 * Importance derived from an overall verdict. Shapley: Σ over sets S without i of |S|!(p−|S|−1)!/p! ·
 * (R²(S ∪ i) − R²(S)). Source: R. H. Lindeman, P. F. Merenda, R. Z. Gold, Bivariate and Multivariate
 * Analysis (1980); U. Grömping, Am. Stat. 61 (2007) 139. Refuses more than 15 attributes (2^p
 * regressions), constant and collinear ones, and as many attributes as cases.
 */
export function derivedImportance(
	attributes: Columns,
	overall: ArrayLike<number>
): DerivedImportance {
	const p = attributes.length;
	if (p === 0) throw new Refusal('no-observations', 'attributes');
	if (p > 15) throw new Refusal('too-many', 'attributes');
	if (overall.length <= p + 1) throw new Refusal('too-few', 'cases');
	const correlation = attributes.map((column) => pearson(column, overall, 'attributes'));
	const between = toCorrelations(covariances(attributes), 'attributes');
	const explained = new Float64Array(2 ** p);
	let beta: number[] = [];
	for (let set = 1; set < explained.length; set++) {
		const members = Array.from({ length: p }, (_, at) => at).filter((at) => set & (1 << at));
		const part = new Matrix(between.selection(members, members).to2DArray());
		beta = solveSymmetric(
			part,
			members.map((at) => correlation[at]!),
			'attributes'
		);
		explained[set] = beta.reduce((sum, value, at) => sum + value * correlation[members[at]!]!, 0);
	}
	const factorial = Array.from({ length: p + 1 }, () => 1);
	for (let n = 1; n <= p; n++) factorial[n] = factorial[n - 1]! * n;
	const shapley = Array.from({ length: p }, () => 0);
	for (let set = 0; set < explained.length; set++) {
		let size = 0;
		for (let rest = set; rest; rest &= rest - 1) size++;
		for (let at = 0; at < p; at++) {
			if (set & (1 << at)) continue;
			const weight = (factorial[size]! * factorial[p - size - 1]!) / factorial[p]!;
			shapley[at]! += weight * (explained[set | (1 << at)]! - explained[set]!);
		}
	}
	return { correlation, beta, shapley, r2: explained[explained.length - 1]! };
}
