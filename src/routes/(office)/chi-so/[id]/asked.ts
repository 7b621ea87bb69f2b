/** What the address of an indicator's page asks for, and the estimates that answer it. */
import type { Boundaries, Estimate } from '#lib/estimate.ts';
import type { User } from '#lib/access.ts';
import { dayOf } from '#lib/event.ts';
import type { Indicator } from '#lib/indicator.ts';
import { isOfUsage, type Dimension } from '#lib/measure.ts';
import { Problem } from '#lib/problem.ts';
import { visibleUnits } from '#lib/server/access.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as indicators from '#lib/server/indicators.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';
import type { Warehouse } from '#lib/server/warehouse.ts';

export type Asked = {
	indicator: Indicator;
	period: { from: string; to: string };
	boundaries: Boundaries;
	/** what it can be split by, and what it is split by */
	offered: Dimension[];
	split: Dimension | undefined;
};

/** Throws `record.not-found`; what the address asks for and there is not is left aside. */
export async function read(sql: Sql, id: string, url: URL): Promise<Asked> {
	const indicator = await indicators.byId(sql, id);
	if (!indicator) throw new Problem('record.not-found');
	const today = dayOf(Date.now());
	const period = periodIn(url) ?? (await estimates.periods.usual(sql, indicator, today));
	const ofToday = url.searchParams.get('dia-gioi') === 'hien-nay';
	const boundaries =
		ofToday || (indicator.measure && isOfUsage(indicator.measure)) ? 'today' : 'reported';
	const asked = url.searchParams.get('tach');
	const offered: Dimension[] = indicator.dimensions.filter((one) => one !== 'second');
	const split = offered.find((one) => one === asked) ?? offered[0];
	return { indicator, period, boundaries, offered, split };
}

function periodIn(url: URL): Asked['period'] | undefined {
	const from = url.searchParams.get('tu') ?? '';
	const to = url.searchParams.get('den') ?? '';
	return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}

function isDay(day: string): boolean {
	const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

export type Row = Estimate & { isNation: boolean; code: string; name: string };

/** Estimates of the nation and of the provinces that the person may see. */
export async function rowsFor(
	sql: Sql,
	warehouse: Warehouse,
	user: User,
	{ indicator, period, boundaries, split }: Asked
): Promise<Row[]> {
	if (!indicator.measure) return [];
	const nation = await units.nation(sql);
	const visible = await visibleUnits(sql, user);
	const found = await estimates.table(sql, warehouse, {
		...{ indicatorId: indicator.id, period, boundaries },
		...(split && { dimension: split })
	});
	const seen = found.filter(
		({ unitId }) => unitId === nation.id || !visible || visible.includes(unitId)
	);
	const named = await units.named(sql, [...new Set(seen.map(({ unitId }) => unitId))]);
	return seen.map((row) => {
		const { code = '', name = '' } = named.get(row.unitId) ?? {};
		return { ...row, isNation: row.unitId === nation.id, code, name };
	});
}
