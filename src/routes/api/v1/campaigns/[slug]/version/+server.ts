/** Moves a campaign to the newest version of its form; forms begun before stay on theirs. */
import { json } from '@sveltejs/kit';
import * as campaigns from '#lib/server/campaigns.ts';
import { readBody } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

export const POST = endpoint(
	'campaign.manage',
	async ({ request, locals, params }: RequestEvent, user) => {
		await readBody(request, 1_000);
		return json(await campaigns.adopt(locals.sql, user.id, params.slug));
	}
);
