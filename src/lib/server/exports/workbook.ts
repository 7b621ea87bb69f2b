/**
 * A spreadsheet file (Office Open XML) written as a stream. Texts stay texts, so nothing in them
 * runs as a formula and `01` keeps its zero; numbers stay numbers. The first row of a sheet is its
 * heading; a sheet that is full goes on in a further one.
 */
import { escapeXml } from '#lib/export/xml.ts';
import type { Entry } from './archive.ts';

export type SheetCell = string | number | null;
export type Sheet = { name: string; rows: () => AsyncIterable<SheetCell[]> };

const mostRows = 1_048_576;
/** Characters of one sheet's text, well below the 4 GiB that a part of the file may have. */
const longestSheet = 1_200_000_000;
const longestCell = 32_767;
const cut = ' … [CẮT BỚT / TRUNCATED]';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

type Limits = { rows: number; characters: number };

/** The parts of the file, for {@link archive}. @param most of one sheet, for tests */
export async function* workbook(
	sheets: Sheet[],
	most: Limits = { rows: mostRows, characters: longestSheet }
): AsyncGenerator<Entry> {
	const names: string[] = [];
	for (const sheet of sheets) {
		const rows = sheet.rows()[Symbol.asyncIterator]();
		try {
			const turn = { heading: [] as SheetCell[], next: await rows.next() };
			for (let part = 1; part === 1 || !turn.next.done; part++) {
				names.push(sheetName(sheet.name, part));
				const path = `xl/worksheets/sheet${names.length}.xml`;
				yield { name: path, content: worksheet(rows, turn, most, part) };
			}
		} finally {
			await rows.return?.();
		}
	}
	yield whole('xl/workbook.xml', book(names));
	yield whole('xl/_rels/workbook.xml.rels', bookParts(names.length));
	yield whole('xl/styles.xml', styles);
	yield whole('_rels/.rels', rootParts);
	yield whole('[Content_Types].xml', contentTypes(names.length));
}

type Turn = { heading: SheetCell[]; next: IteratorResult<SheetCell[]> };

async function* worksheet(
	rows: AsyncIterator<SheetCell[]>,
	turn: Turn,
	most: Limits,
	part: number
): AsyncGenerator<string> {
	yield (
		`${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
		'<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
		'</sheetView></sheetViews><sheetData>'
	);
	let count = 0;
	let length = 0;
	if (part > 1) yield row(turn.heading, ++count);
	while (!turn.next.done && count < most.rows && length < most.characters) {
		if (part === 1 && count === 0) turn.heading = turn.next.value;
		const text = row(turn.next.value, ++count);
		length += text.length;
		yield text;
		turn.next = await rows.next();
	}
	yield '</sheetData></worksheet>';
}

function row(cells: SheetCell[], number: number): string {
	const style = number === 1 ? ' s="1"' : '';
	const parts = cells.map((cell, column) => {
		if (cell === null || cell === '') return '';
		const at = `r="${columnName(column)}${number}"${style}`;
		if (typeof cell === 'number') return Number.isFinite(cell) ? `<c ${at}><v>${cell}</v></c>` : '';
		const kept = /^\s|\s$|\n/.test(cell) ? ' xml:space="preserve"' : '';
		return `<c ${at} t="inlineStr"><is><t${kept}>${text(cell)}</t></is></c>`;
	});
	return `<row r="${number}">${parts.join('')}</row>`;
}

function text(value: string): string {
	const short = value.length > longestCell ? value.slice(0, longestCell - cut.length) + cut : value;
	// `_x0041_` would be read as a character's number; its underscore is written as one instead.
	return escapeXml(short.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')).replaceAll('\r', '&#13;');
}

/** A, B … Z, AA, AB … for 0, 1 … */
export function columnName(index: number): string {
	const letter = String.fromCharCode(65 + (index % 26));
	return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** A name a spreadsheet takes: 31 characters, none of `[]:*?/\`. */
function sheetName(name: string, part: number): string {
	const suffix = part > 1 ? ` (${part})` : '';
	return name.replace(/[[\]:*?/\\]/g, '-').slice(0, 31 - suffix.length) + suffix;
}

function whole(name: string, content: string): Entry {
	return {
		name,
		content: (async function* () {
			yield content;
		})()
	};
}

function book(names: string[]): string {
	const sheets = names.map(
		(name, index) =>
			`<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`
	);
	return `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function bookParts(count: number): string {
	const parts = Array.from(
		{ length: count },
		(_, index) =>
			`<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`
	);
	return `${head}<Relationships xmlns="${packages}/relationships">${parts.join('')}<Relationship Id="rId${count + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`;
}

const rootParts = `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

// Style 1 is the heading row's: bold.
const styles =
	`${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
	'<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
	'<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
	'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
	'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
	'<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
	'<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>' +
	'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

function contentTypes(count: number): string {
	const sheets = Array.from(
		{ length: count },
		(_, index) =>
			`<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${types}.worksheet+xml"/>`
	);
	return (
		`${head}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
		'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
		`<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${sheets.join('')}</Types>`
	);
}
