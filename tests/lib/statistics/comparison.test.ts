import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { wildBootstrap } from '#lib/statistics/pilot/bootstrap.ts';
import { clusterCovariance, clusterTest, twoWayCovariance } from '#lib/statistics/pilot/cluster.ts';
import { differenceInDifferences, fourMeans } from '#lib/statistics/pilot/difference.ts';
import { eventStudy } from '#lib/statistics/pilot/eventstudy.ts';
import { demeaned, fixedEffects } from '#lib/statistics/pilot/panel.ts';
import { permutationTest, subsets } from '#lib/statistics/pilot/permutation.ts';
import {
	clustersPerArm,
	designEffect,
	detectableDifference
} from '#lib/statistics/comparison/power.ts';
import {
	covarianceOf,
	design,
	errorsOf,
	leastSquares
} from '#lib/statistics/numerics/regression.ts';
import { aggregatedEffects, groupTimes } from '#lib/statistics/pilot/staggered.ts';
import { nearestMix, placebosInSpace, syntheticControl } from '#lib/statistics/pilot/synthetic.ts';
import { seeded } from '#lib/simulation/random.ts';
import { reasonOf } from '../../refusals.ts';

const { next } = seeded('comparison');
const noise = () => next() + next() + next() - 1.5;
const communes = Array.from({ length: 60 }, (_, at) => `xã ${Math.floor(at / 6)}`);
const treated = Array.from({ length: 60 }, (_, at) => (at < 30 ? 1 : 0));
const post = Array.from({ length: 60 }, (_, at) => at % 2);
const outcome = treated.map((t, at) => 10 + 2 * t + post[at]! + 3 * t * post[at]! + noise());

describe('least squares', () => {
	const x = design([outcome.map(() => noise()), outcome.map(() => noise())]);

	it('leaves residuals that nothing in the columns explains', () => {
		const fit = leastSquares(x, outcome);
		const left = x.transpose().mmul(Matrix.columnVector(fit.residuals));
		for (const value of left.to1DArray()) expect(value).toBeCloseTo(0, 9);
		expect(fit.leverage.reduce((sum, h) => sum + h, 0)).toBeCloseTo(fit.k, 10);
	});

	it('weighs a case of weight two like the case twice', () => {
		const rows = [...Array(60).keys()];
		const twice = [...rows, 0, 7];
		const weights = rows.map((at) => (at === 0 || at === 7 ? 2 : 1));
		const weighed = leastSquares(x, outcome, weights).coefficients;
		const doubled = leastSquares(
			x.subMatrixRow(twice),
			twice.map((at) => outcome[at]!)
		).coefficients;
		weighed.forEach((value, at) => expect(value).toBeCloseTo(doubled[at]!, 10));
	});

	it('refuses columns that others determine, whatever their size', () => {
		const one = outcome.map((_, at) => at);
		const fit = (...columns: number[][]) => reasonOf(() => leastSquares(design(columns), outcome));
		expect(
			fit(
				one,
				one.map((value) => 1e6 * value + 3)
			)
		).toBe('singular');
		expect(fit(one.map(() => 5))).toBe('singular');
		expect(fit(one.map(() => 0))).toBe('singular');
		expect(reasonOf(() => leastSquares(design([[1, 2]]), [1, 2]))).toBe('too-few');
		expect(reasonOf(() => design([[1, NaN]]))).toBe('not-a-number');
	});
});

