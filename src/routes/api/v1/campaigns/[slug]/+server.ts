/** One campaign. */
import { json } from '@sveltejs/kit';
import * as campaigns from '#lib/server/campaigns.ts';
import { endpoint } from '../../../../edge.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint('campaign.read', async ({ locals, params }: RequestEvent) =>
	json(await campaigns.find(locals.sql, params.slug))
);
