/** The links of a campaign: all of them, and new ones, for one unit or for every unit of a level. */
import { json } from '@sveltejs/kit';
import * as campaigns from '#lib/server/campaigns.ts';
import * as links from '#lib/server/citizens/links.ts';
import { readJson } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import { newLinks, unitOf } from '../../citizens.ts';
import { parse } from '../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint('campaign.manage', async ({ locals, params }: RequestEvent) => {
	const campaign = await campaigns.find(locals.sql, params.slug);
	return json({ links: await links.list(locals.sql, campaign.id) });
});

export const POST = endpoint(
	'campaign.manage',
	async ({ request, locals, params }: RequestEvent, user) => {
		const { sql } = locals;
		const wanted = parse(newLinks, await readJson(request, 10_000));
		const campaign = await campaigns.find(sql, params.slug);
		const made =
			'every' in wanted
				? await links.createForLevel(sql, user.id, campaign, wanted.every)
				: await links.create(sql, user.id, campaign, [
						{ ...wanted, unitId: await unitOf(sql, wanted.unit, wanted.level) }
					]);
		return json({ links: made }, { status: 201 });
	}
);
