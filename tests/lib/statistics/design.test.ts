import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, postStratify, rake, trim } from '#lib/statistics/survey/calibration.ts';
import { design, weightingEffect, type Sample } from '#lib/statistics/survey/design.ts';
import { domainMeans, domainTotals } from '#lib/statistics/survey/domains.ts';
import {
	contrast,
	designEffect,
	estimate,
	mean,
	populationVariance,
	ratio,
	total
} from '#lib/statistics/survey/estimates.ts';
import { where } from '#lib/statistics/survey/codes.ts';
import { variance } from '#lib/statistics/survey/linearisation.ts';
import {
	quantiles,
	sampleQuantile,
	weightedQuantiles,
	type QuantileRule
} from '#lib/statistics/survey/quantiles.ts';
import { linear, logistic } from '#lib/statistics/survey/glm.ts';
import { Refusal } from '#lib/statistics/refusal.ts';
import { replicate } from '#lib/statistics/survey/replication.ts';
import { share, shareInterval } from '#lib/statistics/survey/shares.ts';
import { crosstab, raoScott, wald } from '#lib/statistics/survey/tables.ts';
import { present, table } from '../../vectors.ts';
import { checks } from '../../vectors.ts';
import { calibrated } from './survey.ts';
import type { Reference } from './reference.ts';

const reason = (action: () => unknown) => {
	try {
		action();
	} catch (error) {
		if (error instanceof Refusal) return error.reason;
		throw error;
	}
	return undefined;
};

type Row = { stratum: number; cluster: number; weight: number; y: number; a: number; b: number };

/** Rows in 2 strata of at least two clusters each, with everything that a figure may need. */
const samples = fc
	.array(
		fc.record({
			stratum: fc.integer({ min: 0, max: 1 }),
			cluster: fc.integer({ min: 0, max: 3 }),
			weight: fc.double({ min: 0.5, max: 20, noNaN: true }),
			y: fc.double({ min: -50, max: 50, noNaN: true }),
			a: fc.integer({ min: 0, max: 2 }),
			b: fc.integer({ min: 0, max: 1 })
		}),
		{ minLength: 4, maxLength: 60 }
	)
	.map((rows): Row[] => [
		...rows,
		...[0, 1].flatMap((stratum) =>
			[0, 1].flatMap((cluster) =>
				[0, 1, 2].map((a) => ({
					stratum,
					cluster,
					weight: 2,
					y: cluster + a * a,
					a,
					b: (a + cluster) % 2
				}))
			)
		)
	]);

const whole = (rows: Row[], name: keyof Row) => Int32Array.from(rows, (row) => row[name]);
const numbers = (rows: Row[], name: keyof Row) => Float64Array.from(rows, (row) => row[name]);

const drawn = (rows: Row[], more: Partial<Sample> = {}) =>
	design({
		rows: rows.length,
		weights: numbers(rows, 'weight'),
		strata: [whole(rows, 'stratum')],
		clusters: [whole(rows, 'cluster')],
		nested: true,
		...more
	});

/** The figures of a sample in one list: values, then errors. */
function all(rows: Row[], more: Partial<Sample> = {}): number[] {
	const sample = drawn(rows, more);
	const y = numbers(rows, 'y');
	const domain = where(whole(rows, 'a'), 1);
	const { values, errors } = estimate(sample, [
		mean(sample, y),
		mean(sample, y, domain),
		ratio(sample, y, numbers(rows, 'weight'))
	]);
	const means = domainMeans(sample, y, whole(rows, 'a'), 3);
	return [...values, ...errors, ...means.values, ...means.covariance];
}

const close = (got: ArrayLike<number>, expected: ArrayLike<number>, digits = 7) => {
	expect(got.length).toBe(expected.length);
	for (let at = 0; at < got.length; at++) expect(got[at]).toBeCloseTo(expected[at]!, digits);
};

