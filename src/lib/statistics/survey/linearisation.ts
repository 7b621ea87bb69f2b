/**
 * The one variance of every design-based figure. A figure hands in a score per row (its linearised
 * value: how much the figure moves with that row); the variance is that of the total of the scores.
 *
 * At each stage, for strata h with n of N units drawn and t_c the total of the scores in unit c:
 *   V = Σ_h φ_h (1 − n/N) n/(n−1) Σ_c (t_c − t̄_h)(t_c − t̄_h)′
 * with φ the fraction drawn at the stages before (1 at the first). Units without anybody of the
 * domain have t = 0 and count. After calibration the scores are first replaced by their residuals.
 * Sources: D. Binder, Int. Stat. Rev. 51 (1983) 279; D. Bellhouse, J. Off. Stat. 1 (1985) 323;
 * T. Lumley, Complex Surveys (2010), §2 and app. C.
 */
import { residuals } from './auxiliaries.ts';
import type { Design, Stage } from './design.ts';
import { sameLength } from '../refusal.ts';

/** Scores of which each row has at most one that is not zero: `values[row]` in column `codes[row]`. */
export type Grouped = { values: Float64Array; codes: Int32Array; groups: number };

/** A column of scores per figure, or one column that falls into groups. */
export type Scores = Float64Array[] | Grouped;

/** Variances and covariances of the totals of the scores, row by row. */
export function variance(design: Design, scores: Scores): Float64Array {
	const columns = Array.isArray(scores) ? scores : [scores.values, scores.codes];
	sameLength([{ length: design.rows }, ...columns], 'scores');
	const size = Array.isArray(scores) ? scores.length : scores.groups;
	let own = scores;
	if (design.calibrations.length > 0) {
		let spread = Array.isArray(scores) ? scores : spreadOut(scores);
		for (const calibration of design.calibrations) spread = residuals(calibration, spread);
		own = spread;
	}
	const sum = new Float64Array(size * size);
	for (const stage of design.stages) {
		const part =
			!stage.unit && !Array.isArray(own)
				? ofRows(stage, own, design)
				: ofUnits(stage, own, size, design);
		for (let at = 0; at < sum.length; at++) sum[at]! += part[at]!;
	}
	return sum;
}

function spreadOut({ values, codes, groups }: Grouped): Float64Array[] {
	const columns = Array.from({ length: groups }, () => new Float64Array(values.length));
	for (let row = 0; row < values.length; row++)
		if (codes[row]! >= 0) columns[codes[row]!]![row] = values[row]!;
	return columns;
}

/** φ (1 − n/N) n/(n−1) per stratum; for one unit alone φ (1 − 1/N); 0 where all were drawn. */
function factorOf({ drawn, population, fraction }: Stage, h: number): number {
	const n = drawn[h]!;
	const left = population[h] === Infinity ? 1 : (population[h]! - n) / population[h]!;
	if (left < 1e-7) return 0;
	return fraction[h]! * left * (n > 1 ? n / (n - 1) : 1);
}

/** Totals of the scores in each unit, unit by unit. */
function totals(stage: Stage, scores: Scores, size: number): Float64Array {
	const { unit, units } = stage;
	const sums = new Float64Array(units * size);
	if (Array.isArray(scores)) {
		scores.forEach((column, k) => {
			for (let row = 0; row < column.length; row++)
				sums[(unit ? unit[row]! : row) * size + k]! += column[row]!;
		});
	} else {
		const { values, codes } = scores;
		for (let row = 0; row < values.length; row++) {
			const code = codes[row]!;
			if (code >= 0) sums[(unit ? unit[row]! : row) * size + code]! += values[row]!;
		}
	}
	return sums;
}

function ofUnits(stage: Stage, scores: Scores, size: number, { lonely }: Design): Float64Array {
	const { units, stratum, strata, drawn } = stage;
	const sums = totals(stage, scores, size);
	const means = new Float64Array(strata * size);
	const grand = new Float64Array(size);
	for (let c = 0; c < units; c++)
		for (let k = 0; k < size; k++) {
			means[stratum[c]! * size + k]! += sums[c * size + k]! / drawn[stratum[c]!]!;
			grand[k]! += sums[c * size + k]! / units;
		}
	let skipped = 0;
	const factors = Float64Array.from({ length: strata }, (_, h) => {
		const factor = factorOf(stage, h);
		if (drawn[h] !== 1 || factor === 0) return factor;
		// One unit alone: its own mean says nothing about its spread.
		if (lonely === 'adjust') means.set(grand, h * size);
		if (lonely === 'average') skipped++;
		return lonely === 'adjust' ? factor : 0;
	});
	const result = new Float64Array(size * size);
	const off = new Float64Array(size);
	for (let c = 0; c < units; c++) {
		const h = stratum[c]!;
		const factor = factors[h]!;
		if (factor === 0) continue;
		for (let k = 0; k < size; k++) off[k] = sums[c * size + k]! - means[h * size + k]!;
		for (let j = 0; j < size; j++) {
			const scaled = factor * off[j]!;
			if (scaled === 0) continue;
			for (let k = 0; k <= j; k++) result[j * size + k]! += scaled * off[k]!;
		}
	}
	return mirrored(result, size, skipped > 0 ? strata / (strata - skipped) : 1);
}

/**
 * The same where every row is a unit and falls into one group: with m the mean of a column in the
 * stratum and n_k of its n rows in group k, the sums of squares are
 *   Σ (z − m)² + (n − n_k) m² on the diagonal and −n m_j m_k beside it.
 */
function ofRows(
	stage: Stage,
	{ values, codes, groups }: Grouped,
	{ lonely }: Design
): Float64Array {
	const { stratum, strata, drawn } = stage;
	if (lonely !== 'fail' && drawn.includes(1))
		return ofUnits(stage, { values, codes, groups }, groups, { lonely } as Design);
	const means = new Float64Array(strata * groups);
	const counts = new Float64Array(strata * groups);
	for (let row = 0; row < values.length; row++) {
		if (codes[row]! < 0) continue;
		const at = stratum[row]! * groups + codes[row]!;
		means[at]! += values[row]!;
		counts[at]!++;
	}
	const squares = new Float64Array(strata * groups);
	for (let at = 0; at < means.length; at++) means[at]! /= drawn[Math.floor(at / groups)]!;
	for (let row = 0; row < values.length; row++) {
		if (codes[row]! < 0) continue;
		const at = stratum[row]! * groups + codes[row]!;
		squares[at]! += (values[row]! - means[at]!) ** 2;
	}
	const result = new Float64Array(groups * groups);
	for (let h = 0; h < strata; h++) {
		const factor = factorOf(stage, h);
		const n = drawn[h]!;
		for (let j = 0; j < groups; j++) {
			const m = means[h * groups + j]!;
			const at = h * groups + j;
			result[j * groups + j]! += factor * (squares[at]! + (n - counts[at]!) * m * m);
			for (let k = 0; k < j; k++)
				result[j * groups + k]! -= factor * n * m * means[h * groups + k]!;
		}
	}
	return mirrored(result, groups, 1);
}

function mirrored(lower: Float64Array, size: number, scale: number): Float64Array {
	for (let j = 0; j < size; j++)
		for (let k = 0; k <= j; k++) {
			const value = lower[j * size + k]! * scale;
			lower[j * size + k] = value;
			lower[k * size + j] = value;
		}
	return lower;
}
