/**
 * Keeps a draft: every change goes into this browser at once and to the server a second later, one
 * numbered request at a time. Drives the machine of `autosave.ts`; knows no page and no framework.
 */
import { begin, pause, step, unsent, type Happening, type Saving } from './autosave.ts';
import { drop, keep, type Shelf } from './copy.ts';
import { canonical, composed, type Draft } from './draft.ts';
import type { Reason } from './structure.ts';

/** The version somebody else saved meanwhile. */
export type Theirs = { sequence: number; data: Draft; savedAt: string; savedBy: string | null };
export type Finding = { question: string; item?: string; reason?: Reason; message?: string };

export type Wiring = {
	response: string;
	/** address of the draft */
	url: string;
	sequence: number;
	savedAt: string | null;
	shelf: Shelf | null;
	online: boolean;
	draft: () => Draft;
	counts: () => { answered: number; answerable: number };
	onstep: (saving: Saving) => void;
	onconflict: (theirs: Theirs) => void;
	onrefused: (sentence: string, findings: Finding[]) => void;
};

/** Browsers give up a request that outlives its page above this size, in bytes. */
const keepaliveLimit = 60_000;
const patience = 20_000;

export type Keeper = ReturnType<typeof startKeeping>;

export function startKeeping(wiring: Wiring) {
	const { response, url, shelf } = wiring;
	let saving = begin(wiring.sequence, wiring.savedAt, wiring.online);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let stopped = false;
	let underWay: Promise<void> | null = null;
	/** what was sent since the last confirmation, as text: the server may hold any of it */
	let doubtful: { data: Draft; text: string }[] = [];

	function happen(happening: Happening): void {
		saving = step(saving, happening);
		wiring.onstep(saving);
		schedule();
	}

	function schedule(): void {
		clearTimeout(timer);
		const wait = stopped ? null : pause(saving);
		if (wait !== null) timer = setTimeout(() => void send(), wait);
	}

	/** Writes the copy; gives the time, or null when the browser refused. */
	function keepCopy(changed: readonly string[]): string | null {
		const at = new Date().toISOString();
		const sending = doubtful.at(-1)?.data ?? null;
		const copy = { sequence: saving.sequence, data: wiring.draft(), changed, at, sending };
		return shelf && keep(shelf, response, copy) ? at : null;
	}

	function confirm(sequence: number, savedAt: string): void {
		doubtful = [];
		happen({ type: 'confirmed', sequence, savedAt });
		if (!shelf) return;
		if (unsent(saving).length === 0) drop(shelf, response);
		else keepCopy(unsent(saving));
	}

	function send(): Promise<void> {
		if (underWay || stopped || saving.halt || saving.changed.length === 0)
			return underWay ?? Promise.resolve();
		underWay = request().finally(() => {
			underWay = null;
			schedule();
		});
		return underWay;
	}

	async function request(): Promise<void> {
		const data = composed(wiring.draft());
		doubtful = [...doubtful, { data, text: canonical(data) }].slice(-8);
		const sequence = saving.sequence + 1;
		happen({ type: 'sent' });
		keepCopy(unsent(saving));
		const body = JSON.stringify({ sequence, data, ...wiring.counts() });
		let answer: Response;
		try {
			answer = await fetch(url, {
				method: 'PUT',
				headers: { 'content-type': 'application/json' },
				body,
				keepalive: new Blob([body]).size < keepaliveLimit,
				signal: AbortSignal.timeout(patience)
			});
			if (answer.status >= 500 || answer.status === 408 || answer.status === 429)
				return happen({ type: 'failed' });
			read(answer.status, (await answer.json()) as Answer);
		} catch {
			happen({ type: 'failed' });
		}
	}

	type Answer = {
		sequence?: number;
		savedAt?: string;
		title?: string;
		details?: Partial<Theirs> & { findings?: Finding[] };
	};

	function read(status: number, { sequence, savedAt, title = '', details }: Answer): void {
		if (status < 300 && sequence !== undefined && savedAt) return confirm(sequence, savedAt);
		if (status === 401) return happen({ type: 'halted', halt: 'signed-out' });
		if (status === 409 && details?.data && details.sequence !== undefined) {
			const theirs = { savedAt: '', savedBy: null, ...details } as Theirs;
			const text = canonical(theirs.data);
			// Our own request arrived, its answer did not: nobody else wrote.
			if (doubtful.some((sent) => sent.text === text))
				return confirm(theirs.sequence, theirs.savedAt);
			happen({ type: 'halted', halt: 'conflict' });
			return wiring.onconflict(theirs);
		}
		happen({ type: 'halted', halt: status === 422 ? 'refused' : 'closed' });
		wiring.onrefused(title, details?.findings ?? []);
	}

	return {
		get saving() {
			return saving;
		},
		changed(question: string): void {
			const keptAt = keepCopy([...unsent(saving), question]);
			happen({ type: 'changed', question, keptAt });
		},
		/** Answers kept here earlier meet another version: nothing is sent until the person chooses. */
		contest(questions: readonly string[]): void {
			for (const question of questions)
				saving = step(saving, { type: 'changed', question, keptAt: new Date().toISOString() });
			happen({ type: 'halted', halt: 'conflict' });
		},
		/** Sends what is unsent now; resolves when nothing is under way. */
		async flush(): Promise<void> {
			clearTimeout(timer);
			if (underWay) await underWay;
			await send();
		},
		/** Goes on after a halt; `sequence` is the version the person chose to write over. */
		resume(sequence?: number): void {
			happen({ type: 'resumed', sequence });
			void send();
		},
		/** The server's version becomes ours: nothing is unsent any more. */
		adopt(sequence: number, savedAt: string | null): void {
			doubtful = [];
			saving = begin(sequence, savedAt, saving.online);
			if (shelf) drop(shelf, response);
			wiring.onstep(saving);
			clearTimeout(timer);
		},
		connected(online: boolean): void {
			happen({ type: online ? 'online' : 'offline' });
			if (online) void send();
		},
		stop(): void {
			stopped = true;
			clearTimeout(timer);
		}
	};
}
