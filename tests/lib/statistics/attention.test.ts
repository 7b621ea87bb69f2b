import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	evenOdd,
	individualVariability,
	isStraight,
	mahalanobis,
	namedTogether,
	runsOf,
	speed
} from '#lib/statistics/quality/attention.ts';
import { completeness } from '#lib/statistics/quality/completeness.ts';
import { eligibleShare, outcomeRates, weightedResponse } from '#lib/statistics/quality/outcome.ts';
import { presentation } from '#lib/statistics/quality/presentation.ts';
import {
	coherenceGap,
	daysBetween,
	dataCompleteness,
	revision,
	variationCoefficient
} from '#lib/statistics/quality/quality.ts';
import { design } from '#lib/statistics/numerics/regression.ts';
import {
	composition,
	propensities,
	representativity
} from '#lib/statistics/quality/representativity.ts';
import { seeded } from '#lib/simulation/random.ts';
import { reasonOf } from '../../refusals.ts';

describe('response rates', () => {
	const cases = fc.nat(500);
	const outcomes = fc.record({
		complete: cases,
		partial: cases,
		refused: cases,
		notReached: cases,
		other: cases,
		unknownUnit: cases,
		unknownOther: cases
	});

	it('grow from the strictest to the most generous, and parts add up', () => {
		fc.assert(
			fc.property(outcomes, fc.double({ min: 0, max: 1, noNaN: true }), (found, e) => {
				fc.pre(found.complete + found.refused > 0);
				const { response, refusal, contact } = outcomeRates(found, e);
				const [rr1, rr2, rr3, rr4, rr5, rr6] = response;
				expect(rr1).toBeLessThanOrEqual(rr3 + 1e-12);
				expect(rr3).toBeLessThanOrEqual(rr5 + 1e-12);
				expect(rr2).toBeLessThanOrEqual(rr4 + 1e-12);
				expect(rr4).toBeLessThanOrEqual(rr6 + 1e-12);
				const known = Object.values(found).reduce((a, b) => a + b, 0);
				const unknown = found.unknownUnit + found.unknownOther;
				const rest = (found.notReached + unknown) / known;
				expect(contact[0] + rest).toBeCloseTo(1, 12);
				expect(refusal[0]).toBeCloseTo(found.refused / known, 12);
			})
		);
	});

	it('are refused without cases, and for shares that are none', () => {
		const none = {
			complete: 0,
			partial: 0,
			refused: 0,
			notReached: 0,
			other: 0,
			unknownUnit: 0,
			unknownOther: 0
		};
		expect(reasonOf(() => outcomeRates(none, 0.5))).toBe('no-observations');
		expect(reasonOf(() => outcomeRates({ ...none, complete: 1 }, 1.5))).toBe('out-of-bounds');
		expect(reasonOf(() => outcomeRates({ ...none, complete: 1.5 }, 1))).toBe('not-whole');
		expect(outcomeRates({ ...none, notReached: 5 }, 1).cooperation[0]).toBeNaN();
		expect(reasonOf(() => eligibleShare(0, 0))).toBe('no-observations');
		const stratum = { n: 10, responded: 4, weight: 3 };
		expect(weightedResponse([stratum, stratum])).toEqual({ weighted: 0.4, plain: 0.4 });
		expect(reasonOf(() => weightedResponse([{ ...stratum, responded: 11 }]))).toBe(
			'more-than-observed'
		);
	});
});

describe('answers without reading', () => {
	it('show as runs, straight lines and no variation; gaps are no answers', () => {
		expect(runsOf([3, 3, 3, 1, 2])).toEqual({ longest: 3, average: 5 / 3 });
		expect(runsOf([NaN, NaN, 1]).longest).toBe(1);
		expect(isStraight([4, NaN, 4])).toBe(true);
		expect(isStraight([4, NaN])).toBe(false);
		expect(individualVariability([2, 2, NaN])).toBe(0);
		expect(individualVariability([2])).toBeNaN();
		expect(
			namedTogether([
				[1, 2],
				[2, 3],
				[3, 2]
			])
		).toEqual([2, 3]);
		expect(
			namedTogether(
				[
					[1, 2],
					[2, 3],
					[3, 2]
				],
				3
			)
		).toEqual([2]);
	});

	it('of one who is far from all have a distance that knows no unit', () => {
		const { next } = seeded('distance');
		const rows = Array.from({ length: 80 }, () => [next(), next(), next()]);
		rows[7] = [5, -5, 5];
		const plain = mahalanobis(rows);
		expect(plain.flagged).toContain(7);
		const scaled = mahalanobis(rows.map(([a, b, c]) => [100 * a! + 3, b! - c!, 2 * c!]));
		plain.squared.forEach((d, at) => expect(scaled.squared[at]).toBeCloseTo(d, 6));
		const mean = plain.squared.reduce((a, b) => a + b, 0) / 80;
		expect(mean).toBeCloseTo((3 * 79) / 80, 10);
		expect(reasonOf(() => mahalanobis(rows.map(([a]) => [a!, 2 * a!])))).toBe('singular');
		expect(reasonOf(() => mahalanobis(rows.slice(0, 3)))).toBe('too-few');
	});

	it('are consistent when both halves of every scale agree', () => {
		expect(evenOdd([1, 1, 3, 3, 5, 5], [2, 2, 2])).toBeCloseTo(-1, 12);
		expect(evenOdd([1, 5, 3, 3, 5, 1], [2, 2, 2])).toBeCloseTo(1, 12);
		expect(evenOdd([3, 3, 3, 3, 3, 3], [2, 2, 2])).toBeNaN();
		expect(reasonOf(() => evenOdd([1, 2], [2]))).toBe('too-few');
	});

	it('are fast against the median of all', () => {
		const { median, fast, outlying } = speed([600, 540, 60, 580, 610]);
		expect(median).toBe(580);
		expect(fast).toEqual([2]);
		expect(outlying).toEqual([2]);
		expect(reasonOf(() => speed([0, 10, 20]))).toBe('not-positive');
	});
});

