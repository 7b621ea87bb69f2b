import { describe, expect, it } from 'vitest';
import type { Definition } from '#lib/survey.ts';
import { compile } from '#lib/questionnaire/fields.ts';
import { windowOf } from '#lib/questionnaire/form.ts';
import { sectionsOf } from '#lib/questionnaire/reading.ts';
import type { Answers } from '#lib/questionnaire/structure.ts';
import { dueAfter } from '#lib/review.ts';

const definition: Definition = {
	title: 'Phiếu',
	pages: [
		{
			name: 'a',
			title: 'A',
			elements: [
				{
					type: 'radiogroup',
					name: 'A1',
					title: 'Kỳ {kyBaoCao}',
					choices: [{ value: 'co', text: 'Có' }]
				},
				{
					type: 'checkbox',
					name: 'A2',
					choices: [{ value: 'x', text: 'Ích' }],
					showOtherItem: true
				},
				{ type: 'text', name: 'A3', inputType: 'number', unit: 'người', visibleIf: '{A1} = "co"' },
				{
					type: 'matrix',
					name: 'A4',
					rows: [{ value: 'm', text: 'Máy' }],
					columns: [{ value: 't', text: 'Tốt' }]
				},
				{ type: 'boolean', name: 'A5' }
			]
		}
	]
};
const fields = compile(definition);
const read = (data: Answers, earlier?: Answers) =>
	sectionsOf(fields, {
		data,
		points: [],
		earlier,
		remarks: [{ question: 'A4', item: 'm', reason: 'Vì sao?' }],
		variables: { kyBaoCao: 'năm 2026' },
		locale: 'vi'
	})[0]!.questions;

describe('a submitted form in words', () => {
	it('names codes, numbers with their unit, rows, the other answer, and the period', () => {
		const questions = read({
			A1: 'co',
			A2: ['x', 'other'],
			'A2-Comment': 'Ghi thêm',
			A3: 1234.5,
			A4: { m: 't' },
			A5: false
		});
		expect(questions[0]!.title).toBe('Kỳ năm 2026');
		expect(questions.map(({ entries }) => entries)).toEqual([
			[{ label: null, text: 'Có' }],
			[
				{ label: null, text: 'Ích; Khác (ghi rõ)' },
				{ label: null, text: 'Ghi thêm' }
			],
			[{ label: null, text: '1.234,5 người' }],
			[{ label: 'Máy', text: 'Tốt' }],
			[{ label: null, text: 'Không' }]
		]);
		expect(questions.map(({ reasons }) => reasons.length)).toEqual([0, 0, 0, 1, 0]);
	});

	it('shows what changed, also an answer that is gone; a question not asked is left out', () => {
		const questions = read({ A1: 'khong_co_trong_danh_sach' }, { A1: 'co', A3: 5 });
		expect(questions.map(({ name, before }) => [name, before])).toEqual([
			['A1', [{ label: null, text: 'Có' }]],
			['A2', null],
			['A3', [{ label: null, text: '5 người' }]],
			['A4', null],
			['A5', null]
		]);
		expect(read({ A1: 'co' }).map(({ name }) => name)).not.toContain('A3');
	});
});

it('a form sent back stays open to its unit until it is due again', () => {
	const now = Date.parse('2026-11-24T03:00:00Z');
	const campaign = { state: 'closed', closesAt: '2026-11-20T10:00:00.000Z' };
	const response = { state: 'returned', dueAt: '2026-11-27T10:00:00.000Z', writable: true };
	const opened = { campaign, response } as unknown as Parameters<typeof windowOf>[0];
	expect(windowOf(opened, now)).toEqual({ state: 'open', closesAt: response.dueAt });
	expect(windowOf(opened, Date.parse('2026-11-28T00:00:00Z'))).toEqual(campaign);
});

it('the new due day is three working days ahead, over a weekend too, by Vietnamese time', () => {
	expect(dueAfter(Date.parse('2026-11-24T03:00:00Z'))).toBe('2026-11-27');
	expect(dueAfter(Date.parse('2026-11-26T03:00:00Z'))).toBe('2026-12-01');
	expect(dueAfter(Date.parse('2026-11-24T18:00:00Z'))).toBe('2026-11-30');
});
