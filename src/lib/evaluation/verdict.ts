/**
 * What may be said. The rule looks at the interval and at the margin that was named beforehand; an
 * effect is never proven, and without grounds the verdict says so.
 */
import type { Check, Estimate, Trend, Verdict } from '../evaluation.ts';
import { isRefused } from './checks.ts';

/** Below it the time before speaks against parallel trends. */
export const trendLevel = 0.05;

export function verdictOf(
	checks: readonly Check[],
	trend: Pick<Trend, 'p'> | null,
	estimate: Pick<Estimate, 'low' | 'high'> | null,
	margin: number
): Verdict {
	if (isRefused(checks) || !estimate) return 'refused';
	if (trend !== null && trend.p !== null && trend.p < trendLevel) return 'not-parallel';
	const { low, high } = estimate;
	const [least, most] = [
		low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high)),
		Math.max(Math.abs(low), Math.abs(high))
	];
	if (least === 0) return most < margin ? 'negligible' : 'inconclusive';
	if (least >= margin) return 'above-margin';
	return most < margin ? 'below-margin' : 'effect';
}

/** Whether a verdict says that there was an effect. */
export const saysEffect = (verdict: Verdict) =>
	['above-margin', 'below-margin', 'effect'].includes(verdict);
