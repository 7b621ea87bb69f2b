import { describe, expect, it } from 'vitest';
import { pointsOf, type Spread } from '#lib/points.ts';
import type { Field } from '#lib/questionnaire/fields.ts';
import { deskPage, deskRows } from '#lib/review.ts';

const number = { kind: 'number', min: 0, max: 1e9, whole: true, measuredIn: '' } as const;
const field = (name: string, shape: Field['shape']): Field => ({
	...{ name, number: '1', page: 'a', pageTitle: 'A', title: name, required: false },
	...{ when: '', other: false, indicators: [], shape }
});
const fields = [
	field('A', number),
	field('B', { kind: 'items', items: [{ name: 'x', title: 'x', required: false, box: number }] })
];
const spreads = (change: Partial<Spread> = {}) =>
	new Map(
		[
			{ question: 'A', item: '', q1: 90, q3: 210, n: 100, ...change },
			{ question: 'B', item: 'x', q1: 0, q3: 0, n: 100, ...change }
		].map((spread) => [`${spread.question} ${spread.item}`, spread])
	);
const found = (data: object, change: Partial<Spread> = {}) =>
	pointsOf(fields, data as Record<string, unknown>, spreads(change)).map(
		({ question, value }) => `${question} ${value}`
	);

describe('points to look at', () => {
	it('name a number far above or far below those of most peers, and no other', () => {
		expect(found({ A: 150 })).toEqual([]);
		expect(found({ A: 1420 })).toEqual([]);
		expect(found({ A: 14_200 })).toEqual(['A 14200']);
		expect(found({ A: 2 })).toEqual(['A 2']);
	});

	it('leave room where peers are all alike, and see boxes under one question', () => {
		expect(found({ B: { x: 0 } })).toEqual([]);
		expect(found({ B: { x: 5 } })).toEqual(['B 5']);
	});

	it('need twenty peers, and say nothing of what was not answered or is no number', () => {
		expect(found({ A: 14_200 }, { n: 19 })).toEqual([]);
		expect(found({})).toEqual([]);
		expect(found({ A: 'x', B: [] })).toEqual([]);
	});

	it('leave opinions alone: the lowest mark is no oddity among high ones', () => {
		const rating = [field('A', { ...number, min: 1, max: 5 })];
		expect(pointsOf(rating, { A: 1 }, spreads({ q1: 5, q3: 5 }))).toEqual([]);
	});
});

describe('a page of the desk', () => {
	const entries = Array.from({ length: 130 }, (_, index) => ({
		unit: index === 7 ? 'Xã Hòa Bắc' : `Xã ${index}`,
		province: 'Lâm Đồng'
	}));

	it('finds a unit whatever its tones and their place, and says how many there are', () => {
		const page = deskPage(entries, { search: 'hoà BAC', page: 9 });
		expect(page).toMatchObject({ found: 1, page: 1, pages: 1 });
		expect(page.rows[0]?.unit).toBe('Xã Hòa Bắc');
		expect(deskPage(entries, { search: 'lam dong', page: 1 }).found).toBe(130);
	});

	it('parts the list without losing or repeating an entry; a page beyond the end is the last', () => {
		const pages = [1, 2, 3].map((page) => deskPage(entries, { search: '', page }).rows);
		expect(pages.flat()).toEqual(entries);
		expect(pages[0]?.length).toBe(deskRows);
		expect(deskPage(entries, { search: '', page: 99 }).rows).toEqual(pages[2]);
	});
});
