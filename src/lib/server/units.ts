/**
 * Units over time in the record: which units stood on a day, what they were called and coded then,
 * what became of them. Names come in Vietnamese order.
 */
import type { Level, Unit } from '../unit.ts';
import { fold } from '../vietnamese.ts';
import type { Sql } from './postgres.ts';

export { load } from './units-reference.ts';

export type Region = {
	code: string;
	nameVi: string;
	nameEn: string;
	/** its provinces on the day, in Vietnamese order */
	provinceIds: number[];
};

const columns = (sql: Sql) => sql`
	v.unit_id as id, v.level, v.code, v.name, v.full_name, v.kind, v.parent_id, v.region_code,
	v.slug, v.valid_from, v.valid_to`;

const order = (sql: Sql) => sql`
	array_position(array['nation', 'province', 'commune', 'agency'], v.level),
	v.name collate vi, v.code`;

/** Units that stood on a day, all or of one level, parent or region. */
export async function onDay(
	sql: Sql,
	day: string,
	only: { level?: Level; parentId?: number; regionCode?: string } = {}
): Promise<Unit[]> {
	return sql<Unit[]>`select ${columns(sql)} from units_on(${day}) v where true
		${only.level ? sql`and v.level = ${only.level}` : sql``}
		${only.parentId ? sql`and v.parent_id = ${only.parentId}` : sql``}
		${only.regionCode ? sql`and v.region_code = ${only.regionCode}` : sql``}
		order by ${order(sql)}`;
}

/** The unit that bore a code on a day. */
export async function find(
	sql: Sql,
	code: string,
	level: Level,
	day: string
): Promise<Unit | undefined> {
	const [unit] = await sql<Unit[]>`select ${columns(sql)} from units_on(${day}) v
		where v.code = ${code} and v.level = ${level}`;
	return unit;
}

/** A unit as it was on a day; without a day, or when it did not stand then, as it was last. */
export async function byId(sql: Sql, id: number, day?: string): Promise<Unit | undefined> {
	const [unit] = await sql<Unit[]>`select ${columns(sql)} from unit_versions v
		where v.unit_id = ${id}
		order by ${
			day
				? sql`(v.valid_from <= ${day} and (v.valid_to is null or v.valid_to >= ${day})) desc,`
				: sql``
		} v.valid_from desc limit 1`;
	return unit;
}

/** Units by id, each as it is now or was last. */
export async function named(sql: Sql, ids: number[]): Promise<Map<number, Unit>> {
	const rows = await sql<Unit[]>`select distinct on (v.unit_id) ${columns(sql)}
		from unit_versions v where v.unit_id = any(${ids}::integer[])
		order by v.unit_id, v.valid_from desc`;
	return new Map(rows.map((unit) => [unit.id, unit]));
}

/** All versions of a unit, oldest first. */
export async function history(sql: Sql, id: number): Promise<Unit[]> {
	return sql<Unit[]>`select ${columns(sql)} from unit_versions v
		where v.unit_id = ${id} order by v.valid_from`;
}

/** Every version of every unit, the oldest first. */
export async function everyVersion(sql: Sql): Promise<Unit[]> {
	return sql<Unit[]>`select ${columns(sql)} from unit_versions v order by v.valid_from, v.unit_id`;
}

/** What became of units that were merged or split: the direct successors of each. */
export async function lineage(sql: Sql): Promise<Map<number, number[]>> {
	const rows = await sql<{ id: number; later: number[] }[]>`
		select predecessor_id as id, array_agg(successor_id order by successor_id) as later
		from unit_lineage group by predecessor_id`;
	return new Map(rows.map(({ id, later }) => [id, later]));
}

/**
 * Units of a day whose full name holds the words of `text`, whatever the case, diacritics and tone
 * placement; names that begin with it come first.
 */
export async function search(
	sql: Sql,
	text: string,
	day: string,
	{ level, limit = 20 }: { level?: Level; limit?: number } = {}
): Promise<Unit[]> {
	const folded = fold(text);
	if (!folded) return [];
	return sql<Unit[]>`select ${columns(sql)} from units_on(${day}) v
		where ' ' || v.search like ${`% ${folded}%`}
		${level ? sql`and v.level = ${level}` : sql``}
		order by replace(v.slug, '-', ' ') like ${`${folded}%`} desc, ${order(sql)} limit ${limit}`;
}

/** Units directly below one on a day. */
export async function children(sql: Sql, id: number, day: string): Promise<Unit[]> {
	return onDay(sql, day, { parentId: id });
}

