/**
 * The national overview, put together from the other nouns: usage totals, the current campaign and
 * how far its units are, and the estimates of every indicator that can be computed. Made anew at
 * each reading, so that a form counts the moment it is submitted.
 */
import { addDays } from '../event.ts';
import type { DayCount, Overview } from '../overview.ts';
import * as campaigns from './campaigns.ts';
import * as days from './days.ts';
import * as renewed from './estimates/renewed.ts';
import type { Period } from './measures.ts';
import * as outbox from './outbox.ts';
import type { Sql } from './postgres.ts';
import * as sites from './sites.ts';
import type { Warehouse } from './warehouse.ts';

export type Wanted = {
	/** YYYY-MM-DD, the last day shown */
	today: string;
	/** days of usage shown, with today; 30 unless given */
	days?: number;
	simulated?: boolean;
};

export async function read(sql: Sql, warehouse: Warehouse, wanted: Wanted): Promise<Overview> {
	const { today, simulated = false } = wanted;
	const campaign = (await campaigns.current(sql)) ?? null;
	// An answer counts in the estimates once it has reached the warehouse.
	await outbox.settle(sql, warehouse);
	const { period, visits } = await visitsByDay(warehouse, wanted);
	const [known, bySite, robots, progress] = await Promise.all([
		sites.list(sql),
		days.totals(warehouse, { ...period, dimension: 'total', bySite: true }),
		days.totals(warehouse, { ...period, dimension: 'bot' }),
		campaign ? campaigns.expected(sql, campaign.id) : []
	]);
	return {
		simulated,
		asOf: new Date().toISOString(),
		periodFrom: visits[0]?.day ?? period.from,
		periodTo: today,
		visits,
		sitesHeard: bySite.length,
		sitesKnown: known.length,
		botEvents: robots.reduce((sum, { events }) => sum + events, 0),
		campaign,
		progress,
		indicators: await renewed.indicators(sql, warehouse, period, { campaign, visits, progress })
	};
}

/** Visits of all sites by day, without gaps, and the period asked for. */
export async function visitsByDay(
	warehouse: Warehouse,
	{ today, days: count = 30 }: Pick<Wanted, 'today' | 'days'>
): Promise<{ period: Period; visits: DayCount[] }> {
	const period = { from: addDays(today, 1 - count), to: today };
	const rows = await days.totals(warehouse, { ...period, dimension: 'total', byDay: true });
	return { period, visits: withoutGaps(rows, today) };
}

/** One entry per day from the first day heard to today; a silent day in between counts zero. */
function withoutGaps(rows: DayCount[], today: string): DayCount[] {
	const found = new Map(rows.map((row) => [row.day, row]));
	const series: DayCount[] = [];
	for (let day = rows[0]?.day ?? addDays(today, 1); day <= today; day = addDays(day, 1)) {
		const { visits = 0, visitors = 0, pageViews = 0 } = found.get(day) ?? {};
		series.push({ day, visits, visitors, pageViews });
	}
	return series;
}
