/**
 * The journal: groups of accepted events in the record. Callers wait until the commit that holds
 * their events is durable; to make that cheap, what arrives together shares one row and one flush.
 */
import { Problem } from '#lib/problem.ts';
import type { Disk } from '../disk.ts';
import * as groupings from '../grouping.ts';
import type { Json, Sql } from '../postgres.ts';
import type { Outcome } from '../ledger.ts';
import type { Line } from './line.ts';
import type { Rows } from './rows.ts';

/** Events that never became a line, counted: site, outcome, reason, how many. */
export type Tally = [siteId: number, outcome: Outcome, reason: string, events: number];

export type Journal = {
	/** Resolves when durable. Throws `server.busy` when too much is waiting or the record fails, `server.disk-low`. */
	write: (lines: readonly Line[], tallies: readonly Tally[]) => Promise<void>;
	/** Resolves when nothing is waiting or under way. */
	flush: () => Promise<void>;
};

type Waiting = {
	lines: readonly Line[];
	tallies: readonly Tally[];
	resolve: () => void;
	reject: (reason: unknown) => void;
};

const groupEvents = 10_000;

type Options = {
	/** called after each durable group */
	committed: () => void;
	/** called when the record refuses one */
	failed: (error: unknown) => void;
	/** where the rows are kept for the loader */
	written: Rows;
	/** how many may wait before senders are told to come back */
	waitingEvents: number;
	disk: Disk;
};

export function open(
	sql: Sql,
	{ committed, failed, written, waitingEvents, disk }: Options
): Journal {
	let queued = 0;
	const grouping = groupings.open<Waiting>({ share, commit });

	async function commit(group: Waiting[]): Promise<void> {
		for (const waiting of group) queued -= weight(waiting);
		try {
			await insert(group);
			for (const waiting of group) waiting.resolve();
			committed();
		} catch (error) {
			failed(error);
			for (const waiting of group) waiting.reject(new Problem('server.busy'));
		}
	}

	function share(queue: readonly Waiting[]): number {
		let events = 0;
		let count = 0;
		while (count < queue.length && (count === 0 || events < groupEvents))
			events += weight(queue[count++]!);
		return count;
	}

	async function insert(group: Waiting[]): Promise<void> {
		const lines = group.flatMap((waiting) => waiting.lines);
		const tallies = sum(group.flatMap((waiting) => waiting.tallies));
		const body = lines.map(({ text }) => text).join('\n');
		// As text: the driver would write bytes as twice as many digits.
		const [row] = await sql<{ id: number; hour: Date }[]>`
			insert into journal (body, events, tallies)
			values (convert_to(${body}, 'UTF8'), ${lines.length}, ${sql.json(tallies as Json)})
			returning id, date_trunc('hour', written_at) as hour`;
		written.keep({ id: row!.id, hour: row!.hour.toISOString(), lines, tallies });
	}

	return {
		write: (lines, tallies) =>
			new Promise((resolve, reject) => {
				disk.allow();
				const entry = { lines, tallies, resolve, reject };
				if (queued >= waitingEvents) return reject(new Problem('server.busy'));
				queued += weight(entry);
				grouping.add(entry);
			}),
		flush: grouping.flush
	};
}

function weight({ lines }: Waiting): number {
	return lines.length + 1;
}

/** Writes lines inside a transaction of the caller's; they count in the ledger under that hour. */
export async function put(sql: Sql, lines: string[], hour: string): Promise<void> {
	await sql`insert into journal (body, events, counted_at)
		values (convert_to(${lines.join('\n')}, 'UTF8'), ${lines.length}, ${hour})`;
}

/** Writes lines that are one body already, inside a transaction of the caller's. */
export async function append(sql: Sql, body: Uint8Array, events: number): Promise<void> {
	const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString();
	await sql`insert into journal (body, events) values (convert_to(${text}, 'UTF8'), ${events})`;
}

/** Adds up tallies of the same site, outcome and reason. */
export function sum(tallies: readonly Tally[]): Tally[] {
	const sums = new Map<string, Tally>();
	for (const [siteId, outcome, reason, events] of tallies) {
		const key = `${siteId} ${outcome} ${reason}`;
		const known = sums.get(key);
		if (known) known[3] += events;
		else sums.set(key, [siteId, outcome, reason, events]);
	}
	return [...sums.values()];
}
