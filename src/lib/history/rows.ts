/**
 * Rows of a counter's file to figures. A row counts as a whole or not at all; what is wrong with it
 * is said with its line. Counts are whole numbers, so “1.234” and “1,234” can only be 1234, unless
 * the column writes fractions or the person says otherwise.
 */
import {
	earliest,
	limits,
	measures,
	type Figure,
	type Grain,
	type Measure,
	type Reading,
	type RowError,
	type RowReason,
	type Target
} from '../history.ts';
import { textOf, type Fault, type Row } from '../import/grid.ts';
import { evidenceOf, readNumber, settled, type Notation } from '../import/numbers.ts';
import { tidy } from '../vietnamese.ts';
import { isTotal } from './headings.ts';
import { endOf, readPeriod, type Period } from './periods.ts';
import { isAmerican, nthDay, type Sheet } from './sheet.ts';

export type Figures = {
	grain: Grain;
	figures: Figure[];
	errors: RowError[];
	/** rows that gave figures, and rows of totals passed over */
	good: number;
	totals: number;
};

/** What makes a joined file unusable as a whole. */
export function faultOf(
	{ seen, rows, faults }: Sheet,
	mapping: Target[],
	reading: Reading
): Fault | undefined {
	if (faults[0]) return faults[0];
	const at = (target: Target) => mapping.indexOf(target);
	const twice = mapping.find((target, index) => target !== '' && at(target) !== index);
	if (twice) {
		const [first = '', second = ''] = seen.header.filter((_, index) => mapping[index] === twice);
		return { problem: 'history.joined-twice', details: { first, second } };
	}
	if (!measures.some((measure) => mapping.includes(measure)))
		return { problem: 'history.no-measure', details: {} };
	if (at('nth') >= 0 && at('date') < 0 && !seen.start)
		return { problem: 'history.no-start', details: {} };
	if (at('nth') < 0 && at('date') < 0 && !seen.period)
		return { problem: 'history.no-date', details: {} };
	if (at('date') >= 0 && !reading.order && isAmerican(rows, at('date')))
		return { problem: 'history.american-days', details: {} };
	return undefined;
}

/** Reads all rows. `today` is the first day that is not over. */
export function readRows(
	sheet: Sheet,
	mapping: Target[],
	reading: Reading,
	today: string
): Figures {
	const { seen, rows } = sheet;
	const columns = columnsOf(sheet, mapping, reading);
	const found: Figures = { grain: 'day', figures: [], errors: [], good: 0, totals: 0 };
	let grain: Grain | undefined;
	const firsts = new Map<string, number>();
	for (const row of rows) {
		if (isOfTotals(row, mapping)) {
			found.totals++;
			continue;
		}
		const errors: RowError[] = [];
		const wrong = (heading: string, value: string, reason: RowReason, first?: number) =>
			errors.push({
				...{ line: row.line, heading, value: value.slice(0, 80), reason },
				...(first !== undefined && { first })
			});
		if (row.cells.length > seen.header.length && row.cells.slice(seen.header.length).some(textOf))
			wrong('', textOf(row.cells[seen.header.length]), 'too-many-cells');
		const period = readDayOf(sheet, mapping, reading, row, wrong);
		if (period) {
			grain ??= period.grain;
			if (period.grain !== grain) wrong('', period.day, 'other-grain');
			else if (endOf(period) >= today) wrong('', period.day, 'not-over');
			else if (period.day < earliest) wrong('', period.day, 'too-early');
		}
		const path = readPath(seen.header, mapping, row, wrong);
		const figures = readFigures(columns, row, wrong);
		if (figures.length === 0 && errors.length === 0) wrong('', '', 'no-values');
		const key = `${period?.day} ${path}`;
		const first = firsts.get(key);
		if (period && first !== undefined) wrong('', period.day, 'twice', first);
		else if (period) firsts.set(key, row.line);
		found.errors.push(...errors);
		if (errors.length > 0 || !period) continue;
		found.good++;
		for (const { measure, value } of figures)
			found.figures.push({ day: period.day, path, measure, value });
	}
	return { ...found, grain: grain ?? 'day' };
}

