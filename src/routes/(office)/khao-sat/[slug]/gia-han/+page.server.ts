import * as v from 'valibot';
import { allowanceKinds } from '#lib/allowance.ts';
import * as allowances from '#lib/server/allowances.ts';
import * as completeness from '#lib/server/completeness.ts';
import { parse } from '../../../../api/v1/campaigns/shapes.ts';
import { seen } from '../../../../api/v1/campaigns/seen.ts';
import { action, field, idOf, page } from '../../../../edge.ts';
import { read } from '../asked.ts';
import type { RequestEvent } from './$types.js';

const shown = 200;

/** The units chosen, and everything that was allowed so far. */
export const load = page('campaign.manage', async ({ locals, params, url }: RequestEvent, user) => {
	const { sql } = locals;
	const campaign = await seen(sql, user, params.slug);
	const { selection, ...asked } = await read(sql, user, url);
	const chosen =
		asked.query === ''
			? undefined
			: await completeness.list(sql, campaign.id, selection, { page: 1, size: 20 });
	return {
		campaign,
		asked,
		chosen,
		given: await allowances.list(sql, campaign.id, { limit: shown }),
		names: await completeness.provinceNames(sql)
	};
});

export const actions = {
	luu: action('campaign.manage', async ({ locals, params, url }: RequestEvent, user, form) => {
		const { selection } = await read(locals.sql, user, url);
		const kind = parse(v.picklist(allowanceKinds), field(form, 'loai'));
		const until = field(form, 'den');
		const wanted = {
			kind,
			reason: field(form, 'ly_do'),
			...(kind === 'extension' && { until: moment(until) })
		};
		const units = await allowances.give(locals.sql, user.id, params.slug, selection, wanted);
		return { given: { units, kind } };
	}),
	rut: action('campaign.manage', async ({ locals, params }: RequestEvent, user, form) => {
		const ids = [idOf(field(form, 'so'))];
		const reason = field(form, 'ly_do_rut');
		const withdrawn = await allowances.withdraw(locals.sql, user.id, params.slug, ids, reason);
		return { withdrawn };
	})
};

/** What a `datetime-local` box holds is Vietnamese time; nothing usable is a time long past. */
function moment(local: string): string {
	const time = `${local}+07:00`;
	return Number.isNaN(Date.parse(time)) ? new Date(0).toISOString() : time;
}
