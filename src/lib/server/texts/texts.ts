/** Free texts of a campaign: found, looked at, coded, and what may be taken out of them. */
import { isStruckFrom, struck, suspect, type OpenText, type TextState } from '#lib/open-text.ts';
import { Problem } from '#lib/problem.ts';
import { longestReason } from '#lib/review.ts';
import type { User } from '#lib/access.ts';
import { fold, tidy } from '#lib/vietnamese.ts';
import * as audit from '../audit.ts';
import { atomically, type Sql } from '../postgres.ts';

export type Wanted = {
	campaignId: number;
	question?: string | undefined;
	state?: TextState | undefined;
	/** a code, or '-' for texts without one */
	code?: string | undefined;
	search?: string | undefined;
	suspicious?: boolean | undefined;
};

export const textsOnPage = 25;

/** Texts of answers that were excluded by a decision are not shown and count nowhere. */
const counted = (sql: Sql) => sql`not exists (select 1 from citizen_responses x
	where x.id = t.response_id and x.decision = 'exclude')`;

function where(sql: Sql, { campaignId, question, state, code, search, suspicious }: Wanted) {
	const words = fold(search ?? '')
		.split(' ')
		.filter(Boolean);
	return sql`t.campaign_id = ${campaignId} and ${counted(sql)}
		${question ? sql`and t.question = ${question}` : sql``}
		${state ? sql`and t.state = ${state}` : sql``}
		${suspicious ? sql`and t.suspicions <> '{}'` : sql``}
		${
			code === '-'
				? sql`and not exists (select 1 from text_codings k where k.text_id = t.id)`
				: code
					? sql`and exists (select 1 from text_codings k where k.text_id = t.id and k.code = ${code})`
					: sql``
		}
		${words.reduce((so, word) => sql`${so} and t.folded like ${`%${word}%`}`, sql``)}`;
}

/** Texts of one page, the oldest first, and how many there are in all. */
export async function find(
	sql: Sql,
	wanted: Wanted,
	page = 1
): Promise<{ texts: OpenText[]; found: number }> {
	const [count] = await sql<{ found: number }[]>`select count(*)::int as found
		from open_texts t where ${where(sql, wanted)}`;
	const texts = await sql<OpenText[]>`
		select t.id, t.source, unit_name(t.unit_id) as unit, t.question, t.item, t.body,
			t.suspicions, t.state, t.redacted, t.reason, u.name as looked_by,
			to_json(t.looked_at) #>> '{}' as looked_at,
			array(select code from text_codings where text_id = t.id order by code) as codes
		from open_texts t left join users u on u.id = t.looked_by
		where ${where(sql, wanted)} order by t.id
		limit ${textsOnPage} offset ${(Math.max(1, page) - 1) * textsOnPage}`;
	return { texts, found: count!.found };
}

/** How many texts each question has, by state. */
export async function counts(
	sql: Sql,
	campaignId: number
): Promise<{ question: string; state: TextState; suspicious: number; count: number }[]> {
	return sql`select question, state, count(*)::int as count,
			count(*) filter (where suspicions <> '{}')::int as suspicious
		from open_texts t where campaign_id = ${campaignId} and ${counted(sql)} group by 1, 2 order by 1, 2`;
}

/** Clears a text to be taken out as `redacted`. Throws `record.not-found`, `text.not-struck`. */
export async function clear(sql: Sql, user: User, id: number, redacted: string): Promise<void> {
	await atomically(sql, async (tx) => {
		const { body } = await hold(tx, id);
		const text = redacted.normalize('NFC').replace(/\r\n/g, '\n').trim();
		if (!isStruckFrom(body.replace(/\r\n/g, '\n'), text)) throw new Problem('text.not-struck');
		await tx`update open_texts set state = 'cleared', redacted = ${text}, reason = '',
			looked_at = now(), looked_by = ${user.id} where id = ${id}`;
		const detail = { struck: text !== body };
		await audit.record(tx, user.id, 'text.clear', `text/${id}`, detail);
	});
}

/** Keeps a text from being taken out at all. Throws `record.not-found`, `text.no-reason`. */
export async function withhold(sql: Sql, user: User, id: number, reason: string): Promise<void> {
	const why = tidy(reason).slice(0, longestReason);
	if (why === '') throw new Problem('text.no-reason');
	await atomically(sql, async (tx) => {
		await hold(tx, id);
		await tx`update open_texts set state = 'withheld', redacted = null, reason = ${why},
			looked_at = now(), looked_by = ${user.id} where id = ${id}`;
		await audit.record(tx, user.id, 'text.withhold', `text/${id}`, { reason: why });
	});
}

/** Puts a text back among those to be looked at. Throws `record.not-found`. */
export async function reopen(sql: Sql, user: User, id: number): Promise<void> {
	await atomically(sql, async (tx) => {
		await hold(tx, id);
		await tx`update open_texts set state = 'new', redacted = null, reason = '',
			looked_at = null, looked_by = null where id = ${id}`;
		await audit.record(tx, user.id, 'text.reopen', `text/${id}`);
	});
}

/** Clears as they are all texts of the selection that nothing was suspected in; returns how many. */
export async function clearUnsuspected(sql: Sql, user: User, wanted: Wanted): Promise<number> {
	return atomically(sql, async (tx) => {
		const { count } = await tx`update open_texts t set state = 'cleared', redacted = t.body,
				looked_at = now(), looked_by = ${user.id}
			where ${where(tx, { ...wanted, state: 'new' })} and t.suspicions = '{}'`;
		const { campaignId, question = null, search = null } = wanted;
		const detail = { count, question, search };
		await audit.record(tx, user.id, 'text.clear-many', `campaign/${campaignId}`, detail);
		return count;
	});
}

/** What a person starts from: everything suspected struck out. */
export function suggestion({ body, redacted }: Pick<OpenText, 'body' | 'redacted'>): string {
	return redacted ?? struck(body, suspect(body));
}

/** Texts of some responses that may be taken out, by response; the rest stays inside. */
export async function cleared(
	sql: Sql,
	responseIds: readonly string[]
): Promise<Map<string, { question: string; item: string; text: string }[]>> {
	const rows = await sql<{ responseId: string; question: string; item: string; text: string }[]>`
		select response_id, question, item, redacted as text from open_texts
		where response_id = any(${[...responseIds]}::uuid[]) and state = 'cleared'`;
	const found = new Map<string, { question: string; item: string; text: string }[]>();
	for (const { responseId, ...row } of rows)
		found.set(responseId, [...(found.get(responseId) ?? []), row]);
	return found;
}

async function hold(tx: Sql, id: number): Promise<{ body: string }> {
	const [row] = await tx<{ body: string }[]>`select body from open_texts
		where id = ${id} for update`;
	if (!row) throw new Problem('record.not-found');
	return row;
}
