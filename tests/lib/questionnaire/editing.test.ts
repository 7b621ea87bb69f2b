import { describe, expect, it } from 'vitest';
import { readCondition, writeCondition } from '#lib/questionnaire/condition-form.ts';
import * as editing from '#lib/questionnaire/editing.ts';
import { questionTypes, refusals } from '#lib/questionnaire/gate.ts';
import * as history from '#lib/questionnaire/history.ts';
import { elementsOf, type Definition } from '#lib/survey.ts';
import effect from '../../../surveys/hieu-qua/definition.json';
import needs from '../../../surveys/nhu-cau/definition.json';
import status from '../../../surveys/thuc-trang/definition.json';

const forms = [effect, needs, status] as unknown as Definition[];
const names = (definition: Definition) => elementsOf(definition).map(({ name }) => name);
const small = (): Definition => ({
	title: 'A',
	pages: [
		{
			name: 'p1',
			title: 'A',
			elements: [
				{ type: 'text', name: 'C01' },
				{ type: 'text', name: 'C02', visibleIf: '{C01} notempty' }
			]
		},
		{ name: 'p2', title: 'B', visibleIf: "{C01} = 'x'", elements: [{ type: 'text', name: 'C03' }] }
	]
});

describe('editing a form', () => {
	it('never changes the definition it was given', () => {
		const before = structuredClone(status) as unknown as Definition;
		const at = { page: 1, question: 1 };
		editing.move(before, at, 1);
		editing.remove(before, at);
		editing.duplicate(before, at);
		editing.rename(before, at, 'X1');
		editing.retype(before, at, 'checkbox');
		editing.addConsent(before);
		expect(before).toEqual(status);
	});

	it('adds a question of every type below the chosen one, under a free name', () => {
		for (const type of questionTypes) {
			const { definition, place } = editing.addQuestion(small(), { page: 0, question: 0 }, type);
			expect(place).toEqual({ page: 0, question: 1 });
			expect(names(definition)).toEqual(['C01', 'C04', 'C02', 'C03']);
			// Only what is still to be written keeps it from being published.
			const reasons = new Set(refusals({ ...definition, title: '1' }).map(({ reason }) => reason));
			expect([type, [...reasons]]).toEqual([type, ['translation-missing']]);
		}
	});

	it('moves questions within a section and across its edges, and sections as a whole', () => {
		const down = editing.move(small(), { page: 0, question: 1 }, 1);
		expect([names(down.definition), down.place]).toEqual([
			['C01', 'C02', 'C03'],
			{ page: 1, question: 0 }
		]);
		const up = editing.move(small(), { page: 1, question: 0 }, -1);
		expect(up.place).toEqual({ page: 0, question: 2 });
		const top = editing.move(small(), { page: 0, question: 0 }, -1);
		expect(top.definition).toEqual(small());
		const page = editing.move(small(), { page: 1, question: null }, -1);
		expect(page.definition.pages.map(({ name }) => name)).toEqual(['p2', 'p1']);
	});

	it('renames a question wherever it is read', () => {
		const renamed = editing.rename(small(), { page: 0, question: 0 }, 'ten');
		expect(renamed.pages[0]!.elements[1]!.visibleIf).toBe('{ten} notempty');
		expect(renamed.pages[1]!.visibleIf).toBe("{ten} = 'x'");
	});

	it('duplicates, removes and changes what is asked', () => {
		const two = editing.duplicate(small(), { page: 0, question: 0 });
		expect(names(two.definition)).toEqual(['C01', 'C04', 'C02', 'C03']);
		const less = editing.remove(two.definition, two.place);
		expect(less.definition).toEqual(small());
		const set = editing.set(small(), { page: 0, question: 1 }, { visibleIf: undefined, min: 1 });
		expect(set.pages[0]!.elements[1]).toEqual({ type: 'text', name: 'C02', min: 1 });
	});

	it('asks for consent first, and nothing of someone who does not agree', () => {
		const { definition } = editing.addConsent(small());
		const [consent, ...rest] = elementsOf(definition);
		expect(consent).toMatchObject({ type: 'radiogroup', isRequired: true });
		for (const element of rest.slice(0, 2)) expect(element.visibleIf).toContain(consent!.name);
		expect(definition.pages[1]!.visibleIf).toBe(`{${consent!.name}} = 'dong_y' and ({C01} = 'x')`);
	});

	it('finds the place that a reason speaks of', () => {
		expect(editing.placeOf('pages[1].elements[3].choices[0]')).toEqual({ page: 1, question: 3 });
		expect(editing.placeOf('pages[2].title')).toEqual({ page: 2, question: null });
		expect(editing.placeOf('title')).toBeNull();
	});
});

describe('a condition in a form', () => {
	it('says the same as the notation, for nearly every condition of our forms', () => {
		const all = forms.flatMap((form) => [
			...form.pages.map(({ visibleIf }) => visibleIf),
			...elementsOf(form).map(({ visibleIf }) => visibleIf)
		]);
		const texts = all.filter((text): text is string => typeof text === 'string');
		const read = texts.flatMap((text) => {
			const simple = readCondition(text);
			return simple ? [[text.replaceAll('!=', '<>'), writeCondition(simple)]] : [];
		});
		expect(read.length).toBe(texts.length);
		for (const [text, written] of read) expect(written).toBe(text);
	});

	it.each([
		"({a} = 'x' or {b} = 'y') and {c} = 'z'",
		"{a} = 'x' or {b} = 'y' and {c} = 'z'",
		'sum({a}) > 1',
		'{a} ='
	])('leaves %s as text', (text) => expect(readCondition(text)).toBeUndefined());
});

describe('undo', () => {
	it('takes back a typed word at once, and everything after it', () => {
		let steps = history.begin('');
		for (const text of ['a', 'ab', 'abc']) steps = history.change(steps, text, 'title');
		steps = history.change(steps, 'abc!', 'hint');
		expect(history.undo(steps).now).toBe('abc');
		expect(history.undo(history.undo(steps)).now).toBe('');
		expect(history.redo(history.undo(steps)).now).toBe('abc!');
		const other = history.change(history.undo(steps), 'x', 'title');
		expect([history.redo(other).now, history.undo(other).now]).toEqual(['x', 'abc']);
	});
});
