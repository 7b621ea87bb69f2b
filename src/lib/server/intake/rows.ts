/**
 * Rows of the journal as the loader needs them. What this process wrote a moment ago is still in
 * memory and need not be read back; everything else is read from the record.
 */
import { sqlState, type Sql } from '../postgres.ts';
import { turns } from '../turns.ts';
import type { Tally } from './journal.ts';
import { head, type Line } from './line.ts';

export type Row = {
	id: number;
	/** ISO time of the hour in which its events count as received */
	hour: string;
	lines: readonly Line[];
	tallies: readonly Tally[];
};

export type Rows = {
	/** Keeps a row that is durable, as long as there is room. */
	keep: (row: Row) => void;
	/** Rows by their ids, in ascending order of these. */
	fetch: (sql: Sql, ids: readonly number[]) => Promise<Row[]>;
	/** Call when rows have been loaded. */
	forget: (ids: readonly number[]) => void;
};

/** Rows that were loaded before it was known here that they are durable: a matter of milliseconds. */
const mostEarly = 1000;

/** `room`: how many events are kept in memory, about a kilobyte each. */
export function open(room = 100_000): Rows {
	const kept = new Map<number, Row>();
	const early = new Set<number>();
	let events = 0;
	return {
		keep(row) {
			if (early.delete(row.id) || events + row.lines.length > room) return;
			kept.set(row.id, row);
			events += row.lines.length;
		},
		async fetch(sql, ids) {
			const missing = ids.filter((id) => !kept.has(id));
			const found = new Map<number, Row>();
			if (missing.length > 0) for (const row of await read(sql, missing)) found.set(row.id, row);
			return ids.flatMap((id) => kept.get(id) ?? found.get(id) ?? []);
		},
		forget(ids) {
			for (const id of ids) {
				events -= kept.get(id)?.lines.length ?? 0;
				if (!kept.delete(id)) early.add(id);
			}
			for (const id of early) {
				if (early.size <= mostEarly) break;
				early.delete(id);
			}
		}
	};
}

async function read(sql: Sql, ids: readonly number[]): Promise<Row[]> {
	const rest = turns();
	const rows: Row[] = [];
	for (const { id, hour, body, tallies } of await select(sql, ids)) {
		const texts = body === '' ? [] : body.split('\n');
		const lines = texts.map((text) => ({ text, head: head(text) }));
		rows.push({ id, hour: hour.toISOString(), lines, tallies });
		await rest();
	}
	return rows;
}

type Written<Body> = { id: number; hour: Date; body: Body; tallies: Tally[] };

/** Bodies come as text, for the driver gets bytes as twice as many digits. */
async function select(sql: Sql, ids: readonly number[]): Promise<Written<string>[]> {
	const columns = sql`id, date_trunc('hour', coalesce(counted_at, written_at)) as hour, tallies`;
	const rows = sql`from journal where id = any(${[...ids]}) order by id`;
	try {
		return await sql<Written<string>[]>`
			select ${columns}, convert_from(body, 'UTF8') as body ${rows}`;
	} catch (error) {
		// What is no text at all must not stop the rest.
		if (sqlState(error) !== '22021') throw error;
		const raw = await sql<Written<Buffer>[]>`select ${columns}, body ${rows}`;
		return raw.map((row) => ({ ...row, body: row.body.toString() }));
	}
}
