import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandChances, bandOf } from '#lib/statistics/composite/band.ts';
import { aggregated, copeland } from '#lib/statistics/composite/aggregation.ts';
import {
	availability,
	denominated,
	imputed,
	interpolated
} from '#lib/statistics/composite/imputation.ts';
import { normalised, type Normalisation } from '#lib/statistics/composite/normalisation.ts';
import { rankGroups, ranked, rankUncertainty } from '#lib/statistics/composite/rank.ts';
import { sobolDesign, sobolIndices } from '#lib/statistics/composite/sensitivity.ts';
import {
	composed,
	effectiveWeights,
	structure,
	without
} from '#lib/statistics/composite/structure.ts';
import { logarithm, treated } from '#lib/statistics/composite/treatment.ts';
import {
	factorial,
	indexOf,
	resampledRanks,
	type Method
} from '#lib/statistics/composite/uncertainty.ts';
import { seeded } from '#lib/simulation/random.ts';
import { reasonOf } from '../../../refusals.ts';

const parts = [
	{ code: 'index', weight: 1 },
	{ code: 'work', parent: 'index', weight: 2 },
	{ code: 'effect', parent: 'index', weight: 1 },
	{ code: 'sessions', parent: 'work', weight: 1 },
	{ code: 'delay', parent: 'work', weight: 1 },
	{ code: 'knowledge', parent: 'effect', weight: 1 }
];
const tree = structure(parts);
const directions = new Map([
	['sessions', 1],
	['delay', -1],
	['knowledge', 1]
] as const);
const posts: Normalisation = { by: 'goalposts', lower: 0, upper: 100, scale: 100 };
/** In hundredths: columns that differ in their last bit only are constant to any arithmetic. */
const percent = fc.integer({ min: 100, max: 9900 }).map((hundredths) => hundredths / 100);
const indicators = fc
	.array(fc.tuple(percent, percent, percent), { minLength: 5, maxLength: 12 })
	.map(
		(units) => new Map(tree.indicators.map((code, at) => [code, units.map((unit) => unit[at]!)]))
	);

describe('an index', () => {
	it('rises with what is better and falls with what is worse, by every rule of aggregation', () => {
		const method = fc.constantFrom('arithmetic', 'geometric', 'harmonic');
		fc.assert(
			fc.property(indicators, method, fc.constantFrom(...tree.indicators), (values, how, code) => {
				const run = (from: Map<string, number[]>) =>
					indexOf(tree, from, directions, { normalise: posts, how: how as 'arithmetic' });
				const before = run(values).get('index')!;
				const moved = new Map(values);
				moved.set(
					code,
					values.get(code)!.map((value, at) => (at === 0 ? value + 0.9 : value))
				);
				const after = run(moved).get('index')!;
				const sign = code === 'delay' ? -1 : 1;
				expect(sign * (after[0]! - before[0]!)).toBeGreaterThan(0);
				expect(Array.from(after.slice(1))).toEqual(Array.from(before.slice(1)));
			})
		);
	});

	it('knows neither the unit of an indicator nor the order of the units', () => {
		const method: Method = { normalise: { by: 'min-max' }, how: 'arithmetic' };
		fc.assert(
			fc.property(indicators, (values) => {
				fc.pre([...values.values()].every((list) => new Set(list).size > 1));
				const plain = indexOf(tree, values, directions, method).get('index')!;
				const scaled = new Map(
					[...values].map(([code, list]) => [code, list.map((x) => 3 + 7 * x)])
				);
				const turned = new Map([...values].map(([code, list]) => [code, [...list].reverse()]));
				const other = indexOf(tree, scaled, directions, method).get('index')!;
				plain.forEach((score, at) => expect(other[at]).toBeCloseTo(score, 8));
				const back = indexOf(tree, turned, directions, method).get('index')!.reverse();
				expect(Array.from(back)).toEqual(Array.from(plain));
			})
		);
	});

	it('is lower by the geometric and lower still by the harmonic rule', () => {
		fc.assert(
			fc.property(fc.array(percent, { minLength: 2, maxLength: 6 }), (scores) => {
				const ones = scores.map(() => 1);
				const [a, g, h] = (['arithmetic', 'geometric', 'harmonic'] as const).map((how) =>
					aggregated(scores, ones, how)
				) as [number, number, number];
				expect(g).toBeLessThanOrEqual(a + 1e-9);
				expect(h).toBeLessThanOrEqual(g + 1e-9);
				expect(aggregated(scores, ones, { power: 1 })).toBeCloseTo(a, 9);
				expect(
					aggregated(
						scores,
						ones.map(() => 5),
						'geometric'
					)
				).toBeCloseTo(g, 9);
			})
		);
	});

	it('is not won by not reporting: below the threshold there is no score', () => {
		expect(aggregated([90, NaN, NaN], [1, 1, 1])).toBe(90);
		expect(aggregated([90, NaN, NaN], [1, 1, 1], 'arithmetic', 0.5)).toBeNaN();
		expect(aggregated([90, 80, NaN], [1, 1, 1], 'arithmetic', 2 / 3)).toBe(85);
		expect(
			Array.from(
				availability([
					[1, NaN],
					[2, 3]
				])
			)
		).toEqual([1, 0.5]);
	});

	it('counts each indicator by its weight in the whole', () => {
		const weights = effectiveWeights(tree);
		expect(weights.get('sessions')).toBeCloseTo(1 / 3, 12);
		const sum = tree.indicators.reduce((all, code) => all + weights.get(code)!, 0);
		expect(sum).toBeCloseTo(1, 12);
		expect(without(parts, 'knowledge').map(({ code }) => code)).toEqual([
			'index',
			'work',
			'sessions',
			'delay'
		]);
	});
});

