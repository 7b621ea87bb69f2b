import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import {
	automaticLag,
	autocorrelations,
	durbinWatson,
	ljungBox,
	neweyWest,
	partialAutocorrelations
} from '#lib/statistics/series/autocorrelation.ts';
import { levelBreaks, supF, supFTest } from '#lib/statistics/series/changepoint.ts';
import {
	averageChart,
	countChart,
	rateChart,
	shareChart,
	valueChart
} from '#lib/statistics/series/chart.ts';
import { classical } from '#lib/statistics/series/decomposition.ts';
import { harmonics, segments } from '#lib/statistics/series/interruption.ts';
import {
	deviationFence,
	hampelFence,
	modifiedScores,
	seriesOutliers,
	tukeyFence
} from '#lib/statistics/series/outlier.ts';
import { countRegression, nestedTest, rateRatio } from '#lib/statistics/series/poisson.ts';
import { covarianceOf, design, leastSquares } from '#lib/statistics/numerics/regression.ts';
import { stl, strengths } from '#lib/statistics/series/stl.ts';
import { superSmoothed } from '#lib/statistics/series/supersmoother.ts';
import { seeded } from '#lib/simulation/random.ts';
import { reasonOf } from '../../refusals.ts';

const months = Array.from({ length: 72 }, (_, at) => at);
const { next } = seeded('months');
const noise = months.map(() => next() - 0.5);
const season = (at: number) => 4 * Math.sin((2 * Math.PI * at) / 12);

/** Yearly flow of the Nile at Aswan 1871–1970 (G. W. Cobb, Biometrika 65 (1978) 243). */
const nile = [
	1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
	799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701,
	916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862,
	698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812,
	742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906,
	901, 1170, 912, 746, 919, 718, 714, 740
];

describe('an interrupted series', () => {
	it('gets its jump and its change of slope back, the jump at the event itself', () => {
		const { level, slope } = segments(months, 40);
		const y = months.map((at) => 10 + 0.5 * at + (at >= 40 ? 6 - 0.2 * (at - 40) : 0) + season(at));
		const fit = leastSquares(design([months, level, slope, ...harmonics(months, 12, 1)]), y);
		[10, 0.5, 6, -0.2, 4, 0].forEach((value, at) =>
			expect(fit.coefficients[at]).toBeCloseTo(value, 8)
		);
		expect(reasonOf(() => segments(months, 0))).toBe('too-few');
		expect(reasonOf(() => segments(months, 99))).toBe('too-few');
		expect(reasonOf(() => harmonics(months, 12, 7))).toBe('too-many');
	});

	it('without lags has the errors of unequal variances', () => {
		const fit = leastSquares(
			design([months]),
			months.map((at) => at + 5 * noise[at]!)
		);
		const plain = neweyWest(fit, 0).to1DArray();
		covarianceOf(fit, 'HC0')
			.to1DArray()
			.forEach((value, at) => expect(plain[at]).toBeCloseTo(value, 12));
		expect(automaticLag(fit)).toBeGreaterThanOrEqual(0);
		expect(reasonOf(() => neweyWest(fit, 71))).toBe('too-few');
	});
});

describe('counts', () => {
	const visits = months.map((at) =>
		Math.round(200 + 50 * noise[at]! + 3 * at + (at >= 40 ? 60 : 0))
	);
	const { level } = segments(months, 40);
	const full = countRegression(design([months, level]), visits);

	it('are fitted so that they add up', () => {
		const sum = (list: ArrayLike<number>) => Array.from(list).reduce((a, b) => a + b, 0);
		expect(sum(full.fitted)).toBeCloseTo(sum(visits), 6);
		expect(full.dispersion).toBeGreaterThan(0);
		const { low, ratio, high } = rateRatio(full, 2);
		expect(low).toBeLessThan(ratio);
		expect(high).toBeGreaterThan(ratio);
	});

	it('over twice the people have half the rate and the same ratios', () => {
		const offset = months.map(() => Math.log(2));
		const halved = countRegression(design([months, level]), visits, offset);
		expect(halved.coefficients[0]).toBeCloseTo(full.coefficients[0]! - Math.log(2), 8);
		expect(halved.coefficients[2]).toBeCloseTo(full.coefficients[2]!, 8);
		expect(halved.deviance).toBeCloseTo(full.deviance, 6);
	});

	it('are tested against a smaller model, and refused when they are none', () => {
		const small = countRegression(design([months]), visits);
		expect(nestedTest(small, full).p).toBeLessThan(0.05);
		expect(reasonOf(() => nestedTest(full, small))).toBe('too-few');
		expect(
			reasonOf(() =>
				countRegression(
					design([months]),
					months.map(() => 0)
				)
			)
		).toBe('no-variation');
		expect(reasonOf(() => countRegression(design([[1, 2, 3]]), [1, -1, 2]))).toBe('negative');
	});
});