describe('completeness', () => {
	it('counts what was asked, by question and by person', () => {
		const columns = [
			[1, NaN, 3],
			[NaN, NaN, 2]
		];
		expect(completeness(columns)).toMatchObject({ cells: 6, missing: 3, share: 0.5, complete: 1 });
		const asked = [
			[true, true, true],
			[false, true, true]
		];
		const filtered = completeness(columns, asked);
		expect(filtered).toMatchObject({ cells: 5, missing: 2, complete: 2 });
		expect(filtered.byQuestion.map(({ missing }) => missing)).toEqual([1, 1]);
		expect([...completeness(columns).patterns]).toEqual([
			['10', 1],
			['00', 1],
			['11', 1]
		]);
		expect(reasonOf(() => completeness([]))).toBe('no-observations');
	});
});

describe('representativity', () => {
	it('is perfect for a sample like the population, and worse otherwise', () => {
		const same = composition([25, 35, 40], [0.25, 0.35, 0.4]);
		expect(same).toMatchObject({ dissimilarity: 0, chiSquare: 0, p: 1 });
		expect(same.effective).toBeCloseTo(100, 9);
		const other = composition([50, 25, 25], [0.25, 0.35, 0.4]);
		expect(other.dissimilarity).toBeCloseTo(0.25, 12);
		expect(other.effective).toBeLessThan(100);
		expect(reasonOf(() => composition([1, 2], [0.5, 0.6]))).toBe('out-of-bounds');
		expect(reasonOf(() => composition([0, 2], [0.5, 0.5]))).toBe('zero-denominator');
	});

	it('of groups with different rates is that of the rates', () => {
		const urban = Array.from({ length: 200 }, (_, at) => (at < 100 ? 1 : 0));
		const responded = urban.map((one, at) => (one ? Number(at < 80) : Number(at < 140)));
		const { fitted } = propensities(design([urban]), responded);
		expect(fitted[0]).toBeCloseTo(0.8, 9);
		expect(fitted[199]).toBeCloseTo(0.4, 9);
		const result = representativity(fitted);
		expect(result.response).toBeCloseTo(0.6, 9);
		expect(result.indicator).toBeCloseTo(1 - 2 * 0.2 * Math.sqrt(200 / 199), 9);
		const weighed = representativity(
			fitted,
			fitted.map(() => 1)
		);
		expect(weighed.indicator).toBeCloseTo(result.indicator, 12);
		expect(representativity([0.5, 0.5]).indicator).toBe(1);
		expect(reasonOf(() => propensities(design([urban]), urban))).toBe('not-converged');
		expect(
			reasonOf(() =>
				propensities(
					design([urban]),
					urban.map(() => 1)
				)
			)
		).toBe('no-variation');
	});
});

describe('a share for publication', () => {
	it('is decided at the edges: 30 people, 30 points, 8 degrees', () => {
		const decide = (p: number, n: number, se: number, df: number) =>
			presentation(p, n, se, df).decision;
		expect(decide(0.5, 29, 0.05, 28)).toBe('suppress');
		expect(decide(0.9, 100, 0.056, 20)).toBe('suppress');
		expect(presentation(0.9, 100, 0.056, 20).width).toBeLessThan(0.3);
		expect(decide(0.5, 400, 0.025, 30)).toBe('present');
		expect(decide(0.5, 400, 0.025, 7)).toBe('review');
		expect(decide(0, 80, 0, 20)).toBe('review');
		expect(decide(1, 80, 0, 20)).toBe('review');
		expect(presentation(1, 80, 0, 20).high).toBe(1);
		expect(presentation(0.97, 300, 0.012, 25).relativeOfComplement).toBeGreaterThan(130);
		expect(decide(0.03, 300, 0.012, 25)).toBe('suppress');
		expect(reasonOf(() => presentation(0.5, 100, 0, 20))).toBe('not-positive');
		expect(reasonOf(() => presentation(1.2, 100, 0.1, 20))).toBe('out-of-bounds');
	});

	it('has the complement’s interval turned round', () => {
		const one = presentation(0.3, 200, 0.04, 20);
		const other = presentation(0.7, 200, 0.04, 20);
		expect(one.low).toBeCloseTo(1 - other.high, 9);
		expect(one.relative).toBeCloseTo(other.relativeOfComplement, 7);
	});
});

describe('indicators of quality', () => {
	it('count days and shares, and refuse dates that are none', () => {
		expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
		expect(daysBetween('2026-05-10', '2026-05-08')).toBe(-2);
		expect(reasonOf(() => daysBetween('2026-02-31', '2026-03-01'))).toBe('not-a-number');
		expect(reasonOf(() => dataCompleteness(5, 4))).toBe('more-than-observed');
		expect(variationCoefficient(-20, 2)).toBe(0.1);
		expect(revision([10, 20], [11, 18])).toEqual({ mean: -0.5, absolute: 1.5, relative: 0.1 });
		expect(coherenceGap(90, 110)).toBeCloseTo(0.2, 12);
		expect(reasonOf(() => variationCoefficient(0, 1))).toBe('zero-denominator');
	});
});
