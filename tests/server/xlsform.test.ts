/** A form to a spreadsheet and back: what XLSForm can say is the same, the rest is listed. */
import { describe, expect, it } from 'vitest';
import type { Problem } from '#lib/problem.ts';
import { refusals } from '#lib/questionnaire/gate.ts';
import { cellsOf, rowsOf, type Loss } from '#lib/questionnaire/xlsform.ts';
import { fromXlsForm } from '#lib/questionnaire/xlsform-read.ts';
import { toXlsForm, type Row } from '#lib/questionnaire/xlsform-write.ts';
import { fromXPath, toXPath } from '#lib/questionnaire/xpath.ts';
import * as spreadsheet from '#lib/server/spreadsheet.ts';
import { elementsOf, type Definition, type Element } from '#lib/survey.ts';
import effect from '../../surveys/hieu-qua/definition.json';
import needs from '../../surveys/nhu-cau/definition.json';
import status from '../../surveys/thuc-trang/definition.json';
import { zip } from '../crafted.ts';

const problemOf = (work: Promise<unknown>) =>
	work.then(
		() => 'nothing',
		({ problem }: Problem) => problem
	);

async function there(definition: Definition) {
	const { sheets, lost } = toXlsForm(definition, 'thu', '1');
	const file = await spreadsheet.write(
		(['survey', 'choices', 'settings'] as const).map((name) => ({
			name,
			rows: cellsOf(name, sheets[name])
		}))
	);
	return { file, lost, sheets };
}
async function back(file: Uint8Array) {
	const sheets = await spreadsheet.read(file);
	const rows = (name: string) => rowsOf(sheets.find((one) => one.name === name)?.rows ?? []);
	return fromXlsForm({
		survey: rows('survey'),
		choices: rows('choices'),
		settings: rows('settings')
	});
}

/** A question without what was listed as lost. */
function without(element: Element, lost: Loss[]): object {
	const of = (where: string) => lost.filter((one) => one.where === where).map(({ what }) => what);
	const unsaid = lost.filter(({ kind }) => kind === 'expression').map(({ what }) => what);
	const bare = (node: Record<string, unknown>, where: string): object =>
		Object.fromEntries(
			Object.entries(node)
				.filter(([key]) => !of(where).includes(key))
				.map(([key, value]) =>
					key === 'validators'
						? [
								key,
								(value as { expression: string }[]).filter(
									(one) => !unsaid.includes(one.expression)
								)
							]
						: (key === 'items' || key === 'columns') && element.type !== 'matrix'
							? [
									key,
									(value as Record<string, unknown>[]).map((part) =>
										bare(part, `${where}.${String(part.name)}`)
									)
								]
							: [key, value]
				)
		);
	return bare(element, element.name);
}

describe('a form of ours in a spreadsheet', () => {
	it.each([
		['status', status],
		['needs', needs],
		['effect', effect]
	])('comes back the same but for what was listed: %s', async (_, json) => {
		const definition = json as unknown as Definition;
		const { file, lost } = await there(definition);
		const again = await back(file);
		expect(again.lost).toEqual([]);
		const same = (form: Definition) => elementsOf(form).map(({ name }) => name);
		expect(same(again.definition)).toEqual(same(definition));
		// “!=” is written “<>” by us, and operators have one space around them.
		const plain = (value: object) =>
			JSON.parse(JSON.stringify(value).replaceAll('!=', '<>')) as Record<string, unknown>;
		for (const [index, element] of elementsOf(definition).entries())
			expect(plain(elementsOf(again.definition)[index]!)).toEqual(plain(without(element, lost)));
		for (const [index, { elements: _elements, ...page }] of definition.pages.entries()) {
			const { elements: _, ...read } = again.definition.pages[index]!;
			expect(read).toEqual(page);
		}
	});

	it('lists what XLSForm cannot say, by question', () => {
		const { lost } = toXlsForm(effect as unknown as Definition, 'hieu-qua', '1');
		const kinds = new Set(lost.map(({ what }) => what));
		for (const key of ['indicators', 'correctCode', 'basis', 'minRateDescription', 'planItems'])
			expect(kinds).toContain(key);
		expect(lost.filter(({ where }) => where === 'HQ00').map(({ what }) => what)).toEqual([
			'indicators'
		]);
	});

	it('goes a second time without any loss', async () => {
		const once = await back((await there(status as unknown as Definition)).file);
		const { file, lost } = await there(once.definition);
		expect(lost).toEqual([]);
		expect((await back(file)).definition).toEqual(once.definition);
	});
});

