/**
 * The copy of a draft in this browser: written with every change, removed once the server has
 * everything. It survives a dead battery, a lost line and an ended session.
 */
import type { Draft } from './draft.ts';
import { agree, replaced, type Touched } from './merge.ts';

export type Copy = {
	/** the version on the server that these answers were typed upon */
	sequence: number;
	data: Draft;
	/** questions changed since then */
	changed: readonly string[];
	/** when it was kept; ISO 8601 */
	at: string;
	/** answers under way when it was kept: the server may have them without our knowing */
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

export type Kept = { sequence: number; data: Draft; touched: Touched };
export type Reconciled =
	| { take: 'server' }
	/** our changes go on from the server's version; `data`: the server's answers with ours in them */
	| { take: 'copy'; copy: Copy; changed: string[]; data: Draft }
	/** somebody else changed some of the same questions: the person decides about these */
	| { take: 'neither'; copy: Copy; changed: string[]; data: Draft; contested: string[] };

/**
 * Which answers to go on with when a form is opened and this browser holds a copy: the server's, with
 * the questions that were changed here. `reader`: who opens it.
 */
export function reconcile(copy: Copy | null, server: Kept, reader: number): Reconciled {
	if (!copy) return { take: 'server' };
	const changed = copy.changed.filter((name) => !agree(copy.data, server.data, name));
	if (changed.length === 0) return { take: 'server' };
	const data = replaced(server.data, copy.data, changed);
	const contested = changed.filter((name) => {
		const { at = 0, by = null } = server.touched[name] ?? {};
		// The server has what we sent but its answer was lost on the way: nobody else wrote.
		const echo = by === reader && copy.sending !== null && agree(copy.sending, server.data, name);
		return at > copy.sequence && !echo;
	});
	if (contested.length === 0) return { take: 'copy', copy, changed, data };
	return { take: 'neither', copy, changed, data, contested };
}
