import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	groupsOf,
	onScale,
	pointsOf,
	reweighted,
	scoresOf,
	treeOf,
	waysOf,
	type CompositeIndex
} from '#lib/composite-index.ts';
import { resultOf } from '#lib/composite-result.ts';
import { seeded } from '#lib/simulation/random.ts';
import { Refusal } from '#lib/statistics/refusal.ts';

const leaf = (code: string, worst = 0, best = 1) => ({
	...{ code, nameVi: '', nameEn: '', weight: 1, worst, best },
	indicatorId: code
});
const index: CompositeIndex = {
	...{ id: 'X', version: 1, kind: 'thuc_trang', threshold: 0.6 },
	...{ nameVi: '', nameEn: '', meaningVi: '', meaningEn: '' },
	pillars: [
		{ code: 'p', nameVi: '', nameEn: '', weight: 3, leaves: [leaf('a'), leaf('b')] },
		{ code: 'q', nameVi: '', nameEn: '', weight: 1, leaves: [leaf('c', 1, 0)] }
	]
};
const columns = (lists: Record<string, number[]>) =>
	new Map(Object.entries(lists).map(([code, list]) => [code, Float64Array.from(list)]));
const random = () => seeded('chỉ số').next;
const result = (values: Record<string, number[]>, errors: Record<string, number[]> = {}) =>
	resultOf(
		index,
		{
			unitIds: values['a']!.map((_, at) => at + 1),
			values: columns(values),
			errors: columns(errors)
		},
		{ random: random(), runs: 400 }
	);

