/**
 * The intake's door for access logs: lines of the journal that were made elsewhere, in large bodies.
 * The caller writes a body and its own progress in one transaction. Whether an event is known already
 * is found out when it is loaded.
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
	/** Whether such work is under way. */
	isBusy: () => boolean;
};

type Parts = { directory: Directory; salt: Salts; disk: Disk; wake: () => void };

/** Between two pieces of one log, milliseconds. */
const between = 1000;

export function open({ directory, salt, disk, wake }: Parts): Bulk {
	let underWay = 0;
	let ended = 0;
	return {
		saltsOf: salt.of,
		async put(tx, siteId, body, events) {
			disk.allow();
			await directory.meet([siteId]);
			if (!directory.isKnown(siteId)) throw new Problem('server.busy');
			if (events > 0) await journals.append(tx, body, events);
		},
		async during(work) {
			underWay++;
			try {
				return await work();
			} finally {
				underWay--;
				ended = Date.now();
				wake();
			}
		},
		isBusy: () => underWay > 0 || Date.now() - ended < between
	};
}