describe('errors with clusters', () => {
	const x = design([treated, post]);
	const fit = leastSquares(x, outcome);
	const alone = outcome.map((_, at) => at);
	const close = (one: Matrix, other: Matrix) =>
		one.to1DArray().forEach((value, at) => expect(value).toBeCloseTo(other.to1DArray()[at]!, 10));

	it('are those of unequal variances when every case is its own cluster', () => {
		close(clusterCovariance(fit, alone, 'CR0'), covarianceOf(fit, 'HC0'));
		close(clusterCovariance(fit, alone, 'CR2'), covarianceOf(fit, 'HC2'));
	});

	it('do not depend on the order of the cases', () => {
		const turned = leastSquares(new Matrix(x.to2DArray().reverse()), [...outcome].reverse());
		const labels = [...communes].reverse();
		for (const spread of ['CR0', 'CR1', 'CR1S', 'CR2'] as const)
			close(clusterCovariance(turned, labels, spread), clusterCovariance(fit, communes, spread));
	});

	it('of the mean of equal clusters have one degree of freedom less than clusters', () => {
		const mean = leastSquares(Matrix.ones(60, 1), outcome);
		const test = clusterTest(mean, communes, [1]);
		expect(test.degrees).toBeCloseTo(9, 8);
		const means = [...new Set(communes)].map(
			(name) => outcome.filter((_, at) => communes[at] === name).reduce((a, b) => a + b, 0) / 6
		);
		const centre = means.reduce((a, b) => a + b, 0) / 10;
		const variance = means.reduce((sum, value) => sum + (value - centre) ** 2, 0) / 9;
		expect(test.error).toBeCloseTo(Math.sqrt(variance / 10), 10);
		expect(test.error).toBeCloseTo(errorsOf(clusterCovariance(mean, communes, 'CR2'))[0]!, 12);
		// five treated and five other communes of one size: as in a t test of ten means
		const between = leastSquares(design([treated]), outcome);
		expect(clusterTest(between, communes, [0, 1]).degrees).toBeCloseTo(8, 8);
	});

	it('in two ways are finite and refuse one cluster', () => {
		const waves = outcome.map((_, at) => at % 6);
		const errors = errorsOf(twoWayCovariance(fit, communes, waves, { both: 'clustered' }));
		expect(errors.every((error) => error > 0)).toBe(true);
		expect(
			reasonOf(() =>
				clusterCovariance(
					fit,
					outcome.map(() => 'xã')
				)
			)
		).toBe('one-cluster');
		expect(reasonOf(() => clusterTest(fit, ['a'], [0, 0, 1]))).toBe('different-lengths');
	});
});

describe('the difference in differences', () => {
	it('is that of the four means', () => {
		const pick = (t: number, p: number) =>
			outcome.filter((_, at) => treated[at] === t && post[at] === p);
		const { effect } = fourMeans(
			{ before: pick(1, 0), after: pick(1, 1) },
			{ before: pick(0, 0), after: pick(0, 1) }
		);
		const fit = differenceInDifferences(outcome, treated, post, communes);
		expect(fit.coefficients[3]).toBeCloseTo(effect.difference, 10);
		expect(fit.test.estimate).toBeCloseTo(effect.difference, 10);
		expect(fit.arms).toEqual({ treated: 5, control: 5 });
		expect(fit.test.degrees).toBeGreaterThan(6);
	});

	it('refuses one treated commune: only a permutation is left', () => {
		const one = communes.map((name) => (name === 'xã 0' ? 1 : 0));
		expect(reasonOf(() => differenceInDifferences(outcome, one, post, communes))).toBe('too-few');
		const halves = outcome.map(() => 0.5);
		expect(reasonOf(() => differenceInDifferences(outcome, halves, post, communes))).toBe(
			'out-of-bounds'
		);
	});

	it('by fixed effects is the same as by dummies', () => {
		const wave = post.map(String);
		const unit = outcome.map((_, at) => Math.floor(at / 2));
		const both = treated.map((t, at) => t * post[at]!);
		const { fit, absorbed } = fixedEffects(outcome, [both], [unit, wave]);
		const plain = differenceInDifferences(outcome, treated, post, communes);
		expect(fit.coefficients[0]).toBeCloseTo(plain.coefficients[3], 9);
		expect(absorbed).toBe(31);
		expect(demeaned([outcome], [unit])[0]!.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 9);
		expect(reasonOf(() => fixedEffects(outcome, [treated], [unit]))).toBe('singular');
	});
});

