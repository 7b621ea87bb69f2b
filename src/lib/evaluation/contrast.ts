/**
 * Differences in differences as weights on periods: for each cohort of treated units what its periods
 * count, against the same of units never treated. Being linear, they can be computed for any other
 * assignment of the treatment in no time.
 */
import type { Linear } from '../statistics/pilot/assignment.ts';
import { Refusal } from '../statistics/refusal.ts';
import { cohortsOf, type Ready } from './panel.ts';

/** Of each cohort: how many units, its share in the figure, and the weight of every period. */
export type Contrast = { size: number; share: number; weights: Float64Array }[];

/** The mean from the start on less the mean before it, of units that all start together. */
export function beforeAfter(panel: Ready): Contrast {
	const [cohort, ...others] = cohortsOf(panel);
	if (!cohort || others.length > 0) throw new Refusal('bad-option', 'starts');
	const { start, size } = cohort;
	if (start < 1 || start >= panel.periods) throw new Refusal('too-few', 'periods');
	const weights = Float64Array.from({ length: panel.periods }, (_, at) =>
		at < start ? -1 / start : 1 / (panel.periods - start)
	);
	return [{ size, share: 1, weights }];
}

/**
 * Group-time effects ATT(g,t), t ≥ g, against the period before g, added up by the size of the
 * cohorts (B. Callaway, P. H. C. Sant'Anna, 2021), for starts at different times.
 */
export function groupTime(panel: Ready): Contrast {
	const cohorts = cohortsOf(panel);
	if (cohorts.length === 0 || cohorts.some(({ start }) => start < 1))
		throw new Refusal('too-few', 'periods');
	const cells = cohorts.reduce((sum, { start, size }) => sum + size * (panel.periods - start), 0);
	return cohorts.map(({ start, size }) => ({
		size,
		share: size / cells,
		weights: Float64Array.from({ length: panel.periods }, (_, at) =>
			at >= start ? 1 : at === start - 1 ? start - panel.periods : 0
		)
	}));
}

/** One period counted from the start against the last one before, of the cohorts that have it. */
export function atTime(panel: Ready, time: number): Contrast | undefined {
	const cohorts = cohortsOf(panel);
	const seen = ({ start }: { start: number }) =>
		start >= 1 && start + time >= 0 && start + time < panel.periods;
	const units = cohorts.filter(seen).reduce((sum, { size }) => sum + size, 0);
	if (units === 0 || time === -1) return undefined;
	return cohorts.map((cohort) => {
		const { start, size } = cohort;
		const weights = new Float64Array(panel.periods);
		if (seen(cohort)) {
			weights[start + time] = 1;
			weights[start - 1] = -1;
		}
		return { size, share: seen(cohort) ? size / units : 0, weights };
	});
}

/** Of each cohort one period before the start against the mean of all before: for the joint test. */
export function leads(panel: Ready): Contrast[] {
	const cohorts = cohortsOf(panel);
	return cohorts.flatMap(({ start }, own) =>
		Array.from({ length: start }, (_, period) =>
			cohorts.map(({ size }, at) => ({
				size,
				share: at === own ? 1 : 0,
				weights: Float64Array.from({ length: panel.periods }, (_, place) =>
					at === own && place < start ? (place === period ? 1 : 0) - 1 / start : 0
				)
			}))
		)
	);
}

/** What of the outcome is treatment under an effect: from the start on, or at one time only. */
export function treatment(panel: Ready, time?: number): Float64Array[] {
	return panel.starts.map((start) =>
		Float64Array.from({ length: panel.periods }, (_, at) =>
			time === undefined ? (at >= start ? 1 : 0) : at === start + time ? 1 : 0
		)
	);
}

export type Scores = Float64Array[];

/** Of each cohort what every unit would add: Σ weights · values. */
export function scoresOf(contrast: Contrast, rows: readonly Float64Array[]): Scores {
	return contrast.map(({ share, weights }) =>
		Float64Array.from(rows, (row) =>
			share === 0 ? 0 : weights.reduce((sum, weight, at) => sum + weight * row[at]!, 0)
		)
	);
}

/** The figure when the units stand in this order: the first cohort, the next, then those never treated. */
export function figure(contrast: Contrast, scores: Scores, order?: Int32Array): number {
	const n = scores[0]!.length;
	const treated = contrast.reduce((sum, { size }) => sum + size, 0);
	if (treated >= n) throw new Refusal('too-few', 'comparison units');
	let from = 0;
	let total = 0;
	contrast.forEach(({ size, share }, cohort) => {
		if (share !== 0) {
			const own = scores[cohort]!;
			let inside = 0;
			let outside = 0;
			for (let at = from; at < from + size; at++) inside += own[order ? order[at]! : at]!;
			for (let at = treated; at < n; at++) outside += own[order ? order[at]! : at]!;
			total += share * (inside / size - outside / (n - treated));
		}
		from += size;
	});
	return total;
}

/** Outcome and treatment under another order: what the inference from the assignment asks for. */
export function linear(contrast: Contrast, rows: Scores, of: Scores, order: Int32Array): Linear {
	return { a: figure(contrast, rows, order), b: figure(contrast, of, order) };
}
