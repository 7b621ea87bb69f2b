import * as campaigns from '#lib/server/campaigns.ts';
import * as links from '#lib/server/citizens/links.ts';
import { fold } from '#lib/vietnamese.ts';
import { page } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

/** What is printed: one poster (`?ma=`), or a sheet of codes for the open links. */
export const load = page('campaign.manage', async ({ locals, params, url }: RequestEvent) => {
	const campaign = await campaigns.find(locals.sql, params.slug);
	links.allowCitizens(campaign);
	const code = url.searchParams.get('ma');
	const wanted = url.searchParams.get('tim') ?? '';
	const open = (await links.list(locals.sql, campaign.id)).filter(
		({ closedAt, invitedOnly }) => closedAt === null && !invitedOnly
	);
	const chosen = open.filter((link) =>
		code === null ? fold(link.unitName).includes(fold(wanted)) : link.code === code
	);
	return { campaign, origin: url.origin, poster: code !== null, links: chosen };
});
