/**
 * Which events of a load repeat one that counts already. An id is an event's own within its site, on
 * its day and the days beside it: a retry may name its moment anew and fall on the other side of midnight.
 */
import { addDays } from '#lib/event.ts';
import { turns } from '../turns.ts';
import type { Warehouse } from '../warehouse.ts';
import * as idSets from './ids.ts';
import type { Known } from './known.ts';
import type { Head } from './line.ts';

/** Ids of one question to the warehouse. */
const asked = 10_000;

/** Positions of lines whose event stands earlier in the list, or in the warehouse already. */
export async function find(
	warehouse: Warehouse,
	known: Known,
	heads: readonly (Head | undefined)[]
): Promise<number[]> {
	const around = new Map<string, string[]>();
	for (const one of heads)
		if (one && !around.has(one.day))
			around.set(one.day, [addDays(one.day, -1), one.day, addDays(one.day, 1)]);
	const days = [...new Set([...around.values()].flat())];
	const unknown = new Set(await known.meet(days));
	const stored = await lookUp(warehouse, heads, [...unknown], around);
	const earlier = idSets.create(heads.length);
	const repeats: number[] = [];
	const rest = turns();
	for (const [index, one] of heads.entries()) {
		if (index % 500 === 499) await rest();
		if (!one) continue;
		const { siteId, id, day } = one;
		if (
			known.has(around.get(day)!, siteId, id) ||
			(stored.size > 0 && stored.has(`${siteId} ${id}`)) ||
			!earlier.add(siteId, id)
		)
			repeats.push(index);
	}
	return repeats;
}

/** Site and id of those events that stand in the warehouse on one of the days. */
async function lookUp(
	warehouse: Warehouse,
	heads: readonly (Head | undefined)[],
	days: string[],
	around: ReadonlyMap<string, string[]>
): Promise<Set<string>> {
	const seen = new Set<string>();
	if (days.length === 0) return seen;
	const wanted = new Set(days);
	const ids = heads.flatMap((one) =>
		one && around.get(one.day)!.some((day) => wanted.has(day)) ? [one.id] : []
	);
	for (let start = 0; start < ids.length; start += asked)
		for (const { siteId, id } of await warehouse.rows<{ siteId: number; id: string }>(
			`select distinct site_id as siteId, toString(event_id) as id from events
			where day in {days:Array(Date)} and event_id in {ids:Array(UUID)}`,
			{ days, ids: ids.slice(start, start + asked) }
		))
			seen.add(`${siteId} ${id}`);
	return seen;
}
