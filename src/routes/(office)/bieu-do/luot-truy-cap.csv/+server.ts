import { toCsvColumns } from '#lib/charts/column.ts';
import { visitColumns } from '#lib/charts/visits.ts';
import { dayOf } from '#lib/event.ts';
import { charts } from '#lib/messages/charts.ts';
import type { DayCount } from '#lib/overview.ts';
import * as overviews from '#lib/server/overview.ts';
import { csvResponse } from '../../../api/v1/csv.ts';
import { endpoint } from '../../../edge.ts';

/** The rows of the chart of visits by day. */
export const GET = endpoint('overview.read', async ({ locals }) => {
	const { warehouse, locale, platform } = locals;
	const today = dayOf(Date.now());
	const { visits } = await overviews.visitsByDay(warehouse, { today });
	const t = charts[locale];
	const columns = [
		...toCsvColumns(visitColumns(locale, today)),
		{ header: t.wholeDay, value: ({ day }: DayCount) => (day === today ? t.no : t.yes) }
	];
	return csvResponse('luot-truy-cap', visits, columns, platform.simulated);
});
