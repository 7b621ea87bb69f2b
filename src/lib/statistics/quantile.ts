/** Quantiles of the normal and Student distributions; Student's to seven digits of R's. */
import jStat from 'jstat'; // CommonJS: Node offers its default only
import { confidence } from './refusal.ts';

/** z with P(−z ≤ Z ≤ z) = level: 1,96 for 0,95. */
export function normalQuantile(level: number): number {
	return jStat.normal.inv((1 + confidence(level)) / 2, 0, 1);
}

/** t with P(−t ≤ T ≤ t) = level for T with `degrees` degrees of freedom. */
export function studentQuantile(level: number, degrees: number): number {
	return jStat.studentt.inv((1 + confidence(level)) / 2, degrees);
}
