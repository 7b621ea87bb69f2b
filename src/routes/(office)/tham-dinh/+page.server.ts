import * as campaigns from '#lib/server/campaigns.ts';
import * as reviews from '#lib/server/reviews.ts';
import { action, field, page } from '../../edge.ts';

/** The desk: the forms of one campaign by what has to be done with them. */
export const load = page('response.review', async ({ locals, url }, user) => {
	const { sql } = locals;
	const fielded = (await campaigns.list(sql)).filter(({ state }) => state !== 'draft');
	const slug = url.searchParams.get('dot') ?? (await campaigns.current(sql))?.slug;
	return {
		campaigns: fielded,
		desk: slug ? await reviews.desk(sql, user, slug) : null
	};
});

export const actions = {
	khoa: action('campaign.manage', async ({ locals }, user, form) => ({
		locked: await reviews.lock(locals.sql, user, field(form, 'dot'))
	}))
};
