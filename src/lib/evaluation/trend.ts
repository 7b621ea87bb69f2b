/**
 * Whether treated and comparison units moved alike before the start, and how they moved after it:
 * every period against the last one before, its interval from the assignment, and one joint test of
 * all periods before.
 */
import type { Trend } from '../evaluation.ts';
import { jointTest } from '../statistics/pilot/assignment.ts';
import * as contrasts from './contrast.ts';
import { ordersOf, testOf, type Options } from './estimate.ts';
import { cohortsOf, type Ready } from './panel.ts';

/** Refuses as the inference from the assignment does. */
export function trendOf(panel: Ready, options: Options & { steps?: boolean }): Trend {
	const drawn = ordersOf(panel, options);
	const cohorts = cohortsOf(panel);
	const first = Math.min(...cohorts.map(({ start }) => start));
	const earliest = -Math.max(...cohorts.map(({ start }) => start));
	const steps =
		options.steps === false
			? []
			: Array.from({ length: panel.periods - first - earliest }, (_, at) => earliest + at).flatMap(
					(time) => {
						const contrast = contrasts.atTime(panel, time);
						if (!contrast) return [];
						const { estimate, low, high } = testOf(panel, contrast, drawn, options.level, time);
						return [{ time, effect: estimate, low, high }];
					}
				);
	return { steps, p: jointly(panel, drawn.list) };
}

/** Σ size · (lead)² over the cohorts and periods before; null where one period gives no trend. */
function jointly(panel: Ready, list: readonly Int32Array[]): number | null {
	const parts = contrasts.leads(panel);
	if (!cohortsOf(panel).some(({ start }) => start >= 2)) return null;
	const scored = parts.map((contrast) => ({
		contrast,
		rows: contrasts.scoresOf(contrast, panel.values),
		size: contrast.find(({ share }) => share === 1)!.size
	}));
	const sum = (order?: Int32Array) =>
		scored.reduce(
			(total, { contrast, rows, size }) =>
				total + size * contrasts.figure(contrast, rows, order) ** 2,
			0
		);
	return jointTest(sum(), list.map(sum)).p;
}
