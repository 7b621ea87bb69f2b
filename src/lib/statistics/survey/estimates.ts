/**
 * Design-based figures: totals, means, ratios, variances, their differences and any smooth function
 * of them. Each is a value and a column of scores; `estimate` gives all of them one covariance.
 *   total Σwy: z = wy;  mean m: z = w(y − m)/Σw;  ratio R: z = w(y − Rx)/Σwx;
 *   variance S² = n/(n−1) Σw(y − m)²/Σw: z = w(n/(n−1)(y − m)² − S²)/Σw;
 *   f(a, b, …): z = Σ ∂f/∂a z_a.
 * A domain is a mask: rows outside have a score of 0 and keep their place in the design. Sources:
 * C.-E. Särndal et al., Model Assisted Survey Sampling (1992), §5; T. Lumley, Complex Surveys (2010).
 */
import type { Design } from './design.ts';
import { variance } from './linearisation.ts';
import { studentQuantile } from '../numerics/quantile.ts';
import { confidence, finite, Refusal, sameLength } from '../refusal.ts';
import { student } from '../numerics/distributions.ts';

/** A figure before its error is known. */
export type Linear = { value: number; scores: Float64Array };

export type Estimates = {
	values: Float64Array;
	/** row by row */
	covariance: Float64Array;
	errors: Float64Array;
	degrees: number;
};

export type Interval = { low: number; high: number };

/** Estimates from values and their covariance. */
export function estimates(
	values: ArrayLike<number>,
	covariance: Float64Array,
	degrees: number
): Estimates {
	const size = values.length;
	const errors = Float64Array.from({ length: size }, (_, at) =>
		Math.sqrt(Math.max(0, covariance[at * size + at]!))
	);
	return { values: Float64Array.from(values), covariance, errors, degrees };
}

/** Values, errors and covariances of figures of one design. */
export function estimate(design: Design, figures: Linear[]): Estimates {
	const covariance = variance(
		design,
		figures.map(({ scores }) => scores)
	);
	return estimates(
		figures.map(({ value }) => value),
		covariance,
		design.degrees
	);
}

/** value ± t √V with the degrees of the design; `degrees` may be given, endless for z. */
export function interval(value: number, error: number, degrees: number, level = 0.95): Interval {
	confidence(level);
	if (!(degrees > 0)) throw new Refusal('no-degrees', 'degrees');
	const half = studentQuantile(level, degrees) * error;
	return { low: value - half, high: value + half };
}

/** Sum of weights (people) and number of rows of a domain. */
export function size(
	{ weights, rows }: Pick<Design, 'weights' | 'rows'>,
	domain?: Uint8Array
): { people: number; respondents: number } {
	if (domain) sameLength([weights, domain], 'domain');
	let people = 0;
	let respondents = 0;
	for (let row = 0; row < rows; row++) {
		if (domain && !domain[row]) continue;
		people += weights[row]!;
		respondents++;
	}
	if (respondents === 0) throw new Refusal('empty-domain', 'domain');
	return { people, respondents };
}

/** Refuses a value that is no number inside the domain; outside it may be anything. */
function checked(design: Design, y: Float64Array, domain: Uint8Array | undefined): void {
	sameLength([design.weights, y], 'values');
	for (let row = 0; row < y.length; row++) if (!domain || domain[row]) finite(y[row]!, 'value');
}

export function total(design: Design, y: Float64Array, domain?: Uint8Array): Linear {
	checked(design, y, domain);
	const scores = new Float64Array(y.length);
	let value = 0;
	for (let row = 0; row < y.length; row++) {
		if (domain && !domain[row]) continue;
		scores[row] = design.weights[row]! * y[row]!;
		value += scores[row]!;
	}
	return { value, scores };
}

export function ratio(
	design: Design,
	y: Float64Array,
	x: Float64Array,
	domain?: Uint8Array
): Linear {
	checked(design, y, domain);
	checked(design, x, domain);
	size(design, domain);
	const { weights } = design;
	let over = 0;
	let under = 0;
	for (let row = 0; row < y.length; row++) {
		if (domain && !domain[row]) continue;
		over += weights[row]! * y[row]!;
		under += weights[row]! * x[row]!;
	}
	if (under === 0) throw new Refusal('zero-denominator', 'denominator');
	const value = over / under;
	const scores = new Float64Array(y.length);
	for (let row = 0; row < y.length; row++)
		if (!domain || domain[row]) scores[row] = (weights[row]! * (y[row]! - value * x[row]!)) / under;
	return { value, scores };
}

