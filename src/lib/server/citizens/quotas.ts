/**
 * Quotas: how many answers of a kind count. Seats are given out inside the transaction that writes
 * the answers, under row locks taken in the order of ids, and a check of the table is the last guard:
 * a quota can be full, never oversold. An answer that is set aside later gives its seats back.
 */
import type { Campaign } from '../../campaign.ts';
import { belongsTo, type Quota } from '../../citizen.ts';
import type { Box, Field } from '../../questionnaire/fields.ts';
import type { Answers } from '../../questionnaire/structure.ts';
import { Problem } from '../../problem.ts';
import * as audit from '../audit.ts';
import { atomically, type Sql } from '../postgres.ts';
import * as surveys from '../surveys.ts';
import { allowCitizens } from './links.ts';

export type NewQuota = Omit<Quota, 'id' | 'taken'>;
export type Row = Quota & { campaignId: number };

/** Quotas of a campaign in the order they were made. */
export async function list(sql: Sql, campaignId: number): Promise<Quota[]> {
	return sql<Quota[]>`select id, title, unit_id, question, code, most, taken from quotas
		where campaign_id = ${campaignId} order by id`;
}

/**
 * Adds a quota, which counts the answers that come from now on. Throws `citizen.not-asked`,
 * `citizen.quota-unknown`.
 */
export async function create(
	sql: Sql,
	actorId: number,
	campaign: Campaign,
	wanted: NewQuota
): Promise<Quota> {
	allowCitizens(campaign);
	const { fields } = await surveys.version(sql, campaign.surveyVersionId);
	const { title, unitId, question, code, most } = wanted;
	if (question !== '' && !codesOf(fields.find(({ name }) => name === question)).includes(code))
		throw new Problem('citizen.quota-unknown', { question, code });
	return atomically(sql, async (tx) => {
		const [made] = await tx<Quota[]>`
			insert into quotas (campaign_id, title, unit_id, question, code, most)
			values (${campaign.id}, ${title}, ${unitId}, ${question}, ${code}, ${most})
			returning id, title, unit_id, question, code, most, taken`;
		const detail = { ...wanted };
		await audit.record(tx, actorId, 'quota.create', `campaign/${campaign.slug}`, detail);
		return made!;
	});
}

/** Changes how many count. Throws `record.not-found`; `citizen.quota-taken` below what is taken. */
export async function change(
	sql: Sql,
	actorId: number,
	campaign: Campaign,
	id: number,
	most: number
): Promise<Quota> {
	return atomically(sql, async (tx) => {
		const [row] = await tx<Quota[]>`select * from quotas
			where id = ${id} and campaign_id = ${campaign.id} for update`;
		if (!row) throw new Problem('record.not-found');
		if (most < row.taken) throw new Problem('citizen.quota-taken', { taken: row.taken });
		const [changed] = await tx<Quota[]>`update quotas set most = ${most} where id = ${id}
			returning id, title, unit_id, question, code, most, taken`;
		const detail = { quota: id, from: row.most, to: most };
		await audit.record(tx, actorId, 'quota.change', `campaign/${campaign.slug}`, detail);
		return changed!;
	});
}

/** Whether answers that come by a link no longer count, whatever they say. */
export async function isFull(sql: Sql, code: string): Promise<boolean> {
	const [row] =
		await sql`select 1 from public_links l join quotas q on q.campaign_id = l.campaign_id
		join lateral (select parent_id from unit_versions where unit_id = l.unit_id
			order by valid_from desc limit 1) v on true
		where l.code = ${code} and q.question = '' and q.taken >= q.most
			and (q.unit_id is null or q.unit_id = l.unit_id or q.unit_id = v.parent_id) limit 1`;
	return row !== undefined;
}

function codesOf(field: Field | undefined): string[] {
	const shape = field?.shape as Box | undefined;
	if (shape?.kind !== 'choice' && shape?.kind !== 'choices') return [];
	return shape.choices.map(({ code }) => code);
}

/** The quotas of some campaigns, locked until the transaction ends, always in the same order. */
export async function lock(tx: Sql, campaignIds: readonly number[]): Promise<Row[]> {
	return tx<Row[]>`select id, campaign_id, title, unit_id, question, code, most, taken from quotas
		where campaign_id = any(${[...campaignIds]}::integer[]) order by id for update`;
}

/**
 * The seats one answer takes, entered in `rows`; undefined when one of its quotas is full, and then
 * it takes none.
 */
export function allot(
	rows: readonly Row[],
	answer: { campaignId: number; unitId: number; provinceId: number | null; data: Answers }
): number[] | undefined {
	const mine = rows.filter((row) => row.campaignId === answer.campaignId && belongsTo(row, answer));
	if (mine.some(({ taken, most }) => taken >= most)) return undefined;
	for (const row of mine) row.taken++;
	return mine.map(({ id }) => id);
}

/** Takes or gives back seats: one entry per seat. */
export async function move(tx: Sql, seats: readonly number[], by: 1 | -1): Promise<void> {
	const sums = new Map<number, number>();
	for (const id of seats) sums.set(id, (sums.get(id) ?? 0) + by);
	if (sums.size === 0) return;
	await tx`update quotas set taken = taken + moved.seats
		from unnest(${[...sums.keys()]}::integer[], ${[...sums.values()]}::integer[]) moved (id, seats)
		where quotas.id = moved.id`;
}