describe('design-based figures', () => {
	it('do not depend on the order of rows', () => {
		fc.assert(fc.property(samples, (rows) => close(all([...rows].reverse()), all(rows))));
	});

	it('are the same for a record and for two with half of its weight in the same cluster', () => {
		fc.assert(
			fc.property(samples, fc.nat(), (rows, at) => {
				const one = rows[at % rows.length]!;
				const halves = rows.flatMap((row) =>
					row === one
						? [
								{ ...row, weight: row.weight / 2 },
								{ ...row, weight: row.weight / 2 }
							]
						: [row]
				);
				// The ratio has the weight as its denominator, which halves with it: left out.
				const drop = (list: number[]) => list.filter((_, index) => index !== 2 && index !== 5);
				close(drop(all(halves)), drop(all(rows)));
			})
		);
	});

	it('keep means and scale totals when every weight is multiplied', () => {
		fc.assert(
			fc.property(samples, (rows) => {
				const larger = rows.map((row) => ({ ...row, weight: row.weight * 1000 }));
				const y = numbers(rows, 'y');
				const [one, other] = [drawn(rows), drawn(larger)];
				const [small, large] = [one, other].map((sample) =>
					estimate(sample, [mean(sample, y), total(sample, y), populationVariance(sample, y)])
				);
				close([large!.values[0]!, large!.values[1]! / 1000, large!.values[2]!], small!.values, 6);
				close([large!.errors[0]!, large!.errors[1]! / 1000, large!.errors[2]!], small!.errors, 6);
			})
		);
	});

	it('with weights of one and no clusters are those of a simple random sample', () => {
		fc.assert(
			fc.property(samples, (rows) => {
				const y = numbers(rows, 'y');
				const n = y.length;
				const sample = design({ rows: n });
				const { values, errors } = estimate(sample, [mean(sample, y)]);
				const middle = y.reduce((sum, one) => sum + one, 0) / n;
				const s2 = y.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (n - 1);
				close([values[0]!, errors[0]!], [middle, Math.sqrt(s2 / n)]);
				close([populationVariance(sample, y).value], [s2], 6);
				expect(weightingEffect(sample)).toEqual({ effect: 1, effective: n });
				if (s2 > 0) close([designEffect(sample, y, { replacement: true }).effect], [1]);
			})
		);
	});

	it('of domains add up to those of everyone, with their covariances', () => {
		fc.assert(
			fc.property(samples, (rows) => {
				const y = numbers(rows, 'y');
				const sample = drawn(rows);
				const parts = domainTotals(sample, y, whole(rows, 'a'), 3);
				const { values, errors } = estimate(sample, [total(sample, y)]);
				const sum = contrast(parts, [1, 1, 1]);
				close([sum.value, sum.error], [values[0]!, errors[0]!], 6);
			})
		);
	});

	it('agree with the jackknife of clusters on a total', () => {
		fc.assert(
			fc.property(samples, (rows) => {
				const y = numbers(rows, 'y');
				const sample = drawn(rows);
				const { errors } = replicate(
					sample,
					'JKn',
					(weights) => total({ ...sample, weights }, y).value,
					{
						centre: 'estimate'
					}
				);
				close(errors, estimate(sample, [total(sample, y)]).errors, 6);
			})
		);
	});

	it('have the same variances from one column in groups as from a column for each group', () => {
		fc.assert(
			fc.property(samples, fc.boolean(), (rows, clustered) => {
				const sample = drawn(rows, clustered ? {} : { clusters: [] });
				const codes = whole(rows, 'a');
				const values = numbers(rows, 'y');
				const spread = [0, 1, 2].map((code) =>
					values.map((y, row) => (codes[row] === code ? y : 0))
				);
				close(variance(sample, { values, codes, groups: 3 }), variance(sample, spread), 5);
			})
		);
	});
});

describe('weighted quantiles', () => {
	it('with equal weights are those of the plain definitions', () => {
		const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 });
		const shares = fc.integer({ min: 1, max: 99 }).map((one) => one / 100);
		fc.assert(
			fc.property(values, shares, (list, p) => {
				const ones = list.map(() => 1);
				const of = (rule: QuantileRule) => weightedQuantiles(list, ones, [p], { rule })[0];
				expect(of('math')).toBe(sampleQuantile(list, p, 1));
				expect(of('school')).toBeCloseTo(sampleQuantile(list, p, 2), 9);
				expect(of('hf4')).toBeCloseTo(sampleQuantile(list, p, 4), 9);
				expect(of('hf5')).toBeCloseTo(sampleQuantile(list, p, 5), 9);
				expect(of('hf6')).toBeCloseTo(sampleQuantile(list, p, 6), 9);
				if (list.length > 1) expect(of('hf7')).toBeCloseTo(sampleQuantile(list, p, 7), 9);
				expect(of('hf8')).toBeCloseTo(sampleQuantile(list, p, 8), 9);
				expect(of('hf9')).toBeCloseTo(sampleQuantile(list, p, 9), 9);
			})
		);
	});
});

