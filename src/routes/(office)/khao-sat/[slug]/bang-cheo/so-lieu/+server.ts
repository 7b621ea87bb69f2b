import { csvColumns, csvRowsOf } from '#lib/crosstab-table.ts';
import { crosstab as words } from '#lib/messages/crosstab.ts';
import * as crosstabs from '#lib/server/crosstabs.ts';
import { csvResponse } from '../../../../../api/v1/csv.ts';
import { seen } from '../../../../../api/v1/campaigns/seen.ts';
import { endpoint } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';
import { aboutOf, allowReading, read } from '../wanted.ts';

/** The cells of the table that the same address shows. */
export const GET = endpoint(
	'response.read',
	async ({ locals, params, url }: RequestEvent, user) => {
		const { sql, warehouse, platform, locale } = locals;
		const campaign = await seen(sql, user, params.slug);
		allowReading(user, campaign);
		const made = await crosstabs.make(sql, warehouse, user, campaign, read(url));
		const { caption, notes } = aboutOf(made, campaign, locale);
		const t = words[locale];
		return csvResponse(
			`bang-cheo-${campaign.slug}-${made.row.key}`,
			csvRowsOf(made.table, t.total),
			csvColumns([caption, ...notes].join(' ')),
			platform.simulated
		);
	}
);
