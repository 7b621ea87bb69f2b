/**
 * Completeness of a campaign: one query counts every place and level at once, one lists the units
 * that are shown, page by page. Units are placed and named as they are now, or were last.
 */
import type { User } from '../access.ts';
import { pageSize, type Node, type Order, type Selection, type UnitLine } from '../completeness.ts';
import { Problem } from '../problem.ts';
import { fold } from '../vietnamese.ts';
import type { Sql } from './postgres.ts';

/** Each expected unit with its place, its form and its allowances: what every figure is made of. */
const lines = (sql: Sql, campaignId: number) => sql`
	select u.unit_id, v.code, v.name, v.full_name, v.search, v.level,
		case when v.level = 'province' then u.unit_id when v.level = 'commune' then v.parent_id end
			as province_id,
		case when r.id is null or (r.sequence = 0 and r.version = 0) then 'none' else r.state end
			as state,
		coalesce(r.answered, 0) as answered, coalesce(r.answerable, 0) as answerable,
		r.id as response_id, r.submitted_at,
		coalesce(x.unit_id is not null, false) as exempt, e.until as extended_until,
		(select f.submitted_at <= greatest(c.closes_at, e.until) from response_versions f
			where f.response_id = r.id and f.version = 1) as on_time
	from campaigns c join campaign_units u on u.campaign_id = c.id
	join lateral (
		select code, name, full_name, search, level, parent_id from unit_versions
		where unit_id = u.unit_id order by valid_from desc limit 1
	) v on true
	left join responses r on r.campaign_id = c.id and r.unit_id = u.unit_id
	left join standing_allowances x on x.campaign_id = c.id and x.unit_id = u.unit_id
		and x.kind = 'exemption'
	left join standing_allowances e on e.campaign_id = c.id and e.unit_id = u.unit_id
		and e.kind = 'extension'
	where c.id = ${campaignId}`;

type Fragment = (sql: Sql) => ReturnType<typeof provinces>;

const provinces = (sql: Sql) => sql`
	select distinct on (unit_id) unit_id, code, name, full_name, region_code from unit_versions
	where level = 'province' order by unit_id, valid_from desc`;

/**
 * The counts of the nation, of every region and of every province, by level of the units; of one
 * region or province where asked. A province's counts are those of its own form and its communes.
 */
export async function counts(
	sql: Sql,
	campaignId: number,
	{ region, provinceId }: Pick<Selection, 'region' | 'provinceId'> = {}
): Promise<Node[]> {
	return sql<Node[]>`
		with lines as (${lines(sql, campaignId)}), provinces as (${provinces(sql)}),
		placed as (
			select l.*, coalesce(p.region_code, '') as region, coalesce(p.code, '') as province,
				not exempt as expects, state not in ('none', 'draft', 'returned') as came_in
			from lines l left join provinces p on p.unit_id = l.province_id
			where true ${region === undefined ? sql`` : sql`and p.region_code = ${region}`}
				${provinceId === undefined ? sql`` : sql`and l.province_id = ${provinceId}`}
		)
		select case when grouping(province) = 0 then 'province' when grouping(region) = 0 then 'region'
				else 'nation' end as place,
			coalesce(case when grouping(province) = 0 then province else region end, '') as code, level,
			count(*)::int as listed,
			count(*) filter (where exempt)::int as exempt,
			count(*) filter (where exempt and came_in)::int as exempt_submitted,
			count(*) filter (where expects)::int as expected,
			count(*) filter (where expects and state = 'none')::int as untouched,
			count(*) filter (where expects and state = 'draft')::int as begun,
			count(*) filter (where expects and state = 'returned')::int as returned,
			count(*) filter (where expects and state <> 'none')::int as started,
			count(*) filter (where expects and came_in)::int as submitted,
			count(*) filter (where expects and state = 'submitted')::int as waiting,
			count(*) filter (where expects and state = 'endorsed')::int as endorsed,
			count(*) filter (where expects and state = 'approved')::int as approved,
			count(*) filter (where expects and came_in and on_time)::int as on_time,
			count(*) filter (where expects and came_in and not on_time)::int as late,
			count(*) filter (where expects and came_in and exists (select from reviews w
				where w.response_id = placed.response_id and w.decision = 'returned'))::int as resubmitted,
			count(*) filter (where expects and extended_until is not null)::int as extended
		from placed
		group by grouping sets ((level), (region, level), (province, level))
		having not (grouping(province) = 0 and province = '') and not (
			grouping(province) = 1 and grouping(region) = 0 and region = '')
		order by place, code, level`;
}

