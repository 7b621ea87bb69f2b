/**
 * The intake's door for access logs: lines of the journal that were made elsewhere, in large bodies.
 * The caller writes a body and its own progress in one transaction. Whether an event is known already
 * is found out when it is loaded. Logs are of the past, so while one is being read, loading may rest
 * for a moment: the events are safe in the journal, and reading goes twice as fast.
 */
import { Problem } from '#lib/problem.ts';
import type { Disk } from '../disk.ts';
import type { Sql } from '../postgres.ts';
import type { Directory } from './directory.ts';
import * as journals from './journal.ts';
import type { Salts } from './salts.ts';

export type Bulk = {
	/** Salts of days, for making visitor keys elsewhere in this process; not to be kept. */
	saltsOf: Salts['of'];
	/**
	 * Writes a body inside the caller's transaction.
	 * @throws server.busy when the site is not known yet, server.disk-low
	 */
	put: (tx: Sql, siteId: number, body: Uint8Array, events: number) => Promise<void>;
	/** Runs work that puts bodies, after which loading goes on. */
	during: <Result>(work: () => Promise<Result>) => Promise<Result>;
	/** Whether loading should wait for the work under way. */
	isFirst: () => boolean;
};

type Parts = { directory: Directory; salt: Salts; disk: Disk; wake: () => void };

/** Others' events wait no longer than this because of a log, milliseconds. */
const longestRest = 20_000;
/** Between two pieces of one log, milliseconds. */
const between = 1000;

export function open({ directory, salt, disk, wake }: Parts): Bulk {
	let underWay = 0;
	let [began, ended] = [0, 0];
	return {
		saltsOf: salt.of,
		async put(tx, siteId, body, events) {
			disk.allow();
			await directory.meet([siteId]);
			if (!directory.isKnown(siteId)) throw new Problem('server.busy');
			if (events > 0) await journals.append(tx, body, events);
		},
		async during(work) {
			const now = Date.now();
			if (underWay++ === 0 && now - ended > between) began = now;
			try {
				return await work();
			} finally {
				underWay--;
				ended = Date.now();
				wake();
			}
		},
		isFirst() {
			const now = Date.now();
			const isBusy = underWay > 0 || now - ended < between;
			// Once its time is over, loading goes on until nothing waits.
			if (isBusy && now - began > longestRest + 10_000) began = now;
			return isBusy && now - began < longestRest;
		}
	};
}
