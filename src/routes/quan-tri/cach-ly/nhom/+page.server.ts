import * as quarantine from '#lib/server/intake/quarantine.ts';
import * as settlement from '#lib/server/intake/settlement.ts';
import * as sites from '#lib/server/sites.ts';
import { action, field, page } from '../../../edge.ts';
import { groupOf, ruleOf } from '../asked.ts';

const pageLength = 30;

/** The rows of one reason at one site, with what may be done about all of them. */
export const load = page('quarantine.manage', async ({ locals: { sql }, url }) => {
	const group = groupOf(url);
	const after = Number(/^\d{1,15}$/.exec(url.searchParams.get('sau') ?? '')?.[0] ?? 0);
	const [rows, count, known] = await Promise.all([
		quarantine.waiting(sql, group, { after, limit: pageLength }),
		quarantine.count(sql, group),
		sites.list(sql)
	]);
	return {
		...{ group, rows, count, mostRows: settlement.mostRows },
		domain: known.find(({ id }) => id === group.siteId)?.domain ?? '',
		domains: Object.fromEntries(known.map(({ id, domain }) => [id, domain])),
		next: rows.length === pageLength ? rows.at(-1)?.id : undefined
	};
});

export const actions = {
	thu: action('quarantine.manage', async ({ locals: { sql, warehouse }, url }, _, form) => {
		const rule = ruleOf(form);
		const trial = await settlement.rehearse(sql, warehouse, groupOf(url), { rule });
		return { trial, values: { cach: rule?.field ?? '', gia_tri: rule?.value ?? '' } };
	}),
	phatlai: action('quarantine.manage', async ({ locals: { sql, warehouse }, url }, user, form) => ({
		counts: await settlement.replay(sql, warehouse, user.id, groupOf(url), ruleOf(form))
	})),
	loaibo: action('quarantine.manage', async ({ locals: { sql }, url }, user, form) => ({
		discarded: await settlement.discard(sql, user.id, groupOf(url), field(form, 'ly_do'))
	}))
};
