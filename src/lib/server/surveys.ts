/**
 * Surveys and their published versions. A definition file whose content is new becomes a new,
 * immutable version when the platform starts; one that the publish gate refuses stops the start.
 */
import { createHash } from 'node:crypto';
import { dayOf } from '../event.ts';
import { Problem } from '../problem.ts';
import { canonical } from '../questionnaire/canonical.ts';
import { compile, fill } from '../questionnaire/fields.ts';
import { refusals } from '../questionnaire/gate.ts';
import {
	listsIn,
	supplied,
	textOf,
	type Definition,
	type SurveySummary,
	type SurveyVersion
} from '../survey.ts';
import * as audit from './audit.ts';
import { atomically, type Json, type Sql } from './postgres.ts';
import * as units from './units.ts';

const files = import.meta.glob<Definition>('/surveys/*/definition.json', {
	import: 'default',
	eager: true
});

/**
 * Publishes every definition file whose content is new. Returns how many versions were added. Once
 * people have published a survey from the browser it is theirs: a changed file is left alone, and said.
 */
export async function publishFiles(sql: Sql, definitions = files): Promise<number> {
	let added = 0;
	for (const [path, definition] of Object.entries(definitions)) {
		const id = /([a-z0-9-]+)\/definition\.json$/.exec(path)?.[1];
		if (!id) throw new Error(`Survey file ${path} is not named surveys/<survey>/definition.json`);
		const [own] = await sql<{ number: number }[]>`select number from survey_versions
			where survey_id = ${id} and published_by is not null
				and not exists (select from survey_versions
					where survey_id = ${id} and hash = ${hashOf(definition)})
			order by number desc limit 1`;
		if (own)
			console.warn(`${path} differs from ${id} ${own.number}, which was published here: kept.`);
		else if (await publish(sql, undefined, id, definition)) added++;
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
	const hash = hashOf(definition);
	const known = await versions(sql, id);
	if (known.some((one) => one.hash === hash)) return false;
	const refused = refusals(definition, known.map((one) => one.definition).reverse());
	if (refused.length > 0)
		throw new Problem('survey.refused', {
			survey: id,
			reasons: refused.map(({ where, reason }) => `${where} ${reason}`).join('; '),
			refused
		});
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

type Content = Pick<SurveyVersion, 'definition' | 'fields'>;

/** What never changes once it is published, by its hash: read from the record once. */
const contents = new Map<string, Content>();
const mostContents = 200;

/** One version, with the choices the platform supplies. Throws `survey.not-found`. */
export async function version(sql: Sql, id: number): Promise<SurveyVersion> {
	const [row] = await sql<Omit<SurveyVersion, keyof Content>[]>`
		select id, survey_id, number, hash, to_json(published_at) #>> '{}' as published_at
		from survey_versions where id = ${id}`;
	if (!row) throw new Problem('survey.not-found', { survey: id });
	let content = contents.get(row.hash);
	if (!content) {
		const [read] = await sql<Content[]>`select definition, fields from survey_versions
			where id = ${id}`;
		content = frozen({ definition: read!.definition, fields: read!.fields });
		if (contents.size >= mostContents) contents.clear();
		contents.set(row.hash, content);
	}
	return withLists(sql, { ...row, ...content });
}

/** The same, so that nobody who shares it can change it. */
function frozen<Value>(value: Value): Value {
	if (value === null || typeof value !== 'object') return value;
	for (const part of Object.values(value)) frozen(part);
	return Object.freeze(value);
}

/** The latest version of a survey, as {@link version}. Throws `survey.not-found`. */
export async function latest(sql: Sql, survey: string): Promise<SurveyVersion> {
	const [row] = await sql<{ id: number }[]>`select id from survey_versions
		where survey_id = ${survey} order by number desc limit 1`;
	if (!row) throw new Problem('survey.not-found', { survey });
	return version(sql, row.id);
}

/** Number of the latest version of a survey; 0 when there is none. */
export async function newest(sql: Sql, survey: string): Promise<number> {
	const [row] = await sql<{ number: number }[]>`
		select coalesce(max(number), 0) as number from survey_versions where survey_id = ${survey}`;
	return row!.number;
}

/** All versions of a survey as they were published, the newest first; [] when there is none. */
export async function versions(sql: Sql, survey: string): Promise<SurveyVersion[]> {
	return sql<SurveyVersion[]>`select ${columns(sql)} from survey_versions
		where survey_id = ${survey} order by number desc`;
}

/** Every survey with its versions, the newest first, without their content. */
export async function list(sql: Sql): Promise<SurveySummary[]> {
	return sql<SurveySummary[]>`
		select s.id, v.definition -> 'title' as title,
			jsonb_array_length(v.fields) as questions,
			(select json_agg(json_build_object('number', o.number, 'hash', o.hash,
				'publishedAt', o.published_at) order by o.number desc)
				from survey_versions o where o.survey_id = s.id) as versions
		from surveys s
		join lateral (select definition, fields from survey_versions
			where survey_id = s.id order by number desc limit 1) v on true
		order by s.id`;
}

/** A version with the choices that the platform supplies, as they are today. */
async function withLists(sql: Sql, version: SurveyVersion): Promise<SurveyVersion> {
	if (listsIn(version.definition).length === 0) return version;
	const provinces = await units.onDay(sql, dayOf(Date.now()), { level: 'province' });
	const supply = { provinces: provinces.map(({ code, name }) => ({ value: code, text: name })) };
	return {
		...version,
		definition: supplied(version.definition, supply),
		fields: fill(version.fields, supply)
	};
}
