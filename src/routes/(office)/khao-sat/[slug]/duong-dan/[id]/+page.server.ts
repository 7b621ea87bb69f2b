import * as campaigns from '#lib/server/campaigns.ts';
import * as invitations from '#lib/server/citizens/invitations.ts';
import * as links from '#lib/server/citizens/links.ts';
import { newInvitations, withdrawal } from '../../../../../api/v1/campaigns/citizens.ts';
import { parse } from '../../../../../api/v1/campaigns/shapes.ts';
import { action, field, idOf, page } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

/** One link: its code on paper, and the invitations to it. */
export const load = page('campaign.manage', async ({ locals, params, url }: RequestEvent) => {
	const campaign = await campaigns.find(locals.sql, params.slug);
	const link = await links.find(locals.sql, campaign.id, idOf(params.id));
	const all = await invitations.list(locals.sql, link.id);
	return {
		campaign,
		link,
		origin: url.origin,
		invitations: all.slice(0, 200),
		total: all.length,
		used: all.filter(({ state }) => state === 'used').length,
		unused: all.filter(({ state }) => state === 'unused').length
	};
});

export const actions = {
	moi: action('campaign.manage', async ({ locals, params }: RequestEvent, user, form) => {
		const campaign = await campaigns.find(locals.sql, params.slug);
		const count = Number(field(form, 'so'));
		const until = field(form, 'han');
		const first = (await invitations.list(locals.sql, idOf(params.id))).length + 1;
		const labels = Array.from({ length: Math.min(20_000, count || 0) }, (_, index) =>
			String(first + index).padStart(4, '0')
		);
		const wanted = parse(newInvitations, {
			labels,
			...(until && { expiresAt: `${until}:00+07:00` })
		});
		const made = await invitations.create(locals.sql, user.id, campaign, idOf(params.id), {
			labels: wanted.labels,
			expiresAt: wanted.expiresAt ?? null
		});
		return { made };
	}),
	'thu-hoi': action('campaign.manage', async ({ locals, params }: RequestEvent, user, form) => {
		const campaign = await campaigns.find(locals.sql, params.slug);
		const id = idOf(params.id);
		const one = field(form, 'ma');
		const ids = one
			? [one]
			: (await invitations.list(locals.sql, id))
					.filter(({ state }) => state === 'unused')
					.map((invitation) => invitation.id);
		const { revoke } = parse(withdrawal, { revoke: ids });
		return { revoked: await invitations.revoke(locals.sql, user.id, campaign, id, revoke) };
	})
};
