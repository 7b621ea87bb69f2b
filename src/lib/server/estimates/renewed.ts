/**
 * The estimates that the overview and the report show, made anew when the facts behind them change.
 */
import type { Campaign, UnitProgress } from '../../campaign.ts';
import type { Estimate } from '../../estimate.ts';
import { isOfAnswers, unitSurvey, type Measure } from '../../measure.ts';
import type { DayCount, Overview } from '../../overview.ts';
import * as estimates from '../estimates.ts';
import * as labels from '../indicator-labels.ts';
import * as catalogue from '../indicators.ts';
import type { Period } from '../measures.ts';
import type { Sql } from '../postgres.ts';
import * as units from '../units.ts';
import type { Warehouse } from '../warehouse.ts';
import * as stamps from './stamps.ts';

/** Usage is estimated for the days shown, everything else for the period it is usually stated for. */
export async function indicators(
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
	const list = await catalogue.computable(sql);
	const common = JSON.stringify([nation.id, list.map(({ id, version }) => `${id}/${version}`)]);
	// What counts beside visits: campaigns with their forms and answers, and registers.
	const held = common + JSON.stringify([campaign, progress, await stamps.ofFacts(sql), usage.to]);
	const usual = estimates.periods.finder(sql, usage.to);
	const groups = new Map<string, Group>();
	for (const indicator of list) {
		const ofUsage = indicator.source === 'events';
		const period = ofUsage ? usage : await usual(indicator);
		const isSlow = ofCitizens(indicator.measure);
		const key = `${ofUsage} ${isSlow} ${period.from}/${period.to}`;
		const stamp = ofUsage ? common + JSON.stringify(visits) : held;
		const group = groups.get(key) ?? { key, period, ids: [], stamp, isSlow };
		group.ids.push(indicator.id);
		groups.set(key, group);
	}
	const kept: Estimate[] = [];
	for (const group of groups.values()) kept.push(...(await refresh(sql, warehouse, group)));
	const choices = await labels.ofAllChoices(sql, 'vi');
	return list.map((indicator) => {
		const estimate = kept.find(
			(one) => one.indicatorId === indicator.id && one.unitId === nation.id && one.dimension === ''
		);
		const named = choices[indicator.id];
		return { indicator, estimate: estimate ?? null, ...(named && { labels: named }) };
	});
}

type Group = {
	key: string;
	period: Period;
	ids: string[];
	/** changes with the facts */
	stamp: string;
	/** made from as many answers as there are citizens */
	isSlow: boolean;
};

/** Figures of citizens take a while where there are a million of them. */
function ofCitizens(measure: Measure): boolean {
	if (measure.kind === 'difference_of_groups') return true;
	return isOfAnswers(measure) && measure.survey !== unitSurvey;
}

type Refreshed = { stamp: string; at: number; estimates: Promise<Estimate[]> };
const refreshed = new WeakMap<Warehouse, Map<string, Refreshed>>();
const pauseMs = 60_000;

/**
 * Refreshes the estimates of a group, once for each state of the facts: as long as the stamp stays the
 * same, readers share one result, and the first reader after a change has it made anew. What is slow
 * is made anew in the background, at most once a minute, and readers see the last state meanwhile.
 */
async function refresh(
	sql: Sql,
	warehouse: Warehouse,
	{ key, period: { from, to }, ids, stamp, isSlow }: Group
): Promise<Estimate[]> {
	const all = refreshed.get(warehouse) ?? new Map<string, Refreshed>();
	refreshed.set(warehouse, all);
	const found = all.get(key);
	if (found?.stamp === stamp || (isSlow && found && Date.now() - found.at < pauseMs))
		return found.estimates;
	const known = isSlow ? await (found?.estimates ?? keptBefore(sql, from, to, ids)) : [];
	const wanted = { periodFrom: from, periodTo: to, indicatorIds: ids };
	const fresh = estimates.refresh(sql, warehouse, wanted);
	const entry = { stamp, at: Date.now(), estimates: fresh };
	fresh.catch(() => all.get(key) === entry && all.delete(key));
	if (known.length === 0) {
		all.set(key, entry);
		return fresh;
	}
	all.set(key, { ...entry, estimates: Promise.resolve(known) });
	fresh.then(
		(list) => all.set(key, { ...entry, estimates: Promise.resolve(list) }),
		() => all.delete(key)
	);
	return known;
}

/** What an earlier run of the program kept of the period. */
async function keptBefore(sql: Sql, from: string, to: string, ids: string[]): Promise<Estimate[]> {
	const kept = await estimates.list(sql, { from, to });
	return kept.filter(
		({ indicatorId, periodFrom, periodTo }) =>
			ids.includes(indicatorId) && periodFrom === from && periodTo === to
	);
}
