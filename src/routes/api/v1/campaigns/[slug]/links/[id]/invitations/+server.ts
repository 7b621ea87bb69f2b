/**
 * Invitations of a link: which there are, new ones (their tokens are shown in this answer and never
 * again; `?format=csv` for printing and sending), and their withdrawal.
 */
import { json } from '@sveltejs/kit';
import type { Column } from '#lib/csv.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as invitations from '#lib/server/citizens/invitations.ts';
import * as links from '#lib/server/citizens/links.ts';
import { readJson } from '../../../../../../../body.ts';
import { endpoint, idOf } from '../../../../../../../edge.ts';
import { csvResponse } from '../../../../../csv.ts';
import { wantsCsv } from '../../../../../parameters.ts';
import { newInvitations, withdrawal } from '../../../../citizens.ts';
import { parse } from '../../../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint('campaign.manage', async ({ locals, params }: RequestEvent) => {
	const campaign = await campaigns.find(locals.sql, params.slug);
	const link = await links.find(locals.sql, campaign.id, idOf(params.id));
	return json({ invitations: await invitations.list(locals.sql, link.id) });
});

export const POST = endpoint(
	'campaign.manage',
	async ({ request, locals, params, url }: RequestEvent, user) => {
		const wanted = parse(newInvitations, await readJson(request, 3_000_000));
		const campaign = await campaigns.find(locals.sql, params.slug);
		const { labels, expiresAt = null } = wanted;
		const made = await invitations.create(locals.sql, user.id, campaign, idOf(params.id), {
			labels,
			expiresAt
		});
		if (!wantsCsv(url)) return json({ invitations: made }, { status: 201 });
		const columns: Column<invitations.Made>[] = [
			{ header: 'label', value: ({ label }) => label },
			{ header: 'address', value: ({ path }) => url.origin + path }
		];
		return csvResponse(`loi-moi-${campaign.slug}`, made, columns, locals.platform.simulated);
	}
);

export const DELETE = endpoint(
	'campaign.manage',
	async ({ request, locals, params }: RequestEvent, user) => {
		const { revoke } = parse(withdrawal, await readJson(request, 300_000));
		const campaign = await campaigns.find(locals.sql, params.slug);
		const id = idOf(params.id);
		const revoked = await invitations.revoke(locals.sql, user.id, campaign, id, revoke);
		return json({ revoked });
	}
);
