import { describe, expect, it } from 'vitest';
import { choiceOf, readCell, readFlag } from '#lib/import/cells.ts';
import { delimiterOf, readCsv } from '#lib/import/csv.ts';
import { gridOf, letters } from '#lib/import/grid.ts';
import { evidenceOf, looksAmerican, readDay, readNumber, settled } from '#lib/import/numbers.ts';
import { bare, directoryOf, findUnit, type Named } from '#lib/import/unit-names.ts';
import type { Box } from '#lib/questionnaire/fields.ts';

const number: Box = { kind: 'number', min: 0, max: 1e9, whole: false, measuredIn: '' };
const day: Box = { kind: 'text', maxLength: 10, format: 'date', lines: false };
const text: Box = { kind: 'text', maxLength: 100, format: 'plain', lines: false };
const choice: Box = {
	kind: 'choice',
	choices: [
		{ code: 'rieng', text: 'Có kế hoạch riêng' },
		{ code: 'hoa', text: 'Hòa giải' },
		{ code: 'khong_biet', text: 'Không biết' },
		{ code: 'tu_choi', text: 'Không muốn trả lời' }
	]
};

describe('numbers', () => {
	it('are read in Vietnamese and in plain notation (abuse 9, 10)', () => {
		const read = (value: string, notation?: 'vi' | 'plain') => readNumber(value, notation);
		expect(read('12,5', 'vi')).toEqual({ value: 12.5 });
		expect(read('1.234,56', 'vi')).toEqual({ value: 1234.56 });
		expect(read('12.5', 'plain')).toEqual({ value: 12.5 });
		expect(read('1.234', 'vi')).toEqual({ value: 1234 });
		expect(read('1.234', 'plain')).toEqual({ value: 1.234 });
		expect(read('1.234')).toEqual({ reason: 'number-ambiguous' });
		expect(read('1\u00a0234\u202f567')).toEqual({ value: 1234567 });
		expect(read('−5')).toEqual({ value: -5 });
		expect(read('0,125', 'vi')).toEqual({ value: 0.125 });
	});

	it('are nothing but digits: no NaN, infinity, exponent, hexadecimal or full-width digit (abuse 8)', () => {
		for (const wrong of [
			'NaN',
			'Infinity',
			'1e999',
			'1e3',
			'0x10',
			'１２',
			'1,2,3',
			'--1',
			'9'.repeat(20)
		])
			expect([wrong, readNumber(wrong, 'plain')]).toEqual([wrong, { reason: 'number-unreadable' }]);
		expect(readNumber('-0', 'plain')).toEqual({ value: 0 });
	});

	it('are decided once for a column, by its other values or by the person', () => {
		expect(settled(evidenceOf(['1.234', '12,5']))).toBe('vi');
		expect(settled(evidenceOf(['1.234', '12.5']))).toBe('plain');
		expect(settled(evidenceOf(['1.234', '7']))).toBeUndefined();
		expect(settled(evidenceOf(['12,5', '12.5', '1.234']))).toBeUndefined();
		expect(settled(evidenceOf(['1.234']), 'vi')).toBe('vi');
	});
});

describe('days', () => {
	it('are read as day/month/year, ISO and the number of a spreadsheet (abuse 17)', () => {
		expect(readDay('05/8/2026', 'dmy')).toEqual({ day: '2026-08-05' });
		expect(readDay('2026-08-05', 'dmy')).toEqual({ day: '2026-08-05' });
		expect(readDay('45292', 'dmy')).toEqual({ day: '2024-01-01' });
		expect(readCell(45292, day, {})).toMatchObject({
			value: '2024-01-01',
			notices: ['serial-day']
		});
		expect(readCell({ day: '2026-03-01' }, day, {}).value).toBe('2026-03-01');
	});

	it('that do not exist are refused, and a column in American order is noticed (abuse 17)', () => {
		expect(readDay('2026-02-30', 'dmy')).toEqual({ reason: 'date-impossible' });
		expect(readDay('08/25/2026', 'dmy')).toEqual({ reason: 'date-impossible' });
		expect(readDay('25/08/2569', 'dmy')).toEqual({ reason: 'date-impossible' });
		expect(looksAmerican(['08/25/2026', '01/02/2026'])).toBe(true);
		expect(looksAmerican(['25/08/2026', '01/02/2026'])).toBe(false);
	});
});

describe('choices', () => {
	it('are found by code and by text, whatever the case, marks and tone placement (abuse 13, 50)', () => {
		const codes = [
			'rieng',
			'CÓ KẾ HOẠCH RIÊNG',
			'co ke hoach rieng',
			'Hoà giải',
			'hoà giải'.normalize('NFD')
		];
		expect(codes.map((one) => readCell(one, choice, {}).value)).toEqual([
			...['rieng', 'rieng', 'rieng', 'hoa', 'hoa']
		]);
	});

	it('that are not on the list are errors with the nearest offer, never dropped (abuse 13)', () => {
		expect(choiceOf('Có kế hoạch', 'choices' in choice ? choice.choices : [])).toEqual({
			reason: 'choice-unknown',
			nearest: 'Có kế hoạch riêng'
		});
		const twins = [
			{ code: 'a', text: 'Bán' },
			{ code: 'b', text: 'Bạn' }
		];
		expect(choiceOf('ban', twins)).toEqual({ reason: 'choice-ambiguous' });
		expect(choiceOf('Bạn', twins)).toEqual({ code: 'b' });
	});

	it('have words for not asked, refused and not known', () => {
		expect(readCell('không hỏi', choice, {})).toEqual({ notices: ['marker-empty'] });
		expect(readCell('từ chối', choice, {}).value).toBe('tu_choi');
		expect(readCell('không biết', choice, {}).value).toBe('khong_biet');
		expect(readCell('từ chối', number, {})).toEqual({ notices: ['marker-empty'] });
	});
});

