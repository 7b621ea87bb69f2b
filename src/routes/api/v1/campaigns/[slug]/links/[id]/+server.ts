/** Closes a link, or opens it again. */
import { json } from '@sveltejs/kit';
import * as campaigns from '#lib/server/campaigns.ts';
import * as links from '#lib/server/citizens/links.ts';
import { readJson } from '../../../../../../body.ts';
import { endpoint, idOf } from '../../../../../../edge.ts';
import { linkChange } from '../../../citizens.ts';
import { parse } from '../../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const PATCH = endpoint(
	'campaign.manage',
	async ({ request, locals, params }: RequestEvent, user) => {
		const { closed } = parse(linkChange, await readJson(request, 1000));
		const campaign = await campaigns.find(locals.sql, params.slug);
		return json(await links.close(locals.sql, user.id, campaign, idOf(params.id), closed));
	}
);
