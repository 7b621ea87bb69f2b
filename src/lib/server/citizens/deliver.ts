/**
 * Citizens' answers on their way to the warehouse. A batch is what one round of the checker accepted:
 * its content never changes, so it always makes the same facts under the same token, and a batch that
 * is sent again after a crash adds nothing. Free text stays in the record.
 */
import type { Field } from '../../questionnaire/fields.ts';
import type { Answers } from '../../questionnaire/structure.ts';
import { facts } from '../answers.ts';
import { atomically, type Sql } from '../postgres.ts';
import { turns } from '../turns.ts';
import type { Warehouse } from '../warehouse.ts';
import * as decided from './decided.ts';

type Row = {
	number: number;
	campaignId: number;
	surveyVersionId: number;
	unitId: number;
	flags: string[];
	unasked: string[];
	receivedAt: Date;
	data: Answers;
};

/** Delivers every batch that waits, until it `isOver`; returns how many. Only one process delivers. */
export async function deliverAll(
	sql: Sql,
	warehouse: Warehouse,
	isOver = () => false
): Promise<number> {
	return alone(sql, async () => {
		let delivered = 0;
		for (;;) {
			const batches = await sql<{ id: number }[]>`select id from citizen_batches
				where delivered_at is null order by id limit 100`;
			for (const { id } of batches) {
				if (isOver()) return delivered;
				await write(sql, warehouse, 'citizen_answers', id);
				await sql`update citizen_batches set delivered_at = now() where id = ${id}`;
				delivered++;
			}
			if (batches.length === 0) return delivered;
		}
	});
}

/** Makes the table, and that of decisions, anew from the record and puts it in place at once; returns the number of batches. */
export async function rebuild(sql: Sql, warehouse: Warehouse): Promise<number> {
	return alone(sql, async () => {
		await warehouse.command('drop table if exists citizen_answers_next');
		await warehouse.command('create table citizen_answers_next as citizen_answers');
		const batches = await sql<{ id: number }[]>`select id from citizen_batches order by id`;
		for (const { id } of batches) await write(sql, warehouse, 'citizen_answers_next', id);
		await warehouse.command('exchange tables citizen_answers and citizen_answers_next');
		await warehouse.command('drop table citizen_answers_next');
		await decided.rebuild(sql, warehouse);
		await sql`update citizen_batches set delivered_at = now()
			where delivered_at is null and id = any(${batches.map(({ id }) => id)}::integer[])`;
		return batches.length;
	});
}

function alone<Result>(sql: Sql, action: () => Promise<Result>): Promise<Result> {
	return atomically(sql, async (tx) => {
		await tx`select pg_advisory_xact_lock(1706, 10)`;
		return action();
	});
}

async function write(sql: Sql, warehouse: Warehouse, table: string, id: number): Promise<void> {
	const rows = await sql<Row[]>`select number, campaign_id, survey_version_id, unit_id, flags,
			unasked, received_at, data
		from citizen_responses where batch_id = ${id} order by number`;
	const catalogues = new Map<number, Field[]>();
	const lines: string[] = [];
	const rest = turns();
	for (const row of rows) {
		await rest();
		if (!catalogues.has(row.surveyVersionId))
			catalogues.set(row.surveyVersionId, await fieldsOf(sql, row.surveyVersionId));
		lines.push(...linesOf(catalogues.get(row.surveyVersionId)!, row));
	}
	if (lines.length > 0)
		await warehouse.insertText(table, 'JSONCompactEachRow', lines.join('\n'), `citizens-${id}`);
}

async function fieldsOf(sql: Sql, versionId: number): Promise<Field[]> {
	const [row] = await sql<{ fields: Field[] }[]>`
		select fields from survey_versions where id = ${versionId}`;
	return row?.fields ?? [];
}

/** The facts of one answer as rows of the table, without what is only text. */
function linesOf(fields: readonly Field[], row: Row): string[] {
	const data = { ...row.data };
	for (const name of row.unasked) delete data[name];
	const { campaignId, number: respondent, unitId, flags } = row;
	const receivedAt = row.receivedAt.toISOString().slice(0, 19).replace('T', ' ');
	return facts(fields, data)
		.filter(({ code, number }) => code !== '' || number !== null)
		.map(({ question, item, code, number }) =>
			JSON.stringify([
				...[campaignId, question, item, respondent, unitId, code, number, flags, receivedAt]
			])
		);
}
