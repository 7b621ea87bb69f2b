/** Responses as those who review them meet them: by id, version by version, of any unit in scope. */
import type { Answers } from '../questionnaire/structure.ts';
import type { CampaignState, ResponseState } from '../campaign.ts';
import { Problem } from '../problem.ts';
import type { Decision, Facts } from '../review.ts';
import type { Level } from '../unit.ts';
import type { Sql } from './postgres.ts';

export type Submission = {
	id: string;
	campaign: string;
	surveyVersionId: number;
	unitId: number;
	state: ResponseState;
	version: number;
	answered: number;
	answerable: number;
	dueAt: Date | null;
	/** of the current version; null when nothing was submitted */
	hash: string | null;
	submittedAt: Date | null;
	submittedBy: number | null;
};

export type Version = { version: number; data: Answers; submittedAt: Date; submittedBy: number };

/** One response with its current version. Throws `record.not-found`. */
export async function find(sql: Sql, id: string): Promise<Submission> {
	if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
		throw new Problem('record.not-found');
	const [row] = await sql<Submission[]>`
		select r.id, c.slug as campaign, r.survey_version_id, r.unit_id, r.state, r.version, r.answered, r.answerable,
			r.due_at, p.hash, p.submitted_at, p.submitted_by
		from responses r join campaigns c on c.id = r.campaign_id
		left join response_versions p on p.response_id = r.id and p.version = r.version
		where r.id = ${id}`;
	if (!row) throw new Problem('record.not-found');
	return row;
}

/** Keeps a response from changing until the transaction ends, then reads it. */
export async function lock(tx: Sql, id: string): Promise<Submission> {
	await find(tx, id);
	await tx`select 1 from responses where id = ${id} for update`;
	return find(tx, id);
}

/** Submitted versions, the latest first. */
export async function versions(sql: Sql, id: string): Promise<Version[]> {
	return sql<Version[]>`select version, data, submitted_at, submitted_by
		from response_versions where response_id = ${id} order by version desc`;
}

/** The number of the next version; those that were withdrawn keep theirs. */
export async function nextVersion(sql: Sql, id: string): Promise<number> {
	const [row] = await sql<{ next: number }[]>`select coalesce(max(version), 0) + 1 as next
		from response_versions where response_id = ${id}`;
	return row!.next;
}

/** The units a campaign asks, with their levels. */
export async function asked(sql: Sql, campaignId: number): Promise<Map<number, Level>> {
	const rows = await sql<{ unitId: number; level: Level }[]>`select c.unit_id, u.level
		from campaign_units c join units u on u.id = c.unit_id where c.campaign_id = ${campaignId}`;
	return new Map(rows.map(({ unitId, level }) => [unitId, level]));
}

export type Expected = {
	/** '' before the form was begun */
	id: string;
	unitId: number;
	code: string;
	unit: string;
	/** the province of a commune */
	province: string;
	state: ResponseState;
	version: number;
	submittedAt: string | null;
	dueAt: string | null;
};

/** Every expected unit of a campaign, or those given, with its form; in Vietnamese order. */
export async function expected(
	sql: Sql,
	campaignId: number,
	unitIds?: number[]
): Promise<Expected[]> {
	return sql<Expected[]>`
		select coalesce(r.id::text, '') as id, c.unit_id, v.code, v.name as unit,
			case when u.level = 'commune' then coalesce(unit_name(v.parent_id), '') else '' end
				as province,
			case when r.id is null or (r.sequence = 0 and r.version = 0) then 'none' else r.state end
				as state,
			coalesce(r.version, 0) as version,
			to_char(r.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as submitted_at,
			to_char(r.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as due_at
		from campaign_units c join units u on u.id = c.unit_id
		join lateral (select code, name, parent_id from unit_versions where unit_id = c.unit_id
			order by valid_from desc limit 1) v on true
		left join responses r on r.campaign_id = c.campaign_id and r.unit_id = c.unit_id
		where c.campaign_id = ${campaignId}
			${unitIds ? sql`and c.unit_id = any(${unitIds}::integer[])` : sql``}
		order by v.name collate vi, v.code`;
}

/** The current version of some responses. */
export async function current(
	sql: Sql,
	ids: readonly string[]
): Promise<{ id: string; level: Level; surveyVersionId: number; data: Answers }[]> {
	return sql<{ id: string; level: Level; surveyVersionId: number; data: Answers }[]>`
		select r.id, u.level, p.survey_version_id, p.data
		from responses r join units u on u.id = r.unit_id
		join response_versions p on p.response_id = r.id and p.version = r.version
		where r.id = any(${[...ids]}::uuid[])`;
}

/** Puts a decision into effect. */
export async function decide(
	tx: Sql,
	id: string,
	state: Decision,
	dueAt: string | null
): Promise<void> {
	await tx`update responses set state = ${state}, due_at = ${dueAt} where id = ${id}`;
}

/** What the rules ask about a unit's form and its campaign, by the database's clock. */
export async function facts(
	sql: Sql,
	campaignId: number,
	unitId: number
): Promise<Pick<Facts, 'campaign'> & { response: Omit<Facts['response'], 'signed'> }> {
	const [row] = await sql<
		{
			campaignState: CampaignState;
			begun: boolean;
			over: boolean;
			locked: boolean;
			state: ResponseState;
			version: number;
			extended: boolean;
			level: Level;
			excused: boolean;
			prolonged: boolean;
		}[]
	>`
		select c.state as campaign_state, c.opens_at <= now() as begun, c.closes_at < now() as over,
			c.locked_at is not null as locked, coalesce(r.state, 'none') as state,
			coalesce(r.version, 0) as version, coalesce(r.due_at > now(), false) as extended,
			coalesce(unit_level(${unitId}), 'nation') as level, exists (
				select 1 from dossier_exceptions x join dossiers d on d.id = x.dossier_id
				where d.campaign_id = c.id and x.unit_id = ${unitId}
					and not exists (select 1 from dossier_decisions
						where dossier_id = d.id and decision = 'returned')) as excused,
			exists (select from standing_allowances a where a.campaign_id = c.id
				and a.unit_id = ${unitId} and a.until >= now()) as prolonged
		from campaigns c left join responses r on r.campaign_id = c.id and r.unit_id = ${unitId}
		where c.id = ${campaignId}`;
	if (!row) throw new Problem('record.not-found');
	const { campaignState, begun, over, locked, state, version, ...unit } = row;
	return {
		campaign: { state: campaignState, begun, over, locked },
		response: { state, version, ...unit }
	};
}

/** Freezes which version of each response of a campaign counts; returns how many. */
export async function snapshot(tx: Sql, userId: number, campaignId: number): Promise<number> {
	await tx`select 1 from responses where campaign_id = ${campaignId} order by id for update`;
	await tx`update campaigns set locked_at = now() where id = ${campaignId}`;
	const { count } = await tx`insert into campaign_snapshot
			(campaign_id, response_id, version, hash, state, locked_by)
		select r.campaign_id, r.id, p.version, p.hash, r.state, ${userId}
		from responses r join response_versions p on p.response_id = r.id and p.version = r.version
		where r.campaign_id = ${campaignId}`;
	return count;
}