const conditions: Record<NonNullable<Selection['state']>, Fragment> = {
	missing: (sql) => sql`and not l.exempt and l.state in ('none', 'draft', 'returned')`,
	none: (sql) => sql`and not l.exempt and l.state = 'none'`,
	draft: (sql) => sql`and not l.exempt and l.state = 'draft'`,
	returned: (sql) => sql`and not l.exempt and l.state = 'returned'`,
	submitted: (sql) => sql`and not l.exempt and l.state = 'submitted'`,
	endorsed: (sql) => sql`and not l.exempt and l.state = 'endorsed'`,
	approved: (sql) => sql`and not l.exempt and l.state = 'approved'`,
	late: (sql) =>
		sql`and not l.exempt and not l.on_time and l.state not in ('none', 'draft', 'returned')`,
	exempt: (sql) => sql`and l.exempt`,
	extended: (sql) => sql`and l.extended_until is not null`
};

function chosen(sql: Sql, { unitIds, region, provinceId, level, state, text }: Selection) {
	const words = text === undefined ? '' : fold(text);
	return sql`
		${unitIds === undefined ? sql`` : sql`and l.unit_id = any(${unitIds}::integer[])`}
		${region === undefined ? sql`` : sql`and p.region_code = ${region}`}
		${provinceId === undefined ? sql`` : sql`and l.province_id = ${provinceId}`}
		${level === undefined ? sql`` : sql`and l.level = ${level}`}
		${state === undefined ? sql`` : conditions[state](sql)}
		${words === '' ? sql`` : sql`and ' ' || l.search like ${`% ${words}%`}`}`;
}

const byName = (sql: Sql) => sql`
	p.name collate vi, array_position(array['province', 'commune', 'agency'], l.level),
	l.name collate vi, l.code`;
const ordering: Record<Order, Fragment> = {
	name: byName,
	state: (sql) => sql`l.exempt, array_position(
		array['none', 'draft', 'returned', 'submitted', 'endorsed', 'approved'], l.state), ${byName(sql)}`,
	answered: (sql) => sql`l.answered::float / nullif(l.answerable, 0) nulls first, ${byName(sql)}`,
	submitted: (sql) => sql`l.submitted_at nulls last, ${byName(sql)}`,
	reminded: (sql) => sql`m.at nulls first, ${byName(sql)}`
};

const iso = (sql: Sql, column: 'l.submitted_at' | 'l.extended_until' | 'm.at') =>
	sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export type Listed = { total: number; page: number; pages: number; units: UnitLine[] };

/** Units of the selection, one page of them, or all when `page` is undefined. */
export async function list(
	sql: Sql,
	campaignId: number,
	selection: Selection,
	{ order = 'name', page, size = pageSize }: { order?: Order; page?: number; size?: number } = {}
): Promise<Listed> {
	const rows = await sql<(UnitLine & { total: number })[]>`
		with lines as (${lines(sql, campaignId)}), provinces as (${provinces(sql)}),
		reminded as (
			select unit_id, max(ordered_at) as at from reminders
			where campaign_id = ${campaignId} and state <> 'unreachable' group by unit_id
		)
		select l.unit_id, l.code, l.name, l.full_name, l.level, l.state, l.answered, l.answerable,
			case when l.level = 'commune' then p.name end as province,
			case when l.level = 'commune' then p.full_name end as province_full_name,
			${iso(sql, 'l.submitted_at')} as submitted_at, l.on_time, l.exempt,
			${iso(sql, 'l.extended_until')} as extended_until, ${iso(sql, 'm.at')} as reminded_at,
			count(*) over ()::int as total
		from lines l left join provinces p on p.unit_id = l.province_id
		left join reminded m on m.unit_id = l.unit_id
		where true ${chosen(sql, selection)}
		order by ${ordering[order](sql)}
		${page === undefined ? sql`` : sql`limit ${size} offset ${(page - 1) * size}`}`;
	const total = rows[0]?.total ?? 0;
	// A page beyond the last one, of a list that has become shorter meanwhile.
	if (rows.length === 0 && page !== undefined && page > 1)
		return list(sql, campaignId, selection, { order, page: 1, size });
	const pages = Math.max(1, Math.ceil(total / size));
	const units = rows.map(({ total: _, ...unit }) => unit);
	return { total, page: page ?? 1, pages: page === undefined ? 1 : pages, units };
}

