/**
 * How many answers of citizens have come in: per locality, per day, with what was made of them. Read
 * from the tallies that are kept along with the answers, so a million answers cost no more than a few.
 */
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
	/** counted, with a suspicion that nobody has decided on */
	flagged: number;
	/** excluded by a decision */
	excluded: number;
};
export type UnitCounts = Counts & { unitId: number; unitCode: string; unitName: string };
export type DayCounts = Counts & { day: string };

const good = (sql: Sql) => sql`state = 'accepted' and not surplus`;
const suspect = (sql: Sql) => sql`${good(sql)} and cardinality(flags) > 0 and decision = ''`;
const counts = (sql: Sql) => sql`coalesce(sum(answers), 0)::int as received,
	coalesce(sum(answers) filter (where state = 'received'), 0)::int as waiting,
	coalesce(sum(answers) filter (where ${good(sql)} and decision <> 'exclude'), 0)::int as counted,
	coalesce(sum(answers) filter (where state = 'set-aside'), 0)::int as set_aside,
	coalesce(sum(answers) filter (where surplus), 0)::int as surplus,
	coalesce(sum(answers) filter (where ${suspect(sql)}), 0)::int as flagged,
	coalesce(sum(answers) filter (where ${good(sql)} and decision = 'exclude'), 0)::int as excluded`;

/** The whole campaign. */
export async function total(sql: Sql, campaignId: number): Promise<Counts> {
	const [row] = await sql<Counts[]>`select ${counts(sql)} from citizen_tallies
		where campaign_id = ${campaignId}`;
	return row!;
}

/** Localities with at least one answer, in Vietnamese order. */
export async function byUnit(sql: Sql, campaignId: number): Promise<UnitCounts[]> {
	return sql<UnitCounts[]>`
		select c.*, v.code as unit_code, v.name as unit_name
		from (select unit_id, ${counts(sql)} from citizen_tallies
			where campaign_id = ${campaignId} group by unit_id having sum(answers) > 0) c
		join lateral (select code, name from unit_versions where unit_id = c.unit_id
			order by valid_from desc limit 1) v on true
		order by v.name collate vi, v.code`;
}

/** Vietnamese days with at least one answer. */
export async function byDay(sql: Sql, campaignId: number): Promise<DayCounts[]> {
	return sql<DayCounts[]>`
		select day, ${counts(sql)} from citizen_tallies where campaign_id = ${campaignId}
		group by day having sum(answers) > 0 order by day`;
}

/** How often each suspicion was raised that nobody has decided on. */
export async function byFlag(sql: Sql, campaignId: number): Promise<Partial<Record<Flag, number>>> {
	const rows = await sql<{ flag: Flag; answers: number }[]>`
		select flag, sum(answers)::int as answers from citizen_tallies, unnest(flags) flag
		where campaign_id = ${campaignId} and ${suspect(sql)} group by flag having sum(answers) > 0`;
	return Object.fromEntries(rows.map(({ flag, answers }) => [flag, answers]));
}

/** Adds up tallies that stand for the same; readers and writers need not wait. */
export async function addUp(sql: Sql): Promise<void> {
	const same = sql`campaign_id, unit_id, day, state, surplus, flags, decision`;
	await sql`with many as (select ${same} from citizen_tallies group by ${same} having count(*) > 1),
		gone as (delete from citizen_tallies t using many m
			where (t.campaign_id, t.unit_id, t.day, t.state, t.surplus, t.flags, t.decision) =
				(m.campaign_id, m.unit_id, m.day, m.state, m.surplus, m.flags, m.decision) returning t.*)
		insert into citizen_tallies (${same}, answers)
		select ${same}, sum(answers) from gone group by ${same} having sum(answers) <> 0`;
}
