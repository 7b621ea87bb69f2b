import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { line } from '#lib/csv.ts';
import { ddi } from '#lib/export/ddi.ts';
import { unitFrame } from '#lib/export/frames.ts';
import type { About } from '#lib/export/sheets.ts';
import { spssSyntax, spssVariables } from '#lib/export/spss.ts';
import { tablesOf, variablesOf } from '#lib/export/variables.ts';
import { escapeXml } from '#lib/export/xml.ts';
import { compile } from '#lib/questionnaire/fields.ts';
import { archive } from '#lib/server/exports/archive.ts';
import { columnName, workbook, type SheetCell } from '#lib/server/exports/workbook.ts';
import type { Definition } from '#lib/survey.ts';
import definition from '../../../surveys/thuc-trang/definition.json' with { type: 'json' };
import { wellFormed } from '../../xml.ts';
import { cellsOf, unzip } from '../../zip.ts';

const fields = compile(definition as Definition);
const versions = [{ number: 1, fields }];
const variables = variablesOf(versions);
const about: About = {
	campaign: 'Khảo sát <thử> & "kiểm"',
	slug: 'thu',
	period: '6 tháng đầu năm 2026',
	periodFrom: '2026-01-01',
	periodTo: '2026-06-30',
	survey: 'Phiếu thực trạng',
	surveyId: 'thuc-trang',
	versions: [{ number: 1, hash: 'ab' }],
	responses: 34,
	asOf: '2026-11-23T10:00:00.000Z',
	madeBy: 'Trần Văn Bình',
	simulated: false
};

async function bytesOf(parts: AsyncIterable<Buffer>): Promise<Buffer> {
	const all: Buffer[] = [];
	for await (const part of parts) all.push(part);
	return Buffer.concat(all);
}

async function sheetOf(rows: SheetCell[][], limits: { rows?: number; characters?: number } = {}) {
	const most = { rows: 1000, characters: 1e6, ...limits };
	async function* read() {
		yield* rows;
	}
	return unzip(await bytesOf(archive(workbook([{ name: 'a/b', rows: read }], most))));
}

describe('CSV', () => {
	it('lets no text run as a formula, whatever it is, and gives every other text back', () => {
		const starts = fc.constantFrom(
			'=',
			'+',
			'-',
			'@',
			'\t',
			'\r',
			'\n',
			'＝',
			'＋',
			'－',
			'＠',
			' =',
			''
		);
		fc.assert(
			fc.property(starts, fc.string({ unit: 'grapheme' }), (start, rest) => {
				const text = start + rest;
				const [cells = []] = Papa.parse<string[]>(line([text, 'end']), { delimiter: ';' }).data;
				const cell = cells[0] ?? '';
				expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/);
				expect(cell.replace(/^'/, '')).toBe(text.replace(/^'/, ''));
			})
		);
	});

	it('leaves negative numbers numbers', () => {
		expect(line([-5, -0.5, '-5'])).toBe("-5;-0,5;'-5");
	});
});

