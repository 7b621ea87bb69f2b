/**
 * The collector: citizens' answers on their way into the record. What arrives within two
 * milliseconds, or while two commits are under way, is one transaction: it sees whether links and
 * campaigns still take answers, uses invitations up, gives out the seats of quotas and inserts all
 * rows at once. Only after its commit is anyone answered; when it fails, nobody is.
 */
import { Problem } from '#lib/problem.ts';
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

const gatherMilliseconds = 2;
const commitsInFlight = 2;
const groupAnswers = 250;
const groupCharacters = 4_000_000;

export type Options = {
	/** how many answers may wait before senders are told to come back */
	mostWaiting?: number;
	/** called after each durable group */
	committed?: () => void;
};

export function open(sql: Sql, { mostWaiting = 5000, committed }: Options = {}): Collector {
	let queue: Waiting[] = [];
	/** ids queued or under way: the same id waits until the one before it is decided */
	const underWay = new Map<string, Promise<unknown>>();
	let commits = 0;
	let timer: NodeJS.Timeout | undefined;
	const idle: (() => void)[] = [];

	function schedule(): void {
		if (timer || commits >= commitsInFlight || queue.length === 0) return;
		timer = setTimeout(() => {
			timer = undefined;
			void commit();
		}, gatherMilliseconds);
	}

	async function commit(): Promise<void> {
		const group = take();
		commits++;
		schedule();
		try {
			await settle(group);
			committed?.();
		} finally {
			commits--;
			schedule();
			if (commits === 0 && queue.length === 0) for (const done of idle.splice(0)) done();
		}
	}

	function take(): Waiting[] {
		let count = 0;
		let characters = 0;
		while (count < Math.min(queue.length, groupAnswers) && characters < groupCharacters)
			characters += queue[count++]!.entry.text.length;
		const group = queue.slice(0, count);
		queue = queue.slice(count);
		return group;
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
		return new Promise((resolve, reject) => {
			queue.push({ entry, resolve, reject });
			schedule();
		});
	}

	return {
		async store(entry) {
			if (queue.length >= mostWaiting) throw new Problem('server.busy');
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
		waiting: () => queue.length,
		flush: () =>
			new Promise((done) => {
				if (commits === 0 && queue.length === 0) done();
				else idle.push(done);
			})
	};
}