describe('neighbours in time', () => {
	it('correlate by the definition, and the first partial is the first', () => {
		const [first, second] = autocorrelations([1, 2, 3, 4, 5], 2) as [number, number];
		expect(first).toBeCloseTo(0.4, 12);
		expect(second).toBeCloseTo(-0.1, 12);
		expect(partialAutocorrelations([1, 2, 3, 4, 5], 2)[0]).toBeCloseTo(0.4, 12);
		expect(durbinWatson([1, -1, 1, -1])).toBe(3);
		expect(ljungBox(months.map(season), 6).p).toBeLessThan(1e-6);
		expect(reasonOf(() => autocorrelations([2, 2, 2], 1))).toBe('no-variation');
		expect(reasonOf(() => autocorrelations([1, 2], 2))).toBe('too-few');
	});
});

describe('a decomposition', () => {
	it('has parts that add up, whatever the series', () => {
		const value = fc.double({ min: -100, max: 100, noNaN: true });
		fc.assert(
			fc.property(
				fc.array(value, { minLength: 25, maxLength: 60 }),
				fc.constantFrom('periodic' as const, 7, 13),
				fc.boolean(),
				(series, how, robust) => {
					const parts = stl(series, { period: 12, season: how, robust });
					series.forEach((y, at) =>
						expect(parts.seasonal[at]! + parts.trend[at]! + parts.remainder[at]!).toBeCloseTo(y, 8)
					);
				}
			),
			{ numRuns: 30 }
		);
	});

	it('finds a season and a line as they are', () => {
		const series = months.map((at) => 20 + 0.3 * at + season(at));
		const level = stl(
			months.map((at) => 20 + season(at)),
			{ period: 12, season: 'periodic' }
		);
		months.forEach((at) => expect(level.seasonal[at]).toBeCloseTo(season(at), 6));
		const parts = stl(series, { period: 12, season: 'periodic' });
		expect(strengths(parts).seasonal).toBeGreaterThan(0.99);
		const { figure, trend, random } = classical(series, 12);
		figure.forEach((value, at) => expect(value).toBeCloseTo(season(at), 9));
		expect(trend[30]).toBeCloseTo(29, 9);
		expect(random[30]).toBeCloseTo(0, 9);
		expect(trend[5]).toBeNaN();
	});

	it('by the robust way is not moved by one wild month', () => {
		const series = months.map((at) => 20 + season(at) + noise[at]!);
		const wild = series.map((y, at) => (at === 33 ? y + 100 : y));
		const shift = (robust: boolean) => {
			const [one, other] = [series, wild].map((from) =>
				stl(from, { period: 12, season: 7, robust })
			) as [ReturnType<typeof stl>, ReturnType<typeof stl>];
			return Math.max(...one.trend.map((value, at) => Math.abs(value - other.trend[at]!)));
		};
		expect(shift(true)).toBeLessThan(shift(false) / 4);
		expect(stl(wild, { period: 12, season: 7, robust: true }).weights[33]).toBe(0);
	});

	it('refuses gaps and less than two cycles', () => {
		const short = months.slice(0, 20);
		expect(reasonOf(() => stl(short, { period: 12, season: 7 }))).toBe('too-few');
		expect(reasonOf(() => stl([...months, NaN], { period: 12, season: 7 }))).toBe('not-a-number');
		expect(reasonOf(() => classical(short, 12))).toBe('too-few');
		expect(reasonOf(() => classical(months, 12, 'multiplied'))).toBe('not-positive');
	});
});

