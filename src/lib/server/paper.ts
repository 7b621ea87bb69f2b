/**
 * Paper forms of units: entered for the unit by the ministry, as a submitted version whose source is
 * paper, and withdrawn again as long as nobody has reviewed it. A form that a unit has begun or
 * answered is never touched.
 */
import type { User } from '../access.ts';
import type { Answers } from '../questionnaire/structure.ts';
import * as audit from './audit.ts';
import * as outbox from './outbox.ts';
import type { Json, Sql } from './postgres.ts';
import * as submissions from './submissions.ts';
import * as surveys from './surveys.ts';
import { whyClosed } from '../review.ts';

export type PaperForm = {
	campaignId: number;
	unitId: number;
	surveyVersionId: number;
	data: Answers;
	answered: number;
	answerable: number;
	/** what the entry belongs to, for the audit */
	object: string;
};

/** Why a unit's form takes no paper form. */
export type Refusal = 'unit-answered' | 'unit-begun' | 'unit-closed' | 'campaign-closed';

export type Entered = { responseId: string; version: number; hash: string };

/** Enters a form, or says why not. Everything is written in the transaction it is given. */
export async function enter(tx: Sql, user: User, form: PaperForm): Promise<Entered | Refusal> {
	const { campaignId, unitId, surveyVersionId, data } = form;
	await tx`insert into responses (campaign_id, unit_id, survey_version_id)
		values (${campaignId}, ${unitId}, ${surveyVersionId})
		on conflict (campaign_id, unit_id) do nothing`;
	const [row] = await tx<{ id: string; sequence: number; version: number; empty: boolean }[]>`
		select id, sequence, version, draft = '{}'::jsonb as empty from responses
		where campaign_id = ${campaignId} and unit_id = ${unitId} for update`;
	if (!row || row.version > 0) return 'unit-answered';
	if (!row.empty) return 'unit-begun';
	if (whyClosed(await submissions.facts(tx, campaignId, unitId))) return 'campaign-closed';
	const [standing] = await tx`select from units_on((now() at time zone 'Asia/Ho_Chi_Minh')::date)
		where unit_id = ${unitId}`;
	if (!standing) return 'unit-closed';
	const version = await submissions.nextVersion(tx, row.id);
	const hash = surveys.hashOf(data);
	await tx`insert into response_versions
			(response_id, version, data, hash, submitted_by, survey_version_id, source)
		values (${row.id}, ${version}, ${tx.json(data as Json)}, ${hash}, ${user.id},
			${surveyVersionId}, 'paper')`;
	await tx`update responses set draft = ${tx.json(data as Json)}, sequence = sequence + 1,
		answered = ${form.answered}, answerable = ${form.answerable}, saved_at = now(),
		saved_by = ${user.id}, state = 'submitted', version = ${version}, submitted_at = now(),
		survey_version_id = ${surveyVersionId} where id = ${row.id}`;
	await outbox.add(tx, 'response', `${row.id}/${version}`);
	const detail = { version, hash, unitId, source: 'paper', from: form.object };
	await audit.record(tx, user.id, 'response.import', `response/${row.id}`, detail);
	return { responseId: row.id, version, hash };
}

/** How many of some forms can no longer be withdrawn: reviewed, signed, or followed by another version. */
export async function settled(
	tx: Sql,
	forms: { responseId: string; version: number }[]
): Promise<number> {
	let count = 0;
	for (const { responseId, version } of forms) {
		const [row] = await tx<{ free: boolean }[]>`
			select r.version = ${version} and r.state = 'submitted' and c.locked_at is null
				and not exists (select 1 from reviews
					where response_id = r.id and version = ${version})
				and not exists (select 1 from signoffs
					where response_id = r.id and version = ${version}) as free
			from responses r join campaigns c on c.id = r.campaign_id
			where r.id = ${responseId} for update of r`;
		if (!row?.free) count++;
	}
	return count;
}

/** Withdraws a form: the version stays and is named as withdrawn, the unit's form stands as unbegun. */
export async function withdraw(
	tx: Sql,
	user: User,
	{ responseId, version }: { responseId: string; version: number },
	reason: string
): Promise<void> {
	await tx`insert into withdrawn_versions (response_id, version, withdrawn_by, reason)
		values (${responseId}, ${version}, ${user.id}, ${reason})`;
	await tx`update responses set state = 'draft', version = 0, submitted_at = null, draft = '{}',
		sequence = 0, answered = 0, answerable = 0 where id = ${responseId}`;
	const detail = { version, reason };
	await audit.record(tx, user.id, 'response.import-withdraw', `response/${responseId}`, detail);
}
