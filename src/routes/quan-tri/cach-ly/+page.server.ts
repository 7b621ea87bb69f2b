import * as quarantine from '#lib/server/intake/quarantine.ts';
import * as settlement from '#lib/server/intake/settlement.ts';
import * as sites from '#lib/server/sites.ts';
import * as users from '#lib/server/users.ts';
import { action, field, page } from '../../edge.ts';

/** What waits, by reason and site, and what was decided of late. */
export const load = page('quarantine.manage', async ({ locals: { sql } }) => {
	const [groups, acts, known, names] = await Promise.all([
		quarantine.groups(sql),
		settlement.acts(sql, 20),
		sites.list(sql),
		users.names(sql)
	]);
	const domains = new Map(known.map(({ id, domain }) => [id, domain]));
	return {
		groups: groups.map((group) => ({ ...group, domain: domains.get(group.siteId) ?? '' })),
		acts: acts.map((act) => ({
			...act,
			who: act.decidedBy === null ? '' : (names.get(act.decidedBy)?.name ?? '')
		}))
	};
});

export const actions = {
	hoantac: action('quarantine.manage', async ({ locals }, user, form) => ({
		restored: await settlement.restore(locals.sql, user.id, field(form, 'viec'))
	}))
};
