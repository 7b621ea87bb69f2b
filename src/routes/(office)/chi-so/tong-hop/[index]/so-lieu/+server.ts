/** What the page of an index shows, as CSV; with the weights that the reader tries. */
import * as composites from '#lib/server/composites.ts';
import { csvResponse } from '../../../../../api/v1/csv.ts';
import { columnsOf, rowsOf } from '../../../../../api/v1/composites/rows.ts';
import { endpoint } from '../../../../../edge.ts';
import { wanted } from '../wanted.ts';

export const GET = endpoint('overview.read', async ({ url, params, locals: { sql, platform } }) => {
	const computed = await composites.ofProvinces(sql, wanted(params.index ?? '', url).index);
	const rows = await rowsOf(sql, computed);
	const { index } = computed;
	return csvResponse(index.id, rows, columnsOf(index), platform.simulated);
});
