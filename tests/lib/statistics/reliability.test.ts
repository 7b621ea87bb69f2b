import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intraclass, kappa } from '#lib/statistics/scales/agreement.ts';
import { ranks, toCorrelations, covariances } from '#lib/statistics/numerics/correlation.ts';
import { oneFactor } from '#lib/statistics/scales/factor.ts';
import { derivedImportance, importanceGrid } from '#lib/statistics/scales/importance.ts';
import { itemAnalysis } from '#lib/statistics/scales/items.ts';
import { countSteps, likert } from '#lib/statistics/scales/likert.ts';
import { netPromoters } from '#lib/statistics/scales/promoters.ts';
import { alphaInterval, reliability, reversed } from '#lib/statistics/scales/reliability.ts';
import { superiority } from '#lib/statistics/comparison/superiority.ts';
import { meanInterval, usabilityGrade, usabilityScore } from '#lib/statistics/scales/usability.ts';
import { reasonOf } from '../../refusals.ts';

/** Answers of some people to some items that measure one thing, with noise. */
const answers = fc
	.array(
		fc.tuple(...Array.from({ length: 4 }, () => fc.double({ min: -2, max: 2, noNaN: true }))),
		{
			minLength: 12,
			maxLength: 30
		}
	)
	.map((people) =>
		Array.from({ length: 4 }, (_, item) =>
			people.map((one, at) => 3 * Math.sin(at) + 0.2 * one[item]! + Math.cos(1.3 * at * (item + 2)))
		)
	);

describe('Cronbach’s alpha', () => {
	it('does not know the unit of the scale, the order of people or that of items', () => {
		fc.assert(
			fc.property(answers, fc.double({ min: 0.1, max: 50, noNaN: true }), (items, factor) => {
				const plain = reliability(items);
				const scaled = reliability(items.map((item, at) => item.map((x) => factor * x + at)));
				const turned = reliability([...items].reverse().map((item) => [...item].reverse()));
				for (const other of [scaled, turned]) {
					expect(other.raw).toBeCloseTo(plain.raw, 9);
					expect(other.standardised).toBeCloseTo(plain.standardised, 9);
					expect(other.lambda6).toBeCloseTo(plain.lambda6, 8);
				}
				expect(turned.items[0]!.restCorrelation).toBeCloseTo(plain.items[3]!.restCorrelation, 9);
			}),
			{ numRuns: 50 }
		);
	});

	it('is 1 for items that differ by a constant, and grows with the number of parallel items', () => {
		const one = [1, 4, 2, 5, 3, 3];
		expect(reliability([one, one.map((x) => x + 1)]).raw).toBeCloseTo(1, 12);
		const low = alphaInterval(0.8, { n: 50, items: 5 });
		const wide = alphaInterval(0.8, { n: 20, items: 5 });
		expect(low.low).toBeLessThan(0.8);
		expect(low.high).toBeGreaterThan(0.8);
		expect(wide.high - wide.low).toBeGreaterThan(low.high - low.low);
	});

	it('leaves out cases with gaps, or only the pairs that lack', () => {
		const items = [
			[1, 2, 3, 4, NaN, 2],
			[2, 2, 3, 5, 4, 1],
			[1, 3, 3, NaN, 5, 2]
		];
		expect(reliability(items).n).toBe(4);
		expect(reliability(items, 'pairwise').n).toBe(6);
		expect(reliability(items, 'pairwise').items.map(({ n }) => n)).toEqual([5, 6, 5]);
	});

	it('turns items by the ends of the scale, not by those that somebody chose', () => {
		expect(Array.from(reversed([2, 3, NaN, 4], 1, 6))).toEqual([5, 4, NaN, 3]);
		expect(reasonOf(() => reversed([7], 1, 6))).toBe('out-of-bounds');
	});

	it('refuses by name what has no reliability', () => {
		expect(reasonOf(() => reliability([[1, 2, 3]]))).toBe('too-few');
		expect(reasonOf(() => reliability([[], []]))).toBe('too-few');
		const constant = [3, 3, 3, 3];
		expect(reasonOf(() => reliability([constant, [1, 2, 3, 4]]))).toBe('no-variation');
		expect(
			reasonOf(() =>
				reliability([
					[1, 2, Infinity],
					[1, 2, 3]
				])
			)
		).toBe('not-a-number');
		expect(
			reasonOf(() =>
				reliability([
					[1, 2, 3],
					[1, 2]
				])
			)
		).toBe('different-lengths');
		expect(
			reasonOf(() =>
				oneFactor(
					covariances([
						[1, 2, 4],
						[2, 1, 3]
					]),
					3
				)
			)
		).toBe('too-few');
	});
});

