/**
 * The state of the page where a form is written: the definition with what can be taken back, the place
 * being edited, and the saving of every change under a rising number. What someone else saved in the
 * meantime is never overwritten unless the person here says so.
 */
import { Problem, sentence } from '../problem.ts';
import type { Locale } from '../locale.ts';
import type { Definition, Element } from '../survey.ts';
import type { SurveyDraft } from '../survey-draft.ts';
import * as editing from './editing.ts';
import type { Moved, Place } from './editing.ts';
import { refusals } from './gate.ts';
import * as history from './history.ts';

export type Saving =
	| { state: 'saved'; at: string }
	| { state: 'saving' }
	| { state: 'waiting' }
	| { state: 'refused'; message: string }
	| { state: 'conflict'; by: string; theirs: Definition; sequence: number }
	| { state: 'gone' };

type Options = { draft: SurveyDraft; earlier: Definition[]; address: string; locale: Locale };
type Answer = { status: number; body: Record<string, unknown> };

export type Editor = ReturnType<typeof openEditor>;

export function openEditor({ draft, earlier, address, locale }: Options) {
	let steps = $state.raw(history.begin(draft.definition));
	let place = $state.raw<Place | null>({ page: 0, question: null });
	let saving = $state.raw<Saving>({ state: 'saved', at: draft.savedAt });
	let sequence = draft.sequence;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let sending: Promise<void> | undefined;
	let failures = 0;
	let stored = draft.definition;
	let savedAt = draft.savedAt;
	const found = $derived(refusals(steps.now, earlier));

	/** Where the person is, as far as the form still has it. */
	function held(wanted: Place | null): Place | null {
		if (!wanted) return null;
		const page = steps.now.pages[wanted.page];
		if (!page) return steps.now.pages.length > 0 ? { page: 0, question: null } : null;
		if (wanted.question === null || wanted.question < page.elements.length) return wanted;
		return { page: wanted.page, question: null };
	}

	function take(next: typeof steps, to: Place | null = place): void {
		steps = next;
		place = held(to);
		schedule();
	}

	function schedule(pause = 700): void {
		if (['conflict', 'gone'].includes(saving.state)) return;
		if (saving.state !== 'waiting') saving = { state: 'saving' };
		clearTimeout(timer);
		timer = setTimeout(() => void send(), pause);
	}

	async function ask(method: string, body: object, door = '/draft'): Promise<Answer> {
		const answer = await fetch(address + door, {
			method,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		const text = await answer.text();
		return { status: answer.status, body: text ? JSON.parse(text) : {} };
	}

	/** Sends what is not stored yet; settles when the server has answered. */
	async function send(): Promise<void> {
		clearTimeout(timer);
		if (sending) await sending;
		const definition = steps.now;
		if (definition === stored && saving.state !== 'waiting') {
			if (saving.state === 'saving') saving = { state: 'saved', at: savedAt };
			return;
		}
		sending = deliver(definition);
		await sending;
		sending = undefined;
	}

	async function deliver(definition: Definition): Promise<void> {
		try {
			const { status, body } = await ask('PUT', { sequence: sequence + 1, definition });
			if (status === 200) {
				failures = 0;
				sequence = Number(body.sequence);
				stored = definition;
				savedAt = String(body.savedAt);
				if (definition === steps.now) saving = { state: 'saved', at: savedAt };
				else schedule();
			} else refused(status, body);
		} catch {
			saving = { state: 'waiting' };
			failures += 1;
			clearTimeout(timer);
			timer = setTimeout(() => void send(), Math.min(60_000, 1000 * 2 ** failures));
		}
	}

	function refused(status: number, body: Record<string, unknown>): void {
		const details = (body.details ?? {}) as Record<string, unknown>;
		if (body.problem === 'record.conflict')
			saving = {
				state: 'conflict',
				by: String(details.savedBy ?? ''),
				theirs: details.definition as Definition,
				sequence: Number(details.sequence)
			};
		else if (body.problem === 'survey.no-draft') saving = { state: 'gone' };
		else if (status >= 500) throw new Problem('server.busy');
		else saving = { state: 'refused', message: said(body) };
	}

	const said = (body: Record<string, unknown>) =>
		typeof body.title === 'string' ? body.title : sentence('server.busy', locale);

	return {
		get definition() {
			return steps.now;
		},
		get place() {
			return place;
		},
		get element(): Element | undefined {
			return place ? editing.elementAt(steps.now, place) : undefined;
		},
		get saving() {
			return saving;
		},
		get reasons() {
			return found;
		},
		get canUndo() {
			return steps.past.length > 0;
		},
		get canRedo() {
			return steps.future.length > 0;
		},
		get unsent() {
			return steps.now !== stored;
		},
		choose(to: Place | null): void {
			place = held(to);
		},
		/** Changes keys where the person is; `key` names the box, so that typing is one step. */
		set(changes: object, key = Object.keys(changes).join()): void {
			const touched = `${place?.page}.${place?.question} ${key}`;
			take(history.change(steps, editing.set(steps.now, place, changes), touched));
		},
		rename(name: string): void {
			if (!place) return;
			const next = editing.rename(steps.now, place, name);
			take(history.change(steps, next, `${place.page}.${place.question} name`));
		},
		retype(type: string): void {
			if (place) take(history.change(steps, editing.retype(steps.now, place, type), ''));
		},
		/** A change that may lead elsewhere. */
		move({ definition, place: to }: Moved): void {
			take(history.change(steps, definition, ''), to);
		},
		replace(definition: Definition): void {
			take(history.change(steps, definition, ''), { page: 0, question: null });
		},
		undo: () => take(history.undo(steps)),
		redo: () => take(history.redo(steps)),
		/** After a conflict: their version, with what was here one step back; or ours as the next change. */
		settle(keep: 'theirs' | 'mine'): void {
			if (saving.state !== 'conflict') return;
			const { theirs } = saving;
			sequence = saving.sequence;
			stored = theirs;
			saving = { state: 'saving' };
			if (keep === 'theirs') steps = history.change(steps, theirs, '');
			place = held(place);
			schedule(0);
		},
		/** Publishes what is here; the reasons of the gate otherwise stand in `reasons` already. */
		async publish(): Promise<{ number: number } | { message: string }> {
			await send();
			if (saving.state !== 'saved') return { message: sentence('record.conflict', locale) };
			const { status, body } = await ask('POST', { sequence }, '/publish');
			if (status === 201) return { number: Number(body.number) };
			return { message: said(body) };
		},
		async discard(): Promise<string | undefined> {
			await send();
			const { status, body } = await ask('DELETE', { sequence });
			return status === 204 ? undefined : said(body);
		},
		close(): void {
			clearTimeout(timer);
			if (steps.now !== stored) void send();
		}
	};
}
