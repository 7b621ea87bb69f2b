import * as campaigns from '#lib/server/campaigns.ts';
import * as links from '#lib/server/citizens/links.ts';
import { fold } from '#lib/vietnamese.ts';
import { page } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

/** Codes on one page of the browser: a whole country at once would choke a printer. */
const atOnce = 240;

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
	const from = Math.max(0, Math.floor(Number(url.searchParams.get('tu')) || 0));
	return {
		campaign,
		origin: url.origin,
		poster: code !== null,
		wanted,
		from,
		next: from + atOnce < chosen.length ? from + atOnce : null,
		total: chosen.length,
		links: chosen.slice(from, from + atOnce)
	};
});
