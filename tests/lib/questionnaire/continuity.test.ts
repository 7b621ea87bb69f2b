import { describe, expect, it } from 'vitest';
import { refusals } from '#lib/questionnaire/gate.ts';
import { readsOtherwise } from '#lib/questionnaire/wording.ts';
import type { Definition, Element } from '#lib/survey.ts';

const text = (vi: string) => ({ vi, en: 'Text' });
const form = (...elements: Element[]): Definition => ({
	title: text('Phiếu'),
	pages: [{ name: 'p1', title: text('A'), elements }]
});
const plan: Element = {
	type: 'radiogroup',
	name: 'TT07',
	title: text('Đơn vị đã ban hành kế hoạch chưa?'),
	choices: [
		{ value: 'rieng', text: text('Đã ban hành kế hoạch riêng') },
		{ value: 'chua', text: text('Chưa có') }
	]
};
const money: Element = {
	type: 'text',
	name: 'TT13',
	title: text('Kinh phí thực hiện'),
	inputType: 'number',
	unit: text('triệu đồng')
};
const first = form(plan, money);
const reasons = (...elements: Element[]) =>
	refusals(form(...elements), [first]).map(({ where, reason }) => `${where} ${reason}`);

describe('a new version of a form', () => {
	it('may add, drop, move and mend', () => {
		const mended = { ...plan, title: text('Đơn vị đã ban hành kế hoạch năm chưa?') };
		const list = { ...mended, type: 'dropdown' };
		const added = { type: 'comment', name: 'TT99', title: text('Ý kiến khác') };
		expect(reasons(added, money, list)).toEqual([]);
		expect(reasons(money)).toEqual([]);
	});

	it('may not give a name to another type of answer', () => {
		expect(reasons({ ...plan, type: 'checkbox' })).toEqual([
			'pages[0].elements[0] name-other-type'
		]);
		expect(reasons({ type: 'text', name: 'TT13', title: money.title! })).toEqual([
			'pages[0].elements[0] name-other-type'
		]);
	});

	it('may not give a name to another question, or to the same in another unit', () => {
		expect(reasons({ ...plan, title: text('Đơn vị thuộc vùng nào của cả nước?') })).toEqual([
			'pages[0].elements[0] name-other-meaning'
		]);
		expect(reasons({ ...money, unit: text('tỷ đồng') })).toEqual([
			'pages[0].elements[0].unit name-other-meaning'
		]);
	});

	it('may not ask the same question under another name', () => {
		expect(reasons({ ...plan, name: 'TT50' })).toEqual(['pages[0].elements[0] name-renamed']);
	});

	it('may not give a code another meaning, nor a meaning another code', () => {
		const choices = (...pairs: [string, string][]) => ({
			...plan,
			choices: pairs.map(([value, vi]) => ({ value, text: text(vi) }))
		});
		expect(reasons(choices(['rieng', 'Chưa có'], ['chua', 'Chưa có']))).toEqual([
			'pages[0].elements[0].choices[0] code-other-meaning'
		]);
		expect(
			reasons(choices(['rieng', 'Đã ban hành kế hoạch riêng'], ['khong', 'Chưa có.']))
		).toEqual(['pages[0].elements[0].choices[1] code-renamed']);
	});

	it('is held to every earlier version, not only to the last', () => {
		const without = form(money);
		const found = refusals(form({ ...plan, type: 'checkbox' }), [first, without]);
		expect(found.map(({ reason }) => reason)).toEqual(['name-other-type']);
	});
});

describe('two wordings', () => {
	it('mean the same when mended, and another thing with another number or degree', () => {
		expect(readsOtherwise('Thấp', 'Rất thấp', 'choice')).toBe(true);
		expect(readsOtherwise('Dưới 10 người', 'Dưới 20 người', 'choice')).toBe(true);
		expect(readsOtherwise('Trong 12 tháng qua', 'Trong 6 tháng qua')).toBe(true);
		expect(readsOtherwise('Báo in, báo điện tử', 'Báo in, báo mạng', 'choice')).toBe(false);
	});
});
