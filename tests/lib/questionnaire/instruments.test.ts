import { Model } from 'survey-core';
import { describe, expect, it } from 'vitest';
import { compile, fill, type Field } from '#lib/questionnaire/fields.ts';
import { forScreen } from '#lib/questionnaire/screen.ts';
import { check } from '#lib/questionnaire/structure.ts';
import {
	elementsOf,
	forRespondent,
	supplied,
	textOf,
	type Definition,
	type Element
} from '#lib/survey.ts';
import effect from '../../../surveys/hieu-qua/definition.json';
import needs from '../../../surveys/nhu-cau/definition.json';
import status from '../../../surveys/thuc-trang/definition.json';

const supply = { provinces: [{ value: '01', text: 'Hà Nội' }] };
const forms: [string, Definition, string][] = [
	['needs', needs as unknown as Definition, 'NC'],
	['effect', effect as unknown as Definition, 'HQ']
];
const codesOf = (list: unknown) =>
	Array.isArray(list) ? (list as { value: string; text: unknown }[]) : [];
const find = (definition: Definition, name: string) =>
	elementsOf(definition).find((element) => element.name === name)!;

describe.each(forms)('the %s form', (_, definition, prefix) => {
	const fields = fill(compile(definition), supply);
	const open = (data: object) => {
		const model = new Model(forScreen(supplied(definition, supply), 'vi'));
		model.data = data;
		return model;
	};

	it('asks nothing but consent until it is given, and chooses nothing for anybody', () => {
		const model = open({});
		const asked = () => model.getAllQuestions(true).map(({ name }) => name);
		expect(model.data).toEqual({});
		expect(asked()).toEqual([`${prefix}00`]);
		model.setValue(`${prefix}00`, 'khong');
		expect(asked()).toEqual([`${prefix}00`]);
		expect(model.validate(false)).toBe(true);
		model.setValue(`${prefix}00`, 'dong_y');
		expect(asked().length).toBeGreaterThan(15);
		expect(model.validate(false)).toBe(false);
		model.dispose();
	});

	it('takes a province of the list given, and no other', () => {
		const name = `${prefix}02`;
		expect(check(fields, { [name]: '01' })).toEqual([]);
		expect(check(fields, { [name]: '99' })).toEqual([{ question: name, reason: 'not-a-choice' }]);
		const bare = compile(definition);
		expect(check(bare, { [name]: '01' })).toEqual([{ question: name, reason: 'not-a-choice' }]);
	});

	it('asks for no name, number, address or free text beyond the opinion at the end', () => {
		const free = fields.filter(({ shape }) => shape.kind === 'text').map(({ name }) => name);
		expect(free).toEqual([prefix === 'NC' ? 'NC36' : 'HQ42']);
	});

	it('lets people decline to say who they are', () => {
		const personal = prefix === 'NC' ? ['04', '05', '06', '07'] : ['03', '04', '06', '07'];
		for (const number of personal) {
			const codes = codesOf(find(definition, prefix + number).choices).map(({ value }) => value);
			expect([number, codes.at(-1)]).toEqual([number, 'ktl']);
		}
	});

	it('can be read: short questions, short choices, one sentence of help', () => {
		for (const element of elementsOf(definition)) {
			const words = (text: unknown) => textOf(text).split(/\s+/).length;
			expect([element.name, words(element.title) <= 28]).toEqual([element.name, true]);
			const parts = ['choices', 'rows', 'columns'].flatMap((list) => codesOf(element[list]));
			for (const { value, text } of parts)
				expect([element.name, value, words(text) <= 20]).toEqual([element.name, value, true]);
		}
	});

	it('says everything in English too', () => {
		for (const element of elementsOf(definition))
			expect(textOf(element.title, 'en')).not.toBe(textOf(element.title));
	});
});

describe('the effect form', () => {
	const definition = effect as unknown as Definition;
	const knowledge = ['HQ22', 'HQ23', 'HQ24', 'HQ25', 'HQ26'];

	it('knows the right answers, with their basis, and does not send them to respondents', () => {
		const correct = compile(definition)
			.filter((field): field is Field & { correct: object } => field.correct !== undefined)
			.map(({ name, correct }) => [name, correct.code, correct.basis !== '']);
		expect(correct).toEqual([
			['HQ22', 'b', true],
			['HQ23', 'b', true],
			['HQ24', 'a', true],
			['HQ25', 'a', true],
			['HQ26', 'b', true]
		]);
		const sent = JSON.stringify(forRespondent(definition));
		expect(sent).not.toMatch(/correctCode|basis|Luật Phổ biến, giáo dục pháp luật"/);
	});

	it('offers “I do not know” with every question of knowledge', () => {
		for (const name of knowledge)
			expect(codesOf(find(definition, name).choices).at(-1)?.value).toBe('kb');
	});

	it('asks for the most useful channel among those chosen only', () => {
		const model = new Model(forScreen(supplied(definition, supply), 'vi'));
		model.data = { HQ00: 'dong_y', HQ09: 'co', HQ10: ['zalo'] };
		expect(model.getQuestionByName('HQ11').isVisible).toBe(false);
		model.setValue('HQ10', ['zalo', 'sms']);
		const offered = model.getQuestionByName('HQ11').visibleChoices as { value: string }[];
		expect(offered.map(({ value }) => value)).toEqual(['zalo', 'sms']);
		model.dispose();
	});
});

it('shows units of the status form in the language of the reader', () => {
	const units = (locale: 'vi' | 'en') => {
		const screen = forScreen(status, locale) as unknown as { pages: { elements: Element[] }[] };
		const elements = screen.pages.flatMap(({ elements: all }) => all);
		return elements.find(({ name }) => name === 'TT28')?.unit;
	};
	expect([units('vi'), units('en')]).toEqual(['lớp, hội nghị', 'courses']);
});
