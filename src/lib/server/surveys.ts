/**
 * Surveys and their published versions. A definition file whose content is new becomes a new,
 * immutable version when the platform starts; one that the publish gate refuses stops the start.
 */
import { createHash } from 'node:crypto';
import { Problem } from '../problem.ts';
import { canonical } from '../questionnaire/canonical.ts';
import { compile } from '../questionnaire/fields.ts';
import { refusals } from '../questionnaire/gate.ts';
import { textOf, type Definition, type SurveyVersion } from '../survey.ts';
import * as audit from './audit.ts';
import { atomically, type Json, type Sql } from './postgres.ts';

const files = import.meta.glob<Definition>('/surveys/*/definition.json', {
	import: 'default',
	eager: true
});

/** Publishes every definition file whose content is new. Returns how many versions were added. */
export async function publishFiles(sql: Sql, definitions = files): Promise<number> {
	let added = 0;
	for (const [path, definition] of Object.entries(definitions)) {
		const id = /([a-z0-9-]+)\/definition\.json$/.exec(path)?.[1];
		if (!id) throw new Error(`Survey file ${path} is not named surveys/<survey>/definition.json`);
		if (await publish(sql, undefined, id, definition)) added++;
	}
	return added;
}

/**
 * Publishes a definition as the survey's next version; true when its content was new. Content that
 * was published before stays the version it was. Throws `survey.refused` with the gate's reasons.
 */
export async function publish(
	sql: Sql,
	actorId: number | undefined,
	id: string,
	definition: Definition
): Promise<boolean> {
	const refused = refusals(definition);
	if (refused.length > 0)
		throw new Problem('survey.refused', {
			survey: id,
			reasons: refused.map(({ where, reason }) => `${where} ${reason}`).join('; '),
			refused
		});
	const hash = hashOf(definition);
	return atomically(sql, async (tx) => {
		const titleVi = textOf(definition.title);
		await tx`insert into surveys (id, title_vi) values (${id}, ${titleVi})
			on conflict (id) do update set title_vi = excluded.title_vi`;
		await tx`select 1 from surveys where id = ${id} for update`;
		const [row] = await tx<{ number: number }[]>`
			insert into survey_versions (survey_id, number, hash, definition, fields, published_by)
			select ${id}, 1 + coalesce(max(number), 0), ${hash}, ${tx.json(definition as Json)},
				${tx.json(compile(definition) as unknown as Json)}, ${actorId ?? null}
			from survey_versions where survey_id = ${id}
			on conflict (survey_id, hash) do nothing
			returning number`;
		if (!row) return false;
		const detail = { number: row.number, hash };
		await audit.record(tx, actorId, 'survey.publish', `survey/${id}`, detail);
		return true;
	});
}

/** SHA-256 of the canonical JSON of anything, hexadecimal. */
export function hashOf(value: unknown): string {
	return createHash('sha256').update(canonical(value)).digest('hex');
}

const columns = (sql: Sql) => sql`
	id, survey_id, number, hash, definition, fields, to_json(published_at) #>> '{}' as published_at`;

/** One version. Throws `survey.not-found`. */
export async function version(sql: Sql, id: number): Promise<SurveyVersion> {
	const [row] = await sql<SurveyVersion[]>`select ${columns(sql)} from survey_versions
		where id = ${id}`;
	if (!row) throw new Problem('survey.not-found', { survey: id });
	return row;
}

/** The latest version of a survey. Throws `survey.not-found`. */
export async function latest(sql: Sql, survey: string): Promise<SurveyVersion> {
	const [row] = await sql<SurveyVersion[]>`select ${columns(sql)} from survey_versions
		where survey_id = ${survey} order by number desc limit 1`;
	if (!row) throw new Problem('survey.not-found', { survey });
	return row;
}
