/** Citizens' answers under suspicion with what was decided about them, and a decision about some. */
import { json } from '@sveltejs/kit';
import * as campaigns from '#lib/server/campaigns.ts';
import * as suspects from '#lib/server/citizens/suspects.ts';
import { readJson } from '../../../../../../body.ts';
import { endpoint } from '../../../../../../edge.ts';
import { newDecision, suspectsAsked } from '../../../citizens.ts';
import { parse } from '../../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint('citizen.decide', async ({ locals, params, url }: RequestEvent) => {
	const { sql, platform } = locals;
	const campaign = await campaigns.find(sql, params.slug);
	const asked = parse(suspectsAsked, Object.fromEntries(url.searchParams));
	const wanted = {
		campaignId: campaign.id,
		flag: asked.flag,
		unitId: asked.unit,
		standing: asked.decision === 'none' ? ('' as const) : asked.decision
	};
	const found = await suspects.list(sql, wanted, asked.after, 1000);
	return json({
		simulated: platform.simulated,
		found: await suspects.count(sql, wanted),
		// What people wrote leaves by exports only, where it was cleared.
		answers: found.suspects.map(({ data: _, unasked: __, ...suspect }) => suspect),
		next: found.next
	});
});

export const POST = endpoint(
	'citizen.decide',
	async ({ request, locals, params }: RequestEvent, user) => {
		const wanted = parse(newDecision, await readJson(request, 500_000));
		const campaign = await campaigns.find(locals.sql, params.slug);
		return json(await suspects.decide(locals.sql, user, campaign, wanted));
	}
);
