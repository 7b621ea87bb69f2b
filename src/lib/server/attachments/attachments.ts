/**
 * Attachments: a unit adds a file under a question of its form; its own people read it at any time,
 * reviewers above once a submitted version names it. A file that no answer names is cleared later.
 */
import { createHash } from 'node:crypto';
import type { User } from '../../access.ts';
import { mostPerForm, orphanDays, type Attachment } from '../../attachment.ts';
import { Problem } from '../../problem.ts';
import type { Field } from '../../questionnaire/fields.ts';
import type { Answers, Finding } from '../../questionnaire/structure.ts';
import { covers } from '../access.ts';
import * as audit from '../audit.ts';
import { atomically, type Sql } from '../postgres.ts';
import { inspect } from './inspect.ts';

type Row = Omit<Attachment, 'uploadedAt'> & { uploadedAt: Date };
export type Place = { responseId: string; fields: readonly Field[]; question: string };

/**
 * Keeps a file under a question of the response, which the caller has found to be writable for this
 * person. The same bytes again are the same attachment. Throws `attachment.*`.
 */
export async function add(
	sql: Sql,
	user: User,
	{ responseId, fields, question }: Place,
	file: { name: string; bytes: Uint8Array }
): Promise<Attachment & { created: boolean }> {
	const field = fields.find(({ name }) => name === question);
	if (field?.shape.kind !== 'file')
		throw new Problem('attachment.unknown-question', { question: question.slice(0, 60) });
	const { name, type, content } = await inspect(file.name, file.bytes);
	const sha256 = createHash('sha256').update(content).digest('hex');
	return atomically(sql, async (tx) => {
		await tx`select 1 from responses where id = ${responseId} for update`;
		const [known] = await tx<Row[]>`select id, question, name, type, size, uploaded_at
			from attachments where response_id = ${responseId} and question = ${question}
				and sha256 = ${sha256} and deleted_at is null`;
		if (known) return { ...shown(known), created: false };
		const [held] = await tx<{ files: number; bytes: number }[]>`
			select count(*)::integer as files, coalesce(sum(size), 0)::bigint as bytes
			from attachments where response_id = ${responseId} and deleted_at is null`;
		if (held!.files >= mostPerForm.files || held!.bytes + content.length > mostPerForm.bytes)
			throw new Problem('attachment.too-many', {
				files: mostPerForm.files,
				size: `${mostPerForm.bytes / 1_048_576} MB`,
				days: orphanDays
			});
		const [row] = await tx<Row[]>`insert into attachments
				(response_id, question, name, type, size, sha256, content, uploaded_by)
			values (${responseId}, ${question}, ${name}, ${type}, ${content.length}, ${sha256},
				${content}, ${user.id})
			returning id, question, name, type, size, uploaded_at`;
		const detail = { question, name, type, size: content.length, sha256 };
		await audit.record(tx, user.id, 'attachment.add', `response/${responseId}`, {
			attachment: row!.id,
			...detail
		});
		return { ...shown(row!), created: true };
	});
}

/** A file for reading. Throws `record.not-found`, also for files the person may not read. */
export async function open(
	sql: Sql,
	user: User,
	id: string
): Promise<Attachment & { content: Buffer }> {
	if (!isId(id)) throw new Problem('record.not-found');
	const [row] = await sql<
		(Row & { unitId: number; content: Buffer | null; handedIn: boolean })[]
	>`select a.id, a.question, a.name, a.type, a.size, a.uploaded_at, a.content, r.unit_id,
			exists (select from response_versions p where p.response_id = a.response_id
				and p.data -> a.question ? a.id::text) as handed_in
		from attachments a join responses r on r.id = a.response_id where a.id = ${id}`;
	if (!row) throw new Problem('record.not-found');
	const { unitId, content, handedIn, ...rest } = row;
	const own = unitId === user.unitId;
	if (!own && !(handedIn && (await mayReview(sql, user, unitId))))
		throw new Problem('record.not-found');
	if (!content) throw new Problem('attachment.gone');
	return { ...shown(rest), content };
}

/** The nation's people see all units, those that have ended too. */
async function mayReview(sql: Sql, user: User, unitId: number): Promise<boolean> {
	const [own] = await sql<{ level: string }[]>`select level from units where id = ${user.unitId}`;
	return own?.level === 'nation' || covers(sql, user, unitId);
}

/** The files of a response that still exist, by id. */
export async function ofResponse(sql: Sql, responseId: string): Promise<Map<string, Attachment>> {
	const rows = await sql<Row[]>`select id, question, name, type, size, uploaded_at
		from attachments where response_id = ${responseId} and deleted_at is null`;
	return new Map(rows.map((row) => [row.id, shown(row)]));
}

/** Throws `response.malformed` when answers name files that are not this response's. */
export async function allow(
	sql: Sql,
	responseId: string,
	fields: readonly Field[],
	data: Answers
): Promise<void> {
	const given = named(fields, data);
	if (given.length === 0) return;
	const known = await ofResponse(sql, responseId);
	const findings: Finding[] = given
		.filter(({ question, id }) => known.get(id)?.question !== question)
		.map(({ question }) => ({ question, reason: 'not-an-attachment' as const }));
	const questions = [...new Set(findings.map(({ question }) => question))].join(', ');
	if (findings.length > 0) throw new Problem('response.malformed', { questions, findings });
}

function named(fields: readonly Field[], data: Answers): { question: string; id: string }[] {
	return fields.flatMap(({ name, shape }) => {
		const value = data[name];
		if (shape.kind !== 'file' || !Array.isArray(value)) return [];
		return value.map((id) => ({ question: name, id: String(id) }));
	});
}

/** Answers with each file's name beside its id, as exports show them: `bao-cao.pdf (0199…)`. */
export async function withNames<One extends { data: Answers }>(
	sql: Sql,
	fields: readonly Field[],
	all: readonly One[]
): Promise<One[]> {
	const ids = all.flatMap(({ data }) => named(fields, data).map(({ id }) => id)).filter(isId);
	if (ids.length === 0) return [...all];
	const rows = await sql<{ id: string; name: string }[]>`
		select id, name from attachments where id = any(${ids}::uuid[])`;
	const names = new Map(rows.map(({ id, name }) => [id, `${name} (${id})`]));
	return all.map((one) => {
		const data = { ...one.data };
		for (const { question } of named(fields, data))
			data[question] = (one.data[question] as string[]).map((id) => names.get(id) ?? id);
		return { ...one, data };
	});
}

/** Clears files that neither a draft nor any submitted version names any more; returns how many. */
export async function clearOrphans(sql: Sql, days = orphanDays): Promise<number> {
	const { count } = await sql`update attachments a set content = null, deleted_at = now()
		from responses r
		where r.id = a.response_id and a.deleted_at is null
			and a.uploaded_at < now() - make_interval(days => ${days})
			and greatest(r.saved_at, a.uploaded_at) < now() - interval '1 day'
			and not coalesce(r.draft -> a.question ? a.id::text, false)
			and not exists (select from response_versions p
				where p.response_id = a.response_id and p.data -> a.question ? a.id::text)`;
	return count;
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

function shown({ uploadedAt, ...row }: Row): Attachment {
	return { ...row, uploadedAt: uploadedAt.toISOString() };
}
