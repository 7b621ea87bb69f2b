/** Decisions on submitted versions with their pinned reasons, and the units' own sign-offs; only added to. */
import type { Decision, Pinned, Review, Signoff } from '../review.ts';
import type { Sql } from './postgres.ts';

export type NewDecision = {
	responseId: string;
	version: number;
	decision: Decision;
	note: string;
	/** ISO 8601; of a return */
	dueAt: string | null;
	remarks: Pinned[];
};

/** Adds a decision with its reasons; call it in the transaction that changes the response. */
export async function add(tx: Sql, userId: number, wanted: NewDecision): Promise<void> {
	const { responseId, version, decision, note, dueAt, remarks } = wanted;
	const [row] = await tx<{ id: number }[]>`
		insert into reviews (response_id, version, decision, note, due_at, decided_by)
		values (${responseId}, ${version}, ${decision}, ${note}, ${dueAt}, ${userId}) returning id`;
	for (const { question, item, reason } of remarks)
		await tx`insert into review_remarks (review_id, question, item, reason)
			values (${row!.id}, ${question}, ${item}, ${reason})`;
}

/** All decisions on a response, the latest first. */
export async function ofResponse(sql: Sql, responseId: string): Promise<Review[]> {
	return sql<Review[]>`
		select r.decision, r.version, r.note, ${moment(sql, 'due_at')} as due_at,
			${moment(sql, 'decided_at')} as decided_at, u.name as decided_by,
			coalesce((select json_agg(json_build_object('question', m.question, 'item', m.item,
				'reason', m.reason) order by m.question, m.item)
				from review_remarks m where m.review_id = r.id), '[]') as remarks
		from reviews r join users u on u.id = r.decided_by
		where r.response_id = ${responseId} order by r.id desc`;
}

/**
 * Questions that the decision in force excepts from an approval, by unit: their answers stay in the
 * form and count in no figure.
 */
export async function excepted(
	sql: Sql,
	campaignId: number
): Promise<{ unitId: number; question: string }[]> {
	return sql<{ unitId: number; question: string }[]>`
		select distinct r.unit_id, m.question from responses r
		join lateral (select id, decision from reviews
			where response_id = r.id and version = r.version order by id desc limit 1) w on true
		join review_remarks m on m.review_id = w.id
		where r.campaign_id = ${campaignId} and w.decision in ('endorsed', 'approved')`;
}

/** Forms of a campaign that were ever sent back, and how often that was done in all. */
export async function tally(
	sql: Sql,
	campaignId: number
): Promise<{ returned: number; returns: number }> {
	const [row] = await sql<{ returned: number; returns: number }[]>`
		select count(distinct w.response_id)::int as returned, count(*)::int as returns
		from reviews w join responses r on r.id = w.response_id
		where r.campaign_id = ${campaignId} and w.decision = 'returned'`;
	return row!;
}

/** How many decisions there were on each response of a campaign that had any. */
export async function counts(sql: Sql, campaignId: number): Promise<Map<string, number>> {
	const rows = await sql<{ responseId: string; count: number }[]>`
		select w.response_id, count(*)::int as count from reviews w
		join responses r on r.id = w.response_id
		where r.campaign_id = ${campaignId} group by w.response_id`;
	return new Map(rows.map(({ responseId, count }) => [responseId, count]));
}

/** Who signed off a version in the unit. */
export async function signoff(
	sql: Sql,
	responseId: string,
	version: number
): Promise<Signoff | null> {
	const [row] = await sql<Signoff[]>`
		select s.version, s.hash, to_json(s.signed_at) #>> '{}' as signed_at, u.name as signed_by
		from signoffs s join users u on u.id = s.signed_by
		where s.response_id = ${responseId} and s.version = ${version}`;
	return row ?? null;
}

/** Names of those who signed off forms of a campaign, by `<response>/<version>`. */
export async function signers(sql: Sql, campaignId: number): Promise<Map<string, string>> {
	const rows = await sql<{ key: string; name: string }[]>`
		select s.response_id || '/' || s.version as key, u.name
		from signoffs s join users u on u.id = s.signed_by join responses r on r.id = s.response_id
		where r.campaign_id = ${campaignId}`;
	return new Map(rows.map(({ key, name }) => [key, name]));
}

/** Adds the unit's sign-off of one version. */
export async function sign(
	tx: Sql,
	userId: number,
	{ id, version, hash }: { id: string; version: number; hash: string }
): Promise<void> {
	await tx`insert into signoffs (response_id, version, hash, signed_by)
		values (${id}, ${version}, ${hash}, ${userId})`;
}

function moment(sql: Sql, column: 'due_at' | 'decided_at') {
	return sql`to_char(r.${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
