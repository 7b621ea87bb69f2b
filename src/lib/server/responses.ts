/**
 * Responses: a unit's draft, saved under a rising number, and its submitted versions. Only
 * the unit's own people reach them: no function takes a unit from the outside.
 */
import type { User } from '../access.ts';
import { canonical } from '../questionnaire/canonical.ts';
import { changedBetween } from '../questionnaire/merge.ts';
import { atTheDoor, type Answers } from '../questionnaire/structure.ts';
import { receiptOf, type OpenForm, type Receipt } from '../response.ts';
import { forRespondent, type SurveyVersion } from '../survey.ts';
import * as allowances from './allowances.ts';
import * as attachments from './attachments/attachments.ts';
import * as audit from './audit.ts';
import * as decisions from './decisions.ts';
import * as forms from './forms.ts';
import { judge } from './logic/judge.ts';
import * as outbox from './outbox.ts';
import { atomically, type Json, type Sql } from './postgres.ts';
import * as sections from './sections.ts';
import * as submissions from './submissions.ts';
import * as surveys from './surveys.ts';
import * as users from './users.ts';

export { catchUp, save, type Saved, type Saving } from './drafts.ts';
export { previous } from './previous.ts';

export type Received = Pick<forms.Row, 'id' | 'state' | 'version'> & {
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
	const { campaign, unit, version, variables } = await forms.enter(sql, user, slug);
	const writable = !(await forms.closedBecause(sql, campaign, user.unitId));
	if (writable) await forms.start(sql, campaign, user.unitId, version);
	const row = await forms.read(sql, campaign.id, user.unitId);
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
			touched: row?.touched ?? {},
			writable
		},
		sections: row ? await sections.list(sql, row.id) : [],
		colleagues: await users.officers(sql, user.unitId),
		reader: user.id,
		variables
	};
}

/**
 * Submits the form: both layers of checks, then a new immutable version, its outbox entry and its
 * audit in one transaction. `created` is false when the same content had been received already.
 * Throws `response.incomplete` with a sentence per question, `section.not-done`, and as {@link save}.
 */
export async function submit(
	sql: Sql,
	user: User,
	slug: string,
	submission: { sequence: number; data: unknown; response?: string | undefined }
): Promise<Receipt & { created: boolean }> {
	const { campaign, version, variables } = await forms.enter(sql, user, slug);
	await forms.allowWriting(sql, campaign, user.unitId);
	const begun = await forms.read(sql, campaign.id, user.unitId);
	if (begun) await sections.allowSubmission(sql, begun, version);
	const data = forms.shaped(version, submission.data, 'final');
	const verdict = await judge({ definition: version.definition, data, variables });
	if (verdict.findings.length > 0) throw forms.incomplete(verdict.findings);
	const clean = atTheDoor(verdict.data).data;
	const hash = surveys.hashOf(clean);
	return atomically(sql, async (tx) => {
		const row = await forms.take(tx, user, campaign, version, submission.response);
		await attachments.allow(tx, row.id, version.fields, clean);
		const received = row.state === 'returned' ? undefined : await currentVersion(tx, row);
		if (received?.hash === hash) return { ...received.receipt, created: false };
		const follows = submission.sequence === row.sequence + 1;
		const agrees = submission.sequence === row.sequence && canonical(data) === canonical(row.draft);
		if (!follows && !agrees) throw await forms.conflict(tx, row);
		await sections.allowSubmission(tx, row, version);
		await sections.allowAnswers(tx, user, row, version, changedBetween(row.draft, data));
		const next = await submissions.nextVersion(tx, row.id);
		await forms.store(tx, user, row, submission.sequence, clean, verdict);
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
	const { campaign, version } = await forms.enter(sql, user, slug);
	await forms.allowWriting(sql, campaign, user.unitId);
	await forms.start(sql, campaign, user.unitId, version);
	const row = await forms.read(sql, campaign.id, user.unitId);
	return { responseId: row!.id, fields: version.fields };
}

async function currentVersion(
	tx: Sql,
	row: forms.Row
): Promise<{ hash: string; receipt: Receipt } | undefined> {
	const [version] = await tx<{ hash: string; submittedAt: Date }[]>`
		select hash, submitted_at from response_versions
		where response_id = ${row.id} and version = ${row.version}`;
	if (!version) return undefined;
	const submittedAt = version.submittedAt.toISOString();
	const { hash } = version;
	return { hash, receipt: { version: row.version, receipt: receiptOf(hash), submittedAt } };
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
