/** Quotas of a campaign: all of them with the seats taken, and a new one. */
import { json } from '@sveltejs/kit';
import * as campaigns from '#lib/server/campaigns.ts';
import * as quotas from '#lib/server/citizens/quotas.ts';
import { readJson } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import { newQuota } from '../../citizens.ts';
import { parse } from '../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint('campaign.manage', async ({ locals, params }: RequestEvent) => {
	const campaign = await campaigns.find(locals.sql, params.slug);
	return json({ quotas: await quotas.list(locals.sql, campaign.id) });
});

export const POST = endpoint(
	'campaign.manage',
	async ({ request, locals, params }: RequestEvent, user) => {
		const wanted = parse(newQuota, await readJson(request, 5000));
		const campaign = await campaigns.find(locals.sql, params.slug);
		const made = await quotas.create(locals.sql, user.id, campaign, wanted);
		return json(made, { status: 201 });
	}
);
