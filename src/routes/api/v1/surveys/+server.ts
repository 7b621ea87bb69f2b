/** Every survey with its versions, and every draft. */
import { json } from '@sveltejs/kit';
import { allow } from '#lib/access.ts';
import * as drafts from '#lib/server/survey-drafts.ts';
import * as surveys from '#lib/server/surveys.ts';
import { endpoint } from '../../../edge.ts';

export const GET = endpoint('campaign.read', async ({ locals }, user) => {
	allow(user, 'overview.read');
	return json({ surveys: await surveys.list(locals.sql), drafts: await drafts.list(locals.sql) });
});
