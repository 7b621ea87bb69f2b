import { describe, expect, it } from 'vitest';
import { codebook } from '#lib/questionnaire/codebook.ts';
import { compile } from '#lib/questionnaire/fields.ts';
import type { Definition } from '#lib/survey.ts';
import effect from '../../../surveys/hieu-qua/definition.json';
import needs from '../../../surveys/nhu-cau/definition.json';
import status from '../../../surveys/thuc-trang/definition.json';

const instruments = {
	'thuc-trang': status,
	'nhu-cau': needs,
	'hieu-qua': effect
} as unknown as Record<string, Definition>;
const fields = compile(instruments['thuc-trang']!);

describe('the field catalogue of the status form', () => {
	it('has every question in order, numbered without a gap', () => {
		expect(fields.map(({ number }) => number).join(' ')).toBe(
			'1 1a 2 2a 3 4 5 6 7 8 9 9a 10 11 12 13 14 15 15a 16 17 18 19 20 21 21a 22 23 24 25 26 27 28 29 30 31 32 33 34 35'
		);
	});

	it('knows codes, limits and units', () => {
		const of = (name: string) => fields.find((field) => field.name === name)!.shape;
		expect(of('TT07')).toMatchObject({
			kind: 'choice',
			choices: [
				{ code: 'rieng' },
				{ code: 'long_ghep' },
				{ code: 'dang_xay_dung' },
				{ code: 'chua' }
			]
		});
		expect(of('TT22')).toMatchObject({ kind: 'choices', alone: ['none'], most: 5 });
		expect(of('TT37')).toMatchObject({ kind: 'choices', most: 5 });
		expect(of('TT13')).toMatchObject({
			kind: 'items',
			items: [{ name: 'tong', box: { kind: 'number', min: 0, whole: false } }, {}, {}, {}]
		});
		expect(of('TT28')).toMatchObject({ kind: 'number', min: 0, max: 9999, whole: true });
		expect(of('TT25')).toMatchObject({ kind: 'table', mostRows: 12 });
	});
});

describe('the codebooks', () => {
	it.each(Object.entries(instruments))(
		'say of %s exactly what its definition says',
		async (survey, definition) => {
			await expect(codebook(survey, definition, compile(definition))).toMatchFileSnapshot(
				`../../../surveys/${survey}/codebook.md`
			);
		}
	);
});
