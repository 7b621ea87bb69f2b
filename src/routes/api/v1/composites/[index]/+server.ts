/** A composite index by province, JSON or CSV: score, interval, group, ranks, pillars, drivers. */
import { json } from '@sveltejs/kit';
import * as composites from '#lib/server/composites.ts';
import { endpoint } from '../../../../edge.ts';
import { csvResponse } from '../../csv.ts';
import { wantsCsv } from '../../parameters.ts';
import { columnsOf, rowsOf } from '../rows.ts';

export const GET = endpoint('overview.read', async ({ url, params, locals }) => {
	const { sql, warehouse, platform } = locals;
	const asked = await composites.byId(sql, params.index ?? '');
	const computed = await composites.compute(sql, warehouse, asked);
	const rows = await rowsOf(sql, computed);
	const { index } = computed;
	if (wantsCsv(url)) return csvResponse(index.id, rows, columnsOf(index), platform.simulated);
	return json({ simulated: platform.simulated, index, snapshot: computed.snapshot, units: rows });
});
