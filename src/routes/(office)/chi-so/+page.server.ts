import { may } from '#lib/access.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as labels from '#lib/server/indicator-labels.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as units from '#lib/server/units.ts';
import { page } from '../../edge.ts';

/** The catalogue with the latest values for the nation. */
export const load = page('indicator.read', async ({ locals: { sql, locale, user } }) => {
	const nation = await units.nation(sql);
	const [all, values, choices] = await Promise.all([
		indicators.all(sql),
		estimates.latestOf(sql, nation.id),
		labels.ofAllChoices(sql, locale)
	]);
	const mayCompare = may(user, 'overview.read');
	return { indicators: all, estimates: values, choices, mayCompare };
});
