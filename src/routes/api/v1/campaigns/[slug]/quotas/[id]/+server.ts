/** Changes how many answers of a quota count. */
import { json } from '@sveltejs/kit';
import * as campaigns from '#lib/server/campaigns.ts';
import * as quotas from '#lib/server/citizens/quotas.ts';
import { readJson } from '../../../../../../body.ts';
import { endpoint, idOf } from '../../../../../../edge.ts';
import { quotaChange } from '../../../citizens.ts';
import { parse } from '../../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const PATCH = endpoint(
	'campaign.manage',
	async ({ request, locals, params }: RequestEvent, user) => {
		const { most } = parse(quotaChange, await readJson(request, 1000));
		const campaign = await campaigns.find(locals.sql, params.slug);
		return json(await quotas.change(locals.sql, user.id, campaign, idOf(params.id), most));
	}
);
