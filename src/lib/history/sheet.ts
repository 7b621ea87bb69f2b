/**
 * The bytes of a counter's CSV as one table. Lines of remarks (GA4 and its forerunner begin them
 * with `#`) are taken off but keep their numbers; a file may hold several tables, of which one is
 * read.
 */
import { decode } from '../encoding/decode.ts';
import { recognise } from '../encoding/recognise.ts';
import { addDays } from '../event.ts';
import type { Reading, Seen } from '../history.ts';
import { readCsv } from '../import/csv.ts';
import { gridOf, isEmpty, textOf, type Fault, type Row } from '../import/grid.ts';
import { looksAmerican } from '../import/numbers.ts';
import { isHeading, joinHeadings } from './headings.ts';
import { periodOf, readPeriod } from './periods.ts';

export type Sheet = { seen: Seen; rows: Row[]; faults: Fault[] };

const remark = /^#(?=[ \t-]|\r?$).*$/gm;

/** Reads a file as decided; what was not decided is recognised. */
export function open(bytes: Uint8Array, reading: Reading): Sheet {
	const { candidates, confidence, mixed } = recognise(bytes);
	const encoding = reading.encoding ?? candidates[0]?.encoding ?? 'utf-8';
	const text = decode(bytes, encoding);
	const remarks = text.match(remark) ?? [];
	const read = readCsv(text.replace(remark, ''), reading.delimiter);
	const tables = tablesOf(read.rows);
	const chosen = choose(tables, reading.headerLine);
	const end = tables.find(({ line }) => line > chosen)?.line ?? Infinity;
	const grid = gridOf(
		read.rows.filter(({ line }) => line < end),
		chosen || null
	);
	const { start, period } = spanOf(remarks);
	const seen: Seen = {
		...{ encoding, confidence, candidates, mixed, delimiter: read.delimiter },
		tables: tables.map(({ line, cells }) => ({ line, heading: cells.join(' · ').slice(0, 120) })),
		...{ headerLine: grid.headerLine, header: grid.header, period, start },
		source: remarks.length > 0 ? 'GA4' : ''
	};
	return { seen, rows: grid.rows, faults: [...read.faults, ...grid.faults] };
}

type Table = { line: number; cells: string[] };

/** Headings: rows of words at the top of the file or after a gap. */
function tablesOf(rows: Row[]): Table[] {
	const found: Table[] = [];
	let gap = true;
	for (const { line, cells } of rows) {
		if (cells.every(isEmpty)) {
			gap = true;
			continue;
		}
		const texts = cells.map((cell) => textOf(cell).trim());
		const words = texts.filter((text) => text !== '');
		if (gap && words.length >= 2 && !words.some((text) => /^[\d+-]/.test(text)))
			found.push({ line, cells: words });
		gap = false;
	}
	return found;
}

/** Line of the heading to read; 0 = look for it. */
function choose(tables: Table[], wanted: number | undefined): number {
	if (wanted !== undefined) return wanted;
	const dated = tables.find(({ cells }) => {
		const joined = joinHeadings(cells);
		return isHeading(cells) && (joined.includes('date') || joined.includes('nth'));
	});
	return (dated ?? tables.find(({ cells }) => isHeading(cells)) ?? tables[0])?.line ?? 0;
}

/** The span of days that the remarks name. */
function spanOf(remarks: string[]): Pick<Seen, 'start' | 'period'> {
	const text = remarks.join('\n').normalize('NFC');
	const both = /\b(\d{8})\s*-\s*(\d{8})\b/.exec(text);
	const from = both?.[1] ?? /(?:start date|ngày bắt đầu)\s*:\s*(\d{8})/i.exec(text)?.[1];
	const to = both?.[2] ?? /(?:end date|ngày kết thúc)\s*:\s*(\d{8})/i.exec(text)?.[1];
	const [first, last] = [from, to].map((day) => (day ? readPeriod(day, 'dmy') : undefined));
	const start = first && 'day' in first ? first.day : null;
	const end = last && 'day' in last ? last.day : null;
	return { start, period: (start && end && periodOf(start, end)) || null };
}

/** The day that is the `count`th of a file, counted from 0. Undefined for what is no count. */
export function nthDay(start: string, text: string): string | undefined {
	return /^\d{1,5}$/.test(text.trim()) ? addDays(start, Number(text)) : undefined;
}

/** Whether days of a column fit mm/dd only. */
export function isAmerican(rows: Row[], column: number): boolean {
	return looksAmerican(rows.map(({ cells }) => textOf(cells[column])));
}
