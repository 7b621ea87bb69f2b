import * as campaigns from '#lib/server/campaigns.ts';
import * as quality from '#lib/server/quality/annex.ts';
import { page } from '../../../../edge.ts';
import type { RequestEvent } from './$types.js';

/** The quality annex of a campaign, as its record stands. */
export const load = page('overview.read', async ({ locals, params }: RequestEvent) => {
	const campaign = await campaigns.find(locals.sql, params.slug);
	return { campaign, annex: await quality.make(locals.sql, campaign) };
});
