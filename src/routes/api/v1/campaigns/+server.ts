/** Campaigns: all of them, and a new one. */
import { json } from '@sveltejs/kit';
import * as campaigns from '#lib/server/campaigns.ts';
import { readJson } from '../../../body.ts';
import { endpoint } from '../../../edge.ts';
import { isSeen } from './seen.ts';
import { parseCampaign } from './shapes.ts';

/** All of them; those not opened yet only for who manages them. */
export const GET = endpoint('campaign.read', async ({ locals }, user) => {
	const all = await campaigns.list(locals.sql);
	const shown = all.filter((campaign) => isSeen(user, campaign));
	return json({ simulated: locals.platform.simulated, campaigns: shown });
});

export const POST = endpoint('campaign.manage', async ({ request, locals }, user) => {
	const wanted = parseCampaign(await readJson(request, 10_000));
	return json(await campaigns.create(locals.sql, user.id, wanted), { status: 201 });
});
