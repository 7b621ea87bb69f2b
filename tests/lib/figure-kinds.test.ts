import { describe, expect, it } from 'vitest';
import { figureOf, type Cell, type Facts, type Respondents } from '#lib/figure.ts';
import type { EntryRow } from '#lib/figure/entries.ts';
import { shownFigures } from '#lib/figure/table.ts';

const cell = (unitId: number, n: number, y: number, more: Partial<Cell> = {}): Cell => ({
	...{ unitId, category: '', option: '', n, y, x: n, yy: y, xy: y, xx: n },
	...more
});
const people = (cells: Cell[], more: Partial<Respondents> = {}): Respondents => ({
	...{ kind: 'respondents', statistic: 'share', factor: 1, scale: [0, 1], guarded: true },
	...{ cells, asked: null, notes: ['open-links'] },
	...more
});

describe('figures of people who came by open links', () => {
	it('have an interval without a correction, no response rate, and say that they are no sample', () => {
		const figure = figureOf(people([cell(1, 60, 30), cell(2, 40, 30)]))!;
		expect(figure).toMatchObject({
			...{ value: 0.6, numerator: 60, denominator: 100, n: 100, method: 'wilson' },
			...{ effectiveN: 100, responseRate: null, notes: ['open-links'] }
		});
		// Wilson, n = 100, p = 0.6: 0.5020 to 0.6906.
		expect(figure.low).toBeCloseTo(0.502, 3);
		expect(figure.high).toBeCloseTo(0.6906, 3);
	});
});

describe('means', () => {
	it('have the t interval of a mean, narrowed by the length of the list', () => {
		// Ten answers 1…10: mean 5.5, variance 9.1667; t(9) = 2.2622.
		const values = Array.from({ length: 10 }, (_, index) => index + 1);
		const sum = (power: number) => values.reduce((all, one) => all + one ** power, 0);
		const cells = [cell(1, 10, sum(1), { yy: sum(2), xy: sum(1) })];
		const shape = { statistic: 'mean', scale: [0, 10] } as const;
		const endless = figureOf(people(cells, { ...shape, scale: [0, 10] }))!;
		expect(endless).toMatchObject({ value: 5.5, numerator: 55, denominator: 10, effectiveN: 10 });
		expect(endless.low).toBeCloseTo(5.5 - 2.2621572 * Math.sqrt(9.1666667 / 10), 6);
		const asked = [{ unitId: 1, category: '', n: 20 }];
		const listed = figureOf(people(cells, { ...shape, scale: [0, 10], asked }))!;
		expect(listed.low).toBeCloseTo(5.5 - 2.2621572 * Math.sqrt(9.1666667 / 10 / 2), 6);
		expect(listed).toMatchObject({ responseRate: 0.5, effectiveN: 20 });
	});

	it('of everyone on the list leave nothing open, of one respondent everything', () => {
		const asked = [{ unitId: 1, category: '', n: 12 }];
		const shape = { statistic: 'mean', asked, scale: null } as const;
		const full = figureOf(people([cell(1, 12, 6)], { ...shape, asked }))!;
		expect([full.low, full.high, full.notes[0]]).toEqual([0.5, 0.5, 'complete']);
		const one = figureOf(people([cell(1, 1, 1)], { ...shape, asked, guarded: false }))!;
		expect(one).toMatchObject({ value: 1, low: null });
		expect(one.notes).toContain('one-respondent');
	});
});

describe('the choice on top', () => {
	const option = (name: string, y: number) => cell(1, 100, y, { option: name });
	it('is named with its share, and ties are noted where they cannot be told apart', () => {
		const clear = people([option('dat_dai', 70), option('thue', 20)], { statistic: 'choice' });
		expect(figureOf(clear)).toMatchObject({ choice: 'dat_dai', value: 0.7, n: 100 });
		expect(figureOf(clear, { option: 'thue' })).toMatchObject({ value: 0.2, n: 100 });
		const close = people([option('dat_dai', 40), option('thue', 38)], { statistic: 'choice' });
		expect(figureOf(close)?.notes).toContain('tied');
		const few = people([cell(1, 9, 8, { option: 'dat_dai' })], { statistic: 'choice' });
		expect(figureOf(few)).toMatchObject({ suppressed: true, choice: null, value: null });
	});
});

describe('sums', () => {
	it('add what was reported, with its factor, and say that some have not reported', () => {
		const asked = [1, 2, 3].map((unitId) => ({ unitId, category: '', n: 1 }));
		const facts = people([cell(1, 1, 180.5), cell(2, 1, 20)], {
			...{ statistic: 'sum', factor: 1e6, guarded: false, asked, notes: [] }
		});
		expect(figureOf(facts)).toMatchObject({
			...{ value: 200.5e6, n: 2, method: 'total', low: null, suppressed: false },
			notes: ['not-all-reported']
		});
		expect(figureOf(facts, new Set([2]))).toMatchObject({ value: 20e6, notes: ['complete'] });
	});
});

