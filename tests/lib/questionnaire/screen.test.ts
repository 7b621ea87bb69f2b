import { Model } from 'survey-core';
import { describe, expect, it } from 'vitest';
import { forScreen, pastedNumber } from '#lib/questionnaire/screen.ts';
import { unitIn } from '#lib/questionnaire/unit.ts';

const definition = {
	title: { vi: 'Phiếu' },
	pages: [
		{
			name: 'p1',
			elements: [
				{
					type: 'text',
					name: 'T1',
					inputType: 'number',
					min: 0,
					max: 999,
					unit: 'lớp',
					whole: true
				},
				{
					type: 'multipletext',
					name: 'T2',
					title: 'Kinh phí (triệu đồng)',
					items: [{ name: 'tong', inputType: 'number', min: 0 }]
				},
				{ type: 'boolean', name: 'T3' },
				{ type: 'dropdown', name: 'T4', choices: ['a'] }
			]
		}
	]
};

describe('a definition on the screen', () => {
	it('leaves the published one alone', () => {
		const before = structuredClone(definition);
		forScreen(definition, 'vi');
		expect(definition).toEqual(before);
	});

	it('takes numbers typed the Vietnamese way and keeps them as numbers', () => {
		const model = new Model(forScreen(definition, 'vi'));
		const item = model.getQuestionByName('T2').items[0].editor;
		item.inputValue = '1.234,5';
		expect(model.data).toEqual({ T2: { tong: 1234.5 } });
		expect(item.inputValue).toBe('1.234,5');
		item.inputValue = '0';
		expect(model.data).toEqual({ T2: { tong: 0 } });
		model.dispose();
	});

	it('still refuses a number over the limit of the instrument', () => {
		const model = new Model(forScreen(definition, 'vi'));
		const question = model.getQuestionByName('T1');
		question.value = 1000;
		expect(question.validate(false)).toBe(false);
		question.value = 999;
		expect(question.validate(false)).toBe(true);
		model.dispose();
	});

	it('names the unit of a field from the definition or from the end of the title', () => {
		expect(unitIn({ unit: 'người', title: 'Nhân lực (lượt)' })).toBe('người');
		expect(unitIn({ title: 'Kinh phí (triệu đồng)' })).toBe('triệu đồng');
		expect(unitIn({ title: 'Kinh phí' })).toBeUndefined();
	});
});

describe('a pasted number', () => {
	it.each([
		['1.234,5', 1234.5],
		['1,234.5', 1234.5],
		['1234.5', 1234.5],
		['1.234', 1234],
		['1.234.567', 1_234_567],
		[' 215,5 ', 215.5],
		['1 234', 1234],
		['−3', -3],
		['0', 0]
	])('%s is %d', (text, number) => expect(pastedNumber(text)).toBe(number));

	it.each(['', 'abc', '12 triệu', '1e5', ',5', '0x10'])('“%s” is none', (text) =>
		expect(pastedNumber(text)).toBeNull()
	);
});
