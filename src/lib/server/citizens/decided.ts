/**
 * Decisions on citizens' answers as the warehouse knows them. Answers are delivered once and never
 * change there; a small table beside them holds each decision, and whoever counts asks which
 * respondents are kept and which are excluded. A decision that the warehouse has not been told waits
 * in the record, written in the transaction of the decision.
 */
import type { CitizenDecision } from '../../citizen.ts';
import { atomically, type Sql } from '../postgres.ts';
import type { Warehouse } from '../warehouse.ts';

/** A query for the respondents of the parameter `campaign` for whom this is the latest decision. */
export const numbers = (decision: CitizenDecision) =>
	`select respondent from citizen_decisions where campaign_id = {campaign:UInt32}
		group by respondent having argMax(decision, id) = '${decision}'`;

/** Tells the warehouse what it does not know yet; returns how many decisions. One process tells. */
export async function tell(sql: Sql, warehouse: Warehouse): Promise<number> {
	const [waiting] = await sql`select 1 from citizen_decisions_untold limit 1`;
	if (!waiting) return 0;
	return alone(sql, async () => {
		const rows = await sql<{ id: number }[]>`select decision_id as id
			from citizen_decisions_untold order by 1`;
		for (const { id } of rows) {
			await write(sql, warehouse, 'citizen_decisions', id);
			await sql`delete from citizen_decisions_untold where decision_id = ${id}`;
		}
		return rows.length;
	});
}

/** The latest decision of a campaign, 0 without any, after the warehouse was told of it. */
export async function latest(sql: Sql, warehouse: Warehouse, campaignId: number): Promise<number> {
	await tell(sql, warehouse);
	const [row] = await sql<{ id: number }[]>`select coalesce(max(id), 0) as id
		from citizen_decisions where campaign_id = ${campaignId}`;
	return row!.id;
}

/** Makes the table anew from the record and puts it in place at once. */
export async function rebuild(sql: Sql, warehouse: Warehouse): Promise<void> {
	await alone(sql, async () => {
		await warehouse.command('drop table if exists citizen_decisions_next');
		await warehouse.command('create table citizen_decisions_next as citizen_decisions');
		const rows = await sql<{ id: number }[]>`select id from citizen_decisions order by id`;
		for (const { id } of rows) await write(sql, warehouse, 'citizen_decisions_next', id);
		await warehouse.command('exchange tables citizen_decisions and citizen_decisions_next');
		await warehouse.command('drop table citizen_decisions_next');
		await sql`delete from citizen_decisions_untold
			where decision_id = any(${rows.map(({ id }) => id)}::integer[])`;
	});
}

function alone<Result>(sql: Sql, action: () => Promise<Result>): Promise<Result> {
	return atomically(sql, async (tx) => {
		await tx`select pg_advisory_xact_lock(1706, 19)`;
		return action();
	});
}

async function write(sql: Sql, warehouse: Warehouse, table: string, id: number): Promise<void> {
	const rows = await sql<{ campaignId: number; number: number; decision: string }[]>`
		select d.campaign_id, d.decision, a.number
		from citizen_decisions d join citizen_decision_answers a on a.decision_id = d.id
		where d.id = ${id} order by a.number`;
	const lines = rows.map(({ campaignId, number, decision }) =>
		JSON.stringify([campaignId, number, id, decision])
	);
	if (lines.length > 0)
		await warehouse.insertText(
			table,
			'JSONCompactEachRow',
			lines.join('\n'),
			`citizen-decision-${id}`
		);
}
