/** What the page of an index shows, as CSV; with the weights that the reader tries. */
import * as composites from '#lib/server/composites.ts';
import { csvResponse } from '../../../../../api/v1/csv.ts';
import { columnsOf, rowsOf } from '../../../../../api/v1/composites/rows.ts';
import { endpoint } from '../../../../../edge.ts';
import { wanted } from '../wanted.ts';

export const GET = endpoint('overview.read', async ({ url, params, locals }) => {
	const { sql, warehouse, platform } = locals;
	const { index: asked, province } = await wanted(sql, params.index ?? '', url);
	const computed = await composites.compute(sql, warehouse, asked, province?.id);
	const rows = await rowsOf(sql, computed);
	const { index } = computed;
	return csvResponse(index.id, rows, columnsOf(index), platform.simulated);
});