/** The mean; of a column of 0 and 1, the share. */
export function mean(design: Design, y: Float64Array, domain?: Uint8Array): Linear {
	checked(design, y, domain);
	const { people } = size(design, domain);
	const { weights } = design;
	// From a value of the data, so that a large constant does not take the digits.
	let origin = 0;
	for (let row = 0; row < y.length; row++)
		if (!domain || domain[row]) {
			origin = y[row]!;
			break;
		}
	let sum = 0;
	for (let row = 0; row < y.length; row++)
		if (!domain || domain[row]) sum += weights[row]! * (y[row]! - origin);
	const value = origin + sum / people;
	const scores = new Float64Array(y.length);
	for (let row = 0; row < y.length; row++)
		if (!domain || domain[row]) scores[row] = (weights[row]! * (y[row]! - value)) / people;
	return { value, scores };
}

/** The variance of a column in the population. */
export function populationVariance(design: Design, y: Float64Array, domain?: Uint8Array): Linear {
	const { people, respondents: n } = size(design, domain);
	if (n < 2) throw new Refusal('too-few', 'respondents');
	const { value: middle } = mean(design, y, domain);
	const { weights } = design;
	const scale = n / (n - 1);
	const scores = new Float64Array(y.length);
	let sum = 0;
	for (let row = 0; row < y.length; row++)
		if (!domain || domain[row]) sum += weights[row]! * (y[row]! - middle) ** 2;
	const value = (scale * sum) / people;
	for (let row = 0; row < y.length; row++)
		if (!domain || domain[row])
			scores[row] = (weights[row]! * (scale * (y[row]! - middle) ** 2 - value)) / people;
	return { value, scores };
}

/** A smooth function of figures: its value and its slopes in each of them. */
export function combination(value: number, figures: Linear[], slopes: number[]): Linear {
	const scores = new Float64Array(
		sameLength(
			figures.map((one) => one.scores),
			'scores'
		)
	);
	figures.forEach((figure, index) => {
		const slope = finite(slopes[index] ?? NaN, 'slope');
		for (let row = 0; row < scores.length; row++) scores[row]! += slope * figure.scores[row]!;
	});
	return { value: finite(value, 'value'), scores };
}

/** c′ values with variance c′ V c: a difference is the contrast (1, −1). */
export function contrast(
	{ values, covariance, degrees }: Estimates,
	coefficients: ArrayLike<number>
): { value: number; error: number; degrees: number } {
	const size = sameLength([values, coefficients], 'coefficients');
	let value = 0;
	let squares = 0;
	for (let j = 0; j < size; j++) {
		value += coefficients[j]! * values[j]!;
		for (let k = 0; k < size; k++)
			squares += coefficients[j]! * coefficients[k]! * covariance[j * size + k]!;
	}
	return { value, error: Math.sqrt(Math.max(0, squares)), degrees };
}

/** Student's t of a value against 0 and its two-sided p-value. */
export function significance(
	value: number,
	error: number,
	degrees: number
): { statistic: number; degrees: number; p: number } {
	if (!(error > 0)) throw new Refusal('no-variation', 'error');
	if (!(degrees > 0)) throw new Refusal('no-degrees', 'degrees');
	const statistic = value / error;
	return { statistic, degrees, p: student.both(statistic, degrees) };
}

/**
 * How many times larger the variance is than that of a simple random sample of as many respondents:
 * of a mean S²(1 − n/N)/n, of a total N² times that; with `replacement` without 1 − n/N.
 */
export function designEffect(
	design: Design,
	y: Float64Array,
	{
		of = 'mean',
		domain,
		replacement = false
	}: { of?: 'mean' | 'total'; domain?: Uint8Array; replacement?: boolean } = {}
): { effect: number; effective: number } {
	const figure = of === 'mean' ? mean(design, y, domain) : total(design, y, domain);
	const [v] = variance(design, [figure.scores]);
	const { people, respondents: n } = size(design, domain);
	const spread = populationVariance(design, y, domain).value;
	if (!replacement && people <= n) throw new Refusal('more-than-population', 'respondents');
	const simple = (spread / n) * (replacement ? 1 : (people - n) / people);
	if (!(simple > 0)) throw new Refusal('no-variation', 'values');
	const effect = v! / (simple * (of === 'total' ? people ** 2 : 1));
	return { effect, effective: n / effect };
}
