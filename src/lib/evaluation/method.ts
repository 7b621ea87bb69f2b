/**
 * Which inference fits a plan: a rule about the design alone, never about the results. It is stated on
 * the page and kept with every result.
 */
import type { Method, Plan } from '../evaluation.ts';
import { combinations } from '../statistics/pilot/permutation.ts';
import { cohortsOf, type Ready } from './panel.ts';

/** From so many units on either side their own spread can be trusted. */
export const manyUnits = 8;

/** Undefined where there is nothing to compare. */
export function methodOf(
	plan: Pick<Plan, 'pairs' | 'comparison'>,
	panel: Ready
): Method | undefined {
	if (plan.pairs) return 'paired';
	const cohorts = cohortsOf(panel);
	if (cohorts.length === 0) return undefined;
	if (plan.comparison.how === 'none') return 'interrupted';
	if (cohorts.length > 1) return 'staggered';
	const treated = cohorts[0]!.size;
	const comparison = panel.units.length - treated;
	if (comparison < 1) return undefined;
	return Math.min(treated, comparison) < manyUnits ? 'assignment' : 'clusters';
}

/** In how many ways the same numbers of units could have been chosen; at most a million. */
export function assignmentsOf(panel: Ready): number {
	let left = panel.units.length;
	let ways = 1;
	for (const { size } of cohortsOf(panel)) {
		ways *= combinations(left, size);
		left -= size;
		if (ways > 1e6) return 1e6;
	}
	return ways;
}
