/** Campaigns: all of them, and a new one. */
import { json } from '@sveltejs/kit';
import * as campaigns from '#lib/server/campaigns.ts';
import { readJson } from '../../../body.ts';
import { endpoint } from '../../../edge.ts';
import { newCampaign, parse } from './shapes.ts';

export const GET = endpoint('campaign.read', async ({ locals }) =>
	json({ campaigns: await campaigns.list(locals.sql) })
);

export const POST = endpoint('campaign.manage', async ({ request, locals }, user) => {
	const wanted = parse(newCampaign, await readJson(request, 10_000));
	return json(await campaigns.create(locals.sql, user.id, wanted), { status: 201 });
});