describe('an event study', () => {
	const years = [1, 2, 3, 4, 5];
	const rows = Array.from({ length: 12 }, (_, unit) =>
		years.map((year) => ({
			unit,
			year,
			start: unit < 4 ? 3 : unit < 8 ? 4 : Infinity,
			y: unit + 2 * year + (unit < 4 && year >= 3 ? 5 : unit < 8 && unit >= 4 && year >= 4 ? 1 : 0)
		}))
	).flat();
	const panel = (list: typeof rows, wobble: number) => ({
		outcome: list.map(({ y, unit, year }) => y + wobble * Math.sin(7 * unit + 3 * year)),
		unit: list.map(({ unit }) => unit),
		period: list.map(({ year }) => year),
		start: list.map(({ start }) => start)
	});

	it('finds an effect that starts at once, and none before', () => {
		const one = rows.filter(({ start }) => start !== 4);
		const { times, effects } = eventStudy(panel(one, 1e-4));
		expect(times).toEqual([-2, 0, 1, 2]);
		[0, 5, 5, 5].forEach((effect, at) => expect(effects[at]).toBeCloseTo(effect, 2));
		const small = eventStudy(panel(rows, 1), { test: 'F' }).pretrend!;
		const large = eventStudy(panel(rows, 1)).pretrend!;
		expect(small.statistic).toBe(large.statistic);
		expect(small.p).toBeGreaterThan(large.p);
		const treatedOnly = rows.filter(({ start }) => start === 3);
		expect(reasonOf(() => eventStudy(panel(treatedOnly, 1)))).toBe('too-few');
	});

	it('of cohorts with different effects gives each its own', () => {
		for (const against of ['never', 'not-yet'] as const) {
			const found = groupTimes(panel(rows, 1e-4), against);
			const { cohort, simple } = aggregatedEffects(found);
			expect(cohort.by.get(3)!.effect).toBeCloseTo(5, 2);
			expect(cohort.by.get(4)!.effect).toBeCloseTo(1, 2);
			expect(cohort.overall.effect).toBeCloseTo(3, 2);
			expect(simple.effect).toBeCloseTo((3 * 5 + 2 * 1) / 5, 2);
			for (const { time, effect } of found.estimates)
				if (time < 0) expect(effect).toBeCloseTo(0, 2);
		}
		expect(reasonOf(() => groupTimes(panel(rows.slice(1), 1)))).toBe('missing');
		// units treated all along change nothing; without never treated ones the last periods fall away
		const all = rows.concat(
			rows.filter(({ unit }) => unit === 0).map((row) => ({ ...row, unit: 99, start: 1 }))
		);
		const effects = (list: typeof rows) =>
			groupTimes(panel(list, 1e-4)).estimates.map(({ effect, error }) => [effect, error]);
		expect(effects(all)).toEqual(effects(rows));
		const treatedAll = rows.filter(({ start }) => start !== Infinity);
		expect(reasonOf(() => groupTimes(panel(treatedAll, 1)))).toBe('too-few');
		const { estimates, pretrend } = groupTimes(panel(treatedAll, 1e-4), 'not-yet');
		expect(pretrend).toBeUndefined();
		expect(estimates.map(({ cohort, period }) => [cohort, period])).toEqual([
			[3, 2],
			[3, 3],
			[4, 2]
		]);
		expect(estimates[1]!.effect).toBeCloseTo(5, 2);
	});
});

describe('a permutation', () => {
	it('gives every small p as often as it says when nothing happened', () => {
		const values = [1.3, -0.4, 2.2, 5.1, 0.7, 3.6];
		const found: number[] = [];
		subsets(6, 3, (members) => found.push(permutationTest(values, members).p));
		expect(found.length).toBe(20);
		for (const p of new Set(found)) {
			const share = found.filter((other) => other <= p + 1e-12).length / found.length;
			expect(share).toBeCloseTo(p, 12);
		}
	});

	it('by chance comes near the whole, and knows its smallest p', () => {
		const values = Array.from({ length: 12 }, (_, at) => noise() + (at < 3 ? 1 : 0));
		const exact = permutationTest(values, [0, 1, 2]);
		expect(exact).toMatchObject({ exact: true, assignments: 220, smallest: 1 / 220 });
		const { next: random } = seeded('permutation');
		const drawn = permutationTest(values, [0, 1, 2], { most: 10, random });
		expect(drawn.exact).toBe(false);
		expect(Math.abs(drawn.p - exact.p)).toBeLessThan(0.02);
		const scaled = permutationTest(
			values.map((value) => 9 * value + 4),
			[0, 1, 2]
		);
		expect(scaled.p).toBe(exact.p);
	});

	it('refuses nobody or everybody treated', () => {
		expect(reasonOf(() => permutationTest([1, 2], []))).toBe('too-few');
		expect(reasonOf(() => permutationTest([1, 2], [0, 1]))).toBe('too-few');
		expect(reasonOf(() => permutationTest([1, 2], [2]))).toBe('out-of-bounds');
		expect(reasonOf(() => permutationTest([1, NaN, 2], [0]))).toBe('not-a-number');
	});
});

