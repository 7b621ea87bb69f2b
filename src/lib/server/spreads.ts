/** How the numbers of a campaign's forms are spread among units of one level; kept for a minute. */
import type { Spread } from '../points.ts';
import type { Level } from '../unit.ts';
import type { Sql } from './postgres.ts';
import type { Warehouse } from './warehouse.ts';

type Kept = { at: number; spreads: Promise<Map<string, Spread>> };
const keptMilliseconds = 60_000;
const kept = new WeakMap<Warehouse, Map<string, Kept>>();

/** Quartiles by `<question> <item>`, over the latest version of each form. */
export function ofLevel(
	sql: Sql,
	warehouse: Warehouse,
	campaignId: number,
	level: Level
): Promise<Map<string, Spread>> {
	const known = kept.get(warehouse) ?? new Map<string, Kept>();
	kept.set(warehouse, known);
	const key = `${campaignId} ${level}`;
	const found = known.get(key);
	if (found && Date.now() - found.at < keptMilliseconds) return found.spreads;
	const spreads = read(sql, warehouse, campaignId, level);
	known.set(key, { at: Date.now(), spreads });
	spreads.catch(() => known.delete(key));
	return spreads;
}

async function read(sql: Sql, warehouse: Warehouse, campaign: number, level: Level) {
	const rows = await sql<{ unitId: number }[]>`select c.unit_id from campaign_units c
		join units u on u.id = c.unit_id where c.campaign_id = ${campaign} and u.level = ${level}`;
	const units = rows.map(({ unitId }) => unitId);
	const found = await warehouse.rows<Spread>(
		`select question, item, count() as n,
			quantileExact(0.25)(value) as q1, quantileExact(0.75)(value) as q3
		from (
			select question, item, response_id, argMax(number, version) as value
			from answers
			where campaign_id = {campaign:UInt32} and number is not null
				and has({units:Array(UInt32)}, unit_id) and not match(item, '^[0-9]+\\\\.')
			group by question, item, response_id
		) group by question, item`,
		{ campaign, units }
	);
	return new Map(found.map((spread) => [`${spread.question} ${spread.item}`, spread]));
}
