/**
 * Spreadsheet files (.xlsx), read within limits and written. The only file that knows the library:
 * what comes from outside is unpacked here first, so that a small file cannot become a large one.
 */
import { inflateRawSync } from 'node:zlib';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { Problem } from '../problem.ts';

export type Cell = string | number | boolean | null;
export type NamedSheet = { name: string; rows: Cell[][] };

export const limits = {
	bytes: 5_000_000,
	unpacked: 20_000_000,
	entries: 300,
	sheets: 20,
	rows: 5000,
	columns: 100,
	cells: 200_000
};

const unreadable = (reason: string) => new Problem('spreadsheet.unreadable', { reason });
const tooLarge = (reason: string) => new Problem('spreadsheet.too-large', { reason });

/** The sheets of a file, values only. Throws `spreadsheet.unreadable`, `spreadsheet.too-large`. */
export async function read(bytes: Uint8Array): Promise<NamedSheet[]> {
	if (bytes.length > limits.bytes) throw tooLarge(`${limits.bytes / 1_000_000} MB`);
	measure(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
	let sheets;
	try {
		// One row and one column more than allowed: what is beyond must be noticed, not cut off.
		({ sheets } = await readXlsx(bytes, { range: `A1:CW${limits.rows + 1}` }));
	} catch {
		throw unreadable('not a workbook');
	}
	if (sheets.length > limits.sheets) throw tooLarge(`${sheets.length} > ${limits.sheets}`);
	let cells = 0;
	return sheets.map(({ name, rows }) => ({
		name,
		rows: trimmed(rows).map((row) => {
			cells += row.length;
			if (cells > limits.cells) throw tooLarge(`${limits.cells} cells`);
			return row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell));
		})
	}));
}

function trimmed<Value>(rows: Value[][]): Value[][] {
	const filled = (cell: Value) => cell !== null && cell !== undefined && cell !== '';
	const cut = rows.map((row) => row.slice(0, row.findLastIndex(filled) + 1));
	const used = cut.slice(0, cut.findLastIndex((row) => row.length > 0) + 1);
	if (used.length > limits.rows) throw tooLarge(`${limits.rows} rows`);
	if (used.some((row) => row.length > limits.columns)) throw tooLarge(`${limits.columns} columns`);
	return used;
}

/** Unpacks every entry with a ceiling: what an archive says of its sizes is not believed. */
function measure(file: Buffer): void {
	const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
	if (end < 0 || file.length < end + 22) throw unreadable('not an .xlsx file');
	const count = file.readUInt16LE(end + 10);
	if (count > limits.entries) throw tooLarge(`${count} parts`);
	let left = limits.unpacked;
	let at = file.readUInt32LE(end + 16);
	try {
		for (let entry = 0; entry < count; entry++) {
			if (file.readUInt32LE(at) !== 0x02014b50) throw unreadable('a broken archive');
			const method = file.readUInt16LE(at + 10);
			const packed = file.readUInt32LE(at + 20);
			const start = file.readUInt32LE(at + 42);
			const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
			const content = file.subarray(from, from + packed);
			left -= method === 8 ? sizeOf(content, left) : content.length;
			if (left < 0) throw tooLarge(`${limits.unpacked / 1_000_000} MB`);
			const [name, extra, remark] = [28, 30, 32].map((place) => file.readUInt16LE(at + place));
			at += 46 + name! + extra! + remark!;
		}
	} catch (thrown) {
		throw thrown instanceof Problem ? thrown : unreadable('a broken archive');
	}
}

function sizeOf(content: Buffer, left: number): number {
	try {
		return inflateRawSync(content, { maxOutputLength: Math.max(1, left) }).length;
	} catch (thrown) {
		if ((thrown as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
			throw tooLarge(`${limits.unpacked / 1_000_000} MB`);
		throw unreadable('a broken archive');
	}
}

/** A file with these sheets; texts stay texts, so nothing in them becomes a formula. */
export async function write(sheets: readonly NamedSheet[]): Promise<Uint8Array<ArrayBuffer>> {
	const bytes = await writeXlsx({ sheets: sheets.map(({ name, rows }) => ({ name, rows })) });
	return new Uint8Array(bytes);
}
