import { dayOf } from '#lib/event.ts';
import { Problem } from '#lib/problem.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as links from '#lib/server/citizens/links.ts';
import * as units from '#lib/server/units.ts';
import { fold } from '#lib/vietnamese.ts';
import { action, field, idOf, page } from '../../../../edge.ts';
import type { RequestEvent } from './$types.js';

const shownAtOnce = 100;

/** The links of a campaign: as many as fit a page, of those that match what is searched for. */
export const load = page('campaign.manage', async ({ locals, params, url }: RequestEvent) => {
	const { sql } = locals;
	const campaign = await campaigns.find(sql, params.slug);
	links.allowCitizens(campaign);
	const wanted = url.searchParams.get('tim') ?? '';
	const most = Math.min(5000, Math.max(shownAtOnce, Number(url.searchParams.get('den')) || 0));
	const all = await links.list(sql, campaign.id);
	const matching = all.filter(({ unitName, code, label }) =>
		[unitName, code, label].some((text) => fold(text).includes(fold(wanted)))
	);
	const provinces = await units.onDay(sql, dayOf(Date.now()), { level: 'province' });
	return {
		campaign,
		origin: url.origin,
		wanted,
		links: matching.slice(0, most),
		matching: matching.length,
		total: all.length,
		provinces: provinces.map(({ code, name }) => ({ code, name }))
	};
});

export const actions = {
	tao: action('campaign.manage', async ({ locals, params }: RequestEvent, user, form) => {
		const { sql } = locals;
		const campaign = await campaigns.find(sql, params.slug);
		const which = field(form, 'noi');
		if (which === 'province' || which === 'commune')
			return { made: (await links.createForLevel(sql, user.id, campaign, which)).length };
		const unit =
			which === 'vn'
				? await units.nation(sql)
				: await units.find(sql, which, 'province', dayOf(Date.now()));
		if (!unit) throw new Problem('record.not-found');
		const made = await links.create(sql, user.id, campaign, [
			{
				unitId: unit.id,
				label: field(form, 'ghi_chu').slice(0, 200),
				invitedOnly: field(form, 'duoc_moi') === 'co'
			}
		]);
		return { made: made.length };
	}),
	dong: action('campaign.manage', ({ locals, params }: RequestEvent, user, form) =>
		change(locals.sql, user.id, params.slug, field(form, 'ma'), true)
	),
	mo: action('campaign.manage', ({ locals, params }: RequestEvent, user, form) =>
		change(locals.sql, user.id, params.slug, field(form, 'ma'), false)
	)
};

async function change(
	sql: App.Locals['sql'],
	actorId: number,
	slug: string,
	id: string,
	closed: boolean
) {
	const campaign = await campaigns.find(sql, slug);
	const { unitName } = await links.close(sql, actorId, campaign, idOf(id), closed);
	return { closed, name: unitName };
}