describe('a composite index', () => {
	it('is the weighted mean of its pillars between fixed goalposts, less being better where it is', () => {
		const scaled = onScale(index, columns({ a: [0.5, 1], b: [0.9, 1], c: [0.2, 0] }));
		const scores = scoresOf(waysOf(index)[0]!, scaled, index.threshold);
		expect([...scores.get('p')!]).toEqual([70, 100]);
		expect([...scores.get('q')!]).toEqual([80, 100]);
		expect(scores.get('index')![0]).toBeCloseTo((3 * 70 + 80) / 4, 10);
	});

	it('gives no score to a locality that reported too little, and does not reward it', () => {
		const values = { a: [0.9, 0.5, NaN, 0.4], b: [0.9, NaN, NaN, 0.4], c: [0.1, 0.5, 0.1, 0.5] };
		// Half of a pillar's indicators, or of the pillars, is less than the threshold.
		const scores = result(values).units.map(({ score }) => score);
		expect(scores.map((score) => score !== null)).toEqual([true, false, false, true]);
	});

	it('goes on without an indicator that no locality has', () => {
		const wide = { ...index, threshold: 0.5 };
		const scaled = onScale(wide, columns({ a: [0.5, 1], b: [NaN, NaN], c: [0.5, 0] }));
		const scores = scoresOf(waysOf(wide)[0]!, scaled, wide.threshold);
		expect([...scores.get('p')!]).toEqual([50, 100]);
	});

	it('has scores from 0 to 100 that grow with an indicator and do not depend on the order of units', () => {
		const share = fc.double({ min: 0, max: 1, noNaN: true });
		const rows = fc.array(fc.tuple(share, share, share), { minLength: 2, maxLength: 12 });
		fc.assert(
			fc.property(rows, (list) => {
				const of = (at: 0 | 1 | 2, all = list) => all.map((row) => row[at]);
				const scoresFor = (all: typeof list) => {
					const scaled = onScale(index, columns({ a: of(0, all), b: of(1, all), c: of(2, all) }));
					return [...scoresOf(waysOf(index)[0]!, scaled, 0.6).get('index')!];
				};
				const scores = scoresFor(list);
				for (const score of scores) expect(score >= 0 && score <= 100).toBe(true);
				expect(scoresFor(list.toReversed())).toEqual(scores.toReversed());
				const better = scoresFor(list.map(([a, b, c]) => [Math.min(1, a + 0.1), b, c]));
				better.forEach((score, at) => expect(score).toBeGreaterThanOrEqual(scores[at]! - 1e-9));
			})
		);
	});

	it('puts localities into one group where their errors overlap, and into several where not', () => {
		const values = { a: [0.52, 0.5, 0.48], b: [0.5, 0.5, 0.5], c: [0.5, 0.5, 0.5] };
		const wide = result(values, { a: [0.2, 0.2, 0.2], b: [0.2, 0.2, 0.2] });
		expect(wide.units.map(({ group }) => group)).toEqual([1, 1, 1]);
		const exact = result({ a: [0.9, 0.5, 0.1], b: [0.9, 0.5, 0.1], c: [0.1, 0.5, 0.9] });
		expect(exact.units.map(({ group }) => group)).toEqual([1, 2, 3]);
		expect(exact.units[0]).toMatchObject({ rank: { low: 1, high: 1 } });
	});

	it('covers the true score by its interval at least as often as it says', () => {
		const truth = [0.3, 0.5, 0.7];
		const next = seeded('mẫu');
		const normal = () =>
			Math.sqrt(-2 * Math.log(1 - next.next())) * Math.cos(2 * Math.PI * next.next());
		let covered = 0;
		const trials = 200;
		for (let trial = 0; trial < trials; trial++) {
			const a = truth.map((value) => value + 0.04 * normal());
			const { units } = resultOf(
				index,
				{
					unitIds: [1, 2, 3],
					values: columns({ a, b: truth, c: truth.map((value) => 1 - value) }),
					errors: columns({ a: [0.04, 0.04, 0.04] })
				},
				{ random: seeded(`lần ${trial}`).next, runs: 200 }
			);
			units.forEach(({ low, high }, at) => {
				if (low! <= 100 * truth[at]! && high! >= 100 * truth[at]!) covered++;
			});
		}
		expect(covered / (trials * 3)).toBeGreaterThan(0.93);
	});

	it('names what lifts and what lowers a locality, in points that add up to its distance', () => {
		const { units } = result({ a: [0.9, 0.5, 0.5], b: [0.5, 0.5, 0.1], c: [0.5, 0.5, 0.5] });
		expect(units[0]!.drivers[0]).toMatchObject({ code: 'a' });
		expect(units[0]!.drivers[0]!.points).toBeCloseTo(40 * 0.375, 8);
		expect(units[2]!.drivers[0]!.points).toBeCloseTo(-40 * 0.375, 8);
		const sum = units[0]!.drivers.reduce((total, { points }) => total + points, 0);
		expect(sum).toBeCloseTo(units[0]!.score! - units[1]!.score!, 8);
	});

	it('is the same for the same chance, and refuses to be made for one locality', () => {
		const values = { a: [0.9, 0.5], b: [0.9, 0.4], c: [0.1, 0.5] };
		const errors = { a: [0.1, 0.1] };
		expect(result(values, errors)).toEqual(result(values, errors));
		const one = () => result({ a: [0.9, NaN], b: [0.5, NaN], c: [0.1, NaN] });
		expect(one).toThrow(Refusal);
	});

	it('gives points for what a locality answers: of one, of several up to the whole, of rows on average', () => {
		const points = { x: 0.5, y: 0.7 };
		const of = (rule: 'one' | 'sum' | 'mean', ...codes: string[]) =>
			pointsOf(
				{ question: 'Q', rule, points },
				codes.map((code) => ({ item: '', code }))
			);
		expect(of('one', 'y')).toBe(0.7);
		expect(of('one', 'none')).toBe(0);
		expect(of('sum', 'x', 'y')).toBe(1);
		expect(of('mean', 'x', 'y', 'none')).toBeCloseTo(0.4, 10);
		expect(of('mean')).toBe(0);
	});

	it('takes other weights for one pillar and leaves the others', () => {
		const changed = reweighted(index, new Map([['q', 3]]));
		expect(changed.pillars.map(({ weight }) => weight)).toEqual([3, 3]);
		expect(treeOf(changed).groups.at(-1)!.weights).toEqual([3, 3]);
	});

	it('opens a new group only below the first of a group, so that chains do not pull groups apart', () => {
		const runs = Array.from({ length: 100 }, (_, run) => [1, 2, run < 97 ? 3 : 1]);
		expect(groupsOf([9, 8, 7], runs)).toEqual([1, 2, 3]);
		const unsure = Array.from({ length: 100 }, (_, run) => (run % 2 ? [1, 2, 3] : [2, 1, 3]));
		expect(groupsOf([9, 8, 7], unsure)).toEqual([1, 1, 2]);
		expect(groupsOf([9, NaN, 7], [[1, NaN, 2]])).toEqual([1, 0, 2]);
	});
});
