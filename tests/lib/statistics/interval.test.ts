import { describe, expect, it } from 'vitest';
import { ratio, wilson } from '#lib/statistics/interval.ts';
import { normalQuantile, studentQuantile } from '#lib/statistics/numerics/quantile.ts';
import { Refusal } from '#lib/statistics/refusal.ts';
import * as vectors from '../../vectors.ts';

const reason = (action: () => unknown) => {
	try {
		action();
	} catch (error) {
		if (error instanceof Refusal) return error.reason;
	}
	return undefined;
};

describe('the Wilson interval', () => {
	it('meets an example of Newcombe (1998), Table I', () => {
		const { low, high } = wilson(81, 263);
		expect(low).toBeCloseTo(0.2553, 4);
		expect(high).toBeCloseTo(0.3662, 4);
	});

	it.skipIf(!vectors.present)('meets every single proportion that R computed', () => {
		let met = 0;
		for (const { id, params, expected } of vectors.checks<{ wilson: number[] }>(
			'02_proportions_tests'
		)) {
			if (!id.startsWith('single.')) continue;
			const { low, high } = wilson(params.x!, params.n!, { level: params.level });
			expect(Math.abs(low - expected.wilson[0]!), id).toBeLessThan(1e-9);
			expect(Math.abs(high - expected.wilson[1]!), id).toBeLessThan(1e-9);
			met++;
		}
		expect(met).toBe(13);
	});

	it('narrows as the list is used up and closes when everyone has answered', () => {
		const width = (population?: number) => {
			const { low, high } = wilson(20, 29, { population });
			return high - low;
		};
		expect(width(34)).toBeLessThan(width(100));
		expect(width(100)).toBeLessThan(width());
		expect(width(1_000_000_000)).toBeCloseTo(width(), 8);
		expect(wilson(20, 34, { population: 34 })).toEqual({
			share: 20 / 34,
			low: 20 / 34,
			high: 20 / 34,
			effective: Infinity,
			complete: true
		});
	});

	it('holds its ends at 0 and 1', () => {
		expect(wilson(0, 20).low).toBe(0);
		expect(wilson(20, 20).high).toBe(1);
		expect(wilson(0, 20).high).toBeGreaterThan(0.1);
	});

	it('refuses by name what has no share', () => {
		expect(reason(() => wilson(0, 0))).toBe('no-observations');
		expect(reason(() => wilson(NaN, 10))).toBe('not-a-number');
		expect(reason(() => wilson(-1, 10))).toBe('negative');
		expect(reason(() => wilson(1.5, 10))).toBe('not-whole');
		expect(reason(() => wilson(11, 10))).toBe('more-than-observed');
		expect(reason(() => wilson(5, 10, { population: 9 }))).toBe('more-than-population');
		expect(reason(() => wilson(5, 10, { level: 1 }))).toBe('bad-level');
	});
});

describe('the ratio over days', () => {
	it('agrees with the formula worked by hand for two days', () => {
		// R = 30/60; z = (10 − 0.5·20)/60, (20 − 0.5·40)/60 = 0, 0
		expect(
			ratio([
				{ numerator: 10, denominator: 20 },
				{ numerator: 20, denominator: 40 }
			])
		).toMatchObject({ ratio: 0.5, error: 0, low: 0.5, high: 0.5, degrees: 1 });
		// R = 1/2; z = ±10/40; Var = 2 · 2 · (1/4)²
		const { error } = ratio([
			{ numerator: 20, denominator: 20 },
			{ numerator: 0, denominator: 20 }
		]);
		expect(error).toBeCloseTo(0.5, 12);
	});

	it.skipIf(!vectors.present)('meets the cluster ratio that R’s survey package computed', () => {
		const clusters = new Map<string, { numerator: number; denominator: number }>();
		for (const row of vectors.table('01_survey_api', 'apiclus1.csv')) {
			const sum = clusters.get(row.dnum!) ?? { numerator: 0, denominator: 0 };
			sum.numerator += Number(row['api.stu']);
			sum.denominator += Number(row.enroll);
			clusters.set(row.dnum!, sum);
		}
		const [expected] = vectors
			.checks<{ estimate: number; se: number }>('01_survey_api')
			.filter((check) => check.id === 'clus1_nofpc.ratio.apistu_enroll');
		const result = ratio([...clusters.values()]);
		expect(result.ratio).toBeCloseTo(expected!.expected.estimate, 10);
		expect(result.error).toBeCloseTo(expected!.expected.se, 10);
		expect(result.degrees).toBe(14);
	});

	it('cuts the interval of a share at 0 and 1', () => {
		const days = [
			{ numerator: 20, denominator: 20 },
			{ numerator: 1, denominator: 20 }
		];
		expect(ratio(days, { share: true })).toMatchObject({ low: 0, high: 1 });
	});

	it('refuses by name what has no ratio', () => {
		expect(reason(() => ratio([]))).toBe('no-observations');
		expect(reason(() => ratio([{ numerator: 1, denominator: 2 }]))).toBe('one-cluster');
		const nothing = { numerator: 0, denominator: 0 };
		expect(reason(() => ratio([nothing, nothing]))).toBe('zero-denominator');
		expect(reason(() => ratio([nothing, { numerator: NaN, denominator: 1 }]))).toBe('not-a-number');
		expect(reason(() => ratio([nothing, { numerator: 1, denominator: -1 }]))).toBe('negative');
		const over = { numerator: 3, denominator: 2 };
		expect(reason(() => ratio([over, over], { share: true }))).toBe('more-than-observed');
	});
});

describe('quantiles', () => {
	it('meet the tables', () => {
		expect(normalQuantile(0.95)).toBeCloseTo(1.95996398454005, 10);
		expect(studentQuantile(0.95, 29)).toBeCloseTo(2.0452296421327, 6);
	});

	it.skipIf(!vectors.present)('meet R’s Student quantiles to seven digits', () => {
		const check = vectors.checks<number[]>('10_distributions').find(({ id }) => id === 'qt');
		const { p, df } = (check!.params as unknown as { args: { p: number[]; df: number[] } }).args;
		check!.expected.forEach((expected, index) => {
			const t = studentQuantile(2 * p[index]! - 1, df[index]!);
			expect(Math.abs(t - expected) / expected, `p ${p[index]} df ${df[index]}`).toBeLessThan(1e-7);
		});
	});
});
