/**
 * A unit's form in one campaign: whose it is, on which version of the questionnaire, whether it takes
 * answers now, and its row. What `responses.ts`, `drafts.ts` and `sections.ts` share; only the unit's
 * own people reach it: no function takes a unit from the outside.
 */
import type { User } from '../access.ts';
import { periodText, type Campaign, type ResponseState } from '../campaign.ts';
import { dayOf } from '../event.ts';
import { questionnaire } from '../messages/questionnaire.ts';
import { Problem } from '../problem.ts';
import { changedBetween, touch, type Touched } from '../questionnaire/merge.ts';
import { atTheDoor, check, unfinished, type Answers } from '../questionnaire/structure.ts';
import { groupOf, type Variables } from '../response.ts';
import { whyClosed } from '../review.ts';
import type { SurveyVersion } from '../survey.ts';
import * as campaigns from './campaigns.ts';
import type { Objection } from './logic/judge.ts';
import type { Json, Sql } from './postgres.ts';
import * as submissions from './submissions.ts';
import * as surveys from './surveys.ts';
import * as units from './units.ts';
import * as users from './users.ts';

export type Row = {
	id: string;
	state: ResponseState;
	draft: Answers;
	/** when each question changed last, and by whom */
	touched: Touched;
	sequence: number;
	version: number;
	savedAt: Date;
	savedBy: number | null;
	submittedAt: Date | null;
	dueAt: Date | null;
	surveyVersionId: number;
};

export type Counts = { answered: number; answerable: number };

/** Throws `campaign.not-found`, `response.not-expected`. */
export async function enter(sql: Sql, user: User, slug: string) {
	const campaign = await campaigns.find(sql, slug);
	const [expected] = await sql`select 1 from campaign_units
		where campaign_id = ${campaign.id} and unit_id = ${user.unitId}`;
	if (!expected) throw new Problem('response.not-expected');
	const unit = await units.byId(sql, user.unitId, dayOf(Date.now()));
	if (!unit) throw new Problem('response.not-expected');
	const begun = await read(sql, campaign.id, user.unitId);
	const version = await surveys.version(sql, begun?.surveyVersionId ?? campaign.surveyVersionId);
	const variables: Variables = {
		kyBaoCao: periodText(campaign.periodFrom, campaign.periodTo),
		nhom: groupOf(unit.level)
	};
	return { campaign, unit, version, variables };
}

/** Why the form takes no answers now, by the database's clock; undefined when it does. */
export async function closedBecause(
	sql: Sql,
	{ id }: Campaign,
	unitId: number
): Promise<Problem | undefined> {
	const reason = whyClosed(await submissions.facts(sql, id, unitId));
	if (reason) return new Problem(reason);
	const [standing] = await sql`select from units_on((now() at time zone 'Asia/Ho_Chi_Minh')::date)
		where unit_id = ${unitId}`;
	return standing ? undefined : new Problem('response.unit-closed');
}

export async function allowWriting(sql: Sql, campaign: Campaign, unitId: number): Promise<void> {
	const problem = await closedBecause(sql, campaign, unitId);
	if (problem) throw problem;
}

/**
 * The form's row, begun if need be and held until the transaction ends, for somebody who may change
 * it now. `id`: the form the page shows; it must be this one. Throws `campaign.*`,
 * `response.other-form`, `access.*`.
 */
export async function take(
	tx: Sql,
	user: User,
	campaign: Campaign,
	version: SurveyVersion,
	id?: string
): Promise<Row> {
	await start(tx, campaign, user.unitId, version);
	const row = await lock(tx, campaign.id, user.unitId);
	if (id !== undefined && id !== row.id) throw new Problem('response.other-form');
	await users.hold(tx, user);
	// Asked once the row is held: a lock of the campaign may have been under way.
	await allowWriting(tx, campaign, user.unitId);
	return row;
}

/** Begins the unit's form on a version of the survey; one begun before stays on its own. */
export async function start(
	sql: Sql,
	{ id }: Campaign,
	unitId: number,
	version: SurveyVersion
): Promise<void> {
	await sql`insert into responses (campaign_id, unit_id, survey_version_id)
		values (${id}, ${unitId}, ${version.id}) on conflict (campaign_id, unit_id) do nothing`;
}

export async function read(sql: Sql, campaignId: number, unitId: number): Promise<Row | undefined> {
	const [row] = await sql<Row[]>`select * from responses
		where campaign_id = ${campaignId} and unit_id = ${unitId}`;
	return row;
}

export async function lock(tx: Sql, campaignId: number, unitId: number): Promise<Row> {
	const [row] = await tx<Row[]>`select * from responses
		where campaign_id = ${campaignId} and unit_id = ${unitId} for update`;
	return row!;
}

/** Stores a draft under a number and marks the questions it changes. Returns the time of saving. */
export async function store(
	tx: Sql,
	user: User,
	row: Row,
	sequence: number,
	data: Answers,
	{ answered, answerable }: Counts,
	marked = changedBetween(row.draft, data)
): Promise<string> {
	const touched = touch(row.touched, marked, sequence, user.id);
	const [stored] = await tx<{ savedAt: Date }[]>`update responses
		set draft = ${tx.json(data as Json)}, touched = ${tx.json(touched)}, sequence = ${sequence},
			answered = ${answered}, answerable = ${answerable}, saved_at = now(), saved_by = ${user.id}
		where id = ${row.id} returning saved_at`;
	return stored!.savedAt.toISOString();
}

/** Throws `response.malformed` for a draft, `response.incomplete` for a submission. */
export function shaped(version: SurveyVersion, raw: unknown, stage: 'draft' | 'final'): Answers {
	const { data, findings: atDoor } = atTheDoor(raw);
	const all = atDoor.length > 0 ? atDoor : check(version.fields, data);
	const findings = stage === 'draft' ? all.filter(({ reason }) => !unfinished.has(reason)) : all;
	if (findings.length === 0) return data;
	const hard = findings.some(({ reason }) => !unfinished.has(reason));
	if (hard) {
		const questions = [...new Set(findings.map(({ question }) => question))].join(', ');
		throw new Problem('response.malformed', { questions, findings });
	}
	const pages = new Map(version.fields.map(({ name, page }) => [name, page]));
	throw incomplete(
		findings.map(({ question, reason }) => ({
			question,
			page: pages.get(question) ?? '',
			message: questionnaire.vi[reason]
		}))
	);
}

export function incomplete(findings: Objection[]): Problem {
	return new Problem('response.incomplete', { count: findings.length, findings });
}

/** Somebody else's version stands in the way; `questions` both changed, unless the whole draft was sent. */
export async function conflict(
	sql: Sql,
	row: Row,
	details: { questions?: string[]; news?: unknown } = {}
): Promise<Problem> {
	const names = await users.names(sql);
	const nameOf = (id: number | null | undefined) => names.get(id ?? 0)?.name ?? null;
	const { questions = [] } = details;
	const author = questions.length > 0 ? row.touched[questions[0] ?? '']?.by : row.savedBy;
	return new Problem('record.conflict', {
		sequence: row.sequence,
		data: row.draft,
		savedAt: row.savedAt.toISOString(),
		savedBy: nameOf(author),
		...details,
		...(questions.length > 0 && {
			by: Object.fromEntries(questions.map((name) => [name, row.touched[name]?.by ?? null]))
		})
	});
}
