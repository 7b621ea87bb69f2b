import { describe, expect, it } from 'vitest';
import { refusals } from '#lib/questionnaire/gate.ts';
import type { Definition } from '#lib/survey.ts';
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
		[
			'a file inside answers',
			form({ type: 'file', name: 'a', storeDataAsText: true }),
			'key-not-allowed'
		],
		['a camera', form({ type: 'file', name: 'a', sourceType: 'camera' }), 'key-not-allowed'],
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

/** What an author may try, by the groups of the project's list of abuses (20 to 31). */
describe('the publish gate against its authors', () => {
	const hostile = '<img src=x onerror=alert(1)>';
	const free = { type: 'comment', name: 'tu_do' };
	const shown = (more: object) => form(free, { type: 'text', name: 'a', ...more });
	const calculated = (...values: [string, string][]) => ({
		...form(question('a')),
		calculatedValues: values.map(([name, expression]) => ({ name, expression }))
	});

	it.each([
		['20: a script in html', form({ type: 'html', name: 'a', html: hostile }), 'type-not-allowed'],
		['20: a page after completion', { ...form(), completedHtml: hostile }, 'key-not-allowed'],
		['20: an address to go to', { ...form(), navigateToUrl: 'java\tscript:x' }, 'key-not-allowed'],
		['20: an address in a text', shown({ title: 'javascript:alert(1)' }), 'markup'],
		[
			'21: typed words in a title',
			shown({ title: text('Về {tu_do}', '{tu_do}') }),
			'free-text-shown'
		],
		['21: typed words in a hint', shown({ description: '{tu_do}' }), 'free-text-shown'],
		[
			'21: an “other” in a choice',
			form(question('k', '', { showOtherItem: true }), question('a', '', { title: '{k}' })),
			'free-text-shown'
		],
		[
			'21: a box among several',
			form(
				{ type: 'multipletext', name: 'm', items: [{ name: 'x' }] },
				question('a', '', { title: '{m.x}' })
			),
			'free-text-shown'
		],
		['22: markup in a title', shown({ title: hostile }), 'markup'],
		['22: markup in English only', shown({ title: text('Tên', hostile) }), 'markup'],
		[
			'22: markup in a choice',
			form(question('a', '', { choices: [{ value: 'x', text: hostile }] })),
			'markup'
		],
		[
			'22: markup in a row',
			form({
				type: 'matrix',
				name: 'm',
				columns: [code('x')],
				rows: [{ value: 'y', text: hostile }]
			}),
			'markup'
		],
		[
			'22: an entity in a page',
			{ ...form(), pages: [{ name: 'p', title: '&#x3c;b', elements: [] }] },
			'markup'
		],
		[
			'23: a pattern of exponential time',
			shown({ validators: [{ type: 'regex', regex: '^(a|a)*$' }] }),
			'pattern-not-vetted'
		],
		[
			'23: such a pattern in a box',
			form({
				type: 'multipletext',
				name: 'm',
				items: [{ name: 'x', validators: [{ type: 'regex', regex: '(x+x+)+y' }] }]
			}),
			'pattern-not-vetted'
		],
		[
			'24: choices of an address',
			shown({ choicesByUrl: { url: 'http://169.254.169.254/' } }),
			'key-not-allowed'
		],
		[
			'24: such choices in a column',
			form({ type: 'matrixdynamic', name: 'm', columns: [{ name: 'x', choicesByUrl: {} }] }),
			'key-not-allowed'
		],
		['25: a value set by itself', shown({ setValueExpression: '{a} + 1' }), 'key-not-allowed'],
		[
			'25: values computed in a circle',
			calculated(['x', '{y} + 1'], ['y', '{x} + 1']),
			'condition-loop'
		],
		[
			'25: a required question never asked',
			form(question('a'), question('b', "{a} = 'x' and {a} = 'y'", { isRequired: true })),
			'never-asked'
		],
		[
			'26: an inherited name as function',
			shown({ visibleIf: 'constructor() = 1' }),
			'function-unknown'
		],
		[
			'26: an inherited name as variable',
			shown({ visibleIf: '{__proto__} notempty' }),
			'variable-unknown'
		],
		[
			'26: such a name in a computed value',
			calculated(['x', 'hasOwnProperty(1)']),
			'function-unknown'
		],
		['27: a name with a dot', form({ type: 'text', name: 'a.b' }), 'name-not-ascii'],
		['27: a name with a bracket', form({ type: 'text', name: 'a[0]' }), 'name-not-ascii'],
		['27: the name of a remark', form({ type: 'text', name: 'a-Comment' }), 'name-not-ascii'],
		['27: a name of two questions', form(question('a'), question('A')), 'name-twice'],
		['27: a name of a section', form(question('p1')), 'name-twice'],
		['27: a name of a computed value', calculated(['a', '1']), 'name-twice'],
		['27: a word of the engine', form(question('row')), 'name-reserved'],
		['27: a name of the prototype', form(question('toString')), 'name-reserved'],
		['27: a variable of the platform', form(question('kyBaoCao')), 'name-reserved'],
		[
			'27: a key of the prototype',
			form(JSON.parse('{"type":"text","name":"a","__proto__":{}}')),
			'key-not-allowed'
		],
		[
			'31: a translation without the placeholder',
			shown({ title: text('Kỳ {kyBaoCao}', 'Period') }),
			'placeholder-missing'
		],
		[
			'31: a translation with another one',
			shown({ title: text('Kỳ {kyBaoCao}', 'Period {nhom}') }),
			'placeholder-missing'
		],
		['31: no translation', shown({ title: 'Tên đơn vị' }), 'translation-missing']
	])('refuses %s', (_, definition, reason) => {
		expect(reasons(definition)).toContain(reason);
	});

	it.each([
		['another type', { type: 'rating' }, 'name-other-type'],
		['another meaning', { title: text('Tổng kinh phí được giao') }, 'name-other-meaning'],
		['another name', { name: 'b' }, 'name-renamed'],
		[
			'a code that means something else',
			{ choices: [{ value: 'x', text: text('Chưa bao giờ') }] },
			'code-other-meaning'
		],
		[
			'another code for the same',
			{ choices: [{ value: 'z', text: text('Đã có') }] },
			'code-renamed'
		]
	])('refuses 28: what was asked once under %s', (_, more, reason) => {
		const asked = question('a', '', {
			title: text('Số cuộc thi tìm hiểu pháp luật'),
			choices: [{ value: 'x', text: text('Đã có') }]
		});
		const earlier = [form(asked)] as unknown as Definition[];
		const type: object = 'type' in more ? { choices: undefined } : {};
		const now = JSON.parse(JSON.stringify(form({ ...asked, ...more, ...type })));
		expect(refusals(now, earlier).map((one) => one.reason)).toEqual([reason]);
	});

	it('refuses 30: a definition of 5 MB or 2,000 questions, for that reason alone', () => {
		const long = shown({ title: 'x'.repeat(5_000_000) });
		const many = form(...Array.from({ length: 2000 }, (_, index) => question(`q${index}`)));
		expect([reasons(long), reasons(many)]).toEqual([['too-large'], ['too-many-questions']]);
	});

	it('lets a chosen code be shown in a later question', () => {
		const later = question('b', '', { title: text('Vì sao {a}?', 'Why {a}?') });
		expect(reasons(form(question('a'), later))).toEqual([]);
	});
});
