import * as campaigns from '#lib/server/campaigns.ts';
import * as counts from '#lib/server/citizens/counts.ts';
import * as links from '#lib/server/citizens/links.ts';
import * as quotas from '#lib/server/citizens/quotas.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { may } from '#lib/access.ts';
import { dayOf } from '#lib/event.ts';
import type { Field } from '#lib/questionnaire/fields.ts';
import { newQuota, quotaChange } from '../../../../api/v1/campaigns/citizens.ts';
import { parse } from '../../../../api/v1/campaigns/shapes.ts';
import { action, field, idOf, page } from '../../../../edge.ts';
import type { RequestEvent } from './$types.js';

/** What has come in from citizens, what looks strange, and how much of each kind counts. */
export const load = page('citizen.read', async ({ locals, params }: RequestEvent, user) => {
	const { sql } = locals;
	const campaign = await campaigns.find(sql, params.slug);
	links.allowCitizens(campaign);
	const [total, byUnit, byDay, byFlag, limits, version, provinces] = await Promise.all([
		counts.total(sql, campaign.id),
		counts.byUnit(sql, campaign.id),
		counts.byDay(sql, campaign.id),
		counts.byFlag(sql, campaign.id),
		quotas.list(sql, campaign.id),
		surveys.version(sql, campaign.surveyVersionId),
		units.onDay(sql, dayOf(Date.now()), { level: 'province' })
	]);
	return {
		campaign,
		total,
		byUnit,
		byDay,
		byFlag,
		quotas: limits,
		questions: version.fields.flatMap(codedIn),
		provinces: provinces.map(({ id, name }) => ({ id, name })),
		manages: may(user, 'campaign.manage'),
		decides: may(user, 'citizen.decide')
	};
});

/** Questions whose answers a quota can name. */
function codedIn({ name, title, shape }: Field) {
	if (shape.kind !== 'choice' && shape.kind !== 'choices') return [];
	return [{ name, title, codes: shape.choices }];
}

export const actions = {
	them: action('campaign.manage', async ({ locals, params }: RequestEvent, user, form) => {
		const campaign = await campaigns.find(locals.sql, params.slug);
		const [question = '', code = ''] = field(form, 'cau').split('=');
		const wanted = parse(newQuota, {
			title: field(form, 'ten'),
			unitId: Number(field(form, 'noi')) || null,
			question,
			code,
			most: Number(field(form, 'so'))
		});
		await quotas.create(locals.sql, user.id, campaign, wanted);
		return { added: true };
	}),
	doi: action('campaign.manage', async ({ locals, params }: RequestEvent, user, form) => {
		const campaign = await campaigns.find(locals.sql, params.slug);
		const { most } = parse(quotaChange, { most: Number(field(form, 'so')) });
		await quotas.change(locals.sql, user.id, campaign, idOf(field(form, 'ma')), most);
		return { changed: true };
	})
};
