/**
 * The national overview, put together from the other nouns: usage totals, the current campaign and
 * how far its units are, and the estimates of every indicator that can be computed. Made anew at
 * each reading, so that a form counts the moment it is submitted.
 */
import type { Campaign, UnitProgress } from '../campaign.ts';
import type { Estimate } from '../estimate.ts';
import { addDays } from '../event.ts';
import type { DayCount, Overview } from '../overview.ts';
import * as campaigns from './campaigns.ts';
import * as days from './days.ts';
import * as estimates from './estimates.ts';
import * as stamps from './estimates/stamps.ts';
import * as labels from './indicator-labels.ts';
import * as indicators from './indicators.ts';
import type { Period } from './measures.ts';
import * as outbox from './outbox.ts';
import type { Sql } from './postgres.ts';
import * as sites from './sites.ts';
import * as units from './units.ts';
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
		indicators: await estimate(sql, warehouse, period, { campaign, visits, progress })
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

/** Usage is estimated for the days shown, everything else for the period it is usually stated for. */
async function estimate(
	sql: Sql,
	warehouse: Warehouse,
	usage: Period,
	{
		campaign,
		visits,
		progress
	}: { campaign: Campaign | null; visits: DayCount[]; progress: UnitProgress[] }
): Promise<Overview['indicators']> {
	const nation = await units.nation(sql);
	const list = await indicators.computable(sql);
	const common = JSON.stringify([nation.id, list.map(({ id, version }) => `${id}/${version}`)]);
	// What counts beside visits: campaigns with their forms and answers, and registers.
	const held = common + JSON.stringify([campaign, progress, await stamps.ofFacts(sql), usage.to]);
	const usual = estimates.periods.finder(sql, usage.to);
	const groups = new Map<string, { period: Period; ids: string[]; stamp: string }>();
	for (const indicator of list) {
		const ofUsage = indicator.source === 'events';
		const period = ofUsage ? usage : await usual(indicator);
		const key = `${ofUsage} ${period.from}/${period.to}`;
		const stamp = ofUsage ? common + JSON.stringify(visits) : held;
		const group = groups.get(key) ?? { period, ids: [], stamp };
		group.ids.push(indicator.id);
		groups.set(key, group);
	}
	const kept: Estimate[] = [];
	for (const [key, { period, ids, stamp }] of groups)
		kept.push(...(await refresh(sql, warehouse, key, period, ids, stamp)));
	const choices = await labels.ofAllChoices(sql, 'vi');
	return list.map((indicator) => {
		const estimate = kept.find(
			(one) => one.indicatorId === indicator.id && one.unitId === nation.id && one.dimension === ''
		);
		const named = choices[indicator.id];
		return { indicator, estimate: estimate ?? null, ...(named && { labels: named }) };
	});
}

type Refreshed = { stamp: string; estimates: Promise<Estimate[]> };
const refreshed = new WeakMap<Warehouse, Map<string, Refreshed>>();

/**
 * Refreshes the estimates of a period, once for each state of the facts: as long as the stamp stays
 * the same, readers share one result, and the first reader after a change has it made anew.
 */
function refresh(
	sql: Sql,
	warehouse: Warehouse,
	key: string,
	{ from, to }: Period,
	indicatorIds: readonly string[],
	stamp: string
): Promise<Estimate[]> {
	const all = refreshed.get(warehouse) ?? new Map<string, Refreshed>();
	refreshed.set(warehouse, all);
	const found = all.get(key);
	if (found?.stamp === stamp) return found.estimates;
	const fresh = estimates.refresh(sql, warehouse, { periodFrom: from, periodTo: to, indicatorIds });
	all.set(key, { stamp, estimates: fresh });
	fresh.catch(() => all.get(key)?.estimates === fresh && all.delete(key));
	return fresh;
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
