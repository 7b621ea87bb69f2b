import * as campaigns from '#lib/server/campaigns.ts';
import { page } from '../../../edge.ts';

/** What every page of a campaign says about it. */
export const load = page('campaign.read', async ({ locals, params }) => {
	const { slug, audience } = await campaigns.find(locals.sql, params.slug ?? '');
	return { about: { slug, audience } };
});
