/**
 * Gathers free text from what was submitted: the current version of every unit's form, and citizens'
 * answers that were accepted. Safe to repeat: a text is known by its response, version and question.
 */
import { suspect } from '#lib/open-text.ts';
import { commentSuffix, type Box, type Field } from '#lib/questionnaire/fields.ts';
import type { Answers } from '#lib/questionnaire/structure.ts';
import { fold } from '#lib/vietnamese.ts';
import { facts } from '../answers.ts';
import { atomically, type Sql } from '../postgres.ts';
import * as surveys from '../surveys.ts';

type Given = {
	responseId: string;
	version: number;
	unitId: number;
	surveyVersionId: number;
	data: Answers;
};
type Row = {
	question: string;
	item: string;
	body: string;
};

const batch = 1000;

/** Free texts of one set of answers; addresses and dates are no free text. */
export function textsOf(fields: readonly Field[], data: Answers): Row[] {
	const byName = new Map(fields.map((field) => [field.name, field]));
	return facts(fields, data).flatMap(({ question, item, text }) => {
		const body = text.normalize('NFC').trim();
		if (body === '') return [];
		if (item === 'other') return [{ question, item: commentSuffix.slice(1), body }];
		const box = boxOf(byName.get(question), item);
		return box?.kind === 'text' && box.format === 'plain' ? [{ question, item, body }] : [];
	});
}

function boxOf(field: Field | undefined, item: string): Box | undefined {
	const shape = field?.shape;
	if (!shape) return undefined;
	if (shape.kind === 'items') return shape.items.find(({ name }) => name === item)?.box;
	if (shape.kind === 'table')
		return shape.columns.find(({ name }) => name === item.replace(/^\d+\./, ''))?.box;
	return shape.kind === 'matrix' ? undefined : shape;
}

/** Brings the texts of a campaign up to date; returns how many were added. */
export async function gather(sql: Sql, campaignId: number): Promise<number> {
	return atomically(sql, async (tx) => {
		// Two at once would gather the same twice.
		await tx`insert into text_marks (campaign_id) values (${campaignId}) on conflict do nothing`;
		await tx`select 1 from text_marks where campaign_id = ${campaignId} for update`;
		return (await ofUnits(tx, campaignId)) + (await ofCitizens(tx, campaignId));
	});
}

async function ofUnits(tx: Sql, campaignId: number): Promise<number> {
	let added = 0;
	// One batch after another: between two of them rows are written, which an open cursor would block.
	for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
		const some = await tx<Given[]>`
			select r.id as response_id, p.version, r.unit_id, p.survey_version_id, p.data
			from responses r join response_versions p on p.response_id = r.id and p.version = r.version
			where r.campaign_id = ${campaignId} and r.id > ${last} and not exists (
				select 1 from open_texts t where t.response_id = r.id and t.version = r.version)
			order by r.id limit ${batch}`;
		if (some.length === 0) break;
		last = some.at(-1)!.responseId;
		added += await add(tx, campaignId, 'unit', some);
	}
	// What a newer version replaced is not the unit's word any more.
	await tx`delete from text_codings c using open_texts t, responses r
		where c.text_id = t.id and t.campaign_id = ${campaignId} and t.source = 'unit'
			and r.id = t.response_id and t.version < r.version`;
	await tx`delete from open_texts t using responses r
		where t.campaign_id = ${campaignId} and t.source = 'unit' and r.id = t.response_id
			and t.version < r.version`;
	return added;
}

async function ofCitizens(tx: Sql, campaignId: number): Promise<number> {
	let added = 0;
	for (;;) {
		// Only up to the first answer that has not been checked, so that none is passed over.
		const some = await tx<(Given & { number: number })[]>`
			with mark as (select number from text_marks where campaign_id = ${campaignId}),
			unchecked as (select coalesce(min(number), 9223372036854775807) as number
				from citizen_responses where checked_at is null)
			select c.id as response_id, 1 as version, c.unit_id, c.survey_version_id, c.data, c.number
			from citizen_responses c, mark, unchecked
			where c.campaign_id = ${campaignId} and c.number > mark.number
				and c.number < unchecked.number and c.state = 'accepted'
			order by c.number limit ${batch}`;
		if (some.length === 0) return added;
		added += await add(tx, campaignId, 'citizen', some);
		await tx`update text_marks set number = ${some.at(-1)!.number}
			where campaign_id = ${campaignId}`;
	}
}

async function add(
	tx: Sql,
	campaignId: number,
	source: 'unit' | 'citizen',
	given: readonly Given[]
): Promise<number> {
	const versions = new Map<number, Field[]>();
	const rows: object[] = [];
	for (const { data, surveyVersionId, responseId, version, unitId } of given) {
		if (!versions.has(surveyVersionId))
			versions.set(surveyVersionId, (await surveys.version(tx, surveyVersionId)).fields);
		for (const text of textsOf(versions.get(surveyVersionId)!, data))
			rows.push({
				...{ campaign_id: campaignId, source, response_id: responseId, version },
				...{ unit_id: unitId, ...text, folded: fold(text.body) },
				suspicions: [...new Set(suspect(text.body).map(({ suspicion }) => suspicion))]
			});
	}
	if (rows.length === 0) return 0;
	const { count } = await tx`
		insert into open_texts (campaign_id, source, response_id, version, unit_id, question, item,
			body, folded, suspicions)
		select campaign_id, source, response_id, version, unit_id, question, item, body, folded,
			suspicions
		from jsonb_to_recordset(${tx.json(rows as never)}) as t (campaign_id int, source text,
			response_id uuid, version int, unit_id int, question text, item text, body text,
			folded text, suspicions text[])
		on conflict (response_id, version, question, item) do nothing`;
	return count;
}