/** The units that stand for a unit now: itself while it stands, otherwise what became of it. */
export async function successors(sql: Sql, id: number): Promise<Unit[]> {
	return sql<Unit[]>`with recursive later as (
			select ${id}::integer as id
			union
			select l.successor_id from later join unit_lineage l on l.predecessor_id = later.id
		)
		select ${columns(sql)} from later join unit_versions v on v.unit_id = later.id
		where v.valid_to is null and not exists (
			select 1 from unit_lineage l where l.predecessor_id = later.id)
		order by ${order(sql)}`;
}

/** The units that were joined or split into this one, each as it was last; none if it goes on. */
export async function predecessors(sql: Sql, id: number): Promise<Unit[]> {
	return sql<Unit[]>`with recursive earlier as (
			select predecessor_id as id from unit_lineage where successor_id = ${id}
			union
			select l.predecessor_id from earlier join unit_lineage l on l.successor_id = earlier.id
		)
		select ${columns(sql)} from earlier, lateral (
			select * from unit_versions where unit_id = earlier.id order by valid_from desc limit 1
		) v order by ${order(sql)}`;
}

/** The whole country: the root of every scope. */
export async function nation(sql: Sql): Promise<Unit> {
	const [unit] = await sql<Unit[]>`select ${columns(sql)} from unit_versions v
		where v.level = 'nation' order by v.valid_from desc limit 1`;
	if (!unit) throw new Error('The units have not been loaded.');
	return unit;
}

/** The socio-economic regions of a day with their provinces. */
export async function regions(sql: Sql, day: string): Promise<Region[]> {
	return sql<Region[]>`select r.code, r.name_vi, r.name_en,
			coalesce(array_agg(v.unit_id order by v.name collate vi)
				filter (where v.unit_id is not null), '{}') as province_ids
		from regions r
		left join units_on(${day}) v on v.region_code = r.code and v.level = 'province'
		where r.valid_from <= ${day} and (r.valid_to is null or r.valid_to >= ${day})
		group by r.code order by r.position`;
}

/** Ids of a unit and of everything below it on a day. */
export async function subtree(sql: Sql, id: number, day: string): Promise<number[]> {
	const rows = await sql<{ unitId: number }[]>`select unit_id from subtree_on(${id}, ${day})`;
	return rows.map((row) => row.unitId);
}

/** The subtrees of several units on a day, each row a unit and the root it lies under. */
export async function below(
	sql: Sql,
	rootIds: number[],
	day: string
): Promise<{ rootId: number; unitId: number }[]> {
	return sql<{ rootId: number; unitId: number }[]>`select r.id as root_id, s.unit_id
		from unnest(${rootIds}::integer[]) r (id), subtree_on(r.id, ${day}) s`;
}

export type InProvince = {
	unitId: number;
	/** code, name and region of the province; '' for the nation and central agencies */
	province: string;
	provinceName: string;
	region: string;
};

/**
 * Every unit with the province it is or lies in today; provinces in order. A unit that has ended lies
 * where its successors do; when they lie in several provinces, or there are none, in no province.
 */
export async function provinceOfEach(sql: Sql): Promise<InProvince[]> {
	return sql<InProvince[]>`
		with recursive standing as (
			select distinct on (unit_id) unit_id, level, code, name, parent_id, region_code
			from unit_versions where valid_to is null order by unit_id, valid_from desc
		), path as (
			select id as unit_id, id as reached from units
			union
			select path.unit_id, l.successor_id from path
			join unit_lineage l on l.predecessor_id = path.reached
			where path.reached not in (select unit_id from standing)
		), lies as (
			select path.unit_id, p.unit_id as province_id from path
			left join standing s on s.unit_id = path.reached
			left join standing p on p.level = 'province' and p.unit_id =
				case when s.level = 'province' then s.unit_id when s.level = 'commune' then s.parent_id end
		), one as (
			select unit_id, min(province_id) as province_id from lies
			group by unit_id having count(distinct province_id) <= 1
			union all
			select unit_id, null from lies group by unit_id having count(distinct province_id) > 1
		)
		select one.unit_id, coalesce(p.code, '') as province, coalesce(p.name, '') as province_name,
			coalesce(p.region_code, '') as region
		from one left join standing p on p.unit_id = one.province_id
		order by p.name collate vi, one.unit_id`;
}

/** Every unit that is or lies in a province of today, with that province. */
export async function provinceIdOfEach(sql: Sql): Promise<Map<number, number>> {
	const rows = await provinceOfEach(sql);
	const provinces = await sql<{ code: string; id: number }[]>`select code, unit_id as id
		from unit_versions where level = 'province' and valid_to is null`;
	const ids = new Map(provinces.map(({ code, id }) => [code, id]));
	return new Map(
		rows.flatMap(({ unitId, province }) => {
			const id = ids.get(province);
			return id === undefined ? [] : [[unitId, id] as const];
		})
	);
}
