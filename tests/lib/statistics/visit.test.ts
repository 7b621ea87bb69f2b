import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohorts, repeats, returnedAfter } from '#lib/statistics/web/cohort.ts';
import { distinctBy, overlap, sketchError } from '#lib/statistics/web/distinct.ts';
import { funnel, funnelLevel } from '#lib/statistics/web/funnel.ts';
import { occurrences } from '#lib/statistics/web/sequence.ts';
import { dayOf, visitEnds, visitsOf, visitTotals } from '#lib/statistics/web/visit.ts';
import { reasonOf } from '../../refusals.ts';

const events = fc.array(
	fc.record({ visitor: fc.constantFrom('a', 'b', 'c'), time: fc.nat(20_000) }),
	{
		minLength: 1,
		maxLength: 40
	}
);
const columns = (list: { visitor: string; time: number }[]) => ({
	visitor: list.map(({ visitor }) => visitor),
	time: list.map(({ time }) => time)
});

describe('visits', () => {
	it('are the same in whatever order events arrive', () => {
		fc.assert(
			fc.property(events, (list) => {
				const count = (from: typeof list) => visitsOf(columns(from)).count;
				expect(count([...list].reverse())).toBe(count(list));
				const later = list.map(({ visitor, time }) => ({ visitor, time: time + 86_400 * 3 }));
				expect(count(later)).toBe(count(list));
			})
		);
	});

	it('are fewer the longer the pause may be, and split further only by further rules', () => {
		fc.assert(
			fc.property(events, (list) => {
				const count = (rule: object) => visitsOf(columns(list), rule).count;
				expect(count({ idle: 3600 })).toBeLessThanOrEqual(count({ idle: 1800 }));
				expect(count({ inclusive: false })).toBeLessThanOrEqual(count({}));
				expect(count({ midnight: 7 * 3600 })).toBeGreaterThanOrEqual(count({}));
			})
		);
	});

	it('have totals that add up, and ends in order', () => {
		fc.assert(
			fc.property(events, (list) => {
				const { visitor, time } = columns(list);
				const found = visitsOf({ visitor, time });
				const pages = time.map(() => true);
				const totals = visitTotals(found, time, pages, pages);
				expect(totals.visits * totals.pagesPerVisit).toBeCloseTo(time.length, 9);
				expect(totals.bounces).toBeLessThanOrEqual(totals.visits);
				const { first, last } = visitEnds(found);
				first.forEach((at, own) => expect(time[at]!).toBeLessThanOrEqual(time[last[own]!]!));
			})
		);
	});

	it('split when another campaign brings the visitor back', () => {
		const time = [0, 10, 20, 30];
		const of = (campaign: string[]) =>
			visitsOf({ visitor: ['a', 'a', 'a', 'a'], time, campaign }, { campaign: true }).count;
		expect(of(['tet', '', 'tet', ''])).toBe(1);
		expect(of(['tet', '', 'zalo', 'zalo'])).toBe(2);
		expect(reasonOf(() => visitsOf({ visitor: ['a'], time: [1] }, { campaign: true }))).toBe(
			'missing'
		);
		expect(reasonOf(() => visitsOf({ visitor: ['a'], time: [NaN] }))).toBe('not-a-number');
		expect(dayOf(17 * 3600, 7 * 3600)).toBe(1);
	});
});

describe('visitors', () => {
	it('of all days are at most the sum of the days’ and at least the most of one', () => {
		fc.assert(
			fc.property(events, (list) => {
				const { visitor, time } = columns(list);
				const { all, by } = distinctBy(visitor, (at) => Math.floor(time[at]! / 4000));
				const days = [...by.values()];
				expect(all).toBeLessThanOrEqual(days.reduce((a, b) => a + b, 0));
				expect(all).toBeGreaterThanOrEqual(Math.max(...days));
			})
		);
		expect(overlap([1, 2, 2], [2, 3])).toEqual({ one: 2, other: 2, union: 3, both: 1, sum: 4 });
		expect(sketchError(14)).toBe(1.04 / 128);
		expect(reasonOf(() => sketchError(40))).toBe('out-of-bounds');
	});
});

