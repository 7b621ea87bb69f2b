/**
 * What is known of the population and of every row: numbers with their total, categories with their
 * counts. Sums over their columns go row by row, so that a category costs one addition however many
 * codes it has. After calibration to them, scores are replaced by what they leave over.
 * Source: J.-C. Deville, C.-E. Särndal, J. Am. Stat. Assoc. 87 (1992) 376, §3.
 */
import { finite, positive, Refusal, sameLength } from '../refusal.ts';
import { solver } from '../numerics/symmetric.ts';

/** A number per row, or a category per row with a known count in each. */
export type Auxiliary =
	{ values: Float64Array; total: number } | { codes: Int32Array; totals: ArrayLike<number> };

export type Calibration = {
	auxiliaries: Auxiliary[];
	/** weights before and after */
	base: Float64Array;
	weights: Float64Array;
	/** residuals by this many sweeps over the margins' plain means, not by regression */
	sweeps?: number | undefined;
};

/** The columns of all auxiliaries side by side: a category has a column for each of its codes. */
export type Model = {
	size: number;
	targets: Float64Array;
	places: number[];
	auxiliaries: Auxiliary[];
};

export function modelOf(auxiliaries: Auxiliary[], rows: number): Model {
	const places: number[] = [];
	const targets: number[] = [];
	for (const one of auxiliaries) {
		places.push(targets.length);
		if ('values' in one) {
			sameLength([{ length: rows }, one.values], 'auxiliaries');
			for (const value of one.values) finite(value, 'auxiliary');
			targets.push(finite(one.total, 'total'));
		} else {
			sameLength([{ length: rows }, one.codes], 'auxiliaries');
			for (const code of one.codes)
				if (code < 0 || code >= one.totals.length) throw new Refusal('missing-index', 'auxiliary');
			targets.push(...Array.from(one.totals, (total) => positive(total, 'total')));
		}
	}
	return { size: targets.length, targets: Float64Array.from(targets), places, auxiliaries };
}

/** x_row′ λ */
export function fitted({ auxiliaries, places }: Model, row: number, lambda: Float64Array): number {
	let sum = 0;
	for (let index = 0; index < auxiliaries.length; index++) {
		const one = auxiliaries[index]!;
		const place = places[index]!;
		if ('values' in one) sum += one.values[row]! * lambda[place]!;
		else sum += lambda[place + one.codes[row]!]!;
	}
	return sum;
}

/** sums += amount x_row */
export function add(
	{ auxiliaries, places }: Model,
	row: number,
	amount: number,
	sums: Float64Array
) {
	for (let index = 0; index < auxiliaries.length; index++) {
		const one = auxiliaries[index]!;
		const place = places[index]!;
		if ('values' in one) sums[place]! += amount * one.values[row]!;
		else sums[place + one.codes[row]!]! += amount;
	}
}

/** Σ weight x x′ */
export function moments(model: Model, weights: Float64Array): Float64Array {
	const { size, auxiliaries, places } = model;
	const sums = new Float64Array(size * size);
	const at = new Int32Array(auxiliaries.length);
	const by = new Float64Array(auxiliaries.length).fill(1);
	for (let row = 0; row < weights.length; row++) {
		for (let index = 0; index < at.length; index++) {
			const one = auxiliaries[index]!;
			if ('values' in one) by[index] = one.values[row]!;
			at[index] = places[index]! + ('values' in one ? 0 : one.codes[row]!);
		}
		for (let j = 0; j < at.length; j++) {
			const left = weights[row]! * by[j]!;
			for (let k = 0; k < at.length; k++) sums[at[j]! * size + at[k]!]! += left * by[k]!;
		}
	}
	return sums;
}

/** Takes the plain mean of score/w′ in each category from it, margin after margin. */
function swept(
	{ auxiliaries, weights, sweeps = 0 }: Calibration,
	score: Float64Array
): Float64Array {
	const rest = score.map((value, row) => value / weights[row]!);
	for (let sweep = 0; sweep < sweeps; sweep++)
		for (const one of auxiliaries) {
			if ('values' in one) throw new Refusal('bad-option', 'sweeps');
			const sums = new Float64Array(one.totals.length);
			const counts = new Float64Array(one.totals.length);
			for (let row = 0; row < rest.length; row++) {
				sums[one.codes[row]!]! += rest[row]!;
				counts[one.codes[row]!]!++;
			}
			for (let row = 0; row < rest.length; row++)
				rest[row]! -= sums[one.codes[row]!]! / counts[one.codes[row]!]!;
		}
	return rest.map((value, row) => value * weights[row]!);
}

/** Scores after calibration: w′ e, with e what the auxiliaries leave of score/w′, weighted by w. */
export function residuals(calibration: Calibration, scores: Float64Array[]): Float64Array[] {
	const { auxiliaries, base, weights } = calibration;
	if (calibration.sweeps) return scores.map((score) => swept(calibration, score));
	const model = modelOf(auxiliaries, base.length);
	const { solve } = solver(moments(model, base), model.size);
	return scores.map((score) => {
		const sums = new Float64Array(model.size);
		for (let row = 0; row < base.length; row++)
			add(model, row, (base[row]! * score[row]!) / weights[row]!, sums);
		const slope = solve(sums);
		return score.map((value, row) => value - weights[row]! * fitted(model, row, slope));
	});
}
