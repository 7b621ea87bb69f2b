/**
 * The journal: groups of accepted events in the record. Callers wait until the commit that holds
 * their events is durable; to make that cheap, whatever arrives within two milliseconds, and
 * whatever arrives while two commits are under way, shares one row and one flush to disk.
 */
import { Problem } from '#lib/problem.ts';
import type { Json, Sql } from '../postgres.ts';
import type { Outcome } from '../ledger.ts';

/** Events that never became a line, counted: site, outcome, reason, how many. */
export type Tally = [siteId: number, outcome: Outcome, reason: string, events: number];

export type Journal = {
	/** Resolves when durable. Throws `server.busy` when too much is waiting or the record fails. */
	write: (lines: string[], tallies: Tally[]) => Promise<void>;
	/** Resolves when nothing is waiting or under way. */
	flush: () => Promise<void>;
};

type Waiting = {
	lines: string[];
	tallies: Tally[];
	resolve: () => void;
	reject: (reason: unknown) => void;
};

const gatherMilliseconds = 2;
const commitsInFlight = 2;
const groupEvents = 10_000;

type Callbacks = {
	/** called after each durable group */
	committed: () => void;
	/** called when the record refuses one */
	failed: (error: unknown) => void;
};

/** `waitingEvents`: how many may wait before senders are told to come back. */
export function open(
	sql: Sql,
	{ committed, failed, waitingEvents }: Callbacks & { waitingEvents: number }
): Journal {
	let queue: Waiting[] = [];
	let queued = 0;
	let underWay = 0;
	let timer: NodeJS.Timeout | undefined;
	const idle: (() => void)[] = [];

	function schedule(): void {
		if (timer || underWay >= commitsInFlight || queue.length === 0) return;
		timer = setTimeout(() => {
			timer = undefined;
			void commit();
		}, gatherMilliseconds);
	}

	async function commit(): Promise<void> {
		const group = take();
		underWay++;
		schedule();
		try {
			await insert(group);
			for (const waiting of group) waiting.resolve();
			committed();
		} catch (error) {
			failed(error);
			for (const waiting of group) waiting.reject(new Problem('server.busy'));
		} finally {
			underWay--;
			schedule();
			if (underWay === 0 && queue.length === 0) for (const done of idle.splice(0)) done();
		}
	}

	function take(): Waiting[] {
		let events = 0;
		let count = 0;
		while (count < queue.length && (count === 0 || events < groupEvents))
			events += weight(queue[count++]!);
		const group = queue.slice(0, count);
		queue = queue.slice(count);
		queued -= events;
		return group;
	}

	async function insert(group: Waiting[]): Promise<void> {
		const lines = group.flatMap((waiting) => waiting.lines);
		const tallies = sum(group.flatMap((waiting) => waiting.tallies));
		const body = Buffer.from(lines.join('\n'));
		await sql`insert into journal (body, events, tallies)
			values (${body}, ${lines.length}, ${sql.json(tallies as Json)})`;
	}

	return {
		write: (lines, tallies) =>
			new Promise((resolve, reject) => {
				const entry = { lines, tallies, resolve, reject };
				if (queued >= waitingEvents) return reject(new Problem('server.busy'));
				queue.push(entry);
				queued += weight(entry);
				schedule();
			}),
		flush: () =>
			new Promise((done) => {
				if (underWay === 0 && queue.length === 0) done();
				else idle.push(done);
			})
	};
}

function weight({ lines }: Waiting): number {
	return lines.length + 1;
}

/** Adds up tallies of the same site, outcome and reason. */
export function sum(tallies: Tally[]): Tally[] {
	const sums = new Map<string, Tally>();
	for (const [siteId, outcome, reason, events] of tallies) {
		const key = `${siteId} ${outcome} ${reason}`;
		const known = sums.get(key);
		if (known) known[3] += events;
		else sums.set(key, [siteId, outcome, reason, events]);
	}
	return [...sums.values()];
}
