/**
 * Responses: a unit's draft, saved whole under a rising number, and its submitted versions. Only
 * the unit's own people reach them: no function takes a unit from the outside.
 */
import type { User } from '../access.ts';
import { periodText, type Campaign, type ResponseState } from '../campaign.ts';
import { dayOf } from '../event.ts';
import { questionnaire } from '../messages/questionnaire.ts';
import { Problem } from '../problem.ts';
import { canonical } from '../questionnaire/canonical.ts';
import { atTheDoor, check, unfinished, type Answers } from '../questionnaire/structure.ts';
import { whyClosed } from '../review.ts';
import { groupOf, receiptOf, type OpenForm, type Receipt, type Variables } from '../response.ts';
import { forRespondent, type SurveyVersion } from '../survey.ts';
import * as allowances from './allowances.ts';
import * as attachments from './attachments/attachments.ts';
import * as audit from './audit.ts';
import * as campaigns from './campaigns.ts';
import * as decisions from './decisions.ts';
import { judge, type Objection } from './logic/judge.ts';
import * as outbox from './outbox.ts';
import { atomically, type Json, type Sql } from './postgres.ts';
import * as submissions from './submissions.ts';
import * as surveys from './surveys.ts';
import * as units from './units.ts';
import * as users from './users.ts';

type Row = {
	id: string;
	state: ResponseState;
	draft: Answers;
	sequence: number;
	version: number;
	savedAt: Date;
	savedBy: number | null;
	submittedAt: Date | null;
	dueAt: Date | null;
	surveyVersionId: number;
};

export type Saving = { sequence: number; data: unknown; answered: number; answerable: number };
export type Saved = { sequence: number; savedAt: string };
export type Received = Pick<Row, 'id' | 'state' | 'version'> & {
	unitId: number;
	/** the version of the form that was answered */
	surveyVersionId: number;
	submittedAt: Date;
	data: Answers;
};

/**
 * The form of the user's unit: definition, draft and what the platform knows about the unit.
 * Throws `campaign.not-found`, `response.not-expected`.
 */
export async function open(sql: Sql, user: User, slug: string): Promise<OpenForm> {
	const { campaign, unit, version, variables } = await enter(sql, user, slug);
	const writable = await closedBecause(sql, campaign, user.unitId).then((problem) => !problem);
	if (writable) await start(sql, campaign, user.unitId, version);
	const row = await read(sql, campaign.id, user.unitId);
	const current = row && (await currentVersion(sql, row));
	const reviews = row ? await decisions.ofResponse(sql, row.id) : [];
	return {
		campaign,
		definition: forRespondent(version.definition),
		unit: { id: unit.id, name: unit.name, fullName: unit.fullName },
		response: {
			id: row?.id ?? null,
			state: !row || (row.sequence === 0 && row.version === 0) ? 'none' : row.state,
			draft: row?.draft ?? {},
			sequence: row?.sequence ?? 0,
			version: row?.version ?? 0,
			savedAt: row && row.sequence > 0 ? row.savedAt.toISOString() : null,
			submittedAt: row?.submittedAt?.toISOString() ?? null,
			receipt: current?.receipt.receipt ?? null,
			dueAt: row?.dueAt?.toISOString() ?? null,
			extendedUntil: await allowances.extendedUntil(sql, campaign.id, user.unitId),
			signoff: current ? await decisions.signoff(sql, row.id, row.version) : null,
			review: reviews.find(({ version }) => version === row?.version) ?? null,
			writable
		},
		variables
	};
}

/**
 * Saves a whole draft. Accepted when its number follows the stored one; the same content again is
 * answered with the stored number, so a retry is harmless. Anything else never overwrites.
 * Throws `record.conflict` with the stored draft, `response.malformed`, `campaign.*`.
 */
export async function save(sql: Sql, user: User, slug: string, saving: Saving): Promise<Saved> {
	const { campaign, version } = await enter(sql, user, slug);
	const data = shaped(version, saving.data, 'draft');
	return atomically(sql, async (tx) => {
		await start(tx, campaign, user.unitId, version);
		const row = await lock(tx, campaign.id, user.unitId);
		// Asked once the row is held: a lock of the campaign may have been under way.
		await allowWriting(tx, campaign, user.unitId);
		await attachments.allow(tx, row.id, version.fields, data);
		if (canonical(data) === canonical(row.draft) && row.sequence > 0)
			return { sequence: row.sequence, savedAt: row.savedAt.toISOString() };
		if (saving.sequence !== row.sequence + 1) throw await conflict(tx, row);
		const savedAt = await store(tx, user, row.id, saving.sequence, data, saving);
		return { sequence: saving.sequence, savedAt };
	});
}

/**
 * Submits the form: both layers of checks, then a new immutable version, its outbox entry and its
 * audit in one transaction. `created` is false when the same content had been received already.
 * Throws `response.incomplete` with a sentence per question, and as {@link save}.
 */
