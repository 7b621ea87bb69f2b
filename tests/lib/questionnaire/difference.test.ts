import { describe, expect, it } from 'vitest';
import { difference, type Change } from '#lib/questionnaire/difference.ts';
import type { Definition, Element } from '#lib/survey.ts';

const text = (vi: string, en = vi) => ({ vi, en });
const ask = (name: string, more: object = {}): Element => ({
	type: 'radiogroup',
	name,
	title: text(`Câu ${name}`),
	choices: [
		{ value: 'co', text: text('Có') },
		{ value: 'khong', text: text('Không') }
	],
	...more
});
const form = (...elements: Element[]): Definition => ({
	title: text('Phiếu'),
	pages: [{ name: 'p1', title: text('A'), elements }]
});
const kinds = (changes: Change[]) => changes.map(({ kind, name }) => `${kind} ${name}`);
const partsOf = (before: Element, after: Element) =>
	difference(form(before), form(after)).flatMap(({ parts }) => parts);

describe('the difference between two versions', () => {
	it('is nothing between a form and itself, whatever the order of its keys', () => {
		const { type, ...rest } = ask('A1');
		expect(difference(form(ask('A1')), form({ ...rest, type }))).toEqual([]);
	});

	it('names the questions that came and went', () => {
		const changes = difference(form(ask('A1'), ask('A2')), form(ask('A3'), ask('A2')));
		expect(kinds(changes)).toEqual(['added A3', 'removed A1']);
	});

	it('says of one question that it moved, not of those it passed', () => {
		const changes = difference(
			form(ask('A1'), ask('A2'), ask('A3'), ask('A4')),
			form(ask('A4'), ask('A1'), ask('A2'), ask('A3'))
		);
		expect(changes).toMatchObject([{ name: 'A4', moved: { from: '4', to: '1' }, parts: [] }]);
		expect(changes).toHaveLength(1);
	});

	it('shows a mended wording in both languages', () => {
		const after = ask('A1', { title: text('Câu hỏi A1', 'Question A1') });
		expect(partsOf(ask('A1'), after)).toEqual([
			{ what: 'wording', key: 'title', before: text('Câu A1'), after: after.title }
		]);
	});

	it('tells choices that came, went and read otherwise apart', () => {
		const choices = [
			{ value: 'co', text: text('Có, đã ban hành') },
			{ value: 'kb', text: text('Không biết') }
		];
		expect(partsOf(ask('A1'), ask('A1', { choices }))).toEqual([
			{
				what: 'wording',
				key: 'text',
				code: 'co',
				before: text('Có'),
				after: text('Có, đã ban hành')
			},
			{ what: 'choice-added', code: 'kb', text: text('Không biết') },
			{ what: 'choice-removed', code: 'khong', text: text('Không') }
		]);
	});

	it('shows conditions, limits and types, also those of a box within a question', () => {
		const boxes = (max: number) =>
			ask('A1', {
				type: 'multipletext',
				choices: undefined,
				items: [{ name: 'tong', title: text('Tổng'), max }]
			});
		expect(partsOf(boxes(5), { ...boxes(9), visibleIf: "{A0} = 'co'", isRequired: true })).toEqual([
			{ what: 'setting', key: 'max', code: 'tong', before: '5', after: '9' },
			{ what: 'setting', key: 'visibleIf', before: '', after: "{A0} = 'co'" },
			{ what: 'setting', key: 'isRequired', before: '', after: 'true' }
		]);
	});

	it('shows what changed of a section and of the form itself', () => {
		const before = form(ask('A1'));
		const [page] = before.pages;
		const pages = [{ ...page!, title: text('B') }];
		const changes = difference(before, { ...before, title: text('Phiếu mới'), pages });
		expect(changes.map(({ of, name }) => [of, name])).toEqual([
			['form', ''],
			['page', 'p1']
		]);
	});
});