describe('registers', () => {
	const entry = (unitId: number, day: string, more: Partial<EntryRow> = {}): EntryRow => ({
		...{ unitId, category: '', series: '', day, part: null, whole: null, days: null },
		...more
	});
	const entries = (
		how: 'sum' | 'ratio' | 'median' | 'latest' | 'state' | 'reached',
		rows: EntryRow[]
	) => figureOf({ kind: 'entries', how, step: 1, rows });

	it('give sums, and shares only of entries with both sides', () => {
		const rows = [
			entry(1, '2026-01-31', { part: 3, whole: 4 }),
			entry(1, '2026-02-28', { part: 5, whole: 6 }),
			entry(2, '2026-01-31', { part: 7 })
		];
		expect(entries('sum', rows)).toMatchObject({ value: 15, n: 3, method: 'total' });
		expect(entries('ratio', rows)).toMatchObject({
			value: 0.8,
			numerator: 8,
			denominator: 10,
			n: 2
		});
		expect(entries('ratio', [entry(1, '2026-01-31', { part: 0, whole: 0 })])).toBeNull();
		expect(entries('sum', [])).toBeNull();
	});

	it('give medians of an odd and an even number of documents', () => {
		const days = (list: number[]) => list.map((days) => entry(1, '2026-01-31', { days }));
		expect(entries('median', days([9, 1, 4]))).toMatchObject({ value: 4, n: 3 });
		expect(entries('median', days([9, 1, 4, 6]))).toMatchObject({ value: 5, n: 4 });
	});

	it('add the latest figure of each channel and say that it is no number of people', () => {
		const rows = [
			entry(1, '2026-01-31', { series: 'zalo 1', part: 100 }),
			entry(1, '2026-02-28', { series: 'zalo 1', part: 120 }),
			entry(1, '2026-01-31', { series: 'youtube 1', part: 10 })
		];
		expect(entries('latest', rows)).toMatchObject({ value: 130, n: 2, notes: ['not-people'] });
	});

	it('tell how far one unit has come, never several as one, and how many came to a step', () => {
		const rows = [
			entry(1, '2020-11-01', { part: 1, series: ' 1' }),
			entry(1, '2021-03-01', { part: 2, series: ' 1' }),
			entry(2, '2021-03-01', { part: 0, series: ' 2' })
		];
		expect(entries('state', rows.slice(0, 2))).toMatchObject({ value: 2, n: 1 });
		expect(entries('state', rows)).toMatchObject({ value: null, notes: ['one-unit-only'] });
		expect(entries('reached', rows)).toMatchObject({ value: 1, n: 2 });
	});
});

describe('usage', () => {
	it('counts without an interval and takes percentiles from every measurement', () => {
		const rows = [1, 2, 3].map((number) => ({
			...{ unitId: 1, category: '', day: `2026-11-0${number}`, part: number, all: number }
		}));
		const count: Facts = { kind: 'days', how: 'count', scale: null, rows };
		expect(figureOf(count)).toMatchObject({ value: 6, n: 3, low: null, method: 'count' });
		const measured = [100, 200, 300, 400].map((value, index) => ({
			...{ unitId: 1, category: '', day: `2026-11-0${(index % 2) + 1}`, value, count: 1 }
		}));
		const quartile: Facts = { kind: 'measurements', share: 0.75, divisor: 1000, rows: measured };
		expect(figureOf(quartile)).toMatchObject({ value: 0.3, n: 2, denominator: 4 });
	});
});

describe('figures made from figures', () => {
	const group = (category: string, n: number, y: number) => cell(1, n, y, { category });
	it('differ by what their groups differ, with the interval recovered from both', () => {
		const facts = people([group('thanh_thi', 100, 80), group('nong_thon', 100, 50)]);
		const figure = figureOf({
			...{ kind: 'difference', facts, plus: ['thanh_thi'], minus: ['nong_thon'] }
		})!;
		// Newcombe's method 10 for 80/100 and 50/100.
		expect(figure.value).toBeCloseTo(0.3, 12);
		expect(figure.low).toBeCloseTo(0.1691, 3);
		expect(figure.high).toBeCloseTo(0.417, 3);
	});

	it('are hidden with either group, and without a value where one is missing', () => {
		const difference = (cells: Cell[]): Facts => ({
			...{ kind: 'difference', facts: people(cells), plus: ['a'], minus: ['b'] }
		});
		expect(figureOf(difference([group('a', 50, 20), group('b', 9, 2)]))).toMatchObject({
			...{ suppressed: true, value: null }
		});
		expect(figureOf(difference([group('a', 50, 20)]))).toMatchObject({
			...{ value: null, suppressed: false }
		});
	});

	it('divide sums of places that have every part, and leave the others out', () => {
		const sum = (cells: Cell[]) =>
			people(cells, { statistic: 'sum', guarded: false, scale: null, notes: [] });
		const facts: Facts = {
			kind: 'quotient',
			numerator: sum([cell(1, 1, 100), cell(2, 1, 900)]),
			denominators: [sum([cell(1, 1, 20)]), sum([cell(1, 1, 5), cell(2, 1, 1)])]
		};
		expect(figureOf(facts)).toMatchObject({
			...{ value: 4, numerator: 100, denominator: 25, n: 1 }
		});
		expect(figureOf(facts)?.notes).toContain('only-with-both');
		expect(figureOf(facts, new Set([2]))).toBeNull();
	});
});

it('never shows a province that answers for itself alone as a share of its answers', () => {
	const asked = [1, 2].map((unitId) => ({ unitId, category: '', n: unitId === 1 ? 1 : 30 }));
	const cells = [cell(1, 1, 1), cell(2, 30, 12)];
	const table = { whole: 0, units: [1, 2] };
	expect(shownFigures(people(cells, { asked }), table).map(({ unitId }) => unitId)).toEqual([0, 2]);
	const open = shownFigures(people(cells, { asked, guarded: false }), table);
	expect(open.map(({ unitId }) => unitId)).toEqual([0, 1, 2]);
});
