import * as estimates from '#lib/server/estimates.ts';
import * as labels from '#lib/server/indicator-labels.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plan from '#lib/server/plan.ts';
import * as units from '#lib/server/units.ts';
import { page } from '../../edge.ts';

/** The 25 items, the indicators that measure them, their latest values for the nation. */
export const load = page('plan.read', async ({ locals: { sql, locale } }) => {
	const nation = await units.nation(sql);
	const [document, items, all, values, choices] = await Promise.all([
		plan.document(sql),
		plan.items(sql),
		indicators.all(sql),
		estimates.latestOf(sql, nation.id),
		labels.ofAllChoices(sql, locale)
	]);
	return { document, items, indicators: all, estimates: values, choices };
});
