import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access.ts';
import * as surveys from '#lib/server/surveys.ts';
import { page } from '../../../edge.ts';

/** All forms with their versions, for the ministry. */
export const load = page('campaign.read', async ({ locals }, user) => {
	if (!may(user, 'overview.read')) redirect(303, '/phieu');
	return { surveys: await surveys.list(locals.sql) };
});
