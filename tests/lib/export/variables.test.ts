import { describe, expect, it } from 'vitest';
import { read, tablesOf, variablesOf, type AskedVersion } from '#lib/export/variables.ts';
import { compile } from '#lib/questionnaire/fields.ts';
import type { Answers } from '#lib/questionnaire/structure.ts';
import type { Element } from '#lib/survey.ts';

function version(number: number, elements: Element[]): AskedVersion {
	const definition = { title: 'Phiếu', pages: [{ name: 'p1', title: 'Trang', elements }] };
	return { number, fields: compile(definition) };
}
const list = (...codes: string[]) => codes.map((value) => ({ value, text: value.toUpperCase() }));

const first = version(1, [
	{ type: 'radiogroup', name: 'A', choices: list('x', 'y') },
	{ type: 'text', name: 'B', inputType: 'number', min: 0 },
	{ type: 'checkbox', name: 'C', choices: list('m', 'n'), showOtherItem: true },
	{ type: 'matrixdynamic', name: 'T', columns: [{ name: 'k', cellType: 'text' }] }
]);
const second = version(2, [
	{ type: 'radiogroup', name: 'A', choices: list('x', 'z', 'khong_tra_loi') },
	{ type: 'checkbox', name: 'C', choices: list('m', 'p') },
	{ type: 'comment', name: 'D', visibleIf: "{A} = 'x'" },
	{
		type: 'matrixdynamic',
		name: 'T',
		columns: [
			{ name: 'k', cellType: 'text' },
			{ name: 'n', cellType: 'text' }
		]
	}
]);
const variables = variablesOf([first, second]);
const names = variables.map(({ name }) => name);

function readAll(number: number, data: Answers, hidden: string[] = []) {
	const given = { version: number, data, hidden: new Set(hidden) };
	return Object.fromEntries(
		variables.map((variable) => {
			const { value, state } = read(variable, given);
			return [variable.name, state === 'answered' ? value : state];
		})
	);
}

describe('the variables of several versions', () => {
	it('are the union: the newest order, what was dropped where it stood', () => {
		expect(names).toEqual([
			'A',
			'B',
			'C.m',
			'C.n',
			'C.other',
			'C.other_text',
			'C.p',
			'D',
			'T.so_dong'
		]);
		expect(variables.map(({ versions }) => versions.join())).toEqual([
			'2,1',
			'1',
			'2,1',
			'1',
			'1',
			'1',
			'2',
			'2',
			'2,1'
		]);
		expect(variables[0]?.values.map(({ code }) => code)).toEqual(['x', 'z', 'khong_tra_loi', 'y']);
	});

	it('keep apart a name that was given another meaning', () => {
		const third = version(3, [{ type: 'text', name: 'A', inputType: 'number' }]);
		const both = variablesOf([first, third]).map(({ name, kind }) => `${name} ${kind}`);
		expect(both.slice(0, 2)).toEqual(['A number', 'A.v1 code']);
	});

	it('have tables of their own, with the union of their columns', () => {
		const [table] = tablesOf([first, second]);
		expect(table?.variables.map(({ name, versions }) => `${name} ${versions.join()}`)).toEqual([
			'k 2,1',
			'n 2'
		]);
	});
});

describe('a cell without an answer', () => {
	it('says that the version did not ask', () => {
		const found = readAll(2, { A: 'z', C: ['p'] });
		expect(found).toMatchObject({ B: 'not_asked', 'C.n': 'not_asked', 'C.p': 1, 'C.m': 0 });
	});

	it('says that a condition hid the question', () => {
		expect(readAll(2, { A: 'z' }, ['D'])).toMatchObject({ D: 'hidden' });
		expect(readAll(1, { C: ['m'] })).toMatchObject({ 'C.other_text': 'hidden' });
	});

	it('says that the question was left empty', () => {
		expect(readAll(2, { D: '' })).toMatchObject({ A: 'empty', 'C.m': 'empty', D: 'empty' });
		expect(readAll(1, { C: ['other'], B: 0 })).toMatchObject({ 'C.other_text': 'empty', B: 0 });
	});

	it('says that the respondent declined, and a text that reads like it is an answer', () => {
		expect(readAll(2, { A: 'khong_tra_loi', D: 'refused' })).toMatchObject({
			A: 'refused',
			D: 'refused'
		});
		const remark = variables.find(({ name }) => name === 'D')!;
		const given = { version: 2, data: { D: 'refused' }, hidden: new Set<string>() };
		expect(read(remark, given).state).toBe('answered');
	});
});
