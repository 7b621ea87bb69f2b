/** The list of links as CSV, for sending each locality its own. */
import type { Link } from '#lib/citizen.ts';
import type { Column } from '#lib/csv.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as links from '#lib/server/citizens/links.ts';
import { csvResponse } from '../../../../../api/v1/csv.ts';
import { endpoint } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint('campaign.manage', async ({ locals, params, url }: RequestEvent) => {
	const campaign = await campaigns.find(locals.sql, params.slug);
	const columns: Column<Link>[] = [
		{ header: 'unitCode', value: ({ unitCode }) => unitCode },
		{ header: 'unitName', value: ({ unitName }) => unitName },
		{ header: 'label', value: ({ label }) => label },
		{ header: 'address', value: ({ code }) => `${url.origin}/k/${code}` },
		{ header: 'received', value: ({ received }) => received },
		{ header: 'closedAt', value: ({ closedAt }) => closedAt }
	];
	const all = await links.list(locals.sql, campaign.id);
	const { simulated } = locals.platform;
	return csvResponse(`duong-dan-${campaign.slug}`, all, columns, simulated);
});
