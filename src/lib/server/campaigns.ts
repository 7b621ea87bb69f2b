/**
 * Campaigns: opening freezes the units expected to answer; from then on only the state and the
 * closing time change, each along allowed steps and with an entry in the audit.
 */
import type { User } from '../access.ts';
import {
	steps,
	type AskedLevel,
	type Audience,
	type Campaign,
	type CampaignState,
	type UnitProgress
} from '../campaign.ts';
import { Problem } from '../problem.ts';
import * as audit from './audit.ts';
import { atomically, constraintOf, type Sql } from './postgres.ts';
import * as surveys from './surveys.ts';

export type NewCampaign = {
	slug: string;
	survey: string;
	titleVi: string;
	titleEn: string;
	/** first and last day of the period, YYYY-MM-DD */
	periodFrom: string;
	periodTo: string;
	/** ISO 8601 */
	opensAt: string;
	closesAt: string;
	/** units unless said otherwise */
	audience?: Audience;
	/** provinces unless said otherwise */
	levels?: AskedLevel[];
};

export type CampaignCounts = { expected: number; begun: number; submitted: number };

const columns = (sql: Sql) => sql`
	c.id, c.slug, v.survey_id, c.survey_version_id, v.number as survey_version, c.title_vi,
	c.title_en, c.period_from, c.period_to, ${iso(sql, 'opens_at')} as opens_at,
	${iso(sql, 'closes_at')} as closes_at, c.state,
	c.audience, c.levels`;

const tables = (sql: Sql) => sql`campaigns c join survey_versions v on v.id = c.survey_version_id`;

