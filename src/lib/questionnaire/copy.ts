/**
 * The copy of a draft in this browser: written with every change, removed once the server has
 * everything. It survives a dead battery, a lost line and an ended session.
 */
import { canonical, same, type Draft } from './draft.ts';

export type Copy = {
	/** the version on the server that these answers were typed upon */
	sequence: number;
	data: Draft;
	/** questions changed since then */
	changed: readonly string[];
	/** when it was kept; ISO 8601 */
	at: string;
	/** what was under way when it was kept: the server may have it without our knowing */
	sending: Draft | null;
};

/** The part of `Storage` used here. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = (response: string) => `phieu:${response}`;

/** True when kept; false when the browser refuses (full, or storage forbidden). */
export function keep(shelf: Shelf, response: string, copy: Copy): boolean {
	try {
		shelf.setItem(key(response), JSON.stringify(copy));
		return true;
	} catch {
		return false;
	}
}

export function drop(shelf: Shelf, response: string): void {
	try {
		shelf.removeItem(key(response));
	} catch {
		// A browser that forbids storage has nothing to remove.
	}
}

export function find(shelf: Shelf, response: string): Copy | null {
	try {
		const copy: unknown = JSON.parse(shelf.getItem(key(response)) ?? 'null');
		return isCopy(copy) ? copy : null;
	} catch {
		return null;
	}
}

function isCopy(value: unknown): value is Copy {
	if (value === null || typeof value !== 'object') return false;
	const copy = value as Partial<Copy>;
	return (
		typeof copy.sequence === 'number' &&
		typeof copy.at === 'string' &&
		Array.isArray(copy.changed) &&
		typeof copy.data === 'object' &&
		copy.data !== null
	);
}

export type Kept = { sequence: number; data: Draft };
export type Reconciled =
	| { take: 'server' }
	/** our answers go on from the server's version `sequence` */
	| { take: 'copy'; sequence: number; copy: Copy }
	/** both sides moved on: the person decides */
	| { take: 'neither'; copy: Copy };

/** Which answers to go on with when a form is opened and this browser holds a copy. */
export function reconcile(copy: Copy | null, server: Kept): Reconciled {
	if (!copy || same(copy.data, server.data)) return { take: 'server' };
	// The server has what we sent but its answer was lost on the way: nobody else wrote.
	const echo = copy.sending !== null && canonical(copy.sending) === canonical(server.data);
	if (copy.sequence === server.sequence || echo)
		return { take: 'copy', sequence: server.sequence, copy };
	return { take: 'neither', copy };
}