describe('a spreadsheet', () => {
	it('gives every text and number back, in well-formed XML', async () => {
		const texts = fc.string({ unit: 'grapheme', maxLength: 20 });
		// Decimal text knows one zero: a negative one cannot come back, and no answer is one.
		const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
		const cell = fc.oneof(texts, numbers);
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
				const parts = await sheetOf([...rows, ['_x0041_', '=1+1']]);
				for (const text of parts.values()) expect(wellFormed(text)).toBe(true);
				const expected = [...rows, ['_x0041_', '=1+1']].map((cells) =>
					cells.map((value) =>
						typeof value === 'number' ? value : value.replace(/[^\P{Cc}\t\n\r]/gu, '')
					)
				);
				const found = cellsOf(parts.get('xl/worksheets/sheet1.xml') ?? '');
				expect(found.map((cells) => [cells[0] ?? '', cells[1] ?? ''])).toEqual(expected);
			}),
			{ numRuns: 30 }
		);
	});

	it('goes on in a further sheet when one is full, heading repeated', async () => {
		const rows = [['n'], [1], [2], [3], [4]];
		// By its rows, or by the characters that a part of the file may have.
		for (const limits of [{ rows: 3 }, { characters: 120 }]) {
			const parts = await sheetOf(rows, limits);
			const sheet = (number: number) =>
				cellsOf(parts.get(`xl/worksheets/sheet${number}.xml`) ?? '');
			expect([sheet(1), sheet(2)]).toEqual([
				[['n'], [1], [2]],
				[['n'], [3], [4]]
			]);
			expect(parts.get('xl/workbook.xml')).toContain('name="a-b (2)"');
		}
	});

	it('cuts a text that no cell can hold, and says so', async () => {
		const parts = await sheetOf([['x'.repeat(40_000)]]);
		const [[text] = []] = cellsOf(parts.get('xl/worksheets/sheet1.xml') ?? '');
		expect(String(text)).toHaveLength(32_767);
		expect(String(text)).toMatch(/TRUNCATED\]$/);
	});

	it('names columns as spreadsheets do', () => {
		expect([0, 25, 26, 701, 702, 16_383].map(columnName)).toEqual([
			'A',
			'Z',
			'AA',
			'ZZ',
			'AAA',
			'XFD'
		]);
	});
});

describe('SPSS', () => {
	const named = spssVariables(unitFrame, variables);
	const syntax = spssSyntax(about.campaign, 'so-lieu.csv', unitFrame, named);

	it('has a label and missing values for every variable, each under a name of its own', () => {
		const names = named.map(({ name }) => name);
		expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(variables.length);
		for (const name of names) {
			expect(name).toMatch(/^[A-Za-z][\w.]{0,62}\w?$/);
			expect(syntax).toContain(`\r\n  ${name} '`);
			expect(syntax).toContain(`MISSING VALUES ${name} (`);
			expect(syntax).toContain(`VALUE LABELS ${name}\r\n`);
		}
	});

	it('closes every quotation on its line and keeps lines short', () => {
		for (const text of syntax.split('\r\n').slice(1)) {
			expect((text.match(/'/g) ?? []).length % 2).toBe(0);
			expect(Buffer.byteLength(text)).toBeLessThan(256);
		}
	});

	it('shortens long names and keeps them apart', () => {
		const long = { ...variables[0]!, name: 'A'.repeat(70) };
		const names = spssVariables(unitFrame, [long, { ...long }, { ...long, name: 'all' }]).map(
			({ name }) => name
		);
		expect(names.map((name) => name.length)).toEqual([64, 62, 4]);
		expect(new Set(names).size).toBe(3);
	});
});

describe('DDI', () => {
	const text = ddi(about, unitFrame, variables, tablesOf(versions));

	it('is well-formed and describes every variable once', () => {
		expect(wellFormed(text)).toBe(true);
		const names = [...text.matchAll(/<var ID="[^"]+" name="([^"]+)" files="F1"/g)].map(
			([, name]) => name
		);
		expect(names).toEqual([
			...unitFrame.columns.map(({ name }) => name),
			...variables.map(({ name }) => name)
		]);
		const ids = [...text.matchAll(/ ID="([^"]+)"/g)].map(([, id]) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('holds question texts, categories, conditions and the period', () => {
		expect(text).toContain('<titl>Khảo sát &lt;thử&gt; &amp; &quot;kiểm&quot;</titl>');
		expect(text).toContain('<universe clusion="I">{TT11} = ');
		expect(text).toContain('<timePrd event="end" date="2026-06-30">');
		expect(text).toMatch(/<var [^>]*name="TT05"[^]*?<qstnLit>[^<]+<\/qstnLit>[^]*?<catValu>/);
	});
});

it('XML keeps markup out and leaves out what it cannot hold', () => {
	expect(escapeXml('<a b="c">&\u0000\u0001\ufffe\ud800</a>')).toBe(
		'&lt;a b=&quot;c&quot;&gt;&amp;&lt;/a&gt;'
	);
});
