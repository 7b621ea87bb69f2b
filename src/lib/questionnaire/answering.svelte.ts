/**
 * One form being answered, as the page sees it: the engine's model, the sections and their states,
 * the errors shown, the saving. Called while a component is set up; the browser's part begins with
 * `open`.
 */
import { tick } from 'svelte';
import type { PageModel, SurveyModel } from 'survey-core';
import { startDelegating } from './delegating.svelte.ts';
import { questionOf, same, type Draft } from './draft.ts';
import { showMarks } from './earlier.ts';
import { startFilling } from './filling.svelte.ts';
import type { Finding } from './keeper.ts';
import { startSaving } from './keeping.svelte.ts';
import type { News } from './merge.ts';
import { fieldIn, openModel, questionsOf } from './model.ts';
import { total } from './progress.ts';
import { viewOf, type View } from './remarks.ts';
import { submit, type Outcome, type Receipt } from './submission.ts';
import { busyIn, takeIn, typed, watchTyping } from './taking.ts';
import type { Form } from './form.ts';
import { answering } from '../messages/answering.ts';
import { questionnaire } from '../messages/questionnaire.ts';

export function startAnswering(form: Form) {
	const { response, campaign } = form;
	const words = answering[form.locale];
	const reasons = questionnaire[form.locale];
	const id = response.id ?? '';
	const address = `/api/v1/campaigns/${campaign.slug}`;
	let model = $state.raw<SurveyModel | null>(null);
	let failed = $state(false);
	let view = $state.raw<View>({ sections: [], place: -1, remarks: [] });
	let looking = false;
	let due = false;
	let checked: readonly string[] = [];
	let passed: readonly string[] = [];
	let everywhere = $state(false);
	let refusal = $state('');
	let receipt = $state.raw<Receipt | null>(null);
	let closed = false;
	let host: HTMLElement | null = null;
	/** answers that come from others are not changes of ours */
	let taking: readonly string[] = [];
	const delegating = startDelegating(form, address, lockPages);
	const filling = startFilling(form, () => model);
	const keeping = startSaving(form, `${address}/draft`, {
		take,
		busy: () => busyIn(host),
		counts: () => total(view.sections),
		refused,
		sections: delegating.now
	});

	const pages = (): PageModel[] =>
		model ? model.visiblePages.filter((page) => questionsOf(page).length > 0) : [];
	const current = () => (model ? (model.currentPage as PageModel) : null);

	/** Looks at the model and shows what is there. The engine settles visibility while it is read. */
	function look(): void {
		looking = true;
		const { missingRow } = words;
		view = viewOf(pages(), { current: current(), checked, passed, everywhere, missingRow });
		looking = false;
		drawMarks();
	}

	function drawMarks(): void {
		showMarks(form, host, filling.marked, confirm);
	}

	function confirm(question: string): void {
		filling.confirm([question]);
		drawMarks();
	}

	/** Looks again soon: many changes of the engine make one look. */
	function refresh(): void {
		if (due || looking) return;
		due = true;
		queueMicrotask(() => {
			due = false;
			if (!closed) look();
		});
	}

	/** Sections in the hands of somebody else are for reading. */
	function lockPages(): void {
		if (!model || form.readOnly) return;
		for (const page of model.pages) page.readOnly = delegating.heldFrom(page.name) !== undefined;
		refresh();
	}

	/** Shows what others answered, without touching what is being typed. */
	function take(news: News): void {
		if (!model) return;
		taking = news.questions;
		takeIn(model, news);
		taking = [];
		refresh();
	}

	/** Opens the form in the browser; a copy kept here earlier is reconciled with the server's. */
	async function open(): Promise<void> {
		const place = `phieu:${id}:phan`;
		try {
			const verdict = keeping.reconciled();
			const { draft } = response;
			const opened = await openModel(form, verdict.take === 'server' ? draft : verdict.data);
			const last = form.begin ?? sessionStorage.getItem(place);
			const page = last ? opened.getPageByName(last) : null;
			if (page?.isVisible) opened.currentPage = page;
			opened.onCurrentPageChanged.add(() => {
				sessionStorage.setItem(place, opened.currentPage.name);
				refresh();
			});
			opened.onVisibleChanged.add(refresh);
			opened.onAfterRenderQuestion.add(() => void setTimeout(drawMarks));
			model = opened;
			lockPages();
			look();
			if (form.readOnly) return;
			keeping.start(opened, verdict);
			opened.onValueChanged.add((_model, { name }) => {
				typed();
				if (!taking.includes(questionOf(name))) {
					keeping.changed(name);
					filling.touched(questionOf(name));
				}
				refresh();
			});
		} catch (fault) {
			console.error(fault);
			failed = true;
		}
	}

	function refused(sentence: string, findings: Finding[]): void {
		refusal = sentence;
		mark(findings);
	}

	/** Puts sentences that came from the server beside their questions. */
	function mark(findings: Finding[]): void {
		const found: string[] = [];
		for (const { question: name, item, message, reason } of findings) {
			const question = model?.getQuestionByName(name);
			if (!question) continue;
			const box = item ? fieldIn(question, item) : question;
			box.addError(message ?? (reason ? reasons[reason] : refusal));
			found.push((question.page as PageModel).name);
		}
		checked = [...checked, ...found];
		look();
	}

	/** Shows what is wrong in the current section; true when nothing is. */
	function check(): boolean {
		const page = current();
		if (!page) return false;
		const fine = page.validate(true, false);
		everywhere = false;
		checked = [...checked, page.name];
		if (fine) passed = [...passed, page.name];
		look();
		return fine;
	}

	/** Shows what is wrong in the whole form; true when nothing is. */
	function checkAll(): boolean {
		const fine = pages()
			.map((page) => page.validate(true, false))
			.every(Boolean);
		checked = pages().map(({ name }) => name);
		everywhere = !fine;
		look();
		return fine;
	}

	function go(name: string): void {
		const page = model?.getPageByName(name);
		if (!model || !page) return;
		everywhere = false;
		model.currentPage = page;
		look();
		void keeping.keeper?.flush();
	}

	/** Moves to a question: its section, then its first wrong field, else its first field. */
	async function reach(name: string): Promise<void> {
		const page = model?.getQuestionByName(name)?.page as PageModel | undefined;
		if (!model || !page) return;
		if (page !== model.currentPage) model.currentPage = page;
		look();
		await tick();
		await new Promise((drawn) => setTimeout(drawn, 60));
		const box = host?.querySelector(`[data-name="${CSS.escape(name)}"]`);
		const field =
			box?.querySelector<HTMLElement>('[aria-invalid="true"]:not(fieldset)') ??
			box?.querySelector<HTMLElement>('input, select, textarea, button');
		field?.focus({ preventScroll: true });
		(field ?? box)?.scrollIntoView({ block: 'center' });
	}

	async function send(): Promise<Outcome> {
		const { keeper } = keeping;
		if (!model || !keeper) return { kind: 'unreachable' };
		await keeper.flush();
		await keeper.catchUp();
		const url = `${address}/submission`;
		const draft = model.data as Draft;
		const attempt = (sequence: number) => submit(url, { response: id, sequence, draft });
		let outcome = await attempt(keeper.saving.sequence);
		// The server holds exactly these answers under a number whose confirmation was lost.
		if (outcome.kind === 'conflict' && same(outcome.theirs.data, draft))
			outcome = await attempt(outcome.theirs.sequence);
		if (outcome.kind === 'accepted') {
			receipt = outcome.receipt;
			keeper.adopt(keeper.saving.sequence + 1, outcome.receipt.submittedAt);
			keeper.stop();
			model.readOnly = true;
		}
		// Somebody saved between: their answers are taken in, and the person looks again.
		if (outcome.kind === 'conflict') {
			await keeper.flush();
			await keeper.catchUp();
		}
		if (outcome.kind === 'incomplete') {
			mark(outcome.findings);
			everywhere = true;
			look();
		}
		return outcome;
	}

	return {
		get model() {
			return model;
		},
		get failed() {
			return failed;
		},
		get view() {
			return view;
		},
		get everywhere() {
			return everywhere;
		},
		get refusal() {
			return refusal;
		},
		get receipt() {
			return receipt;
		},
		set host(element: HTMLElement | null) {
			host = element;
			if (element) watchTyping(element);
		},
		open,
		check,
		checkAll,
		go,
		reach,
		send,
		keeping,
		filling,
		drawMarks,
		delegating,
		catchUp: () => keeping.keeper?.catchUp(),
		flush: () => keeping.keeper?.flush(),
		connected: (online: boolean) => keeping.keeper?.connected(online),
		close: () => {
			closed = true;
			keeping.keeper?.stop();
			model?.dispose();
		}
	};
}

export type Answering = ReturnType<typeof startAnswering>;
