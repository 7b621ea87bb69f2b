/**
 * Linear and logistic regression with design-based errors. With A = Σ w x x′ (times p(1 − p) for
 * the logistic) each coefficient's scores are A⁻¹ w x (y − fitted); their variance is that of the
 * design. Degrees: those of the design less the coefficients besides the constant.
 * Sources: D. Binder, Int. Stat. Rev. 51 (1983) 279; T. Lumley, Complex Surveys (2010), ch. 5–6.
 */
import type { Design } from './design.ts';
import { estimates, type Estimates } from './estimates.ts';
import { variance } from './linearisation.ts';
import { finite, Refusal, sameLength } from '../refusal.ts';
import { regular } from '../numerics/symmetric.ts';

export type Regression = Estimates & { residualDegrees: number };

type Rows = { list: Int32Array; weights: Float64Array; columns: Float64Array[] };

/** The rows of the domain, every value checked; the first column is the constant. */
function rowsOf(
	{ weights, rows }: Design,
	y: Float64Array,
	predictors: Float64Array[],
	domain: Uint8Array | undefined
): Rows {
	sameLength([weights, y, ...predictors, ...(domain ? [domain] : [])], 'columns');
	const list: number[] = [];
	for (let row = 0; row < rows; row++) {
		if (domain && !domain[row]) continue;
		finite(y[row]!, 'outcome');
		for (const column of predictors) finite(column[row]!, 'predictor');
		list.push(row);
	}
	if (list.length <= predictors.length) throw new Refusal('too-few', 'rows');
	return {
		list: Int32Array.from(list),
		weights,
		columns: [new Float64Array(rows).fill(1), ...predictors]
	};
}

function moments({ list, weights, columns }: Rows, by?: Float64Array): Float64Array {
	const size = columns.length;
	const sums = new Float64Array(size * size);
	for (const row of list) {
		const weight = weights[row]! * (by ? by[row]! : 1);
		for (let j = 0; j < size; j++) {
			const left = weight * columns[j]![row]!;
			for (let k = 0; k < size; k++) sums[j * size + k]! += left * columns[k]![row]!;
		}
	}
	return sums;
}

function weighted({ list, weights, columns }: Rows, y: Float64Array): Float64Array {
	return Float64Array.from(columns, (column) => {
		let sum = 0;
		for (const row of list) sum += weights[row]! * column[row]! * y[row]!;
		return sum;
	});
}

/** Coefficients with the covariance of the scores A⁻¹ w x r. */
function finish(
	design: Design,
	rows: Rows,
	coefficients: Float64Array,
	inverse: (b: ArrayLike<number>) => Float64Array,
	rest: Float64Array
): Regression {
	const { list, weights, columns } = rows;
	const scores = columns.map(() => new Float64Array(weights.length));
	const left = new Float64Array(columns.length);
	for (const row of list) {
		for (let k = 0; k < left.length; k++) left[k] = weights[row]! * rest[row]! * columns[k]![row]!;
		inverse(left).forEach((value, k) => (scores[k]![row] = value));
	}
	return {
		...estimates(coefficients, variance(design, scores), design.degrees),
		residualDegrees: design.degrees - columns.length + 1
	};
}

/** y on a constant and the predictors. */
export function linear(
	design: Design,
	y: Float64Array,
	predictors: Float64Array[],
	domain?: Uint8Array
): Regression {
	const rows = rowsOf(design, y, predictors, domain);
	const { solve } = regular(moments(rows), rows.columns.length, 'predictors');
	const coefficients = solve(weighted(rows, y));
	const rest = y.map((value, row) => value - predicted(rows, row, coefficients));
	return finish(design, rows, coefficients, solve, rest);
}

/** ln(p/(1 − p)) of y = 1 on a constant and the predictors, by Newton's method. */
export function logistic(
	design: Design,
	y: Float64Array,
	predictors: Float64Array[],
	domain?: Uint8Array,
	{ cycles = 50 } = {}
): Regression {
	const rows = rowsOf(design, y, predictors, domain);
	for (const row of rows.list)
		if (y[row] !== 0 && y[row] !== 1) throw new Refusal('out-of-bounds', 'outcome');
	const size = rows.columns.length;
	const coefficients = new Float64Array(size);
	const rest = new Float64Array(y.length);
	const by = new Float64Array(y.length);
	for (let cycle = 0; cycle < cycles; cycle++) {
		for (const row of rows.list) {
			const p = 1 / (1 + Math.exp(-predicted(rows, row, coefficients)));
			rest[row] = y[row]! - p;
			by[row] = p * (1 - p);
		}
		const { solve } = regular(moments(rows, by), size, 'predictors');
		const step = solve(weighted(rows, rest));
		const most = step.reduce(
			(max, one, k) => Math.max(max, Math.abs(one) / (1e-8 + Math.abs(coefficients[k]!))),
			0
		);
		if (most < 1e-11) return finish(design, rows, coefficients, solve, rest);
		step.forEach((one, k) => (coefficients[k]! += one));
		// Outcomes that the predictors separate have no finite coefficients.
		if (coefficients.some((one) => !(Math.abs(one) < 1e6))) break;
	}
	throw new Refusal('not-converged', 'logistic regression');
}

function predicted({ columns }: Rows, row: number, coefficients: Float64Array): number {
	let sum = 0;
	for (let k = 0; k < columns.length; k++) sum += columns[k]![row]! * coefficients[k]!;
	return sum;
}
