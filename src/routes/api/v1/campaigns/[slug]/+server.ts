/** One campaign. */
import { json } from '@sveltejs/kit';
import { endpoint } from '../../../../edge.ts';
import { seen } from '../seen.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint('campaign.read', async ({ locals, params }: RequestEvent, user) =>
	json(await seen(locals.sql, user, params.slug))
);
