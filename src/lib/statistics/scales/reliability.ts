/**
 * Reliability of a scale: how well several items measure one thing. Items are columns of answers on
 * one numeric scale, reversed items already turned round (`reversed`), NaN for a missing answer.
 */
import { inverse, Matrix } from 'ml-matrix';
import {
	complete,
	covariances,
	pearson,
	toCorrelations,
	type Columns
} from '../numerics/correlation.ts';
import type { Missing } from '../numerics/correlation.ts';
import { deviation, isConstant, mean, median, observed, spread } from '../numerics/moments.ts';
import { confidence, count, finite, Refusal } from '../refusal.ts';
import { fisher } from '../numerics/distributions.ts';

export type Alpha = {
	/** k/(k−1) (1 − tr C / 1'C1), C the covariances of the k items */
	raw: number;
	/** k r̄ / (1 + (k−1) r̄), r̄ the mean correlation */
	standardised: number;
	/** Guttman's λ6 = 1 − Σ(1 − smc_i)/1'R1; not a number when the correlations have no inverse */
	lambda6: number;
	meanCorrelation: number;
	medianCorrelation: number;
	/** k r̄ / (1 − r̄), signal to noise */
	signalToNoise: number;
};

export type ItemReliability = {
	/** answers to this item */
	n: number;
	mean: number;
	deviation: number;
	/** with the mean of all items answered */
	rawCorrelation: number;
	/** with the sum of the standardised items */
	standardisedCorrelation: number;
	/** the same, the item's own share replaced by its squared multiple correlation */
	correctedCorrelation: number;
	/** item-rest: with the sum of the other items */
	restCorrelation: number;
	/** without this item; undefined where two items were left or fewer */
	dropped?: Alpha;
};

export type Reliability = Alpha & {
	/** cases with at least one answer (pairwise), or with all (listwise) */
	n: number;
	items: ItemReliability[];
	/** standard error of raw alpha */
	error: number;
	/** of the scale score, the mean of the items answered */
	mean: number;
	deviation: number;
	/** of the sum of all items: s √(1 − α) */
	errorOfMeasurement: number;
};

/** least + most − x: the DEFINED ends of the answer scale, not the ends that were observed. */
export function reversed(column: ArrayLike<number>, least: number, most: number): Float64Array {
	if (!(finite(least, 'scale') < finite(most, 'scale')))
		throw new Refusal('out-of-bounds', 'scale');
	for (const value of observed(column, 'item'))
		if (value < least || value > most) throw new Refusal('out-of-bounds', 'item');
	return Float64Array.from(column, (value) => least + most - value);
}

/** 1 − 1/(R⁻¹)_ii, the share of each item that the others explain. */
export function squaredMultipleCorrelations(correlations: Matrix): number[] {
	const inverted = inverse(correlations);
	const found = inverted.diagonal().map((value) => 1 - 1 / value);
	if (found.some((value) => !(value >= -1e-9 && value <= 1)))
		throw new Refusal('singular', 'items');
	return found;
}

/** Alpha from a matrix of covariances. Refuses one item and items without variance. */
export function alphaOf(covariance: Matrix): Alpha {
	const k = covariance.rows;
	if (k < 2) throw new Refusal('too-few', 'items');
	const correlation = toCorrelations(covariance, 'items');
	const total = covariance.sum();
	if (!(total > 0)) throw new Refusal('no-variation', 'sum of items');
	const correlations: number[] = [];
	for (let row = 1; row < k; row++)
		for (let column = 0; column < row; column++) correlations.push(correlation.get(row, column));
	const meanCorrelation = mean(correlations);
	const all = correlation.sum();
	let lambda6 = NaN;
	try {
		const unexplained = squaredMultipleCorrelations(correlation).map((smc) => 1 - smc);
		lambda6 = 1 - unexplained.reduce((sum, one) => sum + one, 0) / all;
	} catch {
		// λ6 does not exist for items that repeat each other; alpha does
	}
	return {
		raw: (k / (k - 1)) * (1 - covariance.trace() / total),
		standardised: (k / (k - 1)) * (1 - k / all),
		lambda6,
		meanCorrelation,
		medianCorrelation: median(correlations),
		signalToNoise: (k * meanCorrelation) / (1 - meanCorrelation)
	};
}

/**
 * Cronbach's alpha with the statistics of the items and of the scale without each of them.
 * Standard error: √(Q/n), Q = 2k²/((k−1)²(1'C1)³) · (1'C1 (tr C² + (tr C)²) − 2 tr C 1'C²1).
 * Sources: L. J. Cronbach, Psychometrika 16 (1951) 297; A. Duhachek, D. Iacobucci, J. Appl. Psychol.
 * 89 (2004) 792; W. Revelle, R package psych (pairwise covariances by default).
 * Refuses fewer than two items, constant items, fewer than three cases.
 */
