/** Files of other counters, read: remarks, tables, days, numbers, and rows that are wrong. */
import { describe, expect, it } from 'vitest';
import type { Reading } from '#lib/history.ts';
import { joinHeadings } from '#lib/history/headings.ts';
import { byMonth } from '#lib/history/months.ts';
import { readPeriod } from '#lib/history/periods.ts';
import { faultOf, readRows, type Figures } from '#lib/history/rows.ts';
import { open } from '#lib/history/sheet.ts';

const today = '2026-11-24';
const nothing: Figures = { grain: 'day', figures: [], errors: [], good: 0, totals: 0 };
const bytes = (text: string) => new TextEncoder().encode(text);

function read(text: string, reading: Reading = {}) {
	const sheet = open(bytes(text), reading);
	const mapping = joinHeadings(sheet.seen.header);
	const fault = faultOf(sheet, mapping, reading);
	const found = fault ? nothing : readRows(sheet, mapping, reading, today);
	return { ...found, seen: sheet.seen, mapping, fault };
}

const ga4 = [
	'# ----------------------------------------',
	'# Free form 1',
	'# Bộ Tư pháp - pbgdpl.example',
	'# 20240101-20240103',
	'# ----------------------------------------',
	'',
	'Date,Views,Active users,Sessions,Event count',
	',36,18,21,90,Grand total',
	'20240101,10,5,6,30',
	'20240102,12,6,7,31',
	'20240103,14,7,8,29',
	''
].join('\n');

describe('a file of another counter', () => {
	it('is read with the remarks of GA4 above its heading, lines numbered as in the file', () => {
		const { seen, mapping, grain, figures, errors, totals, good } = read(ga4);
		expect(seen).toMatchObject({ delimiter: ',', headerLine: 7, source: 'GA4' });
		expect(mapping).toEqual(['date', 'pageViews', 'visitors', 'visits', 'events']);
		expect([grain, good, totals, errors]).toEqual(['day', 3, 1, []]);
		expect(figures).toHaveLength(12);
		expect(figures[0]).toEqual({ day: '2024-01-01', path: '', measure: 'pageViews', value: 10 });
	});

	it('may count its days from the first day that its remarks name', () => {
		const text = '# Start date: 20240130\n# End date: 20240202\nNth day,Views\n0000,5\n0003,7\n';
		expect(read(text).figures.map(({ day, value }) => [day, value])).toEqual([
			['2024-01-30', 5],
			['2024-02-02', 7]
		]);
		expect(read('Nth day,Views\n0000,5\n').fault?.problem).toBe('history.no-start');
	});

	it('without a column of days is of the one day or whole month that its remarks name', () => {
		const of = (span: string) => read(`# Pages\n# ${span}\n\nPage path,Views\n/a,3\n/b,4\n,7\n`);
		const month = of('20240201-20240229');
		expect([month.grain, month.totals]).toEqual(['month', 1]);
		expect(month.figures).toEqual([
			{ day: '2024-02-01', path: '/a', measure: 'pageViews', value: 3 },
			{ day: '2024-02-01', path: '/b', measure: 'pageViews', value: 4 }
		]);
		expect(of('20240201-20240310').fault?.problem).toBe('history.no-date');
	});

	it('with several tables is read at the one with days, or at the one that is chosen', () => {
		const text = 'Page,Pageviews\n/a,3\n\nDate,Sessions\n2019-05-01,4\n2019-05-02,5\n';
		expect(read(text).figures.map(({ day, measure, value }) => [day, measure, value])).toEqual([
			['2019-05-01', 'visits', 4],
			['2019-05-02', 'visits', 5]
		]);
		const chosen = read(text, { headerLine: 1 });
		expect(chosen.seen.header).toEqual(['Page', 'Pageviews']);
		expect(chosen.seen.tables.map(({ line }) => line)).toEqual([1, 4]);
		expect(chosen.fault?.problem).toBe('history.no-date');
	});

	it('of Vietnamese headings, points between thousands and months is understood', () => {
		const text =
			'Tháng;Lượt xem trang;Số lượt truy cập\nTháng 3/2021;1.234;980\n04/2021;12.345;1.020\n';
		const { grain, figures, errors } = read(text);
		expect([grain, errors]).toEqual(['month', []]);
		expect(figures.map(({ day, value }) => [day, value])).toEqual([
			['2021-03-01', 1234],
			['2021-03-01', 980],
			['2021-04-01', 12345],
			['2021-04-01', 1020]
		]);
	});

	it('of days written month first asks which comes first', () => {
		const text = 'Date,Views\n1/13/2024,5\n2/1/2024,6\n';
		expect(read(text).fault?.problem).toBe('history.american-days');
		expect(read(text, { order: 'mdy' }).figures.map(({ day }) => day)).toEqual([
			'2024-01-13',
			'2024-02-01'
		]);
	});

	it('tells what is wrong with each row, by its line, and takes no part of such a row', () => {
		const rows = [
			'Ngày,Lượt xem,Phiên',
			'31/01/2024,=1+1,5',
			'30/02/2024,5,5',
			'24/11/2026,5,5',
			'hôm qua,5,5',
			'01/02/2024,5,-3',
			'02/02/2024,,',
			'03/02/2024,7,8',
			'03/02/2024,9,9',
			'03/2024,9,9',
			'05/02/2024,9,9,9',
			'06/02/1994,9,9',
			'07/02/2024,9.5,9',
			'08/02/2024,99999999999999,9'
		];
		const { errors, figures, good } = read(rows.join('\n'));
		expect(errors.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
			'2 number-unreadable',
			'3 date-impossible',
			'4 not-over',
			'5 date-unreadable',
			'6 not-whole',
			'7 no-values',
			'9 twice',
			'10 other-grain',
			'11 too-many-cells',
			'12 too-early',
			'13 not-whole',
			'14 too-large'
		]);
		expect(errors[0]).toMatchObject({ heading: 'Lượt xem', value: '=1+1' });
		expect(errors[6]).toMatchObject({ first: 8 });
		expect([good, figures.map(({ value }) => value)]).toEqual([1, [7, 8]]);
	});

	it('reads 1.234 as a fraction where the column writes fractions, and then it is no count', () => {
		const { errors, figures } = read('Date;Views\n2024-01-01;12.0\n2024-01-02;1.234\n');
		expect(figures.map(({ value }) => value)).toEqual([12]);
		expect(errors).toMatchObject([{ line: 3, reason: 'not-whole' }]);
	});

	it('that joins nothing to count, or one thing twice, is refused as a whole', () => {
		expect(read('Date,Country\n2024-01-01,VN\n').fault?.problem).toBe('history.no-measure');
		const sheet = open(bytes('Date,Views,Clicks\n2024-01-01,1,2\n'), {});
		const fault = faultOf(sheet, ['date', 'pageViews', 'pageViews'], {});
		expect(fault).toEqual({
			problem: 'history.joined-twice',
			details: { first: 'Views', second: 'Clicks' }
		});
		expect(read('Date,Views\n"2024-01-01,1\n').fault?.problem).toBe('import.quote-open');
	});
});

