/**
 * What a file of past figures would do: how it is read, which figures it gives, how they meet those
 * that stand. Nothing is written here; the real run does exactly this.
 */
import { createHash } from 'node:crypto';
import { dayOf } from '../../event.ts';
import {
	targets,
	type Figure,
	type HistoryImport,
	type RowError,
	type Seen,
	type Tally,
	type Target
} from '../../history.ts';
import { joinHeadings } from '../../history/headings.ts';
import { faultOf, readRows, type Figures } from '../../history/rows.ts';
import { open } from '../../history/sheet.ts';
import { textOf, type Fault } from '../../import/grid.ts';
import type { Sql } from '../postgres.ts';
import * as figures from './figures.ts';

/** What would be written, or why nothing can be. */
export type Rehearsal = {
	source: string;
	seen: Seen;
	mapping: Target[];
	/** the first rows as text */
	preview: { line: number; cells: string[] }[];
	rows: number;
	fault: Fault | null;
	grain: 'day' | 'month';
	firstDay: string | null;
	lastDay: string | null;
	tally: Tally;
	good: number;
	errors: RowError[];
	changes: figures.Meeting['changes'];
	figures: Figure[];
	/** names this outcome; the real run must come to the same */
	outcome: string;
};

const previewRows = 6;

export type Asked = Pick<HistoryImport, 'siteId' | 'source' | 'reading' | 'mapping'>;

/** What a file would do. */
export async function judge(
	sql: Sql,
	{ siteId, source, reading, mapping: decided }: Asked,
	bytes: Uint8Array,
	now = Date.now()
): Promise<Rehearsal> {
	const sheet = open(bytes, reading);
	const { seen, rows } = sheet;
	const offered = joinHeadings(seen.header);
	const mapping = decided
		? seen.header.map((_, at) => targets.find((one) => one === decided[at]) ?? '')
		: offered;
	const fault = faultOf(sheet, mapping, reading) ?? null;
	const read = fault ? nothing : readRows(sheet, mapping, reading, dayOf(now));
	const owner = { siteId, source, grain: read.grain };
	const meeting = await figures.meet(sql, owner, read.figures);
	const span = read.figures.length > 0 ? figures.spanOf(read.figures) : undefined;
	const { changes, ...counts } = meeting;
	const bad = new Set(read.errors.map(({ line }) => line)).size;
	const facts = [siteId, source, read.grain, read.figures, counts, changes, bad];
	return {
		...{ source, seen, mapping, fault, rows: rows.length, good: read.good, errors: read.errors },
		preview: rows.slice(0, previewRows).map(({ line, cells }) => ({
			line,
			cells: seen.header.map((_, at) => textOf(cells[at]).slice(0, 60))
		})),
		...{ grain: read.grain, firstDay: span?.first ?? null, lastDay: span?.last ?? null },
		tally: { ...counts, bad, totals: read.totals },
		...{ changes, figures: read.figures },
		outcome: createHash('sha256').update(JSON.stringify(facts)).digest('hex')
	};
}

const nothing: Figures = {
	...{ grain: 'day', figures: [], errors: [], good: 0, totals: 0 }
};