describe('an XLSForm made elsewhere', () => {
	const form = (survey: Row[], choices: Row[] = []) =>
		fromXlsForm({ survey, choices, settings: [{ form_title: 'Phiếu thử' }] });
	const heading = ['type', 'name', 'label::Vietnamese (vi)', 'label::English (en)', 'relevant'];

	it('becomes a form: labels in two languages, groups as sections, conditions translated', () => {
		const survey = rowsOf([
			heading,
			['begin group', 'chung', 'A. Chung', 'A. General', null],
			['select one yn', 'co', 'Có sóng không?', 'Any signal?', null],
			['end group', null, null, null, null],
			['begin_group', 'sau', 'B. Sau', 'B. Later', "${co} = 'yes' and not(selected(${vi}, 'x'))"],
			['select_multiple xs', 'vi', 'Vì sao?', 'Why?', null],
			['integer', 'tuoi', 'Tuổi', 'Age', "selected(${vi}, 'x')"],
			['end_group', null, null, null, null]
		]);
		const { definition, lost } = form(survey, [
			{ list_name: 'yn', name: 'yes', 'label::vi': 'Có', 'label::en': 'Yes' },
			{ list_name: 'xs', name: 'x', 'label::vi': 'X', 'label::en': 'X' }
		]);
		expect(lost).toEqual([]);
		expect(definition.pages.map(({ name, visibleIf }) => [name, visibleIf])).toEqual([
			['chung', undefined],
			['sau', "{co} = 'yes' and {vi} notcontains 'x'"]
		]);
		expect(elementsOf(definition).map(({ type, name }) => [type, name])).toEqual([
			['radiogroup', 'co'],
			['checkbox', 'vi'],
			['text', 'tuoi']
		]);
		expect(elementsOf(definition)[2]).toMatchObject({
			whole: true,
			visibleIf: "{vi} contains 'x'"
		});
	});

	it('says what was left behind', () => {
		const { lost, definition } = form([
			{ type: 'geopoint', name: 'noi' },
			{ type: 'text', name: 'a', relevant: 'pulldata(1)', 'media::image': 'x.png' },
			{ type: 'note', name: 'n', 'label::vi': 'Chào' },
			{ type: 'calculate', name: 'c', calculation: 'once(random())' },
			{ type: 'begin_group', name: 'g' },
			{ type: 'begin_group', name: 'trong' },
			{ type: 'text', name: 'b' },
			{ type: 'end_group' },
			{ type: 'end_group' }
		]);
		expect(lost.map(({ kind, what }) => `${kind} ${what}`).sort()).toEqual([
			'column media::image',
			'expression once(random())',
			'expression pulldata(1)',
			'group group',
			'note Chào',
			'type geopoint'
		]);
		expect(elementsOf(definition).map(({ name }) => name)).toEqual(['a', 'b']);
	});

	it('with hostile names and texts is left to the gate', () => {
		const { definition } = form([
			{ type: 'text', name: '__proto__', 'label::vi': '<script>alert(1)</script>' },
			{ type: 'text', name: 'constructor', 'label::vi': 'A', 'label::en': 'A' }
		]);
		const reasons = refusals(definition).map(({ reason }) => reason);
		expect(reasons).toEqual(expect.arrayContaining(['markup', 'name-reserved']));
	});
});

describe('conditions in both notations', () => {
	it.each([
		["{q} = 'a'", "${q} = 'a'"],
		["{q} <> 'a' or {q} empty", "${q} != 'a' or ${q} = ''"],
		[
			"{q} contains 'a' and {r} notcontains 'b'",
			"selected(${q}, 'a') and not(selected(${r}, 'b'))"
		],
		['{q.length} > 1', 'count-selected(${q}) > 1'],
		[
			'({a} notempty and {b} > 0) or {TT13.tong} <= 5',
			"(${a} != '' and ${b} > 0) or ${TT13.tong} <= 5"
		],
		['iif({a} > 1, 2, 3) = 2', 'if(${a} > 1, 2, 3) = 2']
	])('%s is %s, there and back', (one, other) => {
		expect(toXPath(one, (name) => name)).toBe(other);
		expect(
			fromXPath(
				other,
				(name) => name,
				() => false
			)
		).toBe(one);
	});

	it('that the other notation cannot say are not made up', () => {
		expect(toXPath('age({a}) > 18', (name) => name)).toBeUndefined();
		for (const text of [
			"regex(., '^a')",
			'${a} div 2 > 1',
			"pulldata('x')",
			'selected(${a})',
			'${'
		])
			expect(
				fromXPath(
					text,
					(name) => name,
					() => false
				)
			).toBeUndefined();
	});
});

describe('a spreadsheet from outside', () => {
	const bytes = (length: number) => Buffer.alloc(length);
	const sheet = (xml: string, name = 'xl/worksheets/sheet1.xml') => ({
		name,
		content: Buffer.from(xml)
	});

	it.each([
		['no archive', bytes(100), 'spreadsheet.unreadable'],
		[
			'an archive that is no workbook',
			zip([{ name: 'a.txt', content: bytes(10) }]),
			'spreadsheet.unreadable'
		],
		['an old .xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'spreadsheet.unreadable'],
		['6 MB', bytes(6_000_000), 'spreadsheet.too-large'],
		[
			'a bomb of 200 MB',
			zip([sheet('x'), { name: 'b', content: bytes(200_000_000) }]),
			'spreadsheet.too-large'
		],
		[
			'a bomb that lies about its size',
			zip([{ name: 'xl/workbook.xml', content: bytes(100_000_000), lie: 10 }]),
			'spreadsheet.too-large'
		],
		[
			'500 parts',
			zip(Array.from({ length: 500 }, (_, index) => ({ name: `p${index}`, content: bytes(1) }))),
			'spreadsheet.too-large'
		]
	])(
		'is refused when it is %s',
		async (_, file, problem) => {
			expect(await problemOf(spreadsheet.read(new Uint8Array(file)))).toBe(problem);
		},
		20_000
	);

	it('is refused with too many rows or columns, instead of being cut', async () => {
		const rows = (count: number, wide: number) =>
			spreadsheet.write([
				{ name: 'survey', rows: Array.from({ length: count }, () => Array(wide).fill('x')) }
			]);
		expect(await problemOf(spreadsheet.read(await rows(5001, 1)))).toBe('spreadsheet.too-large');
		expect(await problemOf(spreadsheet.read(await rows(2, 101)))).toBe('spreadsheet.too-large');
		expect((await spreadsheet.read(await rows(5000, 2)))[0]?.rows).toHaveLength(5000);
	}, 20_000);

	it('keeps texts that look like formulas as texts', async () => {
		const attack = '=cmd|"/c calc"!A1';
		const file = await spreadsheet.write([{ name: 'survey', rows: [[attack]] }]);
		expect((await spreadsheet.read(file))[0]?.rows).toEqual([[attack]]);
		expect(Buffer.from(file).includes('<f>')).toBe(false);
	});
});
