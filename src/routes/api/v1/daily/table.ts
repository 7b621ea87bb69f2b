/** Daily totals as a CSV file. */
import type { DailyTotal } from '#lib/visit.ts';

const columns = [
	'day',
	'siteId',
	'domain',
	'dimension',
	'value',
	'visitors',
	'visits',
	'bounces',
	'durationMs',
	'pageViews',
	'events'
] as const;

type Row = DailyTotal & { domain: string };
type Span = { from: string; to: string; simulated: boolean };

/** A download; the last column says of every row whether it is simulated. */
export function toCsv(rows: Row[], { from, to, simulated }: Span): Response {
	const lines = [
		[...columns, 'simulated'].join(','),
		...rows.map((row) => [...columns.map((column) => row[column]), simulated].map(cell).join(','))
	];
	return new Response('\ufeff' + lines.join('\r\n') + '\r\n', {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="daily-${from}-${to}.csv"`
		}
	});
}

/** Text that a spreadsheet would take for a formula is made plain text. */
function cell(value: string | number | boolean): string {
	const text = String(value);
	const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