/** Ids of the units of a selection. */
export async function unitIds(
	sql: Sql,
	campaignId: number,
	selection: Selection
): Promise<number[]> {
	const rows = await sql<{ unitId: number }[]>`
		with lines as (${lines(sql, campaignId)}), provinces as (${provinces(sql)})
		select l.unit_id from lines l left join provinces p on p.unit_id = l.province_id
		where true ${chosen(sql, selection)} order by l.unit_id`;
	return rows.map(({ unitId }) => unitId);
}

/** How many forms had come in by each moment, in order: days of submission of the units that are in. */
export async function arrivals(
	sql: Sql,
	campaignId: number,
	{ provinceId }: Pick<Selection, 'provinceId'> = {}
): Promise<{ at: string; count: number }[]> {
	return sql<{ at: string; count: number }[]>`
		with lines as (${lines(sql, campaignId)})
		select to_char(date_trunc('hour', submitted_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
			as at, count(*)::int as count
		from lines where submitted_at is not null and not exempt
			and state not in ('none', 'draft', 'returned')
			${provinceId === undefined ? sql`` : sql`and province_id = ${provinceId}`}
		group by 1 order by 1`;
}

/** The province with a code. Throws `record.not-found`. */
export async function provinceByCode(
	sql: Sql,
	code: string
): Promise<{ unitId: number; code: string; name: string; region: string | null }> {
	const [row] = await sql<{ unitId: number; code: string; name: string; region: string | null }[]>`
		select unit_id, code, name, region_code as region from (${provinces(sql)}) p
		where code = ${code} and exists (select from unit_versions v
			where v.unit_id = p.unit_id and v.valid_to is null) limit 1`;
	if (!row) throw new Problem('record.not-found');
	return row;
}

/**
 * How much of a board a person may see: all of it, the province they belong to, or only their own
 * unit's form, which has no board.
 */
export async function scopeOf(
	sql: Sql,
	user: User
): Promise<'all' | 'own' | { unitId: number; code: string }> {
	const [own] = await sql<{ level: string; code: string }[]>`
		select level, code from unit_versions where unit_id = ${user.unitId}
		order by valid_from desc limit 1`;
	if (own?.level === 'nation') return 'all';
	return own?.level === 'province' ? { unitId: user.unitId, code: own.code } : 'own';
}

/** Names of the provinces as they are now, by code. */
export async function provinceNames(sql: Sql): Promise<Record<string, string>> {
	const rows = await sql<{ code: string; name: string }[]>`
		select code, name from unit_versions where level = 'province' and valid_to is null`;
	return Object.fromEntries(rows.map(({ code, name }) => [code, name]));
}

/** How many units have a closing time of their own that lies ahead. */
export async function writing(sql: Sql, campaignId: number): Promise<number> {
	const [row] = await sql<{ count: number }[]>`select count(*)::int as count
		from standing_allowances where campaign_id = ${campaignId} and until > now()`;
	return row?.count ?? 0;
}

export type Region = { code: string; nameVi: string; nameEn: string; provinceCodes: string[] };

/** The regions of today in their customary order, with the provinces that lie in them. */
export async function regions(sql: Sql): Promise<Region[]> {
	return sql<Region[]>`
		with provinces as (${provinces(sql)})
		select r.code, r.name_vi, r.name_en,
			array_agg(p.code order by p.name collate vi) as province_codes
		from regions r join provinces p on p.region_code = r.code
		where r.valid_to is null group by r.code order by r.position`;
}
