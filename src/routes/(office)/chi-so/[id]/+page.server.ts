import { may } from '#lib/access.ts';
import { dayOf } from '#lib/event.ts';
import { formulaText } from '#lib/formula-text.ts';
import { conditionsOf, type Indicator } from '#lib/indicator.ts';
import type { Locale } from '#lib/locale.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as labels from '#lib/server/indicator-labels.ts';
import * as versions from '#lib/server/indicator-versions/versions.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plan from '#lib/server/plan.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { page } from '../../../edge.ts';
import { read, rowsFor } from './asked.ts';

/** One definition: its formula, its values by period, province and split, the items it measures. */
export const load = page('indicator.read', async ({ params, url, locals }, user) => {
	const { sql, warehouse, locale, platform } = locals;
	const asked = await read(sql, params.id ?? '', url);
	const { indicator, period, boundaries, split } = asked;
	const nation = await units.nation(sql);
	const { id, measure } = indicator;
	const over = measure ? await estimates.periods.over(sql, indicator, dayOf(Date.now())) : [];
	const wanted = { indicatorId: id, boundaries };
	const [rows, second, points] = await Promise.all([
		rowsFor(sql, warehouse, user, asked),
		measure?.second
			? estimates.table(sql, warehouse, { ...wanted, period, dimension: 'second' })
			: [],
		measure
			? estimates.panel(sql, warehouse, { ...wanted, unitIds: [nation.id], periods: over })
			: []
	]);
	const items = (await plan.items(sql)).filter((item) => indicator.planItems.includes(item.id));
	return {
		...asked,
		rows,
		today: dayOf(Date.now()),
		simulated: platform.simulated,
		mayEdit: may(user, 'indicator.edit'),
		waiting: (await versions.waiting(sql)).find((one) => one.indicatorId === id)?.version ?? null,
		second: second.find(({ unitId }) => unitId === nation.id) ?? null,
		history: over.map((one) => ({
			period: one,
			point: points.find(({ period: { from, to } }) => from === one.from && to === one.to) ?? null
		})),
		items: items.map(({ id: item, titleVi, titleEn }) => ({ id: item, titleVi, titleEn })),
		formula: await formulaOf(sql, indicator, locale),
		choices: await labels.ofChoices(sql, indicator, locale),
		labels: split ? await labels.ofDimension(sql, indicator, split, locale) : {}
	};
});

async function formulaOf(sql: Sql, { measure }: Indicator, locale: Locale): Promise<string[]> {
	if (!measure) return [];
	if (measure.kind === 'share_of_answers') {
		const { definition } = await surveys.latest(sql, measure.survey);
		return formulaText(measure, locale, { conditions: conditionsOf(measure, definition, locale) });
	}
	if (measure.kind !== 'difference_of_groups') return formulaText(measure, locale);
	const of = await indicators.byId(sql, measure.of);
	const names = of ? await labels.ofDimension(sql, of, measure.dimension, locale) : {};
	return formulaText(measure, locale, { labels: names });
}