export function reliability(items: Columns, missing: Missing = 'listwise'): Reliability {
	if (items.length < 2) throw new Refusal('too-few', 'items');
	const columns = missing === 'listwise' ? complete(items, 'items') : items;
	for (const column of columns) {
		if (observed(column, 'item').length < 3) throw new Refusal('too-few', 'cases');
		if (isConstant(observed(column, 'item'))) throw new Refusal('no-variation', 'item');
	}
	const covariance = covariances(columns, missing);
	const correlation = toCorrelations(covariance, 'items');
	const alpha = alphaOf(covariance);
	const k = columns.length;
	const scores = scaleScores(columns);
	const answered = scores.filter((score) => !Number.isNaN(score));
	const total = covariance.sum();
	const square = covariance.mmul(covariance);
	const trace = covariance.trace();
	const q =
		((2 * k ** 2) / ((k - 1) ** 2 * total ** 3)) *
		(total * (square.trace() + trace ** 2) - 2 * trace * square.sum());
	const corrected = correlation.clone();
	let smc: number[] | undefined;
	try {
		smc = squaredMultipleCorrelations(correlation);
		smc.forEach((value, at) => corrected.set(at, at, value));
	} catch {
		// as for λ6
	}
	const deviationOfScores = deviation(answered, 'scores');
	return {
		...alpha,
		n: answered.length,
		error: Math.sqrt(q / answered.length),
		mean: mean(answered),
		deviation: deviationOfScores,
		errorOfMeasurement: Math.sqrt(total) * Math.sqrt(Math.max(0, 1 - alpha.raw)),
		items: columns.map((column, at) => {
			const values = observed(column, 'item');
			const [x, y] = complete([column, scores]) as [Float64Array, Float64Array];
			const row = covariance.getRow(at);
			const others = row.reduce((sum, value) => sum + value, 0) - row[at]!;
			const rest = without(covariance, at);
			return {
				n: values.length,
				mean: mean(values),
				deviation: spread(values, 'item'),
				rawCorrelation: pearson(x, y, 'item'),
				standardisedCorrelation: sumOfRow(correlation, at) / Math.sqrt(correlation.sum()),
				correctedCorrelation: smc ? sumOfRow(corrected, at) / Math.sqrt(corrected.sum()) : NaN,
				restCorrelation: others / Math.sqrt(row[at]! * rest.sum()),
				dropped: k > 2 ? alphaOf(rest) : undefined
			};
		})
	};
}

/** The mean of the items that each case answered; NaN for a case that answered none. */
export function scaleScores(items: Columns): Float64Array {
	const [first] = items;
	if (!first) throw new Refusal('no-observations', 'items');
	return Float64Array.from({ length: first.length }, (_, at) => {
		let total = 0;
		let n = 0;
		for (const item of items) {
			const value = item[at]!;
			if (Number.isNaN(value)) continue;
			total += value;
			n++;
		}
		return total / n;
	});
}

/**
 * Interval of alpha: 1 − (1 − α) F with F the quantiles (1±level)/2 of F(n−1, (n−1)(k−1)).
 * Source: L. S. Feldt, Psychometrika 30 (1965) 357. Refuses n < 2, k < 2, alpha above 1.
 */
export function alphaInterval(
	alpha: number,
	{ n, items, level = 0.95 }: { n: number; items: number; level?: number }
): { low: number; high: number } {
	if (finite(alpha, 'alpha') > 1) throw new Refusal('out-of-bounds', 'alpha');
	if (count(n, 'cases') < 2) throw new Refusal('too-few', 'cases');
	if (count(items, 'items') < 2) throw new Refusal('too-few', 'items');
	const tail = (1 - confidence(level)) / 2;
	const between = n - 1;
	const within = between * (items - 1);
	return {
		low: 1 - (1 - alpha) * fisher.quantile(1 - tail, between, within),
		high: 1 - (1 - alpha) * fisher.quantile(tail, between, within)
	};
}

function sumOfRow(matrix: Matrix, row: number): number {
	return matrix.getRow(row).reduce((sum, value) => sum + value, 0);
}

function without(matrix: Matrix, at: number): Matrix {
	const kept = Array.from({ length: matrix.rows }, (_, index) => index).filter((i) => i !== at);
	return new Matrix(matrix.selection(kept, kept).to2DArray());
}
