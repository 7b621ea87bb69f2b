/** Names that the pages of evaluations show: of indicators and of units. */
import type { Locale } from '#lib/locale.ts';
import type { Finding, Plan } from '#lib/evaluation.ts';
import { isPassed } from '#lib/evaluation/pairs.ts';
import type { Names } from '#lib/evaluation/wording.ts';
import * as indicators from '#lib/server/indicators.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';

export async function indicatorNames(sql: Sql, locale: Locale): Promise<Names> {
	const all = await indicators.all(sql);
	return Object.fromEntries(all.map((one) => [one.id, locale === 'vi' ? one.nameVi : one.nameEn]));
}

/** Units of a plan by id. */
export async function unitNames(sql: Sql, plans: readonly Plan[]): Promise<Record<number, string>> {
	const ids = plans.flatMap(({ treated, comparison }) => [
		...treated.map(({ unitId }) => unitId),
		...(comparison.unitIds ?? [])
	]);
	const named = await units.named(sql, [...new Set(ids)]);
	return Object.fromEntries([...named].map(([id, { name }]) => [id, name]));
}

/** What the numbers of the main outcome are. */
export async function mainUnit(sql: Sql, plan: Plan): Promise<Pick<Finding, 'share' | 'unit'>> {
	if (plan.pairs) {
		const share = isPassed(plan.pairs);
		return { share, unit: share ? 'share' : 'score' };
	}
	const [main = ''] = plan.outcomes;
	const id = main.startsWith('indicator:') ? main.slice('indicator:'.length) : undefined;
	const unit = (id && (await indicators.byId(sql, id))?.valueUnit) || null;
	return { share: unit === 'share', unit };
}
