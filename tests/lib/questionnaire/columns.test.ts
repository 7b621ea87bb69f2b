import { describe, expect, it } from 'vitest';
import { answerColumns, unionColumns } from '#lib/questionnaire/columns.ts';
import { compile } from '#lib/questionnaire/fields.ts';
import type { Definition } from '#lib/survey.ts';
import json from '../../../surveys/thuc-trang/definition.json';
import { complete } from '../../answers.ts';

const fields = compile(json as unknown as Definition);

describe('answers as a table', () => {
	it('have one column per box, named by codes only and never twice', () => {
		const names = answerColumns(fields, [complete()]).map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_.]+$/);
		expect(names).toContain('TT13.tong');
		expect(names).toContain('TT25.2.kenh');
		expect(names).not.toContain('TT25.3.kenh');
	});

	it('keep “not chosen” and “not answered” apart', () => {
		const columns = answerColumns(fields, [complete()]);
		const cell = (name: string, data = complete()) =>
			columns.find((column) => column.name === name)!.value(data);
		expect(cell('TT24.fanpage')).toBe(1);
		expect(cell('TT24.youtube')).toBe(0);
		expect(cell('TT24.youtube', {})).toBeNull();
		expect(cell('TT13.tong')).toBe(180.5);
		expect(cell('TT25.1.bai_30_ngay')).toBe(true);
		expect(cell('TT37.other_text')).toBe('Thiếu thiết bị quay dựng');
		expect(cell('TT40')).toBe(true);
	});
});

describe('columns over two versions of a form', () => {
	const one = compile({
		title: 'A',
		pages: [
			{
				name: 'p',
				title: 'A',
				elements: [
					{ type: 'text', name: 'ten' },
					{ type: 'checkbox', name: 'kenh', choices: ['a'] },
					{ type: 'text', name: 'cu' }
				]
			}
		]
	});
	const two = compile({
		title: 'A',
		pages: [
			{
				name: 'p',
				title: 'A',
				elements: [
					{ type: 'text', name: 'ten' },
					{ type: 'text', name: 'moi' },
					{ type: 'checkbox', name: 'kenh', choices: ['a', 'b'] }
				]
			}
		]
	});
	const rows = [
		{ fields: two, data: { ten: 'X', moi: 'm', kenh: ['b'] } },
		{ fields: one, data: { ten: 'Y', cu: 'c', kenh: ['a'] } }
	];

	it('are the union in the order of the newest, older ones where they stood', () => {
		const columns = unionColumns([two, one], rows);
		expect(columns.map(({ name }) => name)).toEqual(['ten', 'moi', 'kenh.a', 'kenh.b', 'cu']);
	});

	it('are empty, not 0, for answers to a version that did not ask', () => {
		const columns = unionColumns([two, one], rows);
		const cells = rows.map((row) => columns.map(({ value }) => value(row)));
		expect(cells).toEqual([
			['X', 'm', 0, 1, null],
			['Y', null, 1, null, 'c']
		]);
	});
});
