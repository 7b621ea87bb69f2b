/** The catalogue of indicators in the record, each tied to the plan items it measures. */
import type { Indicator, Measure } from '../indicator.ts';
import type { Json, Sql } from './postgres.ts';
import { refresh } from './reference.ts';
import indicatorText from './reference/indicators.json?raw';

/** An indicator that has a typed formula. */
export type Computable = Indicator & { measure: Measure };

/** Loads the catalogue unless it is loaded; the plan must be there. */
export async function load(sql: Sql): Promise<boolean> {
	return refresh(sql, 'indicators', indicatorText, async (tx) => {
		const list = JSON.parse(indicatorText) as Indicator[];
		const rows = list.map(({ planItems: _, measure, ...rest }) => ({
			...rest,
			measure: measure && tx.json(measure as Json)
		}));
		await tx`insert into indicators ${tx(rows)} on conflict (id) do update set
			version = excluded.version, kind = excluded.kind, name_vi = excluded.name_vi,
			name_en = excluded.name_en, unit_vi = excluded.unit_vi, formula_vi = excluded.formula_vi,
			source = excluded.source, collected_by = excluded.collected_by, measure = excluded.measure,
			value_unit = excluded.value_unit, direction = excluded.direction,
			period_rule = excluded.period_rule, dimensions = excluded.dimensions,
			additive = excluded.additive, suppression = excluded.suppression`;
		// An indicator stands among those of an item as it stands in the catalogue.
		const links = list.flatMap((one, index) =>
			one.planItems.map((item) => ({
				indicatorId: one.id,
				planItemId: item,
				position: index + 1
			}))
		);
		await tx`delete from indicator_plan_items`;
		await tx`insert into indicator_plan_items ${tx(links)}`;
	});
}

const select = (sql: Sql) => sql`
	select i.id, i.version, i.kind, i.name_vi, i.name_en, i.unit_vi, i.formula_vi, i.source,
		i.collected_by, i.measure, i.value_unit, i.direction, i.period_rule, i.dimensions, i.additive,
		i.suppression, l.plan_items
	from indicators i, lateral (
		select coalesce(array_agg(p.plan_item_id order by p.plan_item_id), '{}') as plan_items,
			min(p.position) as position
		from indicator_plan_items p where p.indicator_id = i.id
	) l`;

/** All indicators in the order of the catalogue. */
export async function all(sql: Sql): Promise<Indicator[]> {
	return sql<Indicator[]>`${select(sql)} order by l.position`;
}

export async function byId(sql: Sql, id: string): Promise<Indicator | undefined> {
	const [indicator] = await sql<Indicator[]>`${select(sql)} where i.id = ${id}`;
	return indicator;
}

/** The indicators that measure one item of the plan. */
export async function ofPlanItem(sql: Sql, planItemId: string): Promise<Indicator[]> {
	return sql<Indicator[]>`${select(sql)} where exists (
			select 1 from indicator_plan_items p
			where p.indicator_id = i.id and p.plan_item_id = ${planItemId}
		) order by l.position`;
}

/** Those that the platform can compute today. */
export async function computable(sql: Sql): Promise<Computable[]> {
	return (await all(sql)).filter((one): one is Computable => one.measure !== null);
}
