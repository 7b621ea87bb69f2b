/**
 * The error report: the person's own rows with one more column that says what is wrong with each, as
 * a spreadsheet whose cells are all texts and numbers, so that nothing in it runs.
 */
import type { Finding, ImportJob } from '#lib/import.ts';
import { textOf, type Cell } from '#lib/import/grid.ts';
import { findingText } from '#lib/messages/import-findings.ts';
import { imports as words } from '#lib/messages/imports.ts';
import type { Locale } from '#lib/locale.ts';
import type { Sql } from '../postgres.ts';
import * as spreadsheet from './workbook.ts';
import * as file from './file.ts';
import * as imports from './imports.ts';

const everyFinding = 1_000_000;
const longestCell = 32_000;

/** Throws `import.file-gone`. */
export async function make(sql: Sql, job: ImportJob, locale: Locale): Promise<Uint8Array> {
	const bytes = await imports.bytesOf(sql, job.id);
	const { grid } = await file.open({ kind: job.kind, bytes }, job.reading);
	const found = await imports.findings(sql, job.id, { grave: true, limit: everyFinding });
	const byLine = new Map<number, Finding[]>();
	for (const finding of found)
		byLine.set(finding.line, [...(byLine.get(finding.line) ?? []), finding]);
	const rows = [
		[...grid.header, words[locale].errorColumn],
		...grid.rows.map(({ line, cells }) => [
			...grid.header.map((_, index) => plain(cells[index])),
			(byLine.get(line) ?? []).map((finding) => sentenceOf(finding, locale)).join('\n')
		])
	];
	return spreadsheet.write([{ name: words[locale].formsSheet, rows, frozen: 1 }]);
}

function sentenceOf(finding: Finding, locale: Locale): string {
	const text = findingText(finding, locale);
	return finding.heading ? `${finding.heading}: ${text}` : text;
}

/** A cell as it is written: texts as texts, formulas as what they say. */
function plain(cell: Cell | undefined): string | number | boolean | null {
	if (cell === null || cell === undefined) return null;
	return typeof cell === 'object'
		? textOf(cell)
		: typeof cell === 'string'
			? cell.slice(0, longestCell)
			: cell;
}
