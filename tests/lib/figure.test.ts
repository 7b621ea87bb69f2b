import { describe, expect, it } from 'vitest';
import { figureOf, hide, type Cell, type Facts, type Respondents } from '#lib/figure.ts';

const list = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

/** One respondent of a unit with y of x. */
const cell = (unitId: number, y: number, x = 1, more: Partial<Cell> = {}): Cell => ({
	...{ unitId, category: '', option: '', n: 1, y, x, yy: y * y, xy: x * y, xx: x * x },
	...more
});
const respondents = (part: Partial<Respondents>): Respondents => ({
	...{ kind: 'respondents', statistic: 'share', factor: 1, scale: [0, 1], guarded: true },
	...{ cells: [], asked: null, notes: [] },
	...part
});
const answers = (n: number, yes: number, of: number, open = false): Facts =>
	respondents({
		cells: list(n).map((unitId) => cell(unitId, unitId <= yes ? 1 : 0)),
		asked: list(of).map((unitId) => ({ unitId, category: '', n: 1 })),
		notes: open ? ['campaign-open'] : []
	});

describe('a share of answers', () => {
	it('carries n, its parts and an interval narrowed by the length of the list', () => {
		const figure = figureOf(answers(29, 20, 34));
		expect(figure).toMatchObject({
			value: 20 / 29,
			numerator: 20,
			denominator: 29,
			n: 29,
			method: 'wilson_fpc',
			notes: ['nonresponse']
		});
		expect(figure!.low).toBeGreaterThan(0.6);
		expect(figure!.high).toBeLessThan(0.77);
	});

	it('has an interval of no width and says so when everyone answered', () => {
		expect(figureOf(answers(34, 20, 34))).toMatchObject({
			low: 20 / 34,
			high: 20 / 34,
			notes: ['complete']
		});
	});

	it('shows nothing but n for fewer than ten respondents', () => {
		expect(figureOf(answers(9, 5, 34))).toMatchObject({
			suppressed: true,
			value: null,
			numerator: null,
			denominator: null,
			low: null,
			high: null,
			n: 9
		});
		expect(figureOf(answers(10, 5, 34))?.suppressed).toBe(false);
	});

	it('is without a value when nobody answered, and nothing where nobody was asked', () => {
		expect(figureOf(answers(0, 0, 34, true))).toMatchObject({
			value: null,
			n: 0,
			suppressed: false,
			notes: ['campaign-open']
		});
		expect(figureOf(answers(29, 20, 34), new Set([99]))).toBeNull();
	});

	it('counts the units in scope only', () => {
		const scope = new Set(list(12));
		expect(figureOf(answers(29, 6, 34), scope)).toMatchObject({ n: 12, numerator: 6 });
	});
});

describe('a share of visits', () => {
	const row = (day: string, part: number, all: number, unitId = 1) => ({
		...{ unitId, category: '', day, part, all }
	});
	const days = { kind: 'days', how: 'share', scale: [0, 1] } as const;

	it('sums devices and sites within a day and takes the days as clusters', () => {
		const facts: Facts = {
			...days,
			scale: [0, 1],
			rows: [
				row('2026-11-01', 60, 60),
				row('2026-11-01', 0, 40),
				row('2026-11-02', 50, 50, 2),
				row('2026-11-02', 0, 50),
				row('2026-11-03', 0, 0)
			]
		};
		const figure = figureOf(facts);
		expect(figure).toMatchObject({ value: 0.55, numerator: 110, denominator: 200, n: 2 });
		expect(figure!.low).toBeLessThan(0.55);
		expect(figureOf(facts, new Set([2]))).toMatchObject({
			value: 1,
			notes: ['one-day'],
			low: null
		});
	});

	it('is nothing without visits', () => {
		expect(figureOf({ ...days, scale: [0, 1], rows: [row('2026-11-01', 0, 0)] })).toBeNull();
	});
});

it('counts submitted forms without a sampling error', () => {
	const units = list(34).map((unitId) => ({
		...{ unitId, category: '', asked: 1, counts: unitId <= 29 ? 1 : 0 }
	}));
	expect(figureOf({ kind: 'forms', units, notes: ['campaign-open'] })).toMatchObject({
		value: 29 / 34,
		numerator: 29,
		n: 34,
		responseRate: 29 / 34,
		low: null,
		method: 'count',
		notes: ['campaign-open']
	});
});

it('hides a figure for the sake of its neighbours', () => {
	expect(hide(figureOf(answers(29, 20, 34))!, 'hidden-for-others')).toMatchObject({
		suppressed: true,
		value: null,
		numerator: null,
		n: 29,
		notes: ['nonresponse', 'hidden-for-others']
	});
});
