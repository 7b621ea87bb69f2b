import { toCsvColumns } from '#lib/charts/column.ts';
import { pastColumns } from '#lib/charts/past.ts';
import { Problem } from '#lib/problem.ts';
import * as comparison from '#lib/server/history/comparison.ts';
import * as sites from '#lib/server/sites.ts';
import { csvResponse } from '../../../api/v1/csv.ts';
import { endpoint } from '../../../edge.ts';

/** The rows of the chart that sets earlier counters beside our own count. */
export const GET = endpoint('history.manage', async ({ url, locals }) => {
	const { sql, warehouse, locale, platform } = locals;
	const site = await sites.find(sql, url.searchParams.get('trang') ?? '');
	const months = site && (await comparison.read(sql, warehouse, site.id));
	if (!months) throw new Problem('record.not-found');
	const columns = toCsvColumns(pastColumns(months, locale));
	return csvResponse(`bo-dem-cu-${site.domain}`, months.rows, columns, platform.simulated);
});