type Wrong = (heading: string, value: string, reason: RowReason) => void;

/** A row of totals says so, or names no page; it has no day of its own. */
function isOfTotals({ cells }: Row, mapping: Target[]): boolean {
	const date = mapping.findIndex((target) => target === 'date' || target === 'nth');
	const path = mapping.indexOf('path');
	const day = textOf(cells[date]).trim();
	if (day !== '' && !isTotal(day)) return false;
	const isPageless = date < 0 && path >= 0 && textOf(cells[path]).trim() === '';
	return isPageless || cells.some((cell) => isTotal(textOf(cell)));
}

function readDayOf(
	{ seen }: Sheet,
	mapping: Target[],
	{ order = 'dmy' }: Reading,
	{ cells }: Row,
	wrong: Wrong
): Period | undefined {
	const at = mapping.indexOf('date');
	const nth = mapping.indexOf('nth');
	if (at < 0 && nth < 0) return seen.period ?? undefined;
	const column = at >= 0 ? at : nth;
	const text = textOf(cells[column]);
	if (at >= 0) {
		const read = readPeriod(text, order);
		if ('day' in read) return read;
		wrong(seen.header[column] ?? '', text, read.reason);
		return undefined;
	}
	const day = nthDay(seen.start ?? '', text);
	if (day) return { grain: 'day', day };
	wrong(seen.header[column] ?? '', text, 'date-unreadable');
	return undefined;
}

/** The page of a row; '' where the file is of the whole site. */
function readPath(header: string[], mapping: Target[], { cells }: Row, wrong: Wrong): string {
	const at = mapping.indexOf('path');
	if (at < 0) return '';
	const path = tidy(textOf(cells[at]));
	if (path === '') wrong(header[at] ?? '', '', 'no-path');
	if (path.includes('\ufffd')) wrong(header[at] ?? '', path, 'letters-lost');
	if (path.length > limits.path) wrong(header[at] ?? '', path, 'path-too-long');
	return path;
}

type Column = {
	at: number;
	heading: string;
	measure: Measure;
	notation: Notation | 'whole' | undefined;
};

/** `whole`: nothing in the column shows a fraction, so marks between digits only group them. */
function columnsOf({ seen, rows }: Sheet, mapping: Target[], reading: Reading): Column[] {
	return measures.flatMap((measure) => {
		const at = mapping.indexOf(measure);
		if (at < 0) return [];
		const evidence = evidenceOf(rows.map(({ cells }) => textOf(cells[at])));
		const open = evidence.open && !evidence.vi && !evidence.plain && !reading.notation;
		const notation = open ? 'whole' : settled(evidence, reading.notation);
		return [{ at, heading: seen.header[at] ?? '', measure, notation }];
	});
}

function readFigures(columns: Column[], { cells }: Row, wrong: Wrong) {
	return columns.flatMap(({ at, heading, measure, notation }) => {
		const text = textOf(cells[at]).trim();
		if (text === '' || /^[-–—]$/.test(text)) return [];
		const read = readCount(text, notation);
		if ('value' in read) return [{ measure, value: read.value }];
		wrong(heading, text, read.reason);
		return [];
	});
}

function readCount(
	text: string,
	notation: Column['notation']
): { value: number } | { reason: RowReason } {
	if (notation === 'whole' && /^[1-9]\d{0,2}[.,]\d{3}$/.test(text))
		return { value: Number(text.replace(/[.,]/, '')) };
	const read = readNumber(text, notation === 'whole' ? 'plain' : notation);
	if ('reason' in read) return read;
	if (!Number.isInteger(read.value) || read.value < 0) return { reason: 'not-whole' };
	return read.value > limits.value ? { reason: 'too-large' } : read;
}
