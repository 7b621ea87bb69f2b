/** Daily totals: per day and site, for one dimension, whole, as JSON or CSV. */
import { json } from '@sveltejs/kit';
import type { Column } from '#lib/csv.ts';
import { addDays, dayOf as today } from '#lib/event.ts';
import { Problem } from '#lib/problem.ts';
import { visibleUnits } from '#lib/server/access.ts';
import * as days from '#lib/server/days.ts';
import * as sites from '#lib/server/sites.ts';
import { dimensions, type DailyTotal } from '#lib/visit.ts';
import { endpoint } from '../../../edge.ts';
import { csvResponse } from '../csv.ts';
import { dayOf, oneOf, wantsCsv } from '../parameters.ts';

type Row = DailyTotal & { domain: string };

const names = [
	...['day', 'siteId', 'domain', 'dimension', 'value', 'visitors', 'visits', 'bounces'],
	...['durationMs', 'pageViews', 'events']
] as (keyof Row)[];
const columns: Column<Row>[] = names.map((name) => ({ header: name, value: (row) => row[name] }));

export const GET = endpoint('usage.read', async ({ url, locals }, user) => {
	const to = dayOf(url, 'to') ?? today(Date.now());
	const from = dayOf(url, 'from') ?? addDays(to, -27);
	// The warehouse knows days from 1970 to 2149.
	if (from < '1970-01-01' || to > '2149-06-06' || from > to)
		throw new Problem('request.invalid', { reason: 'from, to' });
	const dimension = oneOf(url, 'dimension', dimensions) ?? 'total';
	const visible = await sites.list(locals.sql, await visibleUnits(locals.sql, user));
	const wanted = url.searchParams.get('site');
	const chosen = wanted
		? visible.filter((site) => site.domain === wanted || String(site.id) === wanted)
		: visible;
	if (wanted && chosen.length === 0) throw new Problem('record.not-found');
	const domains = new Map(chosen.map((site) => [site.id, site.domain]));
	const totals = await days.totals(locals.warehouse, {
		...{ from, to, dimension, bySite: true, byDay: true },
		siteIds: [...domains.keys()]
	});
	const rows = totals.map((row) => ({ ...row, domain: domains.get(row.siteId) ?? '' }));
	const { simulated } = locals.platform;
	if (wantsCsv(url))
		return csvResponse(`daily-${dimension}-${from}-${to}`, rows, columns, simulated);
	const behind = (await days.dirty(locals.sql))
		.map(({ day }) => day)
		.filter((day) => day >= from && day <= to);
	return json({ from, to, dimension, simulated, days: rows, behind });
});
