/**
 * Keeps a draft: every change goes into this browser at once and to the server a second later, one
 * numbered request at a time. Drives the machine of `autosave.ts`; knows no page and no framework.
 */
import type { Given } from '../section.ts';
import { begin, pause, step, unsent, type Happening, type Saving } from './autosave.ts';
import { drop, keep, type Shelf } from './copy.ts';
import type { Draft } from './draft.ts';
import {
	clashed,
	learned,
	requestOf,
	settled,
	type Clash,
	type Here,
	type Theirs,
	type Turn
} from './exchange.ts';
import type { News } from './merge.ts';
import type { Reason } from './structure.ts';

export type { Theirs } from './exchange.ts';

/** A section somebody else holds keeps our changes from being saved. */
export type Foreign = {
	sentence: string;
	page: string;
	questions: string[];
	/** the answers stored there */
	data: Draft;
	sections: Given[];
};
export type Finding = { question: string; item?: string; reason?: Reason; message?: string };

export type Wiring = {
	response: string;
	/** who is answering */
	reader: number;
	/** address of the draft */
	url: string;
	/** the version on the server that the answers shown are based on */
	sequence: number;
	savedAt: string | null;
	shelf: Shelf | null;
	online: boolean;
	draft: () => Draft;
	/** questions in which somebody is typing a value that is not an answer yet */
	busy: () => string[];
	counts: () => { answered: number; answerable: number };
	onstep: (saving: Saving) => void;
	/** others changed answers: show them */
	onnews: (news: News) => void;
	/** the sections given away, as they are now, and how often the form was submitted */
	onsections: (sections: Given[], version: number) => void;
	onconflict: (theirs: Theirs) => void;
	onforeign: (foreign: Foreign) => void;
	onrefused: (sentence: string, findings: Finding[]) => void;
};

/** Browsers give up a request that outlives its page above this size, in bytes. */
const keepaliveLimit = 60_000;
const patience = 20_000;

type CaughtUp = {
	sequence: number;
	savedAt: string;
	news: News;
	version: number;
	sections: Given[];
};

export type Keeper = ReturnType<typeof startKeeping>;

export function startKeeping(wiring: Wiring) {
	const { response, url, shelf } = wiring;
	let saving = begin(wiring.sequence, wiring.savedAt, wiring.online);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let stopped = false;
	let underWay: Promise<void> | null = null;
	/** what was sent since the last confirmation: the server may hold any of it */
	let doubtful: Draft[] = [];

	const here = (): Here => ({ saving, draft: wiring.draft(), busy: wiring.busy() });

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
		const sending = doubtful.at(-1) ?? null;
		const copy = { sequence: saving.sequence, data: wiring.draft(), changed, at, sending };
		return shelf && keep(shelf, response, copy) ? at : null;
	}

	/** Goes where an answer leads: takes in what others changed, keeps what is unsent here. */
	function turn({ saving: next, take, theirs }: Turn): void {
		if (next.sequence > saving.sequence) doubtful = [];
		if (take.questions.length > 0) wiring.onnews(take);
		saving = next;
		wiring.onstep(saving);
		schedule();
		tidyShelf();
		if (theirs) wiring.onconflict(theirs);
	}

	function tidyShelf(): void {
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
		happen({ type: 'sent' });
		const change = requestOf(saving, wiring.draft());
		doubtful = [...doubtful, change.data].slice(-8);
		keepCopy(unsent(saving));
		const body = JSON.stringify({ response, ...change, ...wiring.counts() });
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
		news?: News;
		title?: string;
		details?: Partial<Clash & Foreign> & { findings?: Finding[] };
	};

	function read(status: number, answer: Answer): void {
		const { sequence, savedAt, news, title = '', details } = answer;
		if (status < 300 && sequence !== undefined && savedAt) {
			doubtful = [];
			return turn(learned(here(), { sequence, savedAt, ...(news && { news }) }, true));
		}
		if (status === 401) return happen({ type: 'halted', halt: 'signed-out' });
		if (status === 409 && details?.data && details.questions)
			return turn(clashed(here(), details as Clash, doubtful, wiring.reader));
		if (status === 403 && details?.questions && details.page) {
			happen({ type: 'halted', halt: 'refused' });
			return wiring.onforeign({ ...(details as Foreign), sentence: title });
		}
		happen({ type: 'halted', halt: status === 422 ? 'refused' : 'closed' });
		wiring.onrefused(title, details?.findings ?? []);
	}

	/** Learns what others changed; nothing happens while changes of our own are on their way. */
	async function catchUp(): Promise<void> {
		const quiet = () => !underWay && !stopped && !saving.halt && unsent(saving).length === 0;
		if (!quiet()) return;
		const base = saving.sequence;
		try {
			const answer = await fetch(`${url}?base=${base}&response=${response}`, {
				signal: AbortSignal.timeout(patience)
			});
			if (!answer.ok) return;
			const news = (await answer.json()) as CaughtUp;
			// What we saved while waiting is newer than this answer.
			if (!quiet() || saving.sequence !== base) return;
			if (news.sequence > base) turn(learned(here(), news, false));
			wiring.onsections(news.sections, news.version);
		} catch {
			// The next attempt, or the next save, says whether the line is down.
		}
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
		contest(questions: readonly string[], contested: readonly string[]): void {
			for (const question of questions)
				saving = step(saving, { type: 'changed', question, keptAt: new Date().toISOString() });
			happen({ type: 'halted', halt: 'conflict', contested });
		},
		/** Sends what is unsent now; resolves when nothing is under way. */
		async flush(): Promise<void> {
			clearTimeout(timer);
			if (underWay) await underWay;
			await send();
		},
		catchUp,
		/** Goes on after a halt. */
		resume(): void {
			happen({ type: 'resumed' });
			void send();
		},
		/** Settles a conflict: our answers to the contested questions, or theirs. */
		settle(theirs: Theirs, choice: 'here' | 'there'): void {
			const { saving: next, take } = settled(here(), theirs, choice);
			turn({ saving: next, take, theirs: null });
			void send();
		},
		/** Gives up changes that cannot be saved, and goes on with the others. */
		forget(questions: readonly string[]): void {
			happen({ type: 'resumed', dropped: questions });
			tidyShelf();
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
