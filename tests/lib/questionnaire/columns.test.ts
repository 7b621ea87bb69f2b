import { describe, expect, it } from 'vitest';
import { answerColumns } from '#lib/questionnaire/columns.ts';
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
