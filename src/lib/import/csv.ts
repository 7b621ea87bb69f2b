/**
 * Text of a CSV file to rows. Nothing is guessed about the cells: they stay text. A quote that is
 * never closed would swallow the rest of the file, so it makes the file unusable.
 */
import Papa from 'papaparse';
import type { Fault, Row } from './grid.ts';

export const delimiters = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export type Sheet = { delimiter: Delimiter; rows: Row[]; faults: Fault[] };

/** The delimiter that cuts the first lines into equally many pieces, and most of them. */
export function delimiterOf(text: string): Delimiter {
	const head = text.slice(0, 100_000);
	const scored = delimiters.map((delimiter) => {
		const { data } = Papa.parse<string[]>(head, { delimiter, preview: 30 });
		const counts = data.filter((row) => row.some((cell) => cell !== '')).map((row) => row.length);
		const first = counts[0] ?? 1;
		const even = counts.filter((count) => count === first).length / Math.max(1, counts.length);
		return { delimiter, score: first > 1 ? even * 1000 + first : 0 };
	});
	return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

export function readCsv(text: string, chosen?: Delimiter): Sheet {
	const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
	const said = /^sep=(.)\r?\n/i.exec(plain);
	const delimiter = chosen ?? delimiters.find((one) => one === said?.[1]) ?? delimiterOf(plain);
	const body = said ? plain.slice(said[0].length) : plain;
	const { data, errors } = Papa.parse<string[]>(body, { delimiter });
	const faults: Fault[] = [];
	const rows: Row[] = [];
	let line = said ? 2 : 1;
	const lines: number[] = [];
	for (const cells of data) {
		lines.push(line);
		rows.push({ line, cells: cells.map((cell) => (cell === '' ? null : cell.normalize('NFC'))) });
		line += 1 + cells.reduce((count, cell) => count + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
	}
	for (const { code, row } of errors) {
		const at = lines[row ?? 0] ?? 1;
		if (code === 'MissingQuotes')
			faults.push({ problem: 'import.quote-open', details: { line: at } });
		else if (code === 'InvalidQuotes')
			faults.push({ problem: 'import.quote-wrong', details: { line: at } });
	}
	return { delimiter, rows, faults: faults.slice(0, 20) };
}
