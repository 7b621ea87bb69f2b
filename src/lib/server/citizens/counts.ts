/** How many answers of citizens have come in: per locality, per day, with what was made of them. */
import type { Flag } from '../../citizen.ts';
import type { Sql } from '../postgres.ts';

export type Counts = {
	received: number;
	/** not checked yet */
	waiting: number;
	/** found in order and within its quotas: what counts */
	counted: number;
	setAside: number;
	surplus: number;
	/** with at least one suspicion */
	flagged: number;
};
export type UnitCounts = Counts & { unitId: number; unitCode: string; unitName: string };
export type DayCounts = Counts & { day: string };

const counts = (sql: Sql) => sql`count(*)::int as received,
	count(*) filter (where r.state = 'received')::int as waiting,
	count(*) filter (where r.state = 'accepted' and not r.surplus)::int as counted,
	count(*) filter (where r.state = 'set-aside')::int as set_aside,
	count(*) filter (where r.surplus)::int as surplus,
	count(*) filter (where cardinality(r.flags) > 0)::int as flagged`;

/** The whole campaign. */
export async function total(sql: Sql, campaignId: number): Promise<Counts> {
	const [row] = await sql<Counts[]>`select ${counts(sql)} from citizen_responses r
		where r.campaign_id = ${campaignId}`;
	return row!;
}

/** Localities with at least one answer, in Vietnamese order. */
export async function byUnit(sql: Sql, campaignId: number): Promise<UnitCounts[]> {
	return sql<UnitCounts[]>`
		select c.*, v.code as unit_code, v.name as unit_name
		from (select r.unit_id, ${counts(sql)} from citizen_responses r
			where r.campaign_id = ${campaignId} group by r.unit_id) c
		join lateral (select code, name from unit_versions where unit_id = c.unit_id
			order by valid_from desc limit 1) v on true
		order by v.name collate vi, v.code`;
}

/** Vietnamese days with at least one answer. */
export async function byDay(sql: Sql, campaignId: number): Promise<DayCounts[]> {
	return sql<DayCounts[]>`
		select (r.received_at at time zone 'Asia/Ho_Chi_Minh')::date as day, ${counts(sql)}
		from citizen_responses r where r.campaign_id = ${campaignId} group by 1 order by 1`;
}

/** How often each suspicion was raised. */
export async function byFlag(sql: Sql, campaignId: number): Promise<Partial<Record<Flag, number>>> {
	const rows = await sql<{ flag: Flag; answers: number }[]>`
		select flag, count(*)::int as answers from citizen_responses, unnest(flags) flag
		where campaign_id = ${campaignId} group by flag`;
	return Object.fromEntries(rows.map(({ flag, answers }) => [flag, answers]));
}