describe('a way of several steps', () => {
	it('goes on with a longer window and never beyond its steps', () => {
		const step = fc.array(fc.constantFrom(0, 1, 2, 3), { minLength: 1, maxLength: 12 });
		fc.assert(
			fc.property(step, fc.nat(12), (list, window) => {
				const times = list.map((_, at) => at);
				const fits = list.map((one) => (one < 3 ? [one] : []));
				const level = (long: number, rule = {}) => funnelLevel(times, fits, 3, long, rule);
				expect(level(window)).toBeLessThanOrEqual(level(window + 5));
				expect(level(window + 5)).toBeLessThanOrEqual(3);
				expect(level(window, { strictOrder: true })).toBeLessThanOrEqual(level(window));
				expect(level(window, { strictIncrease: true })).toBe(level(window));
			})
		);
	});

	it('counts the last moment of the window, from the latest first step', () => {
		const steps = [[0], [1], [2]];
		expect(funnelLevel([0, 10, 21], steps, 3, 20)).toBe(2);
		expect(funnelLevel([0, 10, 21], steps, 3, 21)).toBe(3);
		expect(funnelLevel([0, 5, 10, 21], [[0], [0], [1], [2]], 3, 16)).toBe(3);
	});

	it('loses people from step to step', () => {
		expect(funnel([3, 2, 1, 0, 3], 3)).toEqual({
			reached: [4, 3, 2],
			fromBefore: [1, 0.75, 2 / 3],
			fromFirst: [1, 0.75, 0.5]
		});
		expect(funnel([0], 2).fromFirst[1]).toBeNaN();
		expect(reasonOf(() => funnelLevel([1], [[3]], 2, 5))).toBe('out-of-bounds');
		expect(reasonOf(() => funnelLevel([1], [[0]], 0, 5))).toBe('too-few');
	});
});

describe('coming back', () => {
	it('starts with all of a cohort and ends with the last day seen', () => {
		const rows = cohorts(['a', 'b', 'a', 'c', 'a'], [1, 1, 2, 3, 4]);
		expect(rows).toEqual([
			{ start: 1, size: 2, active: [2, 1, 0, 1] },
			{ start: 3, size: 1, active: [1, 0] }
		]);
		expect(cohorts(['a'], [1], { last: 3, most: 1 })[0]!.active).toEqual([1, 0]);
		expect(returnedAfter(['a', 'b', 'a'], [1, 1, 3], [1, 3])).toEqual({ all: 2, returned: [1, 0] });
		expect(repeats(['a', 'a', 'b', 'a'], [1, 2, 1, 2], 3)).toEqual([1, 1, 0, 0]);
		expect(reasonOf(() => cohorts([], []))).toBe('no-observations');
		expect(reasonOf(() => cohorts(['a'], [1.5]))).toBe('not-whole');
	});
});

describe('a pattern of events', () => {
	const fits = [[0], [1], [0], [2], [1]];
	const times = [0, 10, 20, 25, 100];
	const find = (pattern: string) => occurrences(pattern, times, fits, 3);

	it('may have anything between, one event, or a time', () => {
		expect(find('(?1)(?2)').count).toBe(1);
		expect(find('(?1).*(?2)').count).toBe(2);
		expect(find('(?1).(?2)').count).toBe(1);
		expect(find('(?1)(?t<=10)(?2)').count).toBe(1);
		expect(find('(?1)(?t>50)(?2)').matches).toBe(true);
		expect(find('(?3)(?1)').matches).toBe(false);
	});

	it('is refused when it says nothing', () => {
		expect(reasonOf(() => find(''))).toBe('no-observations');
		expect(reasonOf(() => find('(?9)'))).toBe('out-of-bounds');
		expect(reasonOf(() => find('x'))).toBe('bad-option');
		expect(reasonOf(() => find('(?t>5)(?1)'))).toBe('bad-option');
	});
});