describe('the wild cluster bootstrap', () => {
	const x = design([treated, post, treated.map((t, at) => t * post[at]!)]);

	it('looks at all signs of few clusters and finds a true value likely', () => {
		const there = wildBootstrap(x, outcome, communes, 3);
		expect(there).toMatchObject({ exact: true, draws: 1024, clusters: 10 });
		expect(there.p).toBeLessThan(0.05);
		const same = wildBootstrap(x, outcome, communes, 3, { hypothesis: there.estimate });
		expect(same.p).toBeGreaterThan(0.99);
		const scaled = wildBootstrap(
			x,
			outcome.map((y) => 3 * y),
			communes,
			3
		);
		expect(scaled.p).toBe(there.p);
	});

	it('by chance comes near the whole, with either kind of weights', () => {
		const { p } = wildBootstrap(x, outcome, communes, 1);
		for (const signs of ['rademacher', 'webb'] as const) {
			const { next: random } = seeded(signs);
			const drawn = wildBootstrap(x, outcome, communes, 1, { draws: 999, random, signs });
			expect(drawn.exact).toBe(false);
			expect(Math.abs(drawn.p - p)).toBeLessThan(0.05);
		}
		expect(reasonOf(() => wildBootstrap(x, outcome, treated, 3))).toBe('too-few');
	});
});

describe('the synthetic control', () => {
	const donors = [
		[1, 2, 3, 4, 6],
		[5, 3, 4, 2, 1],
		[2, 7, 1, 8, 2]
	];

	it('has weights that add up to 1 and finds a mix again', () => {
		const share = fc.double({ min: 0.01, max: 1, noNaN: true });
		fc.assert(
			fc.property(fc.tuple(share, share, share), (parts) => {
				const all = parts.reduce((sum, part) => sum + part, 0);
				const target = donors[0]!.map((_, at) =>
					donors.reduce((sum, donor, j) => sum + (parts[j]! / all) * donor[at]!, 0)
				);
				const weights = nearestMix(target, donors);
				expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 10);
				weights.forEach((w, j) => expect(w).toBeCloseTo(parts[j]! / all, 5));
			})
		);
	});

	it('never takes from a donor, even for a unit beyond them all', () => {
		const path = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 5, maxLength: 5 });
		fc.assert(
			fc.property(path, fc.array(path, { minLength: 6, maxLength: 9 }), (target, many) => {
				fc.pre(new Set(many.map(String)).size === many.length);
				const weights = nearestMix(target, many);
				const rest = target.map((value, at) =>
					many.reduce((left, donor, j) => left - weights[j]! * donor[at]!, value)
				);
				// nearest: no donor lies further along what is left
				for (const donor of many) {
					const along = donor.reduce((sum, value, at) => {
						const mixed = target[at]! - rest[at]!;
						return sum + rest[at]! * (value - mixed);
					}, 0);
					expect(along).toBeLessThan(1e-6);
				}
				expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
				expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 10);
			})
		);
	});

	it('is no better than any other mix, and gives a rank among placebos', () => {
		const unit = [2, 3, 3, 9, 9];
		const result = syntheticControl(unit, donors, 3);
		const square = (weights: number[]) =>
			[0, 1, 2].reduce((sum, at) => {
				const mixed = donors.reduce((all, donor, j) => all + weights[j]! * donor[at]!, 0);
				return sum + (unit[at]! - mixed) ** 2;
			}, 0);
		for (let a = 0; a <= 20; a++)
			for (let b = 0; a + b <= 20; b++)
				expect(square([a / 20, b / 20, (20 - a - b) / 20])).toBeGreaterThan(result.loss - 1e-12);
		const { rank, p } = placebosInSpace([unit, ...donors], 0, 3);
		expect(p).toBe(rank / 4);
		expect(reasonOf(() => syntheticControl(unit, donors, 5))).toBe('too-few');
	});
});

describe('the size of a comparison', () => {
	it('grows with likeness within clusters and falls with the difference', () => {
		expect(designEffect(1, 0.3)).toBe(1);
		expect(designEffect(20, 0)).toBe(1);
		expect(clustersPerArm(400, 20, 0.1)).toBeGreaterThan(clustersPerArm(400, 20, 0.01));
		const detect = (clusters: number) =>
			detectableDifference(clusters, 20, { deviation: 1, icc: 0.05 });
		expect(detect(40)).toBeCloseTo(detect(10) / 2, 10);
		expect(reasonOf(() => detectableDifference(1, 20, { deviation: 1, icc: 0 }))).toBe('too-few');
		expect(reasonOf(() => designEffect(20, 1.2))).toBe('out-of-bounds');
	});
});