describe('outliers of an indicator', () => {
	it('are drawn in by at most so many steps, else the logarithm is taken of the original', () => {
		const usual = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
		expect(treated(usual)).toMatchObject({ outcome: 'none', winsorised: 0 });
		const one = treated([...usual, 1000]);
		expect(one).toMatchObject({ outcome: 'winsorised', winsorised: 1 });
		expect(one.values[10]).toBe(10);
		const many = [...usual, NaN, ...usual, ...usual, 500, 1e4, 3e5];
		const logged = treated(many, { most: 1 });
		expect(logged.passed).toBe(false);
		expect(Array.from(logged.values)).toEqual(Array.from(logarithm(many)));
		expect(logged.values[10]).toBeNaN();
	});
});

describe('normalisation', () => {
	it('keeps gaps, holds goalposts and caps targets', () => {
		const x = [0, NaN, 50, 200];
		expect(Array.from(normalised(x, 1, posts))).toEqual([0, NaN, 50, 100]);
		expect(Array.from(normalised(x, -1, posts))).toEqual([100, NaN, 50, 0]);
		expect(Array.from(normalised(x, 1, { by: 'distance-to-target', target: 100 }))).toEqual([
			0,
			NaN,
			0.5,
			1
		]);
		expect(Array.from(normalised([3, 1, 3], 1, { by: 'rank' }))).toEqual([2, 1, 2]);
	});

	it('refuses by name what has no scale', () => {
		const constant = [4, 4, 4];
		for (const by of ['min-max', 'z-score', 'distance-to-maximum'] as const)
			expect(
				reasonOf(() => normalised(constant, 1, { by })),
				by
			).toBe('no-variation');
		expect(reasonOf(() => normalised([NaN, NaN], 1, { by: 'rank' }))).toBe('no-observations');
		expect(reasonOf(() => normalised([1, Infinity], 1, { by: 'rank' }))).toBe('not-a-number');
		expect(reasonOf(() => normalised([1, 2], 1, { by: 'goalposts', lower: 5, upper: 5 }))).toBe(
			'out-of-bounds'
		);
		expect(reasonOf(() => treated(constant))).toBe('too-few');
		expect(reasonOf(() => treated([4, 4, 4, 4]))).toBe('no-variation');
	});
});

describe('gaps', () => {
	it('are filled by group and stay marked; a group without values keeps them', () => {
		const { values, filled } = imputed([1, NaN, 3, NaN], { groups: ['a', 'a', 'a', 'b'] });
		expect(Array.from(values)).toEqual([1, 2, 3, NaN]);
		expect(Array.from(filled)).toEqual([0, 1, 0, 0]);
		expect(Array.from(interpolated([NaN, 1, NaN, 3, NaN]).values)).toEqual([NaN, 1, 2, 3, 3]);
		expect(Array.from(denominated([10, NaN], [2, 5], 100))).toEqual([500, NaN]);
		expect(reasonOf(() => denominated([1], [0]))).toBe('zero-denominator');
	});
});