describe('counters side by side', () => {
	it('are compared by whole months only, and never added up', () => {
		const days = (month: string, count: number, value: number) =>
			Array.from({ length: count }, (_, index) => ({
				day: `${month}-${String(index + 1).padStart(2, '0')}`,
				value
			}));
		const own = [
			...days('2026-02', 27, 9).slice(3),
			...days('2026-03', 30, 2),
			...days('2026-04', 20, 2)
		];
		const ga4 = [...days('2025-12', 31, 5), ...days('2026-01', 30, 5)];
		const past = [
			...ga4.map((figure) => ({ ...figure, source: 'GA4', grain: 'day' as const })),
			{ source: 'cũ', grain: 'month' as const, day: '2026-03-01', value: 70 }
		];
		expect(byMonth(own, past, '2026-04-21')).toEqual({
			sources: ['GA4', 'cũ'],
			rows: [
				{ month: '2025-12', own: null, past: [155, null] },
				{ month: '2026-01', own: null, past: [null, null] },
				{ month: '2026-02', own: null, past: [null, null] },
				{ month: '2026-03', own: 60, past: [null, 70] }
			]
		});
	});
});

describe('days and months', () => {
	it('are read in the ways counters write them', () => {
		const forms = ['20240229', '2024-02-29', '29/02/2024', '29-2-2024', '2024/02/29', '45351'];
		for (const form of forms)
			expect(readPeriod(form, 'dmy'), form).toEqual({ grain: 'day', day: '2024-02-29' });
		for (const form of ['202402', '2024-02', '02/2024', 'Tháng 2 năm 2024', 'tháng 02/2024'])
			expect(readPeriod(form, 'dmy'), form).toEqual({ grain: 'month', day: '2024-02-01' });
		for (const form of ['202413', '20230229', '13/2024'])
			expect(readPeriod(form, 'dmy'), form).toEqual({ reason: 'date-impossible' });
	});
});
