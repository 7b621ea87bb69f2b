/**
 * Submitted responses in bulk: the current version of every response of a campaign, read in batches
 * so that a million of them take no more memory than a few hundred.
 */
import type { ResponseState } from '../campaign.ts';
import type { Answers } from '../questionnaire/structure.ts';
import type { Level } from '../unit.ts';
import type { Sql } from './postgres.ts';

export type Submitted = {
	id: string;
	unitCode: string;
	unitName: string;
	region: string;
	level: Level;
	surveyVersionId: number;
	version: number;
	submittedAt: Date;
	state: ResponseState;
	hash: string;
	data: Answers;
};

/** Whose responses: all units, or those given. */
export type Extent = { campaignId: number; unitIds: number[] | undefined };

const within = (sql: Sql, { campaignId, unitIds }: Extent) => sql`
	r.campaign_id = ${campaignId} and r.version > 0
	${unitIds ? sql`and r.unit_id = any(${unitIds}::integer[])` : sql``}`;

export async function count(sql: Sql, extent: Extent): Promise<number> {
	const [row] = await sql<{ count: number }[]>`select count(*)::int as count from responses r
		where ${within(sql, extent)}`;
	return row!.count;
}

/** Ids of the survey versions that the responses were given to. */
export async function versionIds(sql: Sql, extent: Extent): Promise<number[]> {
	const rows = await sql<{ id: number }[]>`select distinct p.survey_version_id as id
		from responses r join response_versions p on p.response_id = r.id and p.version = r.version
		where ${within(sql, extent)} order by id desc`;
	return rows.map(({ id }) => id);
}

/** How often forms were handed in: when first, and how many of them more than once. */
export async function history(
	sql: Sql,
	campaignId: number
): Promise<{ firsts: Date[]; forms: number; edited: number; versions: number }> {
	const rows = await sql<{ first: Date; versions: number }[]>`
		select min(p.submitted_at) as first, count(*)::int as versions
		from responses r join response_versions p on p.response_id = r.id
		where r.campaign_id = ${campaignId} group by r.id`;
	return {
		firsts: rows.map(({ first }) => first),
		forms: rows.length,
		edited: rows.filter(({ versions }) => versions > 1).length,
		versions: rows.reduce((sum, { versions }) => sum + versions, 0)
	};
}

/** Forms of units by number of the survey version they were given to. */
export async function byVersion(
	sql: Sql,
	campaignId: number
): Promise<{ number: number; forms: number }[]> {
	return sql<{ number: number; forms: number }[]>`select v.number, count(*)::int as forms
		from responses r join response_versions p on p.response_id = r.id and p.version = r.version
		join survey_versions v on v.id = p.survey_version_id
		where ${within(sql, { campaignId, unitIds: undefined })}
		group by v.number order by v.number`;
}

/** The responses by unit and id; each unit as it was on the day it submitted. */
export async function* inBatches(
	sql: Sql,
	extent: Extent,
	size = 250
): AsyncGenerator<Submitted[]> {
	// Other questions are put between two batches, which an open cursor of the driver would not let pass.
	for (let unit = 0, response = '00000000-0000-0000-0000-000000000000'; ;) {
		const some = await sql<(Submitted & { unitId: number })[]>`
			select r.id, r.unit_id, coalesce(v.code, '') as unit_code, coalesce(v.full_name, '') as unit_name,
				coalesce(g.name_vi, '') as region, u.level, p.survey_version_id, p.version,
				p.submitted_at, r.state, p.hash, p.data
			from responses r
			join response_versions p on p.response_id = r.id and p.version = r.version
			join units u on u.id = r.unit_id
			left join lateral (
				select * from unit_versions
				where unit_id = r.unit_id
					and valid_from <= (p.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date
				order by valid_from desc limit 1
			) v on true
			left join lateral (
				select region_code from unit_versions
				where unit_id = v.parent_id
					and valid_from <= (p.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date
				order by valid_from desc limit 1
			) above on true
			left join regions g on g.code = coalesce(v.region_code, above.region_code)
			where ${within(sql, extent)} and (r.unit_id, r.id) > (${unit}, ${response})
			order by r.unit_id, r.id limit ${size}`;
		const last = some.at(-1);
		if (!last) return;
		[unit, response] = [last.unitId, last.id];
		yield some;
	}
}

/** What units answered to some questions, forms that are in at the moment only; in batches. */
export function answersTo(
	sql: Sql,
	extent: Extent,
	questions: readonly string[]
): AsyncIterable<{ unitId: number; data: Answers }[]> {
	return sql<{ unitId: number; data: Answers }[]>`
		select r.unit_id, coalesce((select jsonb_object_agg(q, p.data -> q)
			from unnest(${[...questions]}::text[]) q where p.data ? q), '{}') as data
		from responses r
		join response_versions p on p.response_id = r.id and p.version = r.version
		where ${within(sql, extent)} and r.state in ('submitted', 'endorsed', 'approved')`.cursor(500);
}
