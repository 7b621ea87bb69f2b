import { conditionsOf } from '#lib/indicator.ts';
import { Problem } from '#lib/problem.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plan from '#lib/server/plan.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { page } from '../../../edge.ts';

/** One definition: the formula in words and answers, the items it measures, its latest value. */
export const load = page('indicator.read', async ({ params, locals: { sql, locale } }) => {
	const indicator = await indicators.byId(sql, params.id ?? '');
	if (!indicator) throw new Problem('record.not-found');
	const { measure } = indicator;
	const nation = await units.nation(sql);
	const conditions =
		measure?.kind === 'share_of_answers'
			? conditionsOf(measure, (await surveys.latest(sql, measure.survey)).definition, locale)
			: [];
	const items = (await plan.items(sql)).filter(({ id }) => indicator.planItems.includes(id));
	return {
		indicator,
		items: items.map(({ id, titleVi, titleEn }) => ({ id, titleVi, titleEn })),
		estimate: (await estimates.latest(sql, indicator.id, nation.id)) ?? null,
		conditions
	};
});
