/**
 * CSV the way a spreadsheet set to Vietnamese opens it: UTF-8 with a byte order mark, `;` between
 * cells, a comma as decimal mark, and no cell that would run as a formula. Simulated data says so in
 * every row, so that no part of the file can be taken for real.
 */
export type Cell = string | number | boolean | null | undefined;

export type Column<Row> = { header: string; value: (row: Row) => Cell };

export const simulatedMark = 'DỮ LIỆU MÔ PHỎNG';

/** The whole file. The last column, `simulated`, holds the mark or nothing. */
export function toCsv<Row>(
	rows: Iterable<Row>,
	columns: Column<Row>[],
	{ simulated }: { simulated: boolean }
): string {
	const mark = simulated ? simulatedMark : '';
	const lines = [line([...columns.map((column) => column.header), 'simulated'])];
	for (const row of rows) lines.push(line([...columns.map((column) => column.value(row)), mark]));
	return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** One line, without its end. For files written piece by piece; they begin with {@link byteOrderMark}. */
export function line(cells: Cell[]): string {
	return cells.map(cellText).join(';');
}

export const byteOrderMark = '\ufeff';

function cellText(cell: Cell): string {
	if (cell === null || cell === undefined) return '';
	if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell).replace('.', ',') : '';
	const text = String(cell);
	// A leading apostrophe keeps spreadsheets from reading the text as a formula.
	const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
	return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