describe('the tree of an index', () => {
	it('refuses codes twice, orphans, circles, two tops and weights of nothing', () => {
		const top = { code: 'top', weight: 1 };
		const under = (code: string, parent: string, weight = 1) => ({ code, parent, weight });
		expect(reasonOf(() => structure([]))).toBe('no-observations');
		expect(reasonOf(() => structure([top, top]))).toBe('bad-option');
		expect(reasonOf(() => structure([top, under('a', 'nobody')]))).toBe('missing');
		expect(reasonOf(() => structure([top, { code: 'b', weight: 1 }]))).toBe('bad-option');
		expect(reasonOf(() => structure([top, under('a', 'top', 0)]))).toBe('not-positive');
		expect(reasonOf(() => structure([top, under('a', 'top', -1)]))).toBe('negative');
		expect(
			reasonOf(() => structure([top, under('x', 'top'), under('a', 'b'), under('b', 'a')]))
		).toBe('bad-option');
		expect(reasonOf(() => composed(tree, new Map()))).toBe('missing');
		expect(reasonOf(() => aggregated([0, 5], [1, 1], 'geometric'))).toBe('not-positive');
	});
});

describe('ranks', () => {
	it('give equal published scores the better rank and leave gaps out', () => {
		expect(Array.from(ranked([70.04, 70.01, 90, NaN, 60], 1))).toEqual([2, 2, 1, NaN, 4]);
		expect(rankGroups([1, 2, 2, 4], [0.25, 0.75])).toEqual([1, 2, 2, 2]);
		expect(copeland([Float64Array.of(1, 2, 2)], [1]).scores).toEqual(Float64Array.of(-2, 1, 1));
	});

	it('have intervals that hold the nominal rank when nothing is uncertain', () => {
		const values = new Map(tree.indicators.map((code) => [code, [10, 20, 30, 40]]));
		const nominal: Method = { normalise: posts, how: 'arithmetic' };
		const { units, meanShift } = resampledRanks(tree, values, new Map(), { nominal, runs: 5 });
		expect(units.map(({ low, nominal, high }) => [low, nominal, high])).toEqual([
			[4, 4, 4],
			[3, 3, 3],
			[2, 2, 2],
			[1, 1, 1]
		]);
		expect(meanShift).toBe(0);
	});

	it('widen with the sampling error and come again with the same seed', () => {
		const values = new Map(tree.indicators.map((code) => [code, [40, 45, 50, 55]]));
		const nominal: Method = { normalise: posts, how: 'arithmetic' };
		const methods = factorial<Method['how']>(['arithmetic', 'geometric']).map(([how]) => ({
			...nominal,
			how: how!
		}));
		const run = (error: number) =>
			resampledRanks(tree, values, directions, {
				nominal,
				methods,
				errors: new Map(tree.indicators.map((code) => [code, [error, error, error, error]])),
				random: seeded('ranks').next,
				runs: 300
			});
		const width = (error: number) =>
			run(error).units.reduce((sum, { low, high }) => sum + high - low, 0);
		expect(width(10)).toBeGreaterThan(width(2));
		expect(run(5)).toEqual(run(5));
		expect(reasonOf(() => rankUncertainty([1, 2], []))).toBe('no-observations');
		expect(reasonOf(() => rankUncertainty([1, NaN], [[1, 2]]))).toBe('missing');
	});
});

describe('shares of the variance', () => {
	it('give nothing to a factor without effect and all to one alone', () => {
		const { next } = seeded('design');
		const points = () => Array.from({ length: 512 }, () => [next(), next()]);
		const design = sobolDesign(points(), points());
		const { first, total } = sobolIndices(
			design.map(([x]) => 4 * x!),
			512,
			2
		);
		expect(total[1]).toBe(0);
		expect(Math.abs(first[1]!)).toBe(0);
		expect(first[0]).toBeCloseTo(1, 0);
		expect(reasonOf(() => sobolIndices([1, 2, 3], 2, 1))).toBe('different-lengths');
		expect(reasonOf(() => sobolIndices(new Float64Array(6).fill(2), 2, 1))).toBe('no-variation');
	});
});

describe('bands of points', () => {
	const edges = [50, 70, 85];

	it('hold their lower edge and are taken of unrounded values', () => {
		expect([49.99, 50, 84.999, 85, 100].map((value) => bandOf(value, edges))).toEqual([
			0, 1, 2, 3, 3
		]);
		expect(reasonOf(() => bandOf(NaN, edges))).toBe('not-a-number');
		expect(reasonOf(() => bandOf(5, [70, 50]))).toBe('out-of-bounds');
	});

	it('have chances that add up to 1, even at an edge', () => {
		fc.assert(
			fc.property(percent, fc.double({ min: 0, max: 20, noNaN: true }), (estimate, error) => {
				const chances = bandChances(estimate, error, edges);
				expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
			})
		);
		expect(bandChances(70, 1e-6, edges)[1]).toBeCloseTo(0.5, 9);
		expect(bandChances(70, 0, edges)).toEqual([0, 0, 1, 0]);
	});
});
