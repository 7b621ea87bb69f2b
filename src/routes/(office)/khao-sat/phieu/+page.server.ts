import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { may } from '#lib/access.ts';
import * as drafts from '#lib/server/survey-drafts.ts';
import * as surveys from '#lib/server/surveys.ts';
import { parse } from '../../../api/v1/campaigns/shapes.ts';
import { beginning } from '../../../api/v1/surveys/shapes.ts';
import { action, field, page } from '../../../edge.ts';

/** All forms with their versions, and those being written, for the ministry. */
export const load = page('campaign.read', async ({ locals }, user) => {
	if (!may(user, 'overview.read')) redirect(303, '/phieu');
	const writes = may(user, 'survey.publish');
	return {
		surveys: await surveys.list(locals.sql),
		writes,
		drafts: writes ? await drafts.list(locals.sql) : []
	};
});

export const actions = {
	default: action('survey.publish', async ({ locals }, user, form) => {
		const title = { vi: field(form, 'ten'), en: field(form, 'ten_en') };
		const wanted = parse(beginning, { title });
		const id = parse(v.pipe(v.string(), v.trim()), field(form, 'ma'));
		await drafts.begin(locals.sql, user.id, id, wanted);
		redirect(303, `/khao-sat/phieu/${id}/soan`);
	})
};
