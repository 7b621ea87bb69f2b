/**
 * One citizen's form on this device: consent, the questions, the look over the answers, and the way
 * to the server through the queue. Called while a component is set up; the browser's part begins
 * with `open`.
 */
import type { SurveyModel } from 'survey-core';
import type { Sending } from '../citizen.ts';
import type { Consent } from '../consent.ts';
import type { Locale } from '../locale.ts';
import { begin, drop, find, keep, moment, ownShelf, type Kept } from '../offline/kept.ts';
import * as queue from '../offline/queue.ts';
import type { Variables } from '../response.ts';
import type { Definition } from '../survey.ts';
import { composed, type Draft } from './draft.ts';
import type { Finding } from './keeper.ts';
import { answersAsked, openModel } from './model.ts';
import { startOutbox } from './outbox.svelte.ts';
import { sheetOf, type WrittenSection } from './sheet.ts';
import { startWalk, type Walk } from './walk.svelte.ts';

export type PublicLink = {
	code: string;
	versionId: number;
	variables: Variables;
	consent: Consent | null;
	/** where the questions are fetched from */
	definitionAddress: string;
};

/** `asking` and `looking` are the questions and the look over the answers. */
export type Stage = 'consent' | 'opening' | 'asking' | 'looking' | 'finished';

/** What lies on this device. */
export type Keeping = {
	/** when it was kept; null = nothing yet */
	at: string | null;
	/** the browser refuses to keep anything */
	refused: boolean;
};

