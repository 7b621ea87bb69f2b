/**
 * Quality and performance indicators of a statistical round, as the European Statistical System counts
 * them. Shares are 0–1, times whole days. Source: Eurostat, ESS Guidelines for the Implementation of the
 * Quality and Performance Indicators (2014).
 */
import { mean } from '../numerics/moments.ts';
import { aligned, amount, count, finite, numbers, positive, Refusal } from '../refusal.ts';
import { weightedResponse, type Stratum } from './outcome.ts';

function share(part: number, whole: number, what: string): number {
	if (count(part, what) > count(whole, what)) throw new Refusal('more-than-observed', what);
	if (whole === 0) throw new Refusal('zero-denominator', what);
	return part / whole;
}

/** R1: cells delivered of those that are required. */
export const dataCompleteness = (provided: number, required: number) =>
	share(provided, required, 'cells');

/** A2: units in the frame that do not belong to the population. */
export const overCoverage = (outside: number, units: number) => share(outside, units, 'units');

/** A5: answers missing of those that respondents owed. */
export const itemNonresponse = (missing: number, owed: number) => share(missing, owed, 'answers');

/** A7: values that were filled in. */
export const imputationRate = (imputed: number, values: number) => share(imputed, values, 'values');

/** A4: units that did not respond, without and with their weights. */
export function unitNonresponse(strata: readonly Stratum[]): { plain: number; weighted: number } {
	const { plain, weighted } = weightedResponse(strata);
	return { plain: 1 - plain, weighted: 1 - weighted };
}

/** A1: standard error over estimate. Refuses an estimate of 0. */
export function variationCoefficient(estimate: number, error: number): number {
	if (finite(estimate, 'estimate') === 0) throw new Refusal('zero-denominator', 'estimate');
	return amount(error, 'standard error') / Math.abs(estimate);
}

const day = 86_400_000;

/** Days from one date to another, both YYYY-MM-DD; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
	const [one, other] = [from, to].map((text) => {
		const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
		// 31 February is a date to nobody
		if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
			throw new Refusal('not-a-number', 'date');
		return time;
	}) as [number, number];
	return Math.round((other - one) / day);
}

/** TP1, TP2: days from the end of the period to the (first, final) results. */
export const timeLag = (end: string, released: string) => daysBetween(end, released);

/** TP3: days after the day announced; negative when early. */
export const punctuality = (announced: string, released: string) =>
	daysBetween(announced, released);

export type Revision = {
	/** mean of later − first, and of its size */
	mean: number;
	absolute: number;
	/** Σ|later − first|/Σ|first| */
	relative: number;
};

/** A6: how far first figures were from later ones. */
export function revision(first: ArrayLike<number>, later: ArrayLike<number>): Revision {
	aligned(first, later, 'figures');
	numbers(first, 'figures');
	numbers(later, 'figures');
	const moved = Float64Array.from(first, (value, at) => later[at]! - value);
	const sizes = moved.map(Math.abs);
	const base = Array.from(first).reduce((sum, value) => sum + Math.abs(value), 0);
	return {
		mean: mean(moved),
		absolute: mean(sizes),
		relative: sizes.reduce((sum, value) => sum + value, 0) / positive(base, 'figures')
	};
}

/** CC1: gap between two sources for one figure, as a share of their mean. */
export function coherenceGap(one: number, other: number): number {
	const middle = (finite(one, 'figure') + finite(other, 'figure')) / 2;
	if (middle === 0) throw new Refusal('zero-denominator', 'figures');
	return Math.abs(one - other) / Math.abs(middle);
}
