import { inspect } from '#lib/report.ts';
import { draft } from '#lib/server/reports/draft.ts';
import { page } from '../../edge.ts';

export const load = page('report.export', async ({ locals }) => {
	const { sql, warehouse, platform } = locals;
	const { report, overview } = await draft(sql, warehouse, platform.simulated);
	return { report, checks: inspect(report, overview) };
});
