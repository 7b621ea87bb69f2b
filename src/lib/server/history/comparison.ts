/** One site's past figures beside our own count, month by month. */
import { addDays, dayOf } from '../../event.ts';
import type { Measure } from '../../history.ts';
import { byMonth, type Months } from '../../history/months.ts';
import * as days from '../days.ts';
import type { Sql } from '../postgres.ts';
import type { Warehouse } from '../warehouse.ts';
import * as figures from './figures.ts';

export type Compared = 'pageViews' | 'visits' | 'events';

/** What is compared: page views where there are any, otherwise visits, otherwise events. */
const order: Compared[] = ['pageViews', 'visits', 'events'];

/** Undefined where no earlier counter has figures of the whole site that add up over days. */
export async function read(
	sql: Sql,
	warehouse: Warehouse,
	siteId: number,
	now = Date.now()
): Promise<(Months & { measure: Compared }) | undefined> {
	const rows = await figures.list(sql, { siteId });
	const measure = order.find((one) => rows.some((row) => row.measure === (one as Measure)));
	if (!measure) return undefined;
	const today = dayOf(now);
	const wanted = { from: '2000-01-01', to: addDays(today, -1), dimension: 'total' as const };
	const own = await days.totals(warehouse, { ...wanted, byDay: true, siteIds: [siteId] });
	const past = rows.filter((row) => row.measure === measure);
	const months = byMonth(
		own.map((row) => ({ day: row.day, value: row[measure] })),
		past,
		today
	);
	return { ...months, measure };
}
