import { describe, expect, it } from 'vitest';
import { refusals } from '#lib/questionnaire/gate.ts';
import definition from '../../../surveys/thuc-trang/definition.json';

const form = (...elements: object[]) => ({
	title: 'Phiếu',
	pages: [{ name: 'p1', title: 'A', elements }]
});
const reasons = (value: unknown) => refusals(value).map(({ reason }) => reason);

describe('the publish gate', () => {
	it('lets the status form through', () => {
		expect(refusals(definition)).toEqual([]);
	});

	it('refuses names and codes that are not ASCII, and those used twice', () => {
		expect(reasons(form({ type: 'text', name: 'tên' }))).toEqual(['name-not-ascii']);
		expect(reasons(form({ type: 'text', name: 'a' }, { type: 'text', name: 'a' }))).toEqual([
			'name-twice'
		]);
		expect(reasons(form({ type: 'radiogroup', name: 'a', choices: ['Hà Nội'] }))).toEqual([
			'code-not-ascii'
		]);
		expect(
			reasons(form({ type: 'radiogroup', name: 'a', choices: ['x', { value: 'x' }] }))
		).toEqual(['code-twice']);
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
});