describe('calibrated weights', () => {
	it('reproduce their margins, whose totals then have no error', () => {
		fc.assert(
			fc.property(samples, (rows) => {
				const sample = drawn(rows);
				const margins = [
					{ codes: whole(rows, 'a'), totals: [300, 420, 280] },
					{ codes: whole(rows, 'b'), totals: [450, 550] }
				];
				for (const made of [
					rake(sample, margins),
					calibrate(sample, margins, { distance: 'raking' })
				])
					for (const { codes, totals } of margins) {
						const ones = new Float64Array(rows.length).fill(1);
						const found = domainTotals(made, ones, codes, totals.length);
						close(found.values, totals, 5);
						close(
							found.errors,
							totals.map(() => 0),
							4
						);
					}
			}),
			{ numRuns: 50 }
		);
	});

	it('stay between their bounds, or are refused', () => {
		fc.assert(
			fc.property(samples, (rows) => {
				const sample = drawn(rows);
				const people = sample.weights.reduce((sum, one) => sum + one, 0);
				const totals = [people * 0.34, people * 0.33, people * 0.33];
				for (const distance of ['linear', 'logit'] as const)
					try {
						const made = calibrate(sample, [{ codes: whole(rows, 'a'), totals }], {
							distance,
							bounds: [0.4, 2.5]
						});
						made.weights.forEach((weight, row) => {
							const g = weight / sample.weights[row]!;
							expect(g).toBeGreaterThanOrEqual(0.4 - 1e-9);
							expect(g).toBeLessThanOrEqual(2.5 + 1e-9);
						});
					} catch (error) {
						expect(error).toBeInstanceOf(Refusal);
					}
			}),
			{ numRuns: 50 }
		);
	});

	it.skipIf(!present)('meet the reference weights of every unit', () => {
		const columns: Record<string, string> = {
			poststrat_stype: 'cal.poststrat.stype',
			rake_stype_schwide: 'cal.rake.stype_schwide',
			calrake_stype_schwide: 'cal.calibrate_raking.stype_schwide',
			greg_stype: 'cal.greg.stype',
			greg_stype_api99: 'cal.greg.stype_api99',
			raking_stype_api99: 'cal.raking.stype_api99',
			'logit_0.7_1.7': 'cal.logit.stype_api99'
		};
		const rows = table('01_survey_api', 'calibrated_weights_clus1.csv');
		const known = checks<unknown>('01_survey_api') as unknown as Reference[];
		for (const [column, id] of Object.entries(columns)) {
			const check = known.find((one) => one.id === id);
			if (!check) continue;
			calibrated(check).weights.forEach((weight, row) => {
				const expected = Number(rows[row]![column]);
				expect(Math.abs(weight - expected) / expected, `${column} ${row}`).toBeLessThan(1e-6);
			});
		}
	});

	it('are refused by name where the margins cannot be met', () => {
		const sample = design({ rows: 4 });
		const codes = Int32Array.of(0, 0, 1, 1);
		const other = Int32Array.of(0, 1, 0, 1);
		expect(reason(() => postStratify(sample, codes, [5, 5, 5]))).toBe('empty-cell');
		expect(reason(() => postStratify(sample, codes, [5, 0]))).toBe('not-positive');
		expect(reason(() => postStratify(sample, codes, [5]))).toBe('missing-index');
		const uneven = [
			{ codes, totals: [5, 5] },
			{ codes: other, totals: [5, 6] }
		];
		expect(reason(() => rake(sample, uneven))).toBe('margins-disagree');
		expect(reason(() => calibrate(sample, uneven))).toBe('margins-disagree');
		const never = [
			{ codes: Int32Array.of(0, 0, 1, 1), totals: [5, 5] },
			{ codes: Int32Array.of(0, 0, 1, 1), totals: [4, 6] }
		];
		expect(reason(() => rake(sample, never))).toBe('not-converged');
		const values = Float64Array.of(1, 2, 3, NaN);
		expect(reason(() => calibrate(sample, [{ values, total: 10 }]))).toBe('not-a-number');
		expect(reason(() => trim(sample, 2, 3))).toBe('out-of-bounds');
	});
});

