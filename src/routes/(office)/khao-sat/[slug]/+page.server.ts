import { may } from '#lib/access.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as completeness from '#lib/server/completeness.ts';
import * as accepted from '#lib/server/citizens/accepted.ts';
import * as exports from '#lib/server/exports/exports.ts';
import * as surveys from '#lib/server/surveys.ts';
import { newState, parse } from '../../../api/v1/campaigns/shapes.ts';
import { seen } from '../../../api/v1/campaigns/seen.ts';
import { action, field, page } from '../../../edge.ts';
import type { RequestEvent } from './$types.js';
import { read } from './asked.ts';

/** One campaign's board: places with their counts, or the units of a place, page by page. */
export const load = page('campaign.read', async ({ locals, params, url }: RequestEvent, user) => {
	const { sql } = locals;
	const campaign = await seen(sql, user, params.slug);
	const { selection, ...asked } = await read(sql, user, url);
	const { region, provinceId } = selection;
	const listing =
		provinceId !== undefined ||
		asked.level !== '' ||
		asked.state !== '' ||
		asked.text !== '' ||
		url.searchParams.has('trang') ||
		campaign.levels.every((level) => level === 'agency');
	const place = { ...(region && { region }), ...(provinceId && { provinceId }) };
	const [nodes, listed, provinces, arrivals] = await Promise.all([
		completeness.counts(sql, campaign.id, place),
		listing
			? completeness.list(sql, campaign.id, selection, { order: asked.order, page: asked.page })
			: undefined,
		listing || !campaign.levels.includes('province')
			? undefined
			: completeness.list(sql, campaign.id, { ...place, level: 'province' }),
		completeness.arrivals(sql, campaign.id, place)
	]);
	return {
		campaign,
		asked,
		nodes,
		listed,
		provinces: provinces?.units,
		arrivals,
		regions: await completeness.regions(sql),
		names: await completeness.provinceNames(sql),
		today: campaign.state === 'draft' ? await campaigns.standing(sql) : undefined,
		extended: await completeness.writing(sql, campaign.id),
		manages: may(user, 'campaign.manage'),
		newest: await surveys.newest(sql, campaign.surveyId),
		reminds: may(user, 'reminder.send'),
		imports: may(user, 'response.import'),
		answered: campaign.audience === 'citizens' && (await accepted.any(sql, campaign.id)),
		exports: may(user, 'response.export') ? await exports.own(sql, user, campaign.slug) : undefined,
		now: Date.now(),
		over: Date.parse(campaign.closesAt) < Date.now()
	};
});

export const actions = {
	default: action('campaign.manage', async ({ locals, params }: RequestEvent, user, form) => {
		if (field(form, 'dung_ban') !== '') {
			const { surveyVersion } = await campaigns.adopt(locals.sql, user.id, params.slug);
			return { adopted: surveyVersion };
		}
		const closesAt = field(form, 'han');
		const wanted = parse(newState, {
			state: field(form, 'sang'),
			...(closesAt && { closesAt: `${closesAt}+07:00` })
		});
		await campaigns.step(locals.sql, user.id, params.slug, wanted.state, wanted.closesAt);
		return { state: wanted.state };
	})
};
