/** The catalogue of indicators in the record, each tied to the plan items it measures. */
import type { Indicator, Measure } from '../indicator.ts';
import type { Json, Sql } from './postgres.ts';
import { refresh } from './reference.ts';
import indicatorText from './reference/indicators.json?raw';

/** An indicator that has a typed formula. */
export type Computable = Indicator & { measure: Measure };

/** All of a definition but its number and version. */
export type Content = Omit<Indicator, 'id' | 'version' | 'isOwn' | 'isRetired'>;

/**
 * Loads the catalogue unless it is loaded; the plan must be there. What the files say anew becomes the
 * next version; where an analyst's version is in force it waits beside that one.
 */
export async function load(sql: Sql, text = indicatorText): Promise<boolean> {
	return refresh(sql, 'indicators', text, async (tx) => {
		for (const [index, { id, version, ...content }] of (
			JSON.parse(text) as Indicator[]
		).entries()) {
			const [found] = await tx<
				{ version: number; origin: string; newest: number; same: boolean }[]
			>`
				select i.version, v.origin,
					(select max(version) from indicator_versions where indicator_id = i.id) as newest,
					(select content = ${tx.json(content as Json)}::jsonb from indicator_versions
						where indicator_id = i.id and origin = 'file' order by version desc limit 1) as same
				from indicators i
				join indicator_versions v on v.indicator_id = i.id and v.version = i.version
				where i.id = ${id}`;
			if (found?.same) continue;
			const next = Math.max(version, (found?.newest ?? 0) + 1);
			const isInForce = found?.origin !== 'analyst';
			if (isInForce) await put(tx, id, next, content, index + 1);
			await tx`insert into indicator_versions (indicator_id, version, replaces, origin, content, reason)
				values (${id}, ${next}, ${found?.version ?? null}, 'file', ${tx.json(content as Json)},
					'Theo tệp danh mục chỉ số')`;
			if (!isInForce)
				console.warn(
					`Indicator ${id}: an analyst's version is kept, version ${next} of the files waits.`
				);
		}
	});
}

/**
 * Puts a version in force. `position` says where an indicator stands among those of an item; unless
 * given it stays where it is, and a new one comes last.
 */
export async function put(
	tx: Sql,
	id: string,
	version: number,
	{ planItems, measure, ...rest }: Content,
	position?: number
): Promise<void> {
	const row = { ...rest, id, version, measure: measure && tx.json(measure as Json) };
	const { id: _, ...columns } = row;
	await tx`insert into indicators ${tx(row)} on conflict (id) do update set ${tx(columns)}`;
	const [known] = await tx<{ position: number | null }[]>`select min(position) as position
		from indicator_plan_items where indicator_id = ${id}`;
	const place = position ?? known?.position ?? 1000;
	await tx`delete from indicator_plan_items where indicator_id = ${id}`;
	await tx`insert into indicator_plan_items ${tx(
		planItems.map((planItemId) => ({ indicatorId: id, planItemId, position: place }))
	)}`;
}

const select = (sql: Sql) => sql`
	select i.id, i.version, i.kind, i.name_vi, i.name_en, i.unit_vi, i.formula_vi, i.source,
		i.collected_by, i.measure, i.value_unit, i.direction, i.period_rule, i.dimensions, i.additive,
		i.suppression, i.is_own, i.retired_at is not null as is_retired, l.plan_items
	from indicators i, lateral (
		select coalesce(array_agg(p.plan_item_id order by p.plan_item_id), '{}') as plan_items,
			min(p.position) as position
		from indicator_plan_items p where p.indicator_id = i.id
	) l`;

/** All indicators in the order of the catalogue. */
export async function all(sql: Sql): Promise<Indicator[]> {
	return sql<Indicator[]>`${select(sql)} order by l.position, i.id`;
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
		) order by l.position, i.id`;
}

/** Those that the platform can compute today. */
export async function computable(sql: Sql): Promise<Computable[]> {
	return (await all(sql)).filter(
		(one): one is Computable => one.measure !== null && !one.isRetired
	);
}
