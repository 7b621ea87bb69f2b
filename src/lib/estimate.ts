/**
 * An estimate: the value of an indicator for a unit and a period, with everything that says how
 * sure it is. Pages, reports and exports show estimates only.
 */
export const estimateMethods = [
	/** Wilson interval, sample size inflated by the finite population correction */
	'wilson_fpc',
	/** Wilson interval of a group whose size nobody knows */
	'wilson',
	/** mean or ratio over respondents, Taylor linearisation, t interval, finite population correction */
	'mean',
	/** ratio of totals over days, Taylor linearisation with days as clusters, t interval */
	'ratio_by_day',
	/** percentile with Woodruff’s interval, days as clusters */
	'percentile_by_day',
	/** difference of two figures, its interval recovered from theirs */
	'difference',
	/** complete count: no sampling error */
	'count',
	/** what was reported, added up: nothing stands in for what was not */
	'total',
	/** median of everything in a register */
	'median',
	/** what a register says last */
	'state'
] as const;
export type EstimateMethod = (typeof estimateMethods)[number];

/** Whether figures of a method are complete, so that there is no interval to be had. */
export function isComplete(
	method: EstimateMethod
): method is 'count' | 'total' | 'median' | 'state' {
	return method === 'count' || method === 'total' || method === 'median' || method === 'state';
}

/** Units as they stood at the end of the period, or as they stand now. */
export const boundaries = ['reported', 'today'] as const;
export type Boundaries = (typeof boundaries)[number];

export type Estimate = {
	indicatorId: string;
	indicatorVersion: number;
	unitId: number;
	/** first and last day, YYYY-MM-DD */
	periodFrom: string;
	periodTo: string;
	boundaries: Boundaries;
	/** what it is split by and which part this is; both '' for all */
	dimension: string;
	category: string;
	/** in the value's unit, a share in 0–1; null when suppressed or without a denominator */
	value: number | null;
	/** of a top choice: which */
	choice: string | null;
	numerator: number | null;
	denominator: number | null;
	/** respondents (survey), days (events), units or entries (record) */
	n: number;
	/** respondents of an endless population that would tell as much; null where that says nothing */
	effectiveN: number | null;
	/** answered over asked; null where nobody knows how many were asked */
	responseRate: number | null;
	low: number | null;
	high: number | null;
	/** confidence level of the interval */
	level: number;
	method: EstimateMethod;
	/** fewer than 10 respondents: nothing is shown */
	suppressed: boolean;
	notes: string[];
	/** names the facts and the formula: the same facts and formula give the same name */
	snapshot: string;
	/** ISO 8601 */
	asOf: string;
};
