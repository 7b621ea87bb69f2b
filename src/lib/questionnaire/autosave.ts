/**
 * Autosave as a state machine: what is unsent, what is under way, what stands in the way, and when
 * the next attempt is due. Pure; `keeper.ts` drives it with timers, requests and the local copy.
 */
export type Halt =
	/** someone saved another version of the draft */
	| 'conflict'
	/** the session ended */
	| 'signed-out'
	/** the server does not accept an answer as it stands */
	| 'refused'
	/** the form no longer takes answers: the round was closed or paused */
	| 'closed';

export type Saving = {
	/** number of the last version of the server that is taken in here; requests are based on it */
	sequence: number;
	/** questions changed since the last request went out */
	changed: readonly string[];
	/** questions whose change is under way; null when nothing is under way */
	sending: readonly string[] | null;
	/** requests that failed in a row */
	failures: number;
	halt: Halt | null;
	/** questions that somebody else changed too: the person has to choose */
	contested: readonly string[];
	online: boolean;
	/** when the server confirmed last; ISO 8601 */
	savedAt: string | null;
	/** when the answers were last kept in this browser, or null when they could not be */
	keptAt: string | null;
};

export type Happening =
	| { type: 'changed'; question: string; keptAt: string | null }
	| { type: 'sent' }
	/** what was sent is stored; `contested`: changed here and by somebody else */
	| { type: 'confirmed'; sequence: number; savedAt: string; contested?: readonly string[] }
	/** another version was taken in: what is unsent goes out again, based on it */
	| { type: 'rebased'; sequence: number; savedAt: string; contested?: readonly string[] }
	| { type: 'failed' }
	| { type: 'halted'; halt: Halt; contested?: readonly string[] }
	/** goes on; `dropped`: questions whose change here was given up */
	| { type: 'resumed'; sequence?: number; dropped?: readonly string[] }
	| { type: 'online' }
	| { type: 'offline' };

export function begin(sequence: number, savedAt: string | null, online = true): Saving {
	return {
		sequence,
		changed: [],
		sending: null,
		failures: 0,
		halt: null,
		contested: [],
		online,
		savedAt,
		keptAt: null
	};
}

const union = (one: readonly string[], other: readonly string[]) => [
	...new Set([...one, ...other])
];

/** The state after something happened. */
export function step(saving: Saving, happening: Happening): Saving {
	switch (happening.type) {
		case 'changed': {
			const { question, keptAt } = happening;
			// A refused answer is tried again once it has been changed.
			const halt = saving.halt === 'refused' ? null : saving.halt;
			return { ...saving, changed: union(saving.changed, [question]), keptAt, halt };
		}
		case 'sent':
			return { ...saving, sending: saving.changed, changed: [] };
		case 'confirmed':
			return caughtUp({ ...saving, sending: null, halt: null }, happening);
		case 'rebased':
			return caughtUp(giveBack(saving), happening);
		case 'failed':
			return { ...giveBack(saving), failures: saving.failures + 1 };
		case 'halted':
			return {
				...giveBack(saving),
				failures: 0,
				halt: happening.halt,
				contested: happening.contested ?? []
			};
		case 'resumed':
			return {
				...saving,
				changed: saving.changed.filter((name) => !happening.dropped?.includes(name)),
				sequence: happening.sequence ?? saving.sequence,
				failures: 0,
				halt: null,
				contested: []
			};
		case 'online':
			return { ...saving, online: true, failures: 0 };
		case 'offline':
			return { ...saving, online: false };
	}
}

function caughtUp(
	saving: Saving,
	{ sequence, savedAt, contested = [] }: Extract<Happening, { type: 'confirmed' | 'rebased' }>
): Saving {
	const next = { ...saving, sequence, savedAt, failures: 0, online: true };
	if (contested.length === 0) return next;
	// A change that is still being typed counts from now on.
	return { ...next, changed: union(saving.changed, contested), halt: 'conflict', contested };
}

function giveBack(saving: Saving): Saving {
	return { ...saving, changed: union(saving.sending ?? [], saving.changed), sending: null };
}

/** Questions whose answers the server does not have yet. */
export function unsent(saving: Saving): string[] {
	return union(saving.sending ?? [], saving.changed);
}

/** Milliseconds until the next attempt: a breath after typing, growing pauses after failures. */
export function pause(saving: Saving): number | null {
	if (saving.changed.length === 0 || saving.sending || saving.halt || !saving.online) return null;
	if (saving.failures === 0) return 1000;
	return Math.min(60_000, 1000 * 2 ** saving.failures);
}

export type Line = 'fresh' | 'saved' | 'saving' | 'kept' | 'unkept' | Halt;

/** What the save line may truthfully say. */
export function line(saving: Saving): Line {
	if (saving.halt) return saving.halt;
	if (unsent(saving).length === 0) return saving.savedAt ? 'saved' : 'fresh';
	if (saving.online && saving.failures === 0) return 'saving';
	return saving.keptAt ? 'kept' : 'unkept';
}