describe('items of a test of knowledge', () => {
	const right = [
		[1, 1, 0, 1, 1, 0, 1, 1],
		[1, 0, 0, 1, 1, 0, 1, 0],
		[1, 0, 0, 0, 1, 0, 0, 0],
		[1, 1, 0, 1, 0, 0, 1, 1]
	];

	it('have KR-20 equal to alpha, and shares of right answers', () => {
		const result = itemAnalysis(right);
		expect(result.kr20).toBeCloseTo(reliability(right).raw, 12);
		expect(result.items.map(({ difficulty }) => difficulty)).toEqual([0.75, 0.5, 0.25, 0.625]);
		expect(result.scores.reduce((sum, n) => sum + n, 0)).toBe(8);
		expect(result.kr21).toBeLessThan(result.kr20);
	});

	it('of the law school test have the difficulties that are published', () => {
		// R. D. Bock, M. Lieberman, Psychometrika 35 (1970) 179: 1,000 people, five questions
		const patterns = Object.entries({
			'00000': 3,
			'00001': 6,
			'00010': 2,
			'00011': 11,
			'00100': 1,
			'00101': 1,
			'00110': 3,
			'00111': 4,
			'01000': 1,
			'01001': 8,
			'01011': 16,
			'01101': 3,
			'01110': 2,
			'01111': 15,
			'10000': 10,
			'10001': 29,
			'10010': 14,
			'10011': 81,
			'10100': 3,
			'10101': 28,
			'10110': 15,
			'10111': 80,
			'11000': 16,
			'11001': 56,
			'11010': 21,
			'11011': 173,
			'11100': 11,
			'11101': 61,
			'11110': 28,
			'11111': 298
		});
		const people = patterns.flatMap(([pattern, n]) => Array.from({ length: n }, () => pattern));
		const items = [0, 1, 2, 3, 4].map((item) => people.map((pattern) => Number(pattern[item])));
		const result = itemAnalysis(items);
		expect(result.n).toBe(1000);
		expect(result.items.map(({ difficulty }) => difficulty)).toEqual([
			0.924, 0.709, 0.553, 0.763, 0.87
		]);
		expect(result.kr20).toBeCloseTo(0.295, 3);
		expect(result.items[2]!.restCorrelation).toBeGreaterThan(result.items[0]!.restCorrelation);
	});

	it('keep an item that everyone got right, without a correlation', () => {
		const result = itemAnalysis([...right, [1, 1, 1, 1, 1, 1, 1, 1]]);
		expect(result.items[4]).toMatchObject({ difficulty: 1, variance: 0 });
		expect(result.items[4]!.restCorrelation).toBeNaN();
		expect(result.items[4]!.dropped).toBeCloseTo(itemAnalysis(right).kr20, 12);
	});

	it('are refused when they are not right or wrong', () => {
		expect(
			reasonOf(() =>
				itemAnalysis([
					[0, 1, 2],
					[0, 1, 1]
				])
			)
		).toBe('out-of-bounds');
		expect(
			reasonOf(() =>
				itemAnalysis([
					[0, 1, NaN],
					[0, 1, 1]
				])
			)
		).toBe('missing');
		expect(
			reasonOf(() =>
				itemAnalysis([
					[1, 1, 1],
					[0, 0, 0]
				])
			)
		).toBe('no-variation');
	});
});

describe('agreement', () => {
	it('of fixed raters does not mind that one of them is strict; that of sampled raters does', () => {
		const ratings = [
			[9, 2, 5],
			[6, 1, 3],
			[8, 4, 6],
			[7, 1, 2]
		];
		const strict = ratings.map(([a, b, c]) => [a!, b! - 1, c!]);
		const [one, other] = [intraclass(ratings), intraclass(strict)];
		expect(other.fixed.value).toBeCloseTo(one.fixed.value, 12);
		expect(other.random.value).toBeLessThan(one.random.value);
		for (const { low, value, high } of Object.values(one)) {
			expect(low).toBeLessThan(value);
			expect(high).toBeGreaterThan(value);
		}
	});

	it('of coders is 1 when they agree and near 0 by chance alone', () => {
		expect(
			kappa([
				[5, 0],
				[0, 7]
			]).kappa
		).toBe(1);
		expect(
			kappa([
				[25, 25],
				[25, 25]
			]).kappa
		).toBe(0);
		const near = [
			[10, 4, 0],
			[3, 10, 3],
			[0, 4, 10]
		];
		const linear = [
			[1, 0.5, 0],
			[0.5, 1, 0.5],
			[0, 0.5, 1]
		];
		expect(kappa(near, { weights: linear }).kappa).toBeGreaterThan(kappa(near).kappa);
	});

	it('is refused where nothing varies', () => {
		expect(
			reasonOf(() =>
				intraclass([
					[3, 3],
					[3, 3]
				])
			)
		).toBe('no-variation');
		expect(reasonOf(() => intraclass([[1, 2]]))).toBe('too-few');
		expect(
			reasonOf(() =>
				kappa([
					[9, 0],
					[0, 0]
				])
			)
		).toBe('no-variation');
		expect(
			reasonOf(() =>
				kappa([
					[0, 0],
					[0, 0]
				])
			)
		).toBe('no-observations');
		expect(reasonOf(() => kappa([[1, 2]]))).toBe('too-few');
	});
});

