import type { RequestEvent } from './$types.js';
import { consentIn, minutesIn } from '#lib/consent.ts';
import { toLocale } from '#lib/locale.ts';
import * as links from '#lib/server/citizens/links.ts';
import * as quotas from '#lib/server/citizens/quotas.ts';
import { elementsOf } from '#lib/survey.ts';
import { page } from '../../../edge.ts';
import { addressOf } from '../../../api/v1/definitions/shown.ts';

/**
 * Public: the form behind a link. The address says which link, and which language to begin with;
 * nothing else in it is read, so no unit and no answer can be set by a crafted address.
 */
export const load = page(undefined, async ({ locals, params, url, setHeaders }: RequestEvent) => {
	const wanted = url.searchParams.get('ngon-ngu');
	if (wanted !== null) locals.locale = toLocale(wanted);
	// Nothing in it is one person's: what keeps the page for later need not fetch it a second time.
	if (!locals.user) setHeaders({ 'cache-control': 'private, no-cache' });
	const { definition, variables, ...link } = await links.open(locals.sql, params.code);
	const consent = consentIn(definition);
	const asked = elementsOf(definition).length - (consent ? 1 : 0);
	return {
		/** the shell shows neither menu nor sign-in */
		bare: true,
		locale: locals.locale,
		link: {
			code: link.code,
			versionId: link.versionId,
			variables,
			consent,
			definitionAddress: addressOf(link.versionId, definition)
		},
		introduction: {
			title: { vi: link.campaign.titleVi, en: link.campaign.titleEn },
			place: link.unit.fullName,
			state: link.state,
			closesAt: link.campaign.closesAt,
			invitedOnly: link.invitedOnly,
			questions: asked,
			minutes: consent ? minutesIn(consent.about) : null,
			full: await quotas.isFull(locals.sql, link.code)
		}
	};
});