export function startPublicForm(link: PublicLink, first: Locale) {
	const { code, consent } = link;
	const outbox = startOutbox(code);
	let shelf: ReturnType<typeof ownShelf> = null;
	let kept: Kept = begin(null);
	let definition: Definition | undefined;
	let openedAt = Date.now();
	let locale = $state(first);
	let stage = $state<Stage>('consent');
	let failed = $state(false);
	let model = $state.raw<SurveyModel | null>(null);
	let walk = $state.raw<Walk | null>(null);
	let keeping = $state.raw<Keeping>({ at: null, refused: false });
	/** answers of an earlier visit, not sent */
	let unfinished = $state.raw<Kept | null>(null);
	let written = $state.raw<WrittenSection[]>([]);

	/** Finds what this device holds of the link. `token` is that of an invitation. */
	async function open(token: string | null): Promise<void> {
		shelf = ownShelf();
		openedAt = Date.now();
		const found = find(shelf, code);
		kept = found && (token === null || found.token === token) ? found : begin(token);
		if (Object.keys(kept.data).length > 0) unfinished = kept;
		else if (token) save();
		await outbox.look();
		if (outbox.waiting.length > 0) {
			stage = 'finished';
			await deliver();
		}
	}

	function save(): void {
		const at = moment();
		const page = (model?.currentPage as { name: string } | null)?.name ?? kept.page;
		const data = model ? (model.data as Draft) : kept.data;
		kept = { ...kept, data, page, at, seconds: kept.seconds + secondsHere() };
		const done = keep(shelf, code, kept);
		keeping = done ? { at, refused: false } : { at: keeping.at, refused: true };
	}

	/** Seconds since the last call. */
	function secondsHere(): number {
		const seconds = Math.max(0, Math.round((Date.now() - openedAt) / 1000));
		openedAt += seconds * 1000;
		return seconds;
	}

	/** Fetches the questions and their engine ahead of time; failing is no fault yet. */
	function prefetch(): void {
		void Promise.all([fetchDefinition(), import('./engine.ts')]).catch(() => undefined);
	}

	async function fetchDefinition(): Promise<Definition> {
		if (definition) return definition;
		const answer = await fetch(link.definitionAddress, { credentials: 'omit' });
		if (!answer.ok) throw new Error(`The questions could not be fetched: ${answer.status}`);
		definition = (await answer.json()) as Definition;
		return definition;
	}

	/** Opens the questions with the answers kept so far. True when they are there. */
	async function ask(answer?: string): Promise<boolean> {
		if (consent && answer !== undefined)
			kept = { ...kept, data: { ...kept.data, [consent.question]: answer } };
		failed = false;
		stage = 'opening';
		try {
			await draw();
			stage = 'asking';
			save();
			return true;
		} catch (fault) {
			console.error(fault);
			failed = true;
			stage = 'consent';
			return false;
		}
	}

	async function draw(): Promise<void> {
		const { variables } = link;
		const form = {
			definition: await fetchDefinition(),
			variables,
			locale,
			readOnly: false,
			askedBefore: consent?.question
		};
		const opened = await openModel(form, kept.data);
		if (consent) opened.getPageByName(consent.section).visible = false;
		const page = kept.page ? opened.getPageByName(kept.page) : null;
		if (page?.isVisible) opened.currentPage = page;
		const before = model;
		walk?.end();
		walk = startWalk(opened, locale);
		model = opened;
		before?.dispose();
		opened.onValueChanged.add(save);
		opened.onCurrentPageChanged.add(save);
	}

	/** Says the same in the other language; answers stay. */
	async function speak(next: Locale): Promise<void> {
		locale = next;
		if (!model) return;
		save();
		await draw();
		if (stage === 'looking') written = readAnswers();
	}

	/** Shows the answers for a last look; false when something is missing or wrong. */
	function lookOver(): boolean {
		if (!walk?.checkAll()) return false;
		written = readAnswers();
		stage = 'looking';
		return true;
	}

	function readAnswers(): WrittenSection[] {
		return model ? sheetOf(model, locale).filter(({ questions }) => questions.length > 0) : [];
	}

	/** Finishes the form: into the queue, off the shelf, and on its way. */
	async function finish(refusal?: string): Promise<Finding[]> {
		const asked = model ? answersAsked(model, consent?.question) : kept.data;
		const data = consent && refusal !== undefined ? { [consent.question]: refusal } : asked;
		const form: Sending = {
			link: code,
			id: kept.id,
			...(kept.token && { token: kept.token }),
			data: composed(data),
			version: link.versionId,
			seconds: kept.seconds + secondsHere(),
			finishedAt: moment()
		};
		await queue.add(form);
		drop(shelf, code);
		unfinished = null;
		stage = 'finished';
		await outbox.look();
		return deliver();
	}

	/** Tries to send what waits; gives back places to correct, if there are any. */
	async function deliver(): Promise<Finding[]> {
		const refused = await outbox.deliver();
		const mine = refused.find((one) => one.id === kept.id && one.refused?.findings.length);
		return mine ? correct(mine) : [];
	}

	/** Takes a refused form out of the queue and opens it again at what is wrong. */
	async function correct({ id, sending: form, refused }: queue.Waiting): Promise<Finding[]> {
		const token = form.token ?? null;
		kept = { ...kept, id, data: form.data, token, seconds: form.seconds ?? 0 };
		await queue.withdraw(id);
		await outbox.look();
		if (!(await ask())) return [];
		walk?.mark(refused?.findings ?? [], refused?.sentence ?? '');
		return refused?.findings ?? [];
	}

	/** Forgets what this device holds and begins anew, with the same invitation. */
	async function erase(): Promise<void> {
		outbox.close();
		await queue.forget(code);
		restart(kept.token);
		await outbox.look();
	}

	/** Another person on the same device: receipts stay, answers are gone already. */
	function restart(token: string | null = null): void {
		drop(shelf, code);
		kept = begin(token);
		openedAt = Date.now();
		walk?.end();
		model?.dispose();
		model = null;
		walk = null;
		written = [];
		unfinished = null;
		keeping = { at: null, refused: false };
		stage = 'consent';
	}

	return {
		get locale() {
			return locale;
		},
		get stage() {
			return stage;
		},
		get failed() {
			return failed;
		},
		get model() {
			return model;
		},
		get walk() {
			return walk;
		},
		get keeping() {
			return keeping;
		},
		get unfinished() {
			return unfinished;
		},
		get written() {
			return written;
		},
		get invited() {
			return kept.token !== null;
		},
		outbox,
		open,
		prefetch,
		ask,
		speak,
		lookOver,
		back: () => (stage = 'asking'),
		finish,
		deliver,
		erase,
		restart,
		close: () => {
			outbox.close();
			walk?.end();
			model?.dispose();
		}
	};
}

export type PublicForm = ReturnType<typeof startPublicForm>;
