/**
 * Which events stand in the warehouse already, in memory, day by day. A day is known whole or not at
 * all: its ids are read from the warehouse once, then kept up with every load. Days not used lately
 * make room for others; a day that is too large for all the room has to be looked up in the warehouse.
 */
import type { Warehouse } from '../warehouse.ts';
import * as idSets from './ids.ts';

export type Known = {
	/** Makes days known as far as there is room, and returns those that are not. */
	meet: (days: readonly string[]) => Promise<string[]>;
	/** Whether an event of the site with that id stands in one of the days known. */
	has: (days: readonly string[], siteId: number, id: string) => boolean;
	/** Of an event that has been inserted. */
	add: (day: string, siteId: number, id: string) => void;
};

/** Ids read from the warehouse at a time: parsing them must not hold up the senders. */
const page = 20_000;

/** Days kept at most, however few events they have. */
const mostDays = 1000;

/** `room`: how many ids are kept, 40 to 80 bytes each. */
export function open(warehouse: Warehouse, room = 2_000_000): Known {
	/** The day used last stands last. */
	const known = new Map<string, idSets.IdSet>();
	let kept = 0;

	function forget(count: number, wanted: ReadonlySet<string>): void {
		for (const [day, ids] of known) {
			if (kept + count <= room && known.size < mostDays) return;
			if (wanted.has(day)) continue;
			known.delete(day);
			kept -= ids.size;
		}
	}

	async function read(day: string, count: number): Promise<void> {
		const ids = idSets.create(count);
		const parts = Math.ceil(count / page);
		for (let part = 0; part < parts; part++)
			for (const { siteId, id } of await warehouse.rows<{ siteId: number; id: string }>(
				`select site_id as siteId, toString(event_id) as id from events
				where day = {day:Date} and cityHash64(event_id) % {parts:UInt32} = {part:UInt32}`,
				{ day, parts, part }
			))
				ids.add(siteId, id);
		known.set(day, ids);
		kept += ids.size;
	}

	return {
		async meet(days) {
			const wanted = new Set(days);
			for (const day of days) {
				const ids = known.get(day);
				if (!ids) continue;
				known.delete(day);
				known.set(day, ids);
			}
			const strange = days.filter((day) => !known.has(day));
			if (strange.length === 0) return [];
			const rows = await warehouse.rows<{ day: string; events: number }>(
				`select toString(e.day) as day, count() as events from events as e
				where e.day in {days:Array(Date)} group by day`,
				{ days: strange }
			);
			const counts = new Map(rows.map((row) => [row.day, row.events]));
			const unknown: string[] = [];
			for (const day of strange) {
				const count = counts.get(day) ?? 0;
				if (count <= room) forget(count, wanted);
				if (kept + count > room) unknown.push(day);
				else await read(day, count);
			}
			return unknown;
		},
		has: (days, siteId, id) => days.some((day) => known.get(day)?.has(siteId, id) === true),
		add(day, siteId, id) {
			const ids = known.get(day);
			if (ids?.add(siteId, id)) kept++;
			if (kept > room) forget(0, new Set([day]));
			// Even alone the day is more than there is room for.
			if (kept > room && known.delete(day)) kept -= ids!.size;
		}
	};
}
