import { addDays, dayOf } from '#lib/event.ts';
import * as days from '#lib/server/days.ts';
import * as history from '#lib/server/history/figures.ts';
import { uuidOfSite } from '#lib/server/intake/identity.ts';
import * as sites from '#lib/server/sites.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { action, field, page } from '../../edge.ts';
import { offered } from '../offered.ts';

const week = 7;

/** The measured portals, whether they send, and how much. */
export const load = page('site.manage', async ({ locals, url }) => {
	const { sql, warehouse } = locals;
	const to = dayOf(Date.now());
	const from = addDays(to, 1 - week);
	const [known, heard, totals, past] = await Promise.all([
		sites.list(sql),
		days.lastHeard(warehouse),
		days.totals(warehouse, { from, to, dimension: 'total', bySite: true }),
		history.series(sql)
	]);
	const names = await units.named(sql, [...new Set(known.map(({ unitId }) => unitId))]);
	const events = new Map(totals.map((row) => [row.siteId, row.events]));
	return {
		now: Date.now(),
		origin: url.origin,
		units: await offered(sql),
		sites: known.map(({ id, domain, name, unitId }) => ({
			...{ id, domain, name, uuid: uuidOfSite(domain) },
			past: past.filter(({ siteId }) => siteId === id),
			unitName: names.get(unitId)?.fullName ?? '',
			events: events.get(id) ?? 0,
			heardAt: heard.get(id) ?? null
		}))
	};
});

export const actions = {
	default: action('site.manage', async ({ locals }, user, form) => {
		const unit = await users.unitByCode(locals.sql, field(form, 'don_vi'));
		const domain = field(form, 'ten_mien');
		const name = field(form, 'ten').normalize('NFC').slice(0, 200) || domain;
		const added = await sites.create(locals.sql, user.id, { domain, name, unitId: unit.id });
		await locals.platform.intake.refreshSites();
		return { added: added.domain };
	})
};
