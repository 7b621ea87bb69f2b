import { describe, expect, it } from 'vitest';
import { refusals } from '#lib/questionnaire/gate.ts';
import effect from '../../../surveys/hieu-qua/definition.json';
import needs from '../../../surveys/nhu-cau/definition.json';
import status from '../../../surveys/thuc-trang/definition.json';

const text = (vi: string, en = 'Text') => ({ vi, en });
const form = (...elements: object[]) => ({
	title: text('Phiếu'),
	pages: [{ name: 'p1', title: text('A'), elements }]
});
const code = (value: string) => ({ value, text: text(value) });
const question = (name: string, visibleIf?: string, more: object = {}) => ({
	type: 'radiogroup',
	name,
	choices: [code('x'), code('y')],
	...(visibleIf && { visibleIf }),
	...more
});
const reasons = (value: unknown) => refusals(value).map(({ reason }) => reason);

describe('the publish gate', () => {
	it.each([
		['status', status],
		['needs', needs],
		['effect', effect]
	])('lets the %s form through', (_, definition) => {
		expect(refusals(definition)).toEqual([]);
	});

	it('refuses names and codes that are not ASCII, and those used twice', () => {
		expect(reasons(form({ type: 'text', name: 'tên' }))).toEqual(['name-not-ascii']);
		expect(reasons(form({ type: 'text', name: 'a' }, { type: 'text', name: 'a' }))).toEqual([
			'name-twice'
		]);
		expect(reasons(form(question('a', '', { choices: [code('Hà Nội')] })))).toEqual([
			'code-not-ascii'
		]);
		expect(reasons(form(question('a', '', { choices: [code('x'), code('x')] })))).toEqual([
			'code-twice'
		]);
	});

	it.each([
		['an html element', form({ type: 'html', name: 'a', html: '{ten}' }), 'type-not-allowed'],
		['a file', form({ type: 'file', name: 'a', storeDataAsText: true }), 'type-not-allowed'],
		['an image', form({ type: 'image', name: 'a' }), 'type-not-allowed'],
		['a signature', form({ type: 'signaturepad', name: 'a' }), 'type-not-allowed'],
		['an inherited name as type', form({ type: 'constructor', name: 'a' }), 'type-not-allowed'],
		[
			'choices fetched from an address',
			form({ type: 'dropdown', name: 'a', choicesByUrl: { url: 'http://169.254.169.254/' } }),
			'key-not-allowed'
		],
		['a redirect', { ...form(), navigateToUrl: 'java\tscript:alert(1)' }, 'key-not-allowed'],
		['markup after completion', { ...form(), completedHtml: '<b>x</b>' }, 'key-not-allowed'],
		['markup in a title', form({ type: 'text', name: 'a', title: '<img src=x>' }), 'markup'],
		[
			'a slow pattern',
			form({ type: 'text', name: 'a', validators: [{ type: 'regex', regex: '^(a+)+$' }] }),
			'pattern-not-vetted'
		],
		[
			'a function nobody knows',
			form({ type: 'text', name: 'a', visibleIf: 'toString() notempty' }),
			'function-unknown'
		],
		[
			'a question nobody asks',
			form({ type: 'text', name: 'a', visibleIf: '{b} = 1' }),
			'variable-unknown'
		],
		[
			'decomposed text',
			form({ type: 'text', name: 'a', title: 'Hà'.normalize('NFD') }),
			'not-composed'
		]
	])('refuses %s', (_, value, reason) => {
		expect(reasons(value)).toContain(reason);
	});

	it.each([
		['a list the platform does not have', { choicesFrom: 'https://x' }, 'list-unknown'],
		['a right answer that cannot be chosen', { correctCode: 'z' }, 'correct-not-a-choice']
	])('refuses %s', (_, more, reason) => {
		expect(reasons(form(question('a', '', { type: 'dropdown', ...more })))).toContain(reason);
	});

	it('refuses what stands in one language only, and says where', () => {
		const [first] = refusals(form(question('a', '', { title: 'Tên đơn vị' })));
		expect(first).toMatchObject({
			where: 'pages[0].elements[0].title',
			reason: 'translation-missing'
		});
		expect(reasons(form(question('a', '', { title: { vi: 'Tên', en: ' ' } })))).toEqual([
			'translation-missing'
		]);
		expect(reasons(form(question('a', '', { choices: ['x'] })))).toEqual(['translation-missing']);
		const same = { type: 'text', name: 'a', placeholder: 'https://' };
		expect(reasons(form(same))).toEqual([]);
	});
});

describe('the publish gate on conditions', () => {
	const [a, b] = [question('a'), question('b', "{a} = 'x'")];

	it.each([
		['asks of itself', [question('c', "{c} = 'x'")], 'condition-loop'],
		[
			'asks of one another',
			[question('c', "{d} = 'x'"), question('d', "{c} = 'x'")],
			'condition-loop'
		],
		['asks of a later question', [question('c', '{a} notempty'), a], 'condition-on-later'],
		['wants one answer to be two', [a, question('c', "{a} = 'x' and {a} = 'y'")], 'never-asked'],
		['wants an answer and none', [a, question('c', "{a} = 'x' and {a} empty")], 'never-asked'],
		['wants an answer nobody can give', [a, question('c', "{a} = 'z'")], 'never-asked'],
		[
			'wants the consequence without its cause',
			[a, b, question('c', "{b} = 'x' and {a} = 'y'")],
			'never-asked'
		],
		[
			'wants a number above what it is below',
			[{ type: 'text', name: 'n', inputType: 'number' }, question('c', '{n} > 5 and {n} < 5')],
			'never-asked'
		]
	])('refuses a question that %s', (_, elements, reason) => {
		expect(reasons(form(...elements))).toContain(reason);
	});

	it('refuses a question whose page is never shown with it', () => {
		const page = { name: 'p2', title: text('B'), visibleIf: "{a} = 'y'" };
		const pages = [...form(a).pages, { ...page, elements: [question('c', "{a} = 'x'")] }];
		expect(reasons({ ...form(), pages })).toEqual(['never-asked']);
	});

	it('lets through what can hold, and what it does not understand', () => {
		const fine = [
			"{a} = 'x' or {a} = 'y'",
			"{a} <> 'x'",
			"({a} = 'x' or {a} = 'y') and {b} empty",
			"{nhom} = 'ubnd_xa'",
			'{a.length} > 1 and {a.length} < 1',
			"iif({a} = 'x', 1, 2) = 1",
			"{a} = {b} and {a} = 'x'",
			"{b} = 'x' or {a} = 'y'"
		];
		for (const condition of fine)
			expect([condition, reasons(form(a, b, question('c', condition)))]).toEqual([condition, []]);
	});
});
