import * as estimates from '#lib/server/estimates.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as units from '#lib/server/units.ts';
import { page } from '../../edge.ts';

/** The catalogue with the latest values for the nation. */
export const load = page('indicator.read', async ({ locals: { sql } }) => {
	const nation = await units.nation(sql);
	const [all, values] = await Promise.all([
		indicators.all(sql),
		estimates.latestOf(sql, nation.id)
	]);
	return { indicators: all, estimates: values };
});
