/** The bytes of an import as rows, and what is to be seen of them before anyone decides anything. */
import { decode } from '#lib/encoding/decode.ts';
import { recognise } from '#lib/encoding/recognise.ts';
import type { Reading, Seen } from '#lib/import.ts';
import { readCsv } from '#lib/import/csv.ts';
import { gridOf, textOf, type Fault, type Grid, type Row } from '#lib/import/grid.ts';
import { evidenceOf, looksAmerican } from '#lib/import/numbers.ts';
import * as spreadsheet from './workbook.ts';

export type File = { kind: 'csv' | 'xlsx'; bytes: Uint8Array };
export type Opened = { grid: Grid; seen: Seen };

const previewRows = 8;
const shownCells = 60;

/** Reads a file as decided; what was not decided is recognised. Throws `workbook.*`. */
export async function open({ kind, bytes }: File, reading: Reading): Promise<Opened> {
	return kind === 'xlsx' ? openBook(bytes, reading) : openText(bytes, reading);
}

/** The kind of a file by its first bytes; its name is not asked. */
export function kindOf(bytes: Uint8Array): 'csv' | 'xlsx' {
	return spreadsheet.isBook(bytes) || spreadsheet.isOldBook(bytes) ? 'xlsx' : 'csv';
}

function openText(bytes: Uint8Array, reading: Reading): Opened {
	const { candidates, confidence, mixed } = recognise(bytes);
	const encoding = reading.encoding ?? candidates[0]?.encoding ?? 'utf-8';
	const { delimiter, rows, faults } = readCsv(decode(bytes, encoding), reading.delimiter);
	const grid = gridOf(rows, reading.headerLine ?? null);
	grid.faults.unshift(...faults);
	const seen = {
		...shown(grid),
		encoding,
		confidence,
		candidates,
		mixed,
		delimiter,
		sheets: [],
		sheet: '',
		macros: false,
		links: false
	};
	return { grid, seen };
}

async function openBook(bytes: Uint8Array, reading: Reading): Promise<Opened> {
	const { sheets, macros, links } = await spreadsheet.read(bytes);
	const filled = sheets.filter(({ rows }) => rows.length > 0);
	const chosen =
		filled.find(({ name }) => name === reading.sheet) ??
		filled.find(({ hidden }) => !hidden) ??
		filled[0];
	const rows: Row[] = (chosen?.rows ?? []).map((cells, index) => ({ line: index + 1, cells }));
	const grid = gridOf(rows, reading.headerLine ?? null);
	const merged = (chosen?.merges ?? []).filter(({ lastRow }) => lastRow + 1 >= grid.headerLine);
	const faults: Fault[] = chosen ? [] : [{ problem: 'import.no-sheet', details: {} }];
	if (merged.length > 0) {
		const places = merged.slice(0, 5).map(({ place }) => place);
		const more = merged.length > 5 ? ', …' : '';
		faults.push({ problem: 'import.merged', details: { places: places.join(', ') + more } });
	}
	grid.faults.unshift(...faults);
	const seen = {
		...shown(grid),
		encoding: null,
		confidence: null,
		candidates: [],
		mixed: [],
		delimiter: null,
		sheets: sheets.map(({ name, hidden, rows: all }) => ({ name, hidden, rows: all.length })),
		sheet: chosen?.name ?? '',
		macros,
		links
	};
	return { grid, seen };
}

function shown({ header, headerLine, rows, faults }: Grid) {
	const brief = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
	return {
		header,
		headerLine,
		rows: rows.length,
		preview: rows.slice(0, previewRows).map(({ line, cells }) => ({
			line,
			cells: header.slice(0, shownCells).map((_, index) => brief(textOf(cells[index])))
		})),
		examples: header.map((_, index) =>
			brief(textOf(rows.find(({ cells }) => textOf(cells[index]) !== '')?.cells[index]))
		),
		columns: header.map((_, index) => {
			const texts = rows
				.map(({ cells }) => cells[index])
				.filter((cell) => typeof cell === 'string');
			return { evidence: evidenceOf(texts), american: looksAmerican(texts) };
		}),
		formulas: rows.reduce(
			(count, { cells }) =>
				count +
				cells.filter((cell) => cell !== null && typeof cell === 'object' && 'formula' in cell)
					.length,
			0
		),
		faults
	};
}
