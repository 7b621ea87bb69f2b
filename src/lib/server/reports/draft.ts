/** The draft as it stands now: the national overview of the last ninety days, and its report. */
import type { Overview } from '../../overview.ts';
import { localDay, type Report } from '../../report.ts';
import * as overviews from '../overview.ts';
import type { Sql } from '../postgres.ts';
import type { Warehouse } from '../warehouse.ts';
import { assemble } from './assemble.ts';

export async function draft(
	sql: Sql,
	warehouse: Warehouse,
	simulated: boolean
): Promise<{ overview: Overview; report: Report }> {
	const today = localDay(new Date().toISOString());
	const overview = await overviews.read(sql, warehouse, { today, days: 90, simulated });
	return { overview, report: assemble(overview) };
}
