/**
 * Event study: the difference between treated and never treated units in every period, counted from
 * the start of the treatment, against the period before it. Before the start it should be 0.
 */
import { Matrix } from 'ml-matrix';
import { clusterCovariance, clustersOf, type ClusterSpread, type Labels } from './cluster.ts';
import { fixedEffects } from './panel.ts';
import { aligned, finite, numbers, Refusal } from '../refusal.ts';
import { errorsOf, wald, type Wald } from '../numerics/regression.ts';

export type Panel = {
	outcome: ArrayLike<number>;
	unit: Labels;
	period: ArrayLike<number>;
	/** the period in which the unit's treatment starts; Infinity for never */
	start: ArrayLike<number>;
};

export type EventStudy = {
	/** periods from the start; the base is left out */
	times: number[];
	effects: number[];
	errors: number[];
	covariance: Matrix;
	/** joint test that all effects before the start are 0; undefined without two periods before */
	pretrend?: Wald;
};

/**
 * y = unit + period + Σ_e b_e 1(period − start = e), e ≠ base. Errors are clustered by unit or by
 * `clusters`; for few clusters test the periods before by F with one degree less than clusters. Units that start at different times are mixed with weights that can be negative: use
 * staggered.ts for them. A pre-trend test of low power proves nothing. Source: L. Sun, S. Abraham, J.
 * Econometrics 225 (2021) 175. Refuses panels without never treated units.
 */
export function eventStudy(
	panel: Panel,
	{
		base = -1,
		clusters = panel.unit,
		spread = 'CR1',
		test = 'χ²'
	}: { base?: number; clusters?: Labels; spread?: ClusterSpread; test?: 'χ²' | 'F' } = {}
): EventStudy {
	const { outcome, unit, period, start } = panel;
	numbers(outcome, 'outcome', 2);
	numbers(period, 'periods');
	for (const list of [unit, period, start]) aligned(outcome, list, 'panel');
	finite(base, 'base');
	const relative = Array.from({ length: outcome.length }, (_, row) => {
		const from = start[row]!;
		if (Number.isNaN(from)) throw new Refusal('missing', 'start');
		return Number.isFinite(from) ? period[row]! - from : NaN;
	});
	if (!relative.some(Number.isNaN)) throw new Refusal('too-few', 'units never treated');
	const found = new Set(relative.filter((time) => !Number.isNaN(time)));
	if (!found.delete(base)) throw new Refusal('missing', 'base period');
	const times = [...found].sort((one, other) => one - other);
	if (times.length === 0) throw new Refusal('too-few', 'periods');
	const columns = times.map((time) => Float64Array.from(relative, (at) => (at === time ? 1 : 0)));
	const { fit } = fixedEffects(outcome, columns, [unit, period as Labels]);
	const covariance = clusterCovariance(fit, clusters, spread);
	const before = times.map((_, at) => at).filter((at) => times[at]! < 0);
	return {
		times,
		effects: fit.coefficients,
		errors: errorsOf(covariance),
		covariance,
		pretrend:
			before.length > 0
				? wald(
						before.map((at) => fit.coefficients[at]!),
						new Matrix(covariance.selection(before, before).to2DArray()),
						test === 'F' ? clustersOf(clusters).length - 1 : undefined
					)
				: undefined
	};
}

/**
 * Placebo in time: only the periods before the real start, with a start that never was. An effect
 * here speaks against parallel trends.
 */
export function placeboInTime(panel: Panel, start: number, spread: ClusterSpread = 'CR1') {
	const { outcome, unit, period } = panel;
	let earliest = Infinity;
	for (let row = 0; row < panel.start.length; row++)
		earliest = Math.min(earliest, panel.start[row]!);
	if (!(start < earliest)) throw new Refusal('out-of-bounds', 'start');
	const rows = Array.from({ length: outcome.length }, (_, row) => row).filter(
		(row) => period[row]! < earliest
	);
	const treated = Float64Array.from(rows, (row) =>
		Number.isFinite(panel.start[row]!) && period[row]! >= start ? 1 : 0
	);
	const groups = [rows.map((row) => unit[row]!), rows.map((row) => period[row]!)] as [
		Labels,
		Labels
	];
	const { fit } = fixedEffects(
		Float64Array.from(rows, (row) => outcome[row]!),
		[treated],
		groups
	);
	const [error] = errorsOf(clusterCovariance(fit, groups[0], spread));
	return { effect: fit.coefficients[0]!, error: error! };
}