describe('cells', () => {
	it('that are formulas or faults are refused, never computed (abuse 54)', () => {
		expect(readCell({ formula: '1+1', shown: '2' }, number, {}).reason).toBe('formula');
		expect(readCell({ fault: '#N/A' }, number, {}).reason).toBe('cell-fault');
		expect(readFlag({ formula: 'A1', shown: '1' }).reason).toBe('formula');
	});

	it('get Đ for the letters that look like it, and that is said (abuse 50)', () => {
		expect(readCell('Ðồng Nai', text, {})).toEqual({ value: 'Đồng Nai', notices: ['d-stroke'] });
		expect(readCell('a\ufffdb', text, {}).reason).toBe('letters-lost');
	});

	it('with nothing but blanks are nothing (abuse 12)', () => {
		for (const blank of ['', '   ', '\u00a0', null])
			expect(readCell(blank, text, {})).toEqual({ notices: [] });
	});
});

describe('CSV', () => {
	it('keeps the lines of the file, also behind cells of several lines (abuse 51)', () => {
		const { rows, delimiter } = readCsv('a;b\r\n1;"x\r\ny"\r\n2;z\r\n');
		expect(delimiter).toBe(';');
		expect(rows.map(({ line }) => line)).toEqual([1, 2, 4, 5]);
	});

	it('finds the delimiter, and nothing is guessed about the cells (abuse 51, 53)', () => {
		expect(['a,b\n1,2', 'a\tb\n1\t2', 'a;b,c\n1;2,5', 'a|b\n1|2'].map(delimiterOf)).toEqual([
			...[',', '\t', ';', '|']
		]);
		expect(readCsv('a;b\n00070;true').rows[1]?.cells).toEqual(['00070', 'true']);
	});

	it('names the line where a quote is opened and never closed (abuse 51)', () => {
		expect(readCsv('a;b\n1;2\n3;"x\n4;5\n').faults).toContainEqual({
			problem: 'import.quote-open',
			details: { line: 3 }
		});
	});

	it('refuses more rows and columns than it reads, by name (abuse 51)', () => {
		const wide = gridOf(
			[
				{ line: 1, cells: Array.from({ length: 16_385 }, (_, i) => `c${i}`) },
				{ line: 2, cells: ['x'] }
			],
			null
		);
		expect(wide.faults.map(({ problem }) => problem)).toContain('import.too-many-columns');
		const rows = Array.from({ length: 1_048_577 }, (_, index) => ({
			line: index + 1,
			cells: ['a', 'b']
		}));
		expect(gridOf(rows, null).faults.map(({ problem }) => problem)).toContain(
			'import.too-many-rows'
		);
		expect([0, 25, 26, 16_383].map(letters)).toEqual(['A', 'Z', 'AA', 'XFD']);
	});
});

describe('units', () => {
	const unit = (unitId: number, code: string, name: string, more: Partial<Named> = {}): Named => ({
		...{ unitId, level: 'province', code, name, fullName: `Tỉnh ${name}`, province: '' },
		...{ current: true, goesOn: [], ...more }
	});
	const directory = directoryOf([
		unit(1, '01', 'Hà Nội'),
		unit(2, '17', 'Hòa Bình', {
			current: false,
			goesOn: [{ unitId: 9, fullName: 'Tỉnh Phú Thọ' }]
		}),
		unit(9, '25', 'Phú Thọ'),
		unit(3, '00070', 'Tân Lập', { level: 'commune', fullName: 'Xã Tân Lập', province: 'Phú Thọ' }),
		unit(4, '00071', 'Tân Lập', { level: 'commune', fullName: 'Xã Tân Lập', province: 'Hà Nội' }),
		unit(5, '90', 'Cũ', {
			current: false,
			goesOn: [
				{ unitId: 1, fullName: 'A' },
				{ unitId: 9, fullName: 'B' }
			]
		})
	]);
	const find = (cells: Record<string, string | number>) =>
		findUnit(directory, cells, ['province', 'commune']);

	it('are found with and without their kind, wherever the tone stands (abuse 50)', () => {
		expect(['Tỉnh Hòa Bình', 'TP. Hà Nội', 'Sở Tư pháp tỉnh Hoà Bình'].map(bare)).toEqual([
			...['hoa binh', 'ha noi', 'hoa binh']
		]);
		expect(find({ name: 'hoà bình' })).toMatchObject({ unitId: 9 });
	});

	it('that were merged lead on where one unit goes on, and are an error otherwise (abuse 57)', () => {
		expect(find({ code: '17' })).toMatchObject({
			unitId: 9,
			notices: [{ notice: 'unit-succeeded', unit: 'Tỉnh Phú Thọ' }]
		});
		expect(find({ code: '90' })).toMatchObject({ reason: 'unit-split' });
	});

	it('of one name need their province or code; codes get their zeros back (abuse 53)', () => {
		expect(find({ name: 'Xã Tân Lập' })).toMatchObject({ reason: 'unit-ambiguous' });
		expect(find({ name: 'Xã Tân Lập, tỉnh Phú Thọ' })).toMatchObject({ unitId: 3 });
		expect(find({ name: 'Tân Lập', province: 'TP Hà Nội' })).toMatchObject({ unitId: 4 });
		expect(find({ code: 70 })).toMatchObject({
			unitId: 3,
			notices: [{ notice: 'zeros-restored' }]
		});
		expect(find({ code: '7,0E+01' })).toMatchObject({ reason: 'code-rounded' });
		expect(find({ code: '01', name: 'Phú Thọ' })).toMatchObject({ reason: 'unit-differs' });
	});
});
