/**
 * An estimate: the value of an indicator for a unit and a period, with everything that says how
 * sure it is. Pages, reports and exports show estimates only.
 */
export type EstimateMethod =
	/** Wilson interval, sample size inflated by the finite population correction */
	| 'wilson_fpc'
	/** ratio of totals over days, Taylor linearisation with days as clusters, t interval */
	| 'ratio_by_day'
	/** complete count: no sampling error */
	| 'count';

export type Estimate = {
	indicatorId: string;
	indicatorVersion: number;
	unitId: number;
	/** first and last day, YYYY-MM-DD */
	periodFrom: string;
	periodTo: string;
	/** share in 0–1; null when suppressed or without a denominator */
	value: number | null;
	numerator: number | null;
	denominator: number | null;
	/** respondents (survey), days (events) or units (record) */
	n: number;
	low: number | null;
	high: number | null;
	/** confidence level of the interval */
	level: number;
	method: EstimateMethod;
	/** fewer than 10 respondents: nothing is shown */
	suppressed: boolean;
	notes: string[];
	/** ISO 8601 */
	asOf: string;
};
