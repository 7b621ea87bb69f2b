/** Opens, pauses, closes or reopens a campaign. */
import { json } from '@sveltejs/kit';
import * as campaigns from '#lib/server/campaigns.ts';
import { readJson } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import { newState, parse } from '../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const POST = endpoint(
	'campaign.manage',
	async ({ request, locals, params }: RequestEvent, user) => {
		const { state, closesAt } = parse(newState, await readJson(request, 1_000));
		return json(await campaigns.step(locals.sql, user.id, params.slug, state, closesAt));
	}
);
