/** Daily totals: per day and site, for one dimension, whole, as JSON or CSV. */
import { json } from '@sveltejs/kit';
import { addDays, dayOf } from '#lib/event.ts';
import { Problem } from '#lib/problem.ts';
import { visibleUnits } from '#lib/server/access.ts';
import * as days from '#lib/server/days.ts';
import * as sites from '#lib/server/sites.ts';
import { dimensions, type Dimension } from '#lib/visit.ts';
import { endpoint } from '../../../edge.ts';
import { toCsv } from './table.ts';

export const GET = endpoint('usage.read', async ({ url, locals }, user) => {
	const today = dayOf(Date.now());
	const to = dayParameter(url, 'to', today);
	const from = dayParameter(url, 'from', addDays(to, -27));
	const dimension = url.searchParams.get('dimension') ?? 'total';
	if (!isDimension(dimension)) throw new Problem('request.invalid', { reason: 'dimension' });
	const visible = await sites.list(locals.sql, await visibleUnits(locals.sql, user));
	const wanted = url.searchParams.get('site');
	const chosen = wanted
		? visible.filter((site) => site.domain === wanted || String(site.id) === wanted)
		: visible;
	if (wanted && chosen.length === 0) throw new Problem('record.not-found');
	const domains = new Map(chosen.map((site) => [site.id, site.domain]));
	const rows = await days.totals(locals.warehouse, {
		...{ from, to, dimension },
		siteIds: [...domains.keys()],
		bySite: true,
		byDay: true
	});
	const list = rows.map((row) => ({ ...row, domain: domains.get(row.siteId) ?? '' }));
	const behind = (await days.dirty(locals.sql))
		.map(({ day }) => day)
		.filter((day) => day >= from && day <= to);
	const simulated = locals.platform.simulated;
	if (url.searchParams.get('format') === 'csv') return toCsv(list, { from, to, simulated });
	return json({ from, to, dimension, simulated, days: list, behind });
});

function dayParameter(url: URL, name: string, fallback: string): string {
	const text = url.searchParams.get(name) ?? fallback;
	const real =
		/^\d{4}-\d{2}-\d{2}$/.test(text) &&
		!Number.isNaN(Date.parse(text)) &&
		addDays(text, 0) === text;
	// The warehouse knows days from 1970 to 2149.
	if (!real || text < '1970-01-01' || text > '2149-06-06')
		throw new Problem('request.invalid', { reason: `${name}: YYYY-MM-DD` });
	return text;
}

function isDimension(text: string): text is Dimension {
	return (dimensions as readonly string[]).includes(text);
}
