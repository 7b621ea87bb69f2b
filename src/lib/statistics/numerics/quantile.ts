/** Quantiles of the normal and Student distributions, by the level of a two-sided interval. */
import { normal, student } from './distributions.ts';
import { confidence } from '../refusal.ts';

/** z with P(−z ≤ Z ≤ z) = level: 1,96 for 0,95. */
export function normalQuantile(level: number): number {
	return normal.quantile((1 + confidence(level)) / 2);
}

/** t with P(−t ≤ T ≤ t) = level for T with `degrees` degrees of freedom. */
export function studentQuantile(level: number, degrees: number): number {
	return student.quantile((1 + confidence(level)) / 2, degrees);
}