describe('a design', () => {
	it('refuses by name what was not drawn like that', () => {
		const rows = 4;
		const codes = Int32Array.of(0, 0, 1, 1);
		expect(reason(() => design({ rows: 0 }))).toBe('no-observations');
		expect(reason(() => design({ rows, weights: [1, 1, 0, 1] }))).toBe('zero-weight');
		expect(reason(() => design({ rows, weights: [1, 1, -1, 1] }))).toBe('negative-weight');
		expect(reason(() => design({ rows, weights: [1, 1, NaN, 1] }))).toBe('not-a-number');
		expect(reason(() => design({ rows, weights: [1, 1, Infinity, 1] }))).toBe('not-a-number');
		expect(reason(() => design({ rows, weights: [1] }))).toBe('different-lengths');
		expect(reason(() => design({ rows, clusters: [Int32Array.of(0, -1, 1, 1)] }))).toBe(
			'missing-index'
		);
		expect(reason(() => design({ rows, clusters: [new Int32Array(4)] }))).toBe('lonely-cluster');
		expect(reason(() => design({ rows, strata: [Int32Array.of(0, 0, 0, 1)] }))).toBe(
			'lonely-cluster'
		);
		expect(
			reason(() => design({ rows, strata: [codes], clusters: [Int32Array.of(0, 1, 0, 1)] }))
		).toBe('split-cluster');
		expect(reason(() => design({ rows, population: [[2, 2, 2, 2]] }))).toBe('more-than-population');
		expect(reason(() => design({ rows, population: [[9, 9, 9, 8]] }))).toBe('unequal-population');
	});

	it('knows no error when everyone of a stratum was asked', () => {
		const sample = design({ rows: 3, population: [[3, 3, 3]] });
		expect(estimate(sample, [mean(sample, Float64Array.of(1, 5, 9))]).errors[0]).toBe(0);
		expect([...sample.weights]).toEqual([1, 1, 1]);
	});

	it('counts a fraction and a number of units alike, and makes weights of them', () => {
		const y = Float64Array.of(1, 5, 9, 2);
		const [one, other] = [
			design({ rows: 4, population: [[40, 40, 40, 40]] }),
			design({ rows: 4, population: [[0.1, 0.1, 0.1, 0.1]] })
		].map((sample) => estimate(sample, [total(sample, y)]));
		close([...one!.values, ...one!.errors], [...other!.values, ...other!.errors]);
		expect(one!.values[0]).toBeCloseTo(170, 10);
	});

	it('adds the second stage: by hand, two of four clusters and two of three in each', () => {
		const y = Float64Array.of(1, 3, 2, 8);
		const sample = design({
			rows: 4,
			clusters: [Int32Array.of(0, 0, 1, 1), Int32Array.of(0, 1, 2, 3)],
			population: [
				[4, 4, 4, 4],
				[3, 3, 3, 3]
			]
		});
		// Weights 2 · 1.5 = 3; cluster totals 12 and 30; within 3, 9 and 6, 24.
		const between = (1 - 2 / 4) * 2 * 2 * 9 ** 2;
		const within = (2 / 4) * (1 - 2 / 3) * 2 * (2 * 3 ** 2 + 2 * 9 ** 2);
		const { values, errors } = estimate(sample, [total(sample, y)]);
		expect(values[0]).toBe(42);
		expect(errors[0]).toBeCloseTo(Math.sqrt(between + within), 10);
	});
});