export async function submit(
	sql: Sql,
	user: User,
	slug: string,
	submission: { sequence: number; data: unknown }
): Promise<Receipt & { created: boolean }> {
	const { campaign, version, variables } = await enter(sql, user, slug);
	await allowWriting(sql, campaign, user.unitId);
	const data = shaped(version, submission.data, 'final');
	const verdict = await judge({ definition: version.definition, data, variables });
	if (verdict.findings.length > 0) throw incomplete(verdict.findings);
	const clean = atTheDoor(verdict.data).data;
	const hash = surveys.hashOf(clean);
	return atomically(sql, async (tx) => {
		await start(tx, campaign, user.unitId, version);
		const row = await lock(tx, campaign.id, user.unitId);
		// Asked once the row is held: a lock of the campaign may have been under way.
		await allowWriting(tx, campaign, user.unitId);
		await attachments.allow(tx, row.id, version.fields, clean);
		const received = row.state === 'returned' ? undefined : await currentVersion(tx, row);
		if (received?.hash === hash) return { ...received.receipt, created: false };
		const follows = submission.sequence === row.sequence + 1;
		const agrees = submission.sequence === row.sequence && canonical(data) === canonical(row.draft);
		if (!follows && !agrees) throw await conflict(tx, row);
		const next = row.version + 1;
		await store(tx, user, row.id, submission.sequence, clean, verdict);
		const [written] = await tx<{ submittedAt: Date }[]>`
			insert into response_versions
				(response_id, version, replaces, data, hash, submitted_by, survey_version_id)
			values (${row.id}, ${next}, ${row.version || null}, ${tx.json(clean as Json)}, ${hash},
				${user.id}, ${row.surveyVersionId}) returning submitted_at`;
		const submittedAt = written!.submittedAt;
		await tx`update responses set state = 'submitted', version = ${next},
			submitted_at = ${submittedAt} where id = ${row.id}`;
		await outbox.add(tx, 'response', `${row.id}/${next}`);
		const detail = { version: next, hash, unitId: user.unitId };
		await audit.record(tx, user.id, 'response.submit', `response/${row.id}`, detail);
		const receipt = receiptOf(hash);
		return { version: next, receipt, submittedAt: submittedAt.toISOString(), created: true };
	});
}

/** The unit's form while it takes answers, for what belongs to it. Throws as {@link save}. */
export async function writable(
	sql: Sql,
	user: User,
	slug: string
): Promise<{ responseId: string; fields: SurveyVersion['fields'] }> {
	const { campaign, version } = await enter(sql, user, slug);
	await allowWriting(sql, campaign, user.unitId);
	await start(sql, campaign, user.unitId, version);
	const row = await read(sql, campaign.id, user.unitId);
	return { responseId: row!.id, fields: version.fields };
}

async function enter(sql: Sql, user: User, slug: string) {
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
async function closedBecause(
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

async function allowWriting(sql: Sql, campaign: Campaign, unitId: number): Promise<void> {
	const problem = await closedBecause(sql, campaign, unitId);
	if (problem) throw problem;
}

/** Begins the unit's form on a version of the survey; one begun before stays on its own. */
async function start(
	sql: Sql,
	{ id }: Campaign,
	unitId: number,
	version: SurveyVersion
): Promise<void> {
	await sql`insert into responses (campaign_id, unit_id, survey_version_id)
		values (${id}, ${unitId}, ${version.id}) on conflict (campaign_id, unit_id) do nothing`;
}

async function read(sql: Sql, campaignId: number, unitId: number): Promise<Row | undefined> {
	const [row] = await sql<Row[]>`select * from responses
		where campaign_id = ${campaignId} and unit_id = ${unitId}`;
	return row;
}

async function lock(tx: Sql, campaignId: number, unitId: number): Promise<Row> {
	const [row] = await tx<Row[]>`select * from responses
		where campaign_id = ${campaignId} and unit_id = ${unitId} for update`;
	return row!;
}

async function store(
	tx: Sql,
	user: User,
	id: string,
	sequence: number,
	data: Answers,
	{ answered, answerable }: { answered: number; answerable: number }
): Promise<string> {
	const [row] = await tx<{ savedAt: Date }[]>`update responses set draft = ${tx.json(data as Json)},
		sequence = ${sequence}, answered = ${answered}, answerable = ${answerable}, saved_at = now(),
		saved_by = ${user.id} where id = ${id} returning saved_at`;
	return row!.savedAt.toISOString();
}

async function currentVersion(
	tx: Sql,
	row: Row
): Promise<{ hash: string; receipt: Receipt } | undefined> {
	const [version] = await tx<{ hash: string; submittedAt: Date }[]>`
		select hash, submitted_at from response_versions
		where response_id = ${row.id} and version = ${row.version}`;
	if (!version) return undefined;
	const submittedAt = version.submittedAt.toISOString();
	const { hash } = version;
	return { hash, receipt: { version: row.version, receipt: receiptOf(hash), submittedAt } };
}

/** Throws `response.malformed` for a draft, `response.incomplete` for a submission. */
function shaped(version: SurveyVersion, raw: unknown, stage: 'draft' | 'final'): Answers {
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

function incomplete(findings: Objection[]): Problem {
	return new Problem('response.incomplete', { count: findings.length, findings });
}

async function conflict(sql: Sql, row: Row): Promise<Problem> {
	const name = row.savedBy ? (await users.names(sql)).get(row.savedBy)?.name : undefined;
	return new Problem('record.conflict', {
		sequence: row.sequence,
		data: row.draft,
		savedAt: row.savedAt.toISOString(),
		savedBy: name ?? null
	});
}

/** The current submitted version of every response of a campaign; of some units if they are given. */
export async function received(
	sql: Sql,
	campaignId: number,
	unitIds?: number[]
): Promise<Received[]> {
	return sql<Received[]>`
		select r.id, r.unit_id, r.state, r.version, p.survey_version_id, p.submitted_at, p.data
		from responses r
		join response_versions p on p.response_id = r.id and p.version = r.version
		where r.campaign_id = ${campaignId} ${unitIds ? sql`and r.unit_id = any(${unitIds}::integer[])` : sql``}
		order by r.unit_id`;
}
