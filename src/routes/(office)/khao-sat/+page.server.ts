import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import { parseCampaign } from '../../api/v1/campaigns/shapes.ts';
import { action, field, page } from '../../edge.ts';

/** All campaigns, for the ministry; people of a unit have their own forms instead. */
export const load = page('campaign.read', async ({ locals }, user) => {
	if (!may(user, 'overview.read')) redirect(303, '/phieu');
	return {
		campaigns: await campaigns.list(locals.sql),
		manages: may(user, 'campaign.manage')
	};
});

export const actions = {
	default: action('campaign.manage', async ({ locals }, user, form) => {
		const wanted = parseCampaign({
			slug: field(form, 'ma'),
			survey: field(form, 'phieu'),
			titleVi: field(form, 'ten'),
			titleEn: field(form, 'ten_en'),
			periodFrom: field(form, 'ky_tu'),
			periodTo: field(form, 'ky_den'),
			opensAt: inVietnam(field(form, 'mo')),
			closesAt: inVietnam(field(form, 'han'))
		});
		const { slug } = await campaigns.create(locals.sql, user.id, wanted);
		redirect(303, `/khao-sat/${slug}`);
	})
};

/** What a `datetime-local` box holds is Vietnamese time. */
function inVietnam(local: string): string {
	return `${local}+07:00`;
}
