import { describe, expect, test } from 'vitest';
import { dayLine, rulers, ticks } from '#lib/server/reports/figures.ts';
import { days } from '../../reports.ts';

const values = (list: ReturnType<typeof days>) =>
	list.map(({ day, visits }) => ({ day, value: visits }));
const pathOf = (svg: string) => /d="(M[^"]*)h0"/.exec(svg)?.[1] ?? '';

const ruler = {
	name: 'Tỷ lệ',
	value: 0.5,
	valueText: '50,0%',
	low: 0.4,
	high: 0.6,
	target: null,
	targetText: ''
};

describe('the line of days', () => {
	test('is the same for the same days in any order', () => {
		const list = values(days(40));
		expect(dayLine([...list].reverse())).toEqual(dayLine(list));
	});

	test('breaks where a day is missing', () => {
		const list = values(days(10));
		expect(pathOf(dayLine(list).svg).match(/M/g)).toHaveLength(1);
		list.splice(4, 1);
		expect(pathOf(dayLine(list).svg).match(/M/g)).toHaveLength(2);
	});

	test('labels days, and months in a long span, never more than nine', () => {
		const labels = (length: number) =>
			[...dayLine(values(days(length))).svg.matchAll(/>(\d+\/\d+)</g)].map(([, label]) => label);
		expect(labels(7)).toHaveLength(7);
		expect(labels(90)[0]).toBe('25/8');
		expect(labels(400)).toContain('1/2026');
		for (const length of [1, 30, 90, 121, 400, 1200])
			expect(labels(length).length).toBeLessThanOrEqual(9);
	});
});

describe('the rulers', () => {
	test('put every share on one scale from 0 to 100%', () => {
		const { svg } = rulers([ruler, { ...ruler, value: 1.2 }]);
		const [half, over] = [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
		expect(half).toBeCloseTo(222.5, 1);
		expect(over).toBe(435);
	});

	test('keep markup in a name as text', () => {
		const { svg } = rulers([{ ...ruler, name: '<script>"&' }]);
		expect(svg).toContain('&lt;script&gt;&quot;&amp;');
	});
});

test('the axis has round steps that reach over the maximum', () => {
	expect(ticks(4140)).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
	expect(ticks(0)).toEqual([0, 1]);
	for (const maximum of [1, 7, 99, 101, 12_345, 999_999])
		expect(ticks(maximum).at(-1)).toBeGreaterThanOrEqual(maximum);
});
