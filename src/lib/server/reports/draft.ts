/** The draft as it stands now: the national overview of the last ninety whole days, and its report. */
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
	// Up to yesterday, so that visits and the shares of visits speak of the same, finished days.
	const yesterday = localDay(new Date(Date.now() - 86_400_000).toISOString());
	const wanted = { today: yesterday, days: 90, simulated };
	const overview = await overviews.read(sql, warehouse, wanted);
	return { overview, report: assemble(overview) };
}
