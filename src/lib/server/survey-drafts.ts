/**
 * Drafts of forms in the record. Saved whole under a rising number, as responses are: what does not
 * follow the stored number never overwrites. Publishing hands the draft to the gate and ends it.
 */
import { Problem } from '../problem.ts';
import { canonical } from '../questionnaire/canonical.ts';
import { textOf, type Definition } from '../survey.ts';
import {
	emptyForm,
	idPattern,
	unkeepable,
	type DraftSummary,
	type SurveyDraft
} from '../survey-draft.ts';
import * as audit from './audit.ts';
import { atomically, type Json, type Sql } from './postgres.ts';
import * as surveys from './surveys.ts';
import * as users from './users.ts';

type Row = Omit<SurveyDraft, 'savedBy' | 'definition'> & {
	definition: Definition | null;
	savedBy: number;
};
/** What a draft begins as: a version, a definition, or an empty form with this title. */
export type Beginning =
	{ version: number } | { definition: unknown } | { title: { vi: string; en: string } };

const columns = (sql: Sql) => sql`survey_id as survey, definition, sequence, based_on,
	to_json(saved_at) #>> '{}' as saved_at, saved_by`;

/** The draft of a survey. Throws `survey.no-draft`. */
export async function find(sql: Sql, survey: string): Promise<SurveyDraft> {
	const [row] = await sql<Row[]>`select ${columns(sql)} from survey_drafts
		where survey_id = ${survey}`;
	return shaped(sql, survey, row);
}

/** Every draft there is, the latest change first. */
export async function list(sql: Sql): Promise<DraftSummary[]> {
	const rows = await sql<(Row & { title: Definition['title'] })[]>`
		select ${columns(sql)}, definition -> 'title' as title from survey_drafts
		where definition is not null order by saved_at desc`;
	const names = await users.names(sql);
	return rows.map(({ survey, title, basedOn, savedAt, savedBy }) => ({
		...{ survey, title, basedOn, savedAt },
		savedBy: names.get(savedBy)?.name ?? ''
	}));
}

/** Begins a draft. Throws `survey.draft-exists`, `survey.not-found`, `survey.unusable-id`. */
export async function begin(
	sql: Sql,
	actorId: number,
	survey: string,
	beginning: Beginning
): Promise<SurveyDraft> {
	if (!idPattern.test(survey)) throw new Problem('survey.unusable-id', { survey });
	const versions = await surveys.versions(sql, survey);
	const from =
		'version' in beginning
			? versions.find(({ number }) => number === beginning.version)
			: versions[0];
	if ('version' in beginning && !from) throw new Problem('survey.not-found', { survey });
	const definition =
		'title' in beginning
			? emptyForm(beginning.title)
			: 'definition' in beginning
				? keepable(beginning.definition)
				: from!.definition;
	const basedOn = from?.number ?? null;
	return atomically(sql, async (tx) => {
		const [row] = await tx<Row[]>`
			insert into survey_drafts (survey_id, definition, based_on, saved_by)
			values (${survey}, ${tx.json(definition as Json)}, ${basedOn}, ${actorId})
			on conflict (survey_id) do update set definition = excluded.definition,
				sequence = survey_drafts.sequence + 1, based_on = excluded.based_on,
				saved_at = now(), saved_by = excluded.saved_by
			where survey_drafts.definition is null
			returning ${columns(tx)}`;
		if (!row) throw new Problem('survey.draft-exists', { survey });
		await audit.record(tx, actorId, 'survey.draft-begin', `survey/${survey}`, { basedOn });
		return shaped(tx, survey, row);
	});
}

/**
 * Saves a draft whole. Accepted when its number follows the stored one; the same content again is
 * answered with the stored number. Throws `record.conflict` with the stored draft, `survey.no-draft`,
 * `survey.draft-malformed`.
 */
export async function save(
	sql: Sql,
	actorId: number,
	survey: string,
	saving: { sequence: number; definition: unknown }
): Promise<{ sequence: number; savedAt: string }> {
	const definition = keepable(saving.definition);
	return atomically(sql, async (tx) => {
		const row = await hold(tx, survey);
		if (canonical(definition) === canonical(row.definition))
			return { sequence: row.sequence, savedAt: row.savedAt };
		if (saving.sequence !== row.sequence + 1) throw conflict(row);
		const [stored] = await tx<{ savedAt: string }[]>`update survey_drafts set
			definition = ${tx.json(definition as Json)}, sequence = ${saving.sequence},
			saved_at = now(), saved_by = ${actorId}
			where survey_id = ${survey} returning to_json(saved_at) #>> '{}' as saved_at`;
		return { sequence: saving.sequence, savedAt: stored!.savedAt };
	});
}

/** Throws the draft away. Throws `survey.no-draft`, `record.conflict`. */
export async function discard(
	sql: Sql,
	actorId: number,
	survey: string,
	sequence: number
): Promise<void> {
	await atomically(sql, async (tx) => {
		const row = await hold(tx, survey);
		if (row.sequence !== sequence) throw conflict(row);
		await end(tx, survey);
		const detail = { sequence, hash: surveys.hashOf(row.definition) };
		await audit.record(tx, actorId, 'survey.draft-discard', `survey/${survey}`, detail);
	});
}

/**
 * Publishes the draft as the survey's next version and ends it. Throws `survey.refused` with the
 * gate's reasons, `survey.nothing-new`, `survey.no-draft`, `record.conflict`.
 */
export async function publish(
	sql: Sql,
	actorId: number,
	survey: string,
	sequence: number
): Promise<{ number: number; hash: string }> {
	return atomically(sql, async (tx) => {
		const row = await hold(tx, survey);
		if (row.sequence !== sequence) throw conflict(row);
		const added = await surveys.publish(tx, actorId, survey, row.definition);
		if (!added) throw new Problem('survey.nothing-new', { survey });
		await end(tx, survey);
		const { number, hash } = await surveys.latest(tx, survey);
		return { number, hash };
	});
}

async function end(tx: Sql, survey: string): Promise<void> {
	await tx`update survey_drafts set definition = null, sequence = sequence + 1
		where survey_id = ${survey}`;
}

async function hold(tx: Sql, survey: string): Promise<SurveyDraft> {
	const [row] = await tx<Row[]>`select ${columns(tx)} from survey_drafts
		where survey_id = ${survey} for update`;
	return shaped(tx, survey, row);
}

async function shaped(sql: Sql, survey: string, row: Row | undefined): Promise<SurveyDraft> {
	if (!row?.definition) throw new Problem('survey.no-draft', { survey });
	const savedBy = (await users.names(sql)).get(row.savedBy)?.name ?? '';
	return { ...row, definition: row.definition, savedBy };
}

/** A definition that may be kept. Throws `survey.draft-malformed`. */
export function keepable(value: unknown): Definition {
	const reason = unkeepable(value);
	if (reason) throw new Problem('survey.draft-malformed', { reason });
	const definition = value as Definition;
	if (textOf(definition.title).length > 500)
		throw new Problem('survey.draft-malformed', { reason: 'title: longer than 500' });
	return definition;
}

function conflict({ sequence, definition, savedAt, savedBy }: SurveyDraft): Problem {
	return new Problem('record.conflict', { sequence, definition, savedAt, savedBy });
}
