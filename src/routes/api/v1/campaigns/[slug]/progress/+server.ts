/** How far every expected unit has come, within the reader's own scope. */
import { json } from '@sveltejs/kit';
import { visibleUnits } from '#lib/server/access.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import { endpoint } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint('campaign.read', async ({ locals, params }: RequestEvent, user) => {
	const campaign = await campaigns.find(locals.sql, params.slug);
	const visible = await visibleUnits(locals.sql, user);
	const all = await campaigns.progress(locals.sql, campaign.id);
	const units = visible ? all.filter(({ unitId }) => visible.includes(unitId)) : all;
	return json({ campaign, units });
});
