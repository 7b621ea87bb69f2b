import { toCsvColumns } from '#lib/charts/column.ts';
import { visitColumns } from '#lib/charts/visits.ts';
import { dayOf } from '#lib/event.ts';
import * as overviews from '#lib/server/overview.ts';
import { csvResponse } from '../../../api/v1/csv.ts';
import { endpoint } from '../../../edge.ts';

/** The rows of the chart of visits by day. */
export const GET = endpoint('overview.read', async ({ locals }) => {
	const { warehouse, locale, platform } = locals;
	const { visits } = await overviews.visitsByDay(warehouse, { today: dayOf(Date.now()) });
	const columns = toCsvColumns(visitColumns(locale));
	return csvResponse('luot-truy-cap', visits, columns, platform.simulated);
});