describe('what has no answer', () => {
	const sample = design({ rows: 4 });
	const y = Float64Array.of(1, 2, 3, NaN);
	const nobody = new Uint8Array(4);

	it('is refused by name', () => {
		expect(reason(() => mean(sample, y))).toBe('not-a-number');
		expect(reason(() => mean(sample, Float64Array.of(1, 2)))).toBe('different-lengths');
		expect(reason(() => mean(sample, Float64Array.of(1, 2, 3, 4), nobody))).toBe('empty-domain');
		expect(reason(() => ratio(sample, new Float64Array(4), new Float64Array(4)))).toBe(
			'zero-denominator'
		);
		expect(reason(() => populationVariance(sample, y, Uint8Array.of(1, 0, 0, 0)))).toBe('too-few');
		expect(reason(() => weightedQuantiles([1, NaN], [1, 1], [0.5]))).toBe('not-a-number');
		expect(reason(() => weightedQuantiles([1, 2], [1, 0], [0.5]))).toBe('zero-weight');
		expect(reason(() => weightedQuantiles([1, 2], [1, 1], [1.5]))).toBe('bad-probability');
		const some = { share: 0.5, error: 0, degrees: 3, respondents: 4 };
		expect(reason(() => shareInterval(some))).toBe('no-variation');
		expect(reason(() => shareInterval({ ...some, error: 0.1, degrees: 0 }))).toBe('no-degrees');
		expect(reason(() => shareInterval({ ...some, share: 1.2 }))).toBe('bad-probability');
		const one = { codes: Int32Array.of(0, 0, 0, 0), groups: 1 };
		const two = { codes: Int32Array.of(0, 1, 0, 1), groups: 2 };
		const flat = crosstab(sample, one, two);
		expect(reason(() => raoScott(flat))).toBe('no-variation');
		expect(reason(() => wald(flat))).toBe('no-variation');
		expect(reason(() => crosstab(sample, one, two, nobody))).toBe('empty-domain');
	});

	it('of nobody or everybody is an end that would have had a chance', () => {
		const none = { share: 0, error: 0, degrees: 10, respondents: 29 };
		expect(shareInterval(none).high).toBeCloseTo(1 - 0.025 ** (1 / 29), 12);
		expect(shareInterval(none).low).toBe(0);
		expect(shareInterval({ ...none, share: 1 }).low).toBeCloseTo(0.025 ** (1 / 29), 12);
	});

	it('is no trap for a share: everybody is 1, and anything but 0 and 1 is refused', () => {
		const everybody = share(sample, Float64Array.of(1, 1, 1, 1));
		expect(everybody).toMatchObject({ share: 1, high: 1, respondents: 4, effective: 4 });
		const half = share(
			design({ rows: 40 }),
			Float64Array.from({ length: 40 }, (_, row) => row % 2)
		);
		expect(half.effective).toBeCloseTo(39, 8);
		expect(half.low).toBeLessThan(0.5);
		expect(reason(() => share(sample, Float64Array.of(0, 1, 2, 1)))).toBe('out-of-bounds');
		expect(reason(() => share(sample, Float64Array.of(0, 1, NaN, 1)))).toBe('not-a-number');
	});

	it('leaves an end of a quantile open where the data have none', () => {
		const [low] = quantiles(sample, Float64Array.of(1, 2, 3, 4), [0.25]);
		expect(low!.low).toBeNull();
	});
});

describe('regressions', () => {
	it('find the line that the answers lie on, and refuse what has none', () => {
		const x = Float64Array.of(1, 2, 3, 4, 5, 6);
		const sample = design({ rows: 6, weights: [1, 2, 3, 1, 2, 3] });
		const y = x.map((one) => 3 + 2 * one);
		close(linear(sample, y, [x]).values, [3, 2]);
		expect(reason(() => linear(sample, y, [x, x]))).toBe('singular');
		expect(reason(() => linear(sample, y.with(0, NaN), [x]))).toBe('not-a-number');
		const apart = Float64Array.of(0, 0, 0, 1, 1, 1);
		expect(['not-converged', 'singular']).toContain(reason(() => logistic(sample, apart, [x])));
		expect(reason(() => logistic(sample, y, [x]))).toBe('out-of-bounds');
	});

	it('with one group are the difference of its means', () => {
		fc.assert(
			fc.property(samples, (rows) => {
				const sample = drawn(rows);
				const group = numbers(rows, 'b');
				const means = domainMeans(sample, numbers(rows, 'y'), whole(rows, 'b'), 2);
				const { value, error } = contrast(means, [-1, 1]);
				const { values, errors } = linear(sample, numbers(rows, 'y'), [group]);
				close([values[1]!, errors[1]!], [value, error], 6);
			})
		);
	});
});
