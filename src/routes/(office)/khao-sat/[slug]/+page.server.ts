import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access.ts';
import { dayOf } from '#lib/event.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as exports from '#lib/server/exports/exports.ts';
import * as units from '#lib/server/units.ts';
import { newState, parse } from '../../../api/v1/campaigns/shapes.ts';
import { action, field, page } from '../../../edge.ts';
import type { RequestEvent } from './$types.js';

/** One campaign's board: every expected unit, grouped by region. */
export const load = page('campaign.read', async ({ locals, params }: RequestEvent, user) => {
	if (!may(user, 'overview.read')) redirect(303, '/phieu');
	const { sql } = locals;
	const today = dayOf(Date.now());
	const campaign = await campaigns.find(sql, params.slug);
	return {
		campaign,
		progress: await campaigns.progress(sql, campaign.id),
		regions: await units.regions(sql, today),
		provinces: (await units.onDay(sql, today, { level: 'province' })).length,
		manages: may(user, 'campaign.manage'),
		exports: may(user, 'response.export') ? await exports.own(sql, user, campaign.slug) : undefined,
		now: Date.now(),
		over: Date.parse(campaign.closesAt) < Date.now()
	};
});

export const actions = {
	default: action('campaign.manage', async ({ locals, params }: RequestEvent, user, form) => {
		const closesAt = field(form, 'han');
		const wanted = parse(newState, {
			state: field(form, 'sang'),
			...(closesAt && { closesAt: `${closesAt}+07:00` })
		});
		await campaigns.step(locals.sql, user.id, params.slug, wanted.state, wanted.closesAt);
		return { state: wanted.state };
	})
};
