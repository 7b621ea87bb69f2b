/**
 * A file of rows as it was found, before anyone says what it means. Lines are numbered as the
 * person's own program numbers them, so that an error can be found again.
 */
import type { ProblemName } from '../problem.ts';

export type Cell =
	| string
	| number
	| boolean
	| null
	| { day: string }
	| { formula: string; shown: string }
	| { fault: string };

export type Row = { line: number; cells: Cell[] };

export type Fault = { problem: ProblemName; details: Record<string, string | number> };

/** Rows with the heading taken off; faults make the whole file unusable. */
export type Grid = { header: string[]; headerLine: number; rows: Row[]; faults: Fault[] };

export const limits = { rows: 20_000, columns: 2000, bytes: 20_000_000 };

/** Names that reach into JavaScript's objects; a reader of objects would drop such a column. */
const inherited = new Set(['__proto__', 'constructor', 'prototype']);

/** A cell as a person would read it. */
export function textOf(cell: Cell | undefined): string {
	if (cell === null || cell === undefined) return '';
	if (typeof cell !== 'object') return String(cell);
	if ('day' in cell) return cell.day.split('-').reverse().join('/');
	return 'formula' in cell ? `=${cell.formula}` : cell.fault;
}

export function isEmpty(cell: Cell | undefined): boolean {
	return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

/** Takes the heading off. `headerLine` null looks for the first row with at least two cells. */
export function gridOf(rows: Row[], headerLine: number | null): Grid {
	const filled = (row: Row) => row.cells.filter((cell) => !isEmpty(cell)).length;
	const at =
		headerLine === null
			? rows.findIndex((row) => filled(row) >= 2)
			: rows.findIndex(({ line }) => line === headerLine);
	const found = rows[at];
	if (!found)
		return {
			header: [],
			headerLine: headerLine ?? 1,
			rows: [],
			faults: [{ problem: 'import.no-header', details: {} }]
		};
	const header = found.cells.map((cell) => textOf(cell).normalize('NFC').trim());
	while (header.at(-1) === '') header.pop();
	const body = rows.slice(at + 1).filter((row) => filled(row) > 0);
	const faults = faultsOf(header, found.line, body);
	return { header, headerLine: found.line, rows: body, faults };
}

function faultsOf(header: string[], line: number, body: Row[]): Fault[] {
	const faults: Fault[] = [];
	const seen = new Map<string, number>();
	header.forEach((name, index) => {
		if (inherited.has(name.toLowerCase()))
			faults.push({ problem: 'import.header-reserved', details: { name, line } });
		const key = name.toLowerCase();
		const first = seen.get(key);
		if (name && first !== undefined)
			faults.push({
				problem: 'import.header-twice',
				details: { name: name.slice(0, 100), line, first: letters(first), second: letters(index) }
			});
		else seen.set(key, index);
	});
	if (header.length > limits.columns)
		faults.push({
			problem: 'import.too-many-columns',
			details: { columns: header.length, most: limits.columns }
		});
	if (body.length > limits.rows)
		faults.push({
			problem: 'import.too-many-rows',
			details: { rows: body.length, most: limits.rows }
		});
	if (body.length === 0) faults.push({ problem: 'import.no-rows', details: {} });
	return faults;
}

/** The name a spreadsheet gives a column: 0 → A, 27 → AB. */
export function letters(column: number): string {
	let name = '';
	for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
		name = String.fromCharCode(65 + (rest % 26)) + name;
	return name;
}
