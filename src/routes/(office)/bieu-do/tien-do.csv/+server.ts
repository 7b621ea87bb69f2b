import { toCsvColumns } from '#lib/charts/column.ts';
import { completionColumns } from '#lib/charts/completion.ts';
import { Problem } from '#lib/problem.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import { csvResponse } from '../../../api/v1/csv.ts';
import { endpoint } from '../../../edge.ts';

/** The rows of the completion map. */
export const GET = endpoint('overview.read', async ({ locals }) => {
	const campaign = await campaigns.current(locals.sql);
	if (!campaign) throw new Problem('record.not-found');
	const rows = await campaigns.expected(locals.sql, campaign.id);
	const columns = toCsvColumns(completionColumns(locals.locale));
	return csvResponse(`tien-do-${campaign.slug}`, rows, columns, locals.platform.simulated);
});