describe('a change of level', () => {
	it('of the Nile lies after 1898, as published (supF 75.93)', () => {
		const found = supF(Matrix.ones(100, 1), nile);
		expect(found.statistic).toBeCloseTo(75.93, 2);
		expect(1870 + found.before).toBe(1898);
		const { before, levels, criterion } = levelBreaks(nile);
		expect(before).toEqual([28]);
		expect(levels[0]).toBeGreaterThan(levels[1]!);
		expect(criterion[1]).toBeLessThan(criterion[0]!);
		expect(levelBreaks(nile, { changes: 2 }).before.length).toBe(2);
		expect(supFTest(nile, seeded('nile').next, { draws: 199 }).p).toBe(1 / 200);
	});

	it('is not found where there is none', () => {
		expect(levelBreaks(noise).before).toEqual([]);
		expect(supFTest(noise, seeded('none').next, { draws: 199 }).p).toBeGreaterThan(0.05);
		expect(reasonOf(() => levelBreaks(months.map(() => 3)))).toBe('no-variation');
		expect(reasonOf(() => levelBreaks(nile, { changes: 9 }))).toBe('too-many');
	});
});

describe('outlying values', () => {
	it('are named by every rule, in any unit', () => {
		const values = [5, 6, 7, 5, 6, 8, 6, 7, 90, 6, 5, 7];
		for (const factor of [1, 1000]) {
			const scaled = values.map((value) => factor * value);
			expect(tukeyFence(scaled).flagged).toEqual([8]);
			expect(hampelFence(scaled).flagged).toEqual([8]);
			expect(deviationFence(scaled).flagged).toEqual([8]);
			expect(modifiedScores(scaled).flagged).toEqual([8]);
		}
		expect(reasonOf(() => modifiedScores([1, 1, 1, 9]))).toBe('no-variation');
		expect(reasonOf(() => deviationFence([2, 2, 2]))).toBe('no-variation');
		expect(reasonOf(() => tukeyFence([]))).toBe('no-observations');
	});

	it('of a seasonal series are seen against the season, and gaps are none', () => {
		const series = months.map((at) => 100 + 10 * season(at) + noise[at]!);
		series[50] = series[50]! + 30;
		series[20] = NaN;
		const { positions, replacements } = seriesOutliers(series, 12);
		expect(positions).toEqual([50]);
		expect(Number.isFinite(replacements[0])).toBe(true);
		expect(seriesOutliers(months.map(() => 4)).positions).toEqual([]);
	});

	it('do not bend the smoother of a line', () => {
		const line = superSmoothed(
			months,
			months.map((at) => 3 + 2 * at)
		);
		line.forEach((value, at) => expect(value).toBeCloseTo(3 + 2 * at, 8));
		expect(reasonOf(() => superSmoothed([1, 1, 1, 1, 1], [1, 2, 3, 4, 5]))).toBe('no-variation');
		expect(reasonOf(() => superSmoothed([5, 4, 3, 2, 1], [1, 2, 3, 4, 5]))).toBe('bad-option');
	});
});

describe('control charts', () => {
	it('flag what lies outside and hold their limits where values can be', () => {
		expect(countChart([4, 5, 6, 20, 5]).flagged).toEqual([3]);
		expect(countChart([1, 2, 1]).low[0]).toBe(0);
		const shares = shareChart([11, 12, 30], [50, 50, 50]);
		expect(shares.flagged).toEqual([2]);
		expect(shares.high.every((limit) => limit <= 1)).toBe(true);
		expect(rateChart([4, 8], [10, 20]).points).toEqual(Float64Array.of(0.4, 0.4));
		const rates = rateChart([4, 8], [10, 40]);
		expect(rates.high[0]! - rates.centre).toBeCloseTo(2 * (rates.high[1]! - rates.centre), 12);
		expect(valueChart([1, 2, 1, 2]).flagged).toEqual([]);
		const average = averageChart([5, 5, 5], { centre: 5, deviation: 1 });
		expect(average.points).toEqual(Float64Array.of(5, 5, 5));
		expect(average.high[0]).toBeCloseTo(5.6, 12);
		expect(reasonOf(() => shareChart([3, 9], [2, 9]))).toBe('more-than-observed');
		expect(reasonOf(() => countChart([1.5, 2]))).toBe('not-whole');
	});
});
