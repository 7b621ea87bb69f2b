import { Problem } from '#lib/problem.ts';
import { seen } from '../../../api/v1/campaigns/seen.ts';
import { page } from '../../../edge.ts';

/** What every page of a campaign says about it; nothing where the reader may not see it. */
export const load = page('campaign.read', async ({ locals, params }, user) => {
	try {
		const { slug, audience } = await seen(locals.sql, user, params.slug ?? '');
		return { about: { slug, audience } };
	} catch (error) {
		// The page itself says what is wrong.
		if (error instanceof Problem) return { about: null };
		throw error;
	}
});
