import * as crosstabs from '#lib/server/crosstabs.ts';
import { ofRespondents } from '#lib/crosstab-table.ts';
import { axisOf } from '#lib/crosstab.ts';
import { seen } from '../../../../api/v1/campaigns/seen.ts';
import { page } from '../../../../edge.ts';
import type { RequestEvent } from './$types.js';
import { aboutOf, allowReading, read } from './wanted.ts';

export const load = page('response.read', async ({ locals, params, url }: RequestEvent, user) => {
	const { sql, warehouse } = locals;
	const campaign = await seen(sql, user, params.slug);
	allowReading(user, campaign);
	const made = await crosstabs.make(sql, warehouse, user, campaign, read(url));
	const { asked, table, row, column, variables, places } = made;
	return {
		campaign,
		asked,
		table,
		row: { key: row.key, title: row.title, several: row.several },
		several: row.several || (column?.several ?? false),
		ofRespondents: ofRespondents(asked, axisOf(row), axisOf(column)),
		variables: variables.map(({ key, title }) => ({ key, title })),
		places: places.filter(({ kind }) => kind === 'region' || kind === 'province'),
		about: aboutOf(made, campaign, locals.locale),
		query: url.searchParams.toString()
	};
});
