/**
 * Answer facts in the warehouse: one row per answered item of a submitted version. They can always
 * be rebuilt from the record; readers take the highest version of each response.
 */
import { commentSuffix, type Box, type Field } from '../questionnaire/fields.ts';
import type { Answers } from '../questionnaire/structure.ts';
import type { Sql } from './postgres.ts';
import type { Warehouse } from './warehouse.ts';

export type Fact = {
	question: string;
	/** row of a matrix, box of a group, `2.kenh` in a table; '' for a plain question */
	item: string;
	/** chosen code; `true` or `false` */
	code: string;
	number: number | null;
	text: string;
};

type Version = {
	responseId: string;
	version: number;
	campaignId: number;
	survey: string;
	unitId: number;
	submittedAt: Date;
	data: Answers;
	fields: Field[];
};

/** The facts of one set of answers. Several choices give one row each. */
export function facts(fields: readonly Field[], data: Answers): Fact[] {
	return fields.flatMap((field) => {
		const remark = data[field.name + commentSuffix];
		const rows = data[field.name] === undefined ? [] : ofField(field, data[field.name]);
		if (typeof remark === 'string' && remark !== '') rows.push(fact('other', { text: remark }));
		return rows.map((row) => ({ ...row, question: field.name }));
	});
}

function ofField({ shape }: Field, value: unknown): Fact[] {
	switch (shape.kind) {
		case 'items':
			return shape.items.flatMap(({ name, box }) => ofBox(box, get(value, name), name));
		case 'matrix':
			return shape.rows.flatMap(({ code }) => {
				const chosen = get(value, code);
				return typeof chosen === 'string' ? [fact(code, { code: chosen })] : [];
			});
		case 'table':
			return (Array.isArray(value) ? value : []).flatMap((row: unknown, index) =>
				shape.columns.flatMap(({ name, box }) => ofBox(box, get(row, name), `${index + 1}.${name}`))
			);
		default:
			return ofBox(shape, value, '');
	}
}

function ofBox(box: Box, value: unknown, item: string): Fact[] {
	if (value === undefined || value === null || value === '') return [];
	switch (box.kind) {
		case 'choices':
		case 'file':
			return (Array.isArray(value) ? value : []).map((code) => fact(item, { code: String(code) }));
		case 'number':
			return [fact(item, { number: Number(value) })];
		case 'text':
			return [fact(item, { text: String(value) })];
		default:
			return [fact(item, { code: String(value) })];
	}
}

function fact(item: string, part: Partial<Fact>): Fact {
	return { question: '', item, code: '', number: null, text: '', ...part };
}

function get(value: unknown, name: string): unknown {
	return value !== null && typeof value === 'object'
		? (value as Record<string, unknown>)[name]
		: undefined;
}

/** Writes the facts of the version named `<response>/<version>`; a second time has no effect. */
export async function deliver(sql: Sql, warehouse: Warehouse, key: string): Promise<void> {
	const [response = '', version = ''] = key.split('/');
	const [found] = await versions(sql, response, Number(version));
	if (found) await write(warehouse, 'answers', found);
}

/**
 * Makes the table anew from every submitted version and puts it in place at once; returns the
 * number of versions. Use `outbox.rebuildAnswers`, which keeps deliveries waiting meanwhile.
 */
export async function rebuild(sql: Sql, warehouse: Warehouse): Promise<number> {
	await warehouse.command('drop table if exists answers_next');
	await warehouse.command('create table answers_next as answers');
	let count = 0;
	const keys = await sql<{ responseId: string; version: number }[]>`
		select response_id, version from response_versions p
		where not exists (select 1 from withdrawn_versions w
			where w.response_id = p.response_id and w.version = p.version)
		order by response_id, version`;
	for (const { responseId, version } of keys) {
		const [found] = await versions(sql, responseId, version);
		if (found) await write(warehouse, 'answers_next', found);
		count++;
	}
	await warehouse.command('exchange tables answers and answers_next');
	await warehouse.command('drop table answers_next');
	return count;
}

async function versions(sql: Sql, responseId: string, version: number): Promise<Version[]> {
	return sql<Version[]>`
		select p.response_id, p.version, r.campaign_id, v.survey_id as survey, r.unit_id,
			p.submitted_at, p.data, v.fields
		from response_versions p join responses r on r.id = p.response_id
		join survey_versions v on v.id = p.survey_version_id
		where p.response_id = ${responseId} and p.version = ${version}`;
}

async function write(warehouse: Warehouse, table: string, found: Version): Promise<void> {
	const common = {
		campaign_id: found.campaignId,
		survey: found.survey,
		response_id: found.responseId,
		version: found.version,
		unit_id: found.unitId,
		submitted_at: found.submittedAt.toISOString().slice(0, -1).replace('T', ' ')
	};
	const rows = facts(found.fields, found.data).map((row) => ({ ...common, ...row }));
	await warehouse.insert(table, rows, `response-${found.responseId}-${found.version}`);
}
