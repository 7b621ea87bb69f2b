import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	groupsOf,
	held,
	reweighted,
	scoresOf,
	treeOf,
	waysOf,
	type CompositeIndex
} from '#lib/composite-index.ts';
import { resultOf } from '#lib/composite-result.ts';
import { seeded } from '#lib/simulation/random.ts';
import { Refusal } from '#lib/statistics/refusal.ts';

const leaf = (code: string) => ({
	...{ code, nameVi: '', nameEn: '' },
	item: { question: code, low: 1, high: 5 }
});
const index: CompositeIndex = {
	...{ id: 'index', version: 1, nameVi: '', nameEn: '', survey: 'x', ofAuthorities: false },
	least: 2,
	pillars: [
		{ code: 'p', nameVi: '', nameEn: '', weight: 3, leaves: [leaf('a'), leaf('b')] },
		{ code: 'q', nameVi: '', nameEn: '', weight: 1, leaves: [leaf('c')] }
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
	it('is the weighted mean of its pillars, each the mean of its parts', () => {
		const parts = held(index, columns({ a: [50, 100], b: [90, 120], c: [80, -5] }));
		const scores = scoresOf(waysOf(index)[0]!, parts, index.least);
		expect([...scores.get('p')!]).toEqual([70, 100]);
		expect([...scores.get('q')!]).toEqual([80, 0]);
		expect(scores.get('index')![0]).toBeCloseTo((3 * 70 + 80) / 4, 10);
	});

	it('gives no score to a locality of which too few pillars are known, and does not reward it', () => {
		const values = { a: [90, NaN, NaN, 40], b: [90, NaN, NaN, 40], c: [90, 99, 10, 50] };
		const scores = result(values).units.map(({ score }) => score);
		expect(scores.map((score) => score !== null)).toEqual([true, false, false, true]);
	});

	it('goes on without a part that no locality has', () => {
		const parts = held(index, columns({ a: [50, 100], b: [NaN, NaN], c: [50, 0] }));
		const scores = scoresOf(waysOf(index)[0]!, parts, index.least);
		expect([...scores.get('p')!]).toEqual([50, 100]);
	});

	it('has scores from 0 to 100 that grow with a part and do not depend on the order of units', () => {
		const points = fc.double({ min: 0, max: 100, noNaN: true });
		const rows = fc.array(fc.tuple(points, points, points), { minLength: 2, maxLength: 12 });
		fc.assert(
			fc.property(rows, (list) => {
				const scoresFor = (all: typeof list) => {
					const [a, b, c] = ([0, 1, 2] as const).map((at) => all.map((row) => row[at]));
					const parts = held(index, columns({ a: a!, b: b!, c: c! }));
					return waysOf(index).map((way) => [...scoresOf(way, parts, 2).get('index')!]);
				};
				const scores = scoresFor(list);
				const reversed = scoresFor(list.toReversed()).map((one) => one.toReversed());
				const better = scoresFor(list.map(([a, b, c]) => [Math.min(100, a + 10), b, c]));
				scores.forEach((ofWay, way) =>
					ofWay.forEach((score, at) => {
						expect(score >= 0 && score <= 100 + 1e-9).toBe(true);
						expect(reversed[way]![at]).toBeCloseTo(score, 9);
						expect(better[way]![at]).toBeGreaterThanOrEqual(score - 1e-9);
					})
				);
			})
		);
	});

	it('puts localities into one group where their errors overlap, and into several where not', () => {
		const values = { a: [52, 50, 48], b: [50, 50, 50], c: [50, 50, 50] };
		const wide = result(values, { a: [20, 20, 20], b: [20, 20, 20] });
		expect(wide.units.map(({ group }) => group)).toEqual([1, 1, 1]);
		const exact = result({ a: [90, 50, 10], b: [90, 50, 10], c: [90, 50, 10] });
		expect(exact.units.map(({ group }) => group)).toEqual([1, 2, 3]);
		expect(exact.units[0]).toMatchObject({ rank: { low: 1, high: 1 } });
		expect(exact.runs).toBe(exact.ways);
	});

	it('covers the true score by its interval at least as often as it says', () => {
		const truth = [30, 50, 70];
		const next = seeded('mẫu');
		const normal = () =>
			Math.sqrt(-2 * Math.log(1 - next.next())) * Math.cos(2 * Math.PI * next.next());
		let covered = 0;
		const trials = 200;
		for (let trial = 0; trial < trials; trial++) {
			const a = truth.map((value) => value + 4 * normal());
			const { units } = resultOf(
				index,
				{
					unitIds: [1, 2, 3],
					values: columns({ a, b: truth, c: truth }),
					errors: columns({ a: [4, 4, 4] })
				},
				{ random: seeded(`lần ${trial}`).next, runs: 200 }
			);
			units.forEach(({ low, high }, at) => {
				if (low! <= truth[at]! && high! >= truth[at]!) covered++;
			});
		}
		expect(covered / (trials * 3)).toBeGreaterThan(0.93);
	});

	it('names what lifts and what lowers a locality, in points that add up to its distance', () => {
		const { units } = result({ a: [90, 50, 50], b: [50, 50, 10], c: [50, 50, 50] });
		expect(units[0]!.drivers[0]).toMatchObject({ code: 'a' });
		expect(units[0]!.drivers[0]!.points).toBeCloseTo(40 * 0.375, 8);
		expect(units[2]!.drivers[0]!.points).toBeCloseTo(-40 * 0.375, 8);
		const sum = units[0]!.drivers.reduce((total, { points }) => total + points, 0);
		expect(sum).toBeCloseTo(units[0]!.score! - units[1]!.score!, 8);
	});

	it('keeps to the published estimate, and lays its runs around it', () => {
		const values = { a: [90, 50], b: [90, 40], c: [90, 50] };
		const made = resultOf(
			index,
			{
				...{ unitIds: [1, 2], values: columns(values), errors: columns({ a: [5, 5] }) },
				published: [70, 30]
			},
			{ random: random(), runs: 200 }
		);
		expect(made.units.map(({ score }) => score)).toEqual([70, 30]);
		const { low, high } = made.units[0]!;
		expect(low! < 70 && high! > 70).toBe(true);
		expect([low! > 60, high! < 80]).toEqual([true, true]);
	});

	it('is the same for the same chance, and refuses to be made for one locality', () => {
		const values = { a: [90, 50], b: [90, 40], c: [10, 50] };
		const errors = { a: [10, 10] };
		expect(result(values, errors)).toEqual(result(values, errors));
		const one = () => result({ a: [90, NaN], b: [50, NaN], c: [10, NaN] });
		expect(one).toThrow(Refusal);
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
