/** A CSV download of the data interface. */
import { toCsv, type Column } from '#lib/csv.ts';

export function csvResponse<Row>(
	name: string,
	rows: Iterable<Row>,
	columns: Column<Row>[],
	simulated: boolean
): Response {
	return new Response(toCsv(rows, columns, { simulated }), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}.csv"`
		}
	});
}
