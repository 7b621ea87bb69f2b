import { expect, test } from 'vitest';
import type { Problem } from '#lib/problem.ts';
import { archive } from '#lib/server/exports/archive.ts';
import * as spreadsheet from '#lib/server/imports/workbook.ts';
import { unzip } from '../../zip.ts';

const problemOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => Promise.reject(new Error('nothing was thrown')),
		(error: Problem) => error.problem
	);

async function packed(parts: Iterable<[string, string]>): Promise<Uint8Array> {
	async function* text(content: string) {
		yield content;
	}
	async function* entries() {
		for (const [name, content] of parts) yield { name, content: text(content) };
	}
	const pieces: Buffer[] = [];
	for await (const piece of archive(entries())) pieces.push(piece);
	return new Uint8Array(Buffer.concat(pieces));
}

/** A workbook with the first sheet's XML changed. */
async function altered(change: (xml: string) => string, more: Record<string, string> = {}) {
	const made = await spreadsheet.write([
		{
			name: 'A',
			rows: [
				['Mã', 'x'],
				['00070', 2]
			]
		}
	]);
	const parts = unzip(Buffer.from(made));
	const name = 'xl/worksheets/sheet1.xml';
	parts.set(name, change(parts.get(name) ?? ''));
	for (const [path, text] of Object.entries(more)) parts.set(path, text);
	return packed(parts);
}

test('texts stay texts and numbers numbers, and what looks like a formula is a text', async () => {
	const rows = [['00070', 7, true, '=1+1', null, 'é'.normalize('NFD')]];
	const { sheets } = await spreadsheet.read(await spreadsheet.write([{ name: 'A', rows }]));
	expect(sheets[0]).toMatchObject({ name: 'A', hidden: false, merges: [] });
	expect(sheets[0]!.rows).toEqual([['00070', 7, true, '=1+1', null, 'é']]);
});

test('a formula is shown with what the file last held, never computed; merged cells keep their place (abuse 54)', async () => {
	const bytes = await altered((xml) =>
		xml
			.replace(/<c r="B2"[^>]*>.*?<\/c>/, '<c r="B2"><f>1+1</f><v>3</v></c>')
			.replace(
				'</sheetData>',
				'</sheetData><mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>'
			)
	);
	const { sheets } = await spreadsheet.read(bytes);
	expect(sheets[0]!.rows[1]![1]).toEqual({ formula: '1+1', shown: '3' });
	expect(sheets[0]!.merges).toEqual([{ place: 'A2:B2', firstRow: 1, lastRow: 1 }]);
});

test('macros and links to other files are named and not touched (abuse 54)', async () => {
	const bytes = await altered((xml) => xml, {
		'xl/vbaProject.bin': 'x',
		'xl/externalLinks/externalLink1.xml': '<externalLink/>'
	});
	expect(await spreadsheet.read(bytes)).toMatchObject({ macros: true, links: true });
});

test('an archive that unpacks to more than is allowed is refused before it is read (abuse 54)', async () => {
	const bomb = await altered((xml) => xml, { 'xl/media/a.bin': '0'.repeat(3_000_000) });
	const most = { ...spreadsheet.limits, unpacked: 1_000_000 };
	expect(bomb.length).toBeLessThan(20_000);
	expect(await problemOf(spreadsheet.read(bomb, most))).toBe('workbook.too-large');
});

test('a cell in the far corner does not make the reader hold the whole sheet (abuse 51)', async () => {
	const far = await altered((xml) =>
		xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
	);
	expect(await problemOf(spreadsheet.read(far))).toMatch(/^workbook\.too-/);
});

test('entities, damaged archives, old workbooks and other files are refused by name (abuse 54)', async () => {
	const entities = await altered((xml) =>
		xml.replace('<worksheet', '<!DOCTYPE a [<!ENTITY b "c">]><worksheet')
	);
	expect(await problemOf(spreadsheet.read(entities))).toBe('workbook.broken');
	const whole = await altered((xml) => xml);
	expect(await problemOf(spreadsheet.read(whole.subarray(0, 800)))).toBe('workbook.broken');
	expect(await problemOf(spreadsheet.read(await packed([['a.txt', 'a']])))).toBe('workbook.broken');
	expect(await problemOf(spreadsheet.read(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)))).toBe(
		'workbook.old'
	);
});

test('more rows or columns than are read are refused with their number (abuse 51)', async () => {
	const rows = Array.from({ length: 30 }, () => ['a']);
	const book = await spreadsheet.write([{ name: 'A', rows }]);
	const few = { ...spreadsheet.limits, rows: 20 };
	expect(await problemOf(spreadsheet.read(book, few))).toBe('workbook.too-many-rows');
	const wide = await spreadsheet.write([{ name: 'A', rows: [Array(2001).fill('a')] }]);
	expect(await problemOf(spreadsheet.read(wide))).toBe('workbook.too-many-columns');
});
