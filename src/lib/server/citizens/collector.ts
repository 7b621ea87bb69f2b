/**
 * The collector: citizens' answers on their way into the record. What arrives together is
 * one transaction: it sees whether links and
 * campaigns still take answers, uses invitations up, gives out the seats of quotas and inserts all
 * rows at once. Only after its commit is anyone answered; when it fails, nobody is.
 */
import { Problem } from '#lib/problem.ts';
import * as groupings from '../grouping.ts';
import { sqlState, type Sql } from '../postgres.ts';
import { write, type Entry, type Outcome } from './writing.ts';

export type Collector = {
	/** Resolves when durable. Throws `server.busy` and the problems of one answer. */
	store: (entry: Entry) => Promise<Stored>;
	/** Resolves when nothing is waiting or under way. */
	flush: () => Promise<void>;
	/** answers that wait for their commit */
	waiting: () => number;
};

export type Stored = Exclude<Outcome, Problem>;

type Waiting = {
	entry: Entry;
	resolve: (stored: Stored) => void;
	reject: (reason: unknown) => void;
};

const groupAnswers = 100;
const groupCharacters = 4_000_000;

export type Options = {
	/** how many answers may wait before senders are told to come back */
	mostWaiting?: number;
	/** called after each durable group */
	committed?: () => void;
};

export function open(sql: Sql, { mostWaiting = 5000, committed }: Options = {}): Collector {
	const grouping = groupings.open<Waiting>({ share, commit });
	/** ids queued or under way: the same id waits until the one before it is decided */
	const underWay = new Map<string, Promise<unknown>>();

	function share(queue: readonly Waiting[]): number {
		let count = 0;
		let characters = 0;
		while (count < Math.min(queue.length, groupAnswers) && characters < groupCharacters)
			characters += queue[count++]!.entry.text.length;
		return count;
	}

	async function commit(group: Waiting[]): Promise<void> {
		await settle(group);
		committed?.();
	}

	async function settle(group: Waiting[]): Promise<void> {
		try {
			const outcomes = await write(
				sql,
				group.map(({ entry }) => entry)
			);
			group.forEach(({ resolve, reject }, index) => {
				const outcome = outcomes[index]!;
				if (outcome instanceof Problem) reject(outcome);
				else resolve(outcome);
			});
		} catch (error) {
			// The record refused the group: one answer may be the reason, the others must not suffer.
			if (group.length > 1 && sqlState(error) !== undefined)
				for (const one of group) await settle([one]);
			else {
				console.error('Citizens’ answers could not be written.', error);
				for (const { reject } of group) reject(new Problem('server.busy'));
			}
		}
	}

	function enqueue(entry: Entry): Promise<Stored> {
		return new Promise((resolve, reject) => grouping.add({ entry, resolve, reject }));
	}

	return {
		async store(entry) {
			if (grouping.waiting() >= mostWaiting) throw new Problem('server.busy');
			const before = underWay.get(entry.id);
			const mine = before
				? before.then(
						() => enqueue(entry),
						() => enqueue(entry)
					)
				: enqueue(entry);
			underWay.set(entry.id, mine);
			try {
				return await mine;
			} finally {
				if (underWay.get(entry.id) === mine) underWay.delete(entry.id);
			}
		},
		waiting: grouping.waiting,
		flush: grouping.flush
	};
}
