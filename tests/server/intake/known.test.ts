/** The ids in memory against the warehouse: whatever there is room for, repeats are found the same. */
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import * as idSets from '#lib/server/intake/ids.ts';
import * as knowns from '#lib/server/intake/known.ts';
import type { Head } from '#lib/server/intake/line.ts';
import * as repeated from '#lib/server/intake/repeats.ts';
import * as journalRows from '#lib/server/intake/rows.ts';
import type { Warehouse } from '#lib/server/warehouse.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const warehouse = await freshWarehouse();
const head = (day: string, siteId = 1, id: string = randomUUID()): Head => ({
	...{ id, day, siteId, isBot: false }
});

/** Counts how often the warehouse is asked for ids. */
let looks = 0;
const watched: Warehouse = {
	...warehouse,
	rows: (query, parameters, limits) => {
		if (query.includes('event_id in')) looks++;
		return warehouse.rows(query, parameters, limits);
	}
};

beforeEach(() => (looks = 0));

async function insert(heads: Head[]) {
	const lines = heads.map(({ id, day, siteId }) => JSON.stringify([id, day, siteId])).join('\n');
	const token = randomUUID();
	await warehouse.insertText('events (event_id, day, site_id)', 'JSONCompactEachRow', lines, token);
}

it.each([
	['in memory', 2_000_000, 0],
	['where there is room for one day only', 3, 1],
	['in the warehouse alone', 0, 1]
])('repeats are found %s, a day before and after too, but not further', async (_, room, most) => {
	const stored = [head('2026-03-10'), head('2026-03-11'), head('2026-03-12'), head('2026-03-15')];
	await insert(stored);
	const [ten, , twelve, fifteen] = stored as [Head, Head, Head, Head];
	const known = knowns.open(watched, room);
	const fresh = head('2026-03-11');
	const list = [
		...[fresh, undefined, { ...ten, day: '2026-03-11' }, { ...twelve, day: '2026-03-11' }],
		...[{ ...ten, siteId: 2 }, { ...fifteen, day: '2026-03-11' }, fresh, stored[1]]
	];
	expect(await repeated.find(watched, known, list)).toEqual([2, 3, 6, 7]);
	expect(looks).toBe(most);
});

it('what is loaded is known from then on, and a day given up is looked up again', async () => {
	const known = knowns.open(watched, 100);
	const first = head('2026-04-01');
	expect(await repeated.find(watched, known, [first])).toEqual([]);
	await insert([first]);
	known.add(first.day, first.siteId, first.id);
	expect(await repeated.find(watched, known, [first])).toEqual([0]);
	expect(looks).toBe(0);

	const many = Array.from({ length: 99 }, () => head('2026-04-20'));
	await repeated.find(watched, known, many);
	await insert(many);
	for (const { day, siteId, id } of many) known.add(day, siteId, id);
	const last = head('2026-04-20');
	await insert([last]);
	known.add(last.day, last.siteId, last.id);
	// Now the first days have made room; they are read again when they are wanted.
	expect(await repeated.find(watched, known, [first, last, ...many])).toHaveLength(101);
});

it('a set of ids is exact while it grows, whichever half of the ids differs', () => {
	const set = idSets.create();
	const ids = Array.from({ length: 20_000 }, (_, index) => {
		const hex = index.toString(16).padStart(8, '0');
		return index < 10_000
			? `${hex}-0000-7000-8000-000000000000`
			: `00000000-0000-7000-8000-0000${hex}`;
	});
	for (const id of ids) {
		expect(set.has(1, id)).toBe(false);
		expect(set.add(1, id)).toBe(true);
		expect(set.add(1, id)).toBe(false);
	}
	expect(ids.every((id) => set.has(1, id))).toBe(true);
	// Ids that differ by just as much as their sites are different events.
	expect(ids.some((id) => set.has(2, id) || set.has(3, id))).toBe(false);
	expect(set.size).toBe(ids.length);
	const nil = '00000000-0000-0000-0000-000000000000';
	expect([set.has(2, nil), set.add(2, nil), set.has(2, nil)]).toEqual([false, true, true]);
});

it('rows written a moment ago are not read back, and none stays behind once loaded', async () => {
	const sql = await freshPostgres();
	const written = journalRows.open(3);
	const ids = (
		await sql<{ id: number }[]>`insert into journal (body, events)
			select convert_to('from the record', 'UTF8'), 1 from generate_series(1, 4) returning id`
	).map(({ id }) => id);
	const [one, two, three, four] = ids as [number, number, number, number];
	const row = (id: number, events = 1): journalRows.Row => ({
		...{ id, hour: '2026-11-24T00:00:00.000Z', tallies: [] },
		lines: Array.from({ length: events }, () => ({ text: 'from memory', head: undefined }))
	});
	const origins = async (...wanted: number[]) =>
		(await written.fetch(sql, wanted)).map(({ id, lines }) => [id, lines[0]?.text]);

	written.keep(row(one));
	written.keep(row(two, 2));
	written.keep(row(three));
	const [memory, record] = ['from memory', 'from the record'];
	expect(await origins(one, two, three)).toEqual([
		...[
			[one, memory],
			[two, memory]
		],
		[three, record]
	]);
	// The third is loaded before it is heard here that it is durable; the fourth afterwards.
	written.forget([one, two, three]);
	written.keep(row(three));
	written.keep(row(four, 3));
	expect(await origins(three, four)).toEqual([
		[three, record],
		[four, memory]
	]);
});
