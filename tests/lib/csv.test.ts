import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { toCsv, type Cell } from '#lib/csv.ts';

const one = (value: Cell, simulated = false) =>
	toCsv([value], [{ header: 'value', value: (cell) => cell }], { simulated });

it('opens in a Vietnamese spreadsheet: byte order mark, semicolons, decimal comma', () => {
	const text = one(1234.5);
	expect(text.startsWith('\ufeffvalue;simulated\r\n')).toBe(true);
	expect(text).toContain('1234,5;');
	expect(one(-0.8)).toContain('\r\n-0,8;');
	expect(one(null)).toContain('\r\n;');
});

it('lets no cell run as a formula', () => {
	for (const attack of ['=1+1', '+1', '-1', '@sum', '\t=1', '  =1', '\r=1'])
		expect(one(attack)).toMatch(/\n"?'/);
	expect(one('Hòa Bình')).toContain('\r\nHòa Bình;');
});

it('keeps quotes, separators and line ends inside a cell', () => {
	const text = 'Bộ "A"; phòng\nB';
	const rows = Papa.parse<string[]>(one(text).slice(1), { delimiter: ';' }).data;
	expect(rows[1]?.[0]).toBe(text);
});

it('marks every row of simulated data', () => {
	expect(one('a', true)).toContain('a;DỮ LIỆU MÔ PHỎNG\r\n');
	expect(one('a')).not.toContain('MÔ PHỎNG');
});