function iso(sql: Sql, column: 'opens_at' | 'closes_at') {
	return sql`to_char(c.${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Unit `u` of campaign `c` is expected to answer. */
const notExempt = (sql: Sql) => sql`not exists (select from standing_allowances x
	where x.campaign_id = c.id and x.unit_id = u.unit_id and x.kind = 'exemption')`;

/** Pages beside the campaigns' own, whose addresses no campaign may take. */
const takenAddresses = ['phieu'];

/** Creates a draft on the survey's latest version. Throws `record.exists`, `survey.not-found`. */
export async function create(sql: Sql, actorId: number, wanted: NewCampaign): Promise<Campaign> {
	const version = await surveys.latest(sql, wanted.survey);
	const { slug, titleVi, titleEn, periodFrom, periodTo, opensAt, closesAt } = wanted;
	const { audience = 'units', levels = ['province'] } = wanted;
	if (takenAddresses.includes(slug))
		throw new Problem('record.exists', { what: `campaign ${slug}` });
	try {
		return await atomically(sql, async (tx) => {
			await tx`insert into campaigns
				(slug, survey_version_id, title_vi, title_en, period_from, period_to, opens_at, closes_at,
					audience, levels)
				values (${slug}, ${version.id}, ${titleVi}, ${titleEn}, ${periodFrom}, ${periodTo},
					${opensAt}, ${closesAt}, ${audience}, ${levels})`;
			await audit.record(tx, actorId, 'campaign.create', `campaign/${slug}`, { ...wanted });
			return find(tx, slug);
		});
	} catch (error) {
		if (constraintOf(error) === 'campaigns_slug_key')
			throw new Problem('record.exists', { what: `campaign ${slug}` });
		throw error;
	}
}

/** Throws `campaign.not-found`. */
export async function find(sql: Sql, slug: string): Promise<Campaign> {
	const [campaign] = await sql<Campaign[]>`
		select ${columns(sql)} from ${tables(sql)} where c.slug = ${slug}`;
	if (!campaign) throw new Problem('campaign.not-found', { campaign: slug });
	return campaign;
}

/**
 * All campaigns, the latest first, with how many units are expected (exempt ones are not), have begun
 * and are in.
 */
export async function list(sql: Sql): Promise<(Campaign & CampaignCounts)[]> {
	return sql<(Campaign & CampaignCounts)[]>`
		select ${columns(sql)}, counts.* from ${tables(sql)}, lateral (
			select count(*)::int as expected,
				count(*) filter (where r.sequence > 0 or r.version > 0)::int as begun,
				count(*) filter (where r.state in ('submitted', 'endorsed', 'approved'))::int as submitted
			from campaign_units u left join responses r using (campaign_id, unit_id)
			where u.campaign_id = c.id and ${notExempt(sql)}
		) counts order by c.period_from desc, c.id desc`;
}

/** The latest campaign that is open or closed, of one survey or of any that asks units. */
export async function current(sql: Sql, survey?: string): Promise<Campaign | undefined> {
	const [campaign] = await sql<Campaign[]>`
		select ${columns(sql)} from ${tables(sql)}
		where c.state in ('open', 'paused', 'closed')
			${survey ? sql`and v.survey_id = ${survey}` : sql`and c.audience = 'units'`}
		order by c.period_to desc, c.opened_at desc, c.id desc limit 1`;
	return campaign;
}

/**
 * Takes a campaign one step. Its first opening freezes the expected units: those of its levels
 * on that day. Opening it again may move the closing time, and must when that has passed.
 * Throws `campaign.not-found`, `campaign.wrong-step`, `campaign.window-over`.
 */
export async function step(
	sql: Sql,
	actorId: number,
	slug: string,
	to: CampaignState,
	closesAt?: string
): Promise<Campaign> {
	return atomically(sql, async (tx) => {
		const [row] = await tx<{ id: number; state: CampaignState; locked: boolean }[]>`
			select id, state, locked_at is not null as locked from campaigns
			where slug = ${slug} for update`;
		if (!row) throw new Problem('campaign.not-found', { campaign: slug });
		if (row.locked) throw new Problem('campaign.locked');
		if (!steps[row.state].includes(to))
			throw new Problem('campaign.wrong-step', { from: row.state, to });
		if (to === 'open') {
			const [window] = await tx`update campaigns set
				closes_at = coalesce(${closesAt ?? null}::timestamptz, closes_at),
				opened_at = coalesce(opened_at, now())
				where id = ${row.id} returning closes_at > now() as ahead`;
			if (!window?.ahead) throw new Problem('campaign.window-over');
		}
		await tx`update campaigns set state = ${to} where id = ${row.id}`;
		const expected = row.state === 'draft' ? await freeze(tx, row.id) : undefined;
		const detail = { from: row.state, to, closesAt: closesAt ?? null, expected: expected ?? null };
		await audit.record(tx, actorId, `campaign.${to}`, `campaign/${slug}`, detail);
		return find(tx, slug);
	});
}

/** Keeps a campaign from changing until the transaction ends. */
export async function hold(tx: Sql, id: number): Promise<void> {
	await tx`select 1 from campaigns where id = ${id} for update`;
}

/** Opens a campaign; see {@link step}. */
export const open = (sql: Sql, actorId: number, slug: string, closesAt?: string) =>
	step(sql, actorId, slug, 'open', closesAt);
export const pause = (sql: Sql, actorId: number, slug: string) =>
	step(sql, actorId, slug, 'paused');
export const close = (sql: Sql, actorId: number, slug: string) =>
	step(sql, actorId, slug, 'closed');
/** Opens a paused or closed campaign again. */
export const reopen = open;

async function freeze(tx: Sql, campaignId: number): Promise<number> {
	const { count } = await tx`insert into campaign_units (campaign_id, unit_id)
		select c.id, u.unit_id
		from campaigns c, units_on((now() at time zone 'Asia/Ho_Chi_Minh')::date) u
		where c.id = ${campaignId} and c.audience = 'units' and u.level = any(c.levels)`;
	return count;
}

/** How many units of each level stand today: what opening would freeze. */
export async function standing(sql: Sql): Promise<Record<AskedLevel, number>> {
	const rows = await sql<{ level: AskedLevel; count: number }[]>`
		select level, count(*)::int as count
		from units_on((now() at time zone 'Asia/Ho_Chi_Minh')::date)
		where level in ('province', 'commune', 'agency') group by level`;
	const none = { province: 0, commune: 0, agency: 0 };
	return { ...none, ...Object.fromEntries(rows.map(({ level, count }) => [level, count])) };
}

/**
 * Moves a campaign to the latest version of its survey: forms begun from now on take it, forms begun
 * before stay on theirs. Throws `campaign.not-found`, `campaign.locked`.
 */
export async function adopt(sql: Sql, actorId: number, slug: string): Promise<Campaign> {
	return atomically(sql, async (tx) => {
		const before = await find(tx, slug);
		const { id, number } = await surveys.latest(tx, before.surveyId);
		const [row] = await tx<{ locked: boolean }[]>`update campaigns set survey_version_id = ${id}
			where id = ${before.id} returning locked_at is not null as locked`;
		if (row?.locked) throw new Problem('campaign.locked');
		const detail = { from: before.surveyVersion, to: number };
		await audit.record(tx, actorId, 'campaign.adopt', `campaign/${slug}`, detail);
		return find(tx, slug);
	});
}

export type UnitCampaign = Campaign &
	Pick<UnitProgress, 'answered' | 'answerable'> & {
		responseState: UnitProgress['state'];
		submittedAt: string | null;
		/** when a form that was sent back, or was given more time, is due */
		dueAt: Date | null;
	};

const stateOf = (sql: Sql) => sql`
	case when r.id is null or (r.sequence = 0 and r.version = 0) then 'none' else r.state end`;
const submittedAt = (sql: Sql) =>
	sql`to_char(r.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * By the first submission: mending a form that was sent back does not make it late. A unit that was
 * given more time has until then.
 */
const onTime = (sql: Sql) => sql`(select first.submitted_at <= greatest(c.closes_at,
		(select s.until from standing_allowances s where s.campaign_id = c.id
			and s.unit_id = r.unit_id and s.kind = 'extension'))
	from response_versions first where first.response_id = r.id and first.version = 1)`;

/** What the user's unit has to answer or has answered, the most urgent first. */
export async function byUnit(sql: Sql, user: User): Promise<UnitCampaign[]> {
	return sql<UnitCampaign[]>`
		select ${columns(sql)}, ${stateOf(sql)} as response_state, coalesce(r.answered, 0) as answered,
			coalesce(r.answerable, 0) as answerable, ${submittedAt(sql)} as submitted_at,
			greatest(case when r.state = 'returned' then r.due_at end, (select s.until
				from standing_allowances s where s.campaign_id = c.id and s.unit_id = u.unit_id
					and s.until > c.closes_at)) as due_at
		from ${tables(sql)} join campaign_units u on u.campaign_id = c.id
		left join responses r on r.campaign_id = c.id and r.unit_id = u.unit_id
		where u.unit_id = ${user.unitId} and c.state <> 'draft'
		order by c.state <> 'open', c.closes_at, c.id`;
}

/** How far each unit on the list has come, as the unit is named today; in Vietnamese order. */
export async function progress(sql: Sql, campaignId: number): Promise<UnitProgress[]> {
	return sql<UnitProgress[]>`
		select u.unit_id, v.code, v.name, ${stateOf(sql)} as state,
			coalesce(r.answered, 0) as answered, coalesce(r.answerable, 0) as answerable,
			${submittedAt(sql)} as submitted_at, ${onTime(sql)} as on_time,
			not ${notExempt(sql)} as exempt
		from campaigns c join campaign_units u on u.campaign_id = c.id
		left join responses r on r.campaign_id = u.campaign_id and r.unit_id = u.unit_id
		join lateral (
			select code, name from unit_versions where unit_id = u.unit_id
			order by valid_from desc limit 1
		) v on true
		where c.id = ${campaignId} order by v.name collate vi, v.code`;
}

/** {@link progress} of the units that are expected: all but the exempt ones. */
export async function expected(sql: Sql, campaignId: number): Promise<UnitProgress[]> {
	return (await progress(sql, campaignId)).filter(({ exempt }) => !exempt);
}