describe('scores of satisfaction', () => {
	it('weigh as many equal weights like none, and parts that add up', () => {
		const score = fc.integer({ min: 0, max: 10 });
		fc.assert(
			fc.property(
				fc.array(score, { minLength: 2, maxLength: 60 }),
				fc.double({ min: 0.5, max: 40, noNaN: true }),
				(list, weight) => {
					const plain = netPromoters(list);
					const weighed = netPromoters(list, { weights: list.map(() => weight) });
					expect(weighed.net).toBeCloseTo(plain.net, 9);
					expect(weighed.error).toBeCloseTo(plain.sampleError, 9);
					const grown = Math.sqrt(list.length / (list.length - 1));
					expect(plain.sampleError).toBeCloseTo(grown * plain.error, 9);
					expect(weighed.effective).toBeCloseTo(list.length, 6);
					expect(plain.promoters + plain.passives + plain.detractors).toBeCloseTo(1, 12);
					expect(plain.net).toBeCloseTo(100 * (plain.promoters - plain.detractors), 9);
				}
			)
		);
		expect(netPromoters([10, 10, 0, 7], { weights: [1, 1, 2, 1] }).net).toBe(0);
	});

	it('are refused when an answer is no answer', () => {
		expect(reasonOf(() => netPromoters([11, 5]))).toBe('out-of-bounds');
		expect(reasonOf(() => netPromoters([9.5, 5]))).toBe('not-whole');
		expect(reasonOf(() => netPromoters([9, NaN]))).toBe('not-a-number');
		expect(reasonOf(() => netPromoters([]))).toBe('no-observations');
		expect(reasonOf(() => netPromoters([9, 8], { weights: [1, 0] }))).toBe('not-positive');
		expect(reasonOf(() => usabilityScore([1, 2, 3]))).toBe('different-lengths');
		expect(reasonOf(() => usabilityScore([3, 3, 3, 3, 3, 3, 3, 3, 3, NaN]))).toBe('missing');
		expect(reasonOf(() => meanInterval([50]))).toBe('too-few');
	});

	it('have grades with explicit edges', () => {
		expect(usabilityGrade(84.1)).toBe('A+');
		expect(usabilityGrade(84.0999)).toBe('A');
		expect(usabilityGrade(0)).toBe('F');
		expect(reasonOf(() => usabilityGrade(101))).toBe('out-of-bounds');
	});
});

describe('answers on ordered steps', () => {
	it('have shares that add up and a middle near the median', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(50), { minLength: 4, maxLength: 7 }), (counts) => {
				fc.pre(counts.some((n) => n > 0));
				const result = likert(counts);
				expect(result.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
				expect(Math.abs(result.interpolatedMedian - result.median)).toBeLessThanOrEqual(0.5);
				expect(result.net).toBeCloseTo(result.top - result.bottom, 12);
				const doubled = likert(counts.map((n) => 2 * n));
				expect(doubled.mean).toBeCloseTo(result.mean, 9);
				expect(doubled.median).toBe(result.median);
			})
		);
		expect(likert([5, 0, 0, 5])).toMatchObject({ median: 2.5, interpolatedMedian: 2.5 });
		expect(countSteps([1, NaN, 3], 1, 3)).toEqual({ counts: [1, 0, 1], missing: 1 });
	});

	it('compare two groups the same whichever is named first', () => {
		const step = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 20 });
		fc.assert(
			fc.property(step, step, (one, other) => {
				fc.pre(new Set([...one, ...other]).size > 1);
				const forth = superiority(one, other);
				const back = superiority(other, one);
				expect(forth.probability + back.probability).toBeCloseTo(1, 12);
				expect(forth.p).toBeCloseTo(back.p, 12);
				expect(forth.delta).toBeCloseTo(-back.delta, 12);
			})
		);
		expect(reasonOf(() => superiority([3, 3], [3]))).toBe('no-variation');
		expect(Array.from(ranks([3, 1, NaN, 3], 'lowest'))).toEqual([2, 1, NaN, 2]);
	});
});

describe('importance', () => {
	it('gives each attribute its share, and the shares add up to what all explain', () => {
		fc.assert(
			fc.property(answers, (items) => {
				const [overall, ...attributes] = items as [number[], ...number[][]];
				const result = derivedImportance(attributes, overall);
				expect(result.shapley.reduce((sum, one) => sum + one, 0)).toBeCloseTo(result.r2, 9);
				const turned = derivedImportance([...attributes].reverse(), overall);
				expect(turned.shapley[0]).toBeCloseTo(result.shapley[2]!, 9);
			}),
			{ numRuns: 30 }
		);
	});

	it('puts an attribute on a line to the upper side and refuses one alone', () => {
		const grid = importanceGrid(
			[
				{ importance: 3, performance: 3 },
				{ importance: 1, performance: 5 }
			],
			{ importance: 3, performance: 3 }
		);
		expect(grid.fields).toEqual(['keep_up', 'possible_overkill']);
		expect(reasonOf(() => importanceGrid([{ importance: 1, performance: 1 }]))).toBe('too-few');
		expect(
			reasonOf(() =>
				toCorrelations(
					covariances([
						[1, 1, 1],
						[1, 2, 3]
					])
				)
			)
		).toBe('no-variation');
	});
});
