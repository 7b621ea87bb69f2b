/** Code frames: the codes of a question's free texts, and which text bears which. */
import type { User } from '#lib/access.ts';
import { codeOf, type TextCode } from '#lib/open-text.ts';
import { Problem } from '#lib/problem.ts';
import { fold, tidy } from '#lib/vietnamese.ts';
import * as audit from '../audit.ts';
import { atomically, type Sql } from '../postgres.ts';

/** The frame of a question with how many texts of a campaign bear each code; retired ones last. */
export async function frame(
	sql: Sql,
	surveyId: string,
	question: string,
	campaignId: number
): Promise<TextCode[]> {
	return sql<TextCode[]>`
		select c.code, c.label, c.definition, c.retired_at is not null as retired, (
			select count(*)::int from text_codings k join open_texts t on t.id = k.text_id
			where k.code = c.code and t.campaign_id = ${campaignId} and t.question = c.question
				and not exists (select 1 from citizen_responses x
					where x.id = t.response_id and x.decision = 'exclude')
		) as texts
		from text_codes c where c.survey_id = ${surveyId} and c.question = ${question}
		order by c.retired_at is not null, c.label collate vi`;
}

/** Adds a code named after its label. Throws `request.invalid`, `text.code-exists`. */
export async function add(
	sql: Sql,
	user: User,
	wanted: { surveyId: string; question: string; label: string; definition?: string }
): Promise<string> {
	const label = tidy(wanted.label).slice(0, 200);
	if (label === '') throw new Problem('request.invalid', { reason: 'nhan' });
	const code = codeOf(fold(label));
	const definition = tidy(wanted.definition ?? '').slice(0, 1000);
	const { surveyId, question } = wanted;
	return atomically(sql, async (tx) => {
		const { count } = await tx`
			insert into text_codes (survey_id, question, code, label, definition, created_by)
			values (${surveyId}, ${question}, ${code}, ${label}, ${definition}, ${user.id})
			on conflict do nothing`;
		if (count === 0) throw new Problem('text.code-exists', { code });
		const detail = { question, code, label };
		await audit.record(tx, user.id, 'text-code.add', `survey/${surveyId}`, detail);
		return code;
	});
}

/** Takes a code out of use, or back into it; texts keep the codes they bear. */
export async function retire(
	sql: Sql,
	user: User,
	{ surveyId, question, code, retired }: Frame & { code: string; retired: boolean }
): Promise<void> {
	await atomically(sql, async (tx) => {
		const { count } = await tx`update text_codes
			set retired_at = ${retired ? tx`coalesce(retired_at, now())` : null}
			where survey_id = ${surveyId} and question = ${question} and code = ${code}`;
		if (count === 0) throw new Problem('record.not-found');
		const detail = { question, code, retired };
		await audit.record(tx, user.id, 'text-code.retire', `survey/${surveyId}`, detail);
	});
}

type Frame = { surveyId: string; question: string };

/** Gives a text exactly these codes. Throws `record.not-found`, `text.unknown-code`. */
export async function assign(
	sql: Sql,
	user: User,
	id: number,
	codes: readonly string[]
): Promise<void> {
	await atomically(sql, async (tx) => {
		const [text] = await tx<Frame[]>`select v.survey_id, t.question from open_texts t
			join campaigns c on c.id = t.campaign_id
			join survey_versions v on v.id = c.survey_version_id where t.id = ${id} for update of t`;
		if (!text) throw new Problem('record.not-found');
		const known = await tx<{ code: string }[]>`select code from text_codes
			where survey_id = ${text.surveyId} and question = ${text.question}
				and (retired_at is null or exists (
					select 1 from text_codings k where k.text_id = ${id} and k.code = text_codes.code))`;
		const unknown = codes.find((code) => !known.some((one) => one.code === code));
		if (unknown !== undefined) throw new Problem('text.unknown-code', { code: unknown });
		const wanted = [...new Set(codes)];
		await tx`delete from text_codings where text_id = ${id} and code <> all(${wanted}::text[])`;
		await tx`insert into text_codings (text_id, code, coded_by)
			select ${id}, unnest(${wanted}::text[]), ${user.id} on conflict do nothing`;
		await audit.record(tx, user.id, 'text.code', `text/${id}`, { codes: wanted });
	});
}
