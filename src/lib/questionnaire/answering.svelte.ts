/**
 * One form being answered, as the page sees it: the engine's model, the walk through it, the saving
 * and the submission. Called while a component is set up; the browser's part begins with
 * `open`.
 */
import type { SurveyModel } from 'survey-core';
import { startDelegating } from './delegating.svelte.ts';
import { questionOf, same, type Draft } from './draft.ts';
import { showMarks } from './earlier.ts';
import { startFilling } from './filling.svelte.ts';
import type { Finding } from './keeper.ts';
import { startSaving } from './keeping.svelte.ts';
import type { News } from './merge.ts';
import { openModel } from './model.ts';
import { total } from './progress.ts';
import { submit, type Outcome, type Receipt } from './submission.ts';
import { busyIn, takeIn, typed, watchTyping } from './taking.ts';
import type { Form } from './form.ts';
import { nothing, startWalk, type Walk } from './walk.svelte.ts';

export function startAnswering(form: Form) {
	const { response, campaign } = form;
	const id = response.id ?? '';
	const address = `/api/v1/campaigns/${campaign.slug}`;
	let model = $state.raw<SurveyModel | null>(null);
	let failed = $state(false);
	let walk = $state.raw<Walk | null>(null);
	let refusal = $state('');
	let receipt = $state.raw<Receipt | null>(null);
	let host: HTMLElement | null = null;
	/** answers that come from others are not changes of ours */
	let taking: readonly string[] = [];
	const delegating = startDelegating(form, address, lockPages);
	const filling = startFilling(form, () => model);
	const keeping = startSaving(form, `${address}/draft`, {
		take,
		busy: () => busyIn(host),
		counts: () => total(walk?.view.sections ?? []),
		refused,
		sections: delegating.now
	});

	function drawMarks(): void {
		showMarks(form, host, filling.marked, confirm);
	}

	function confirm(question: string): void {
		filling.confirm([question]);
		drawMarks();
	}

	/** Sections in the hands of somebody else are for reading. */
	function lockPages(): void {
		if (!model || form.readOnly) return;
		for (const page of model.pages) page.readOnly = delegating.heldFrom(page.name) !== undefined;
		walk?.refresh();
	}

	/** Shows what others answered, without touching what is being typed. */
	function take(news: News): void {
		if (!model) return;
		taking = news.questions;
		takeIn(model, news);
		taking = [];
		walk?.refresh();
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
			});
			opened.onAfterRenderQuestion.add(() => void setTimeout(drawMarks));
			walk = startWalk(opened, form.locale, drawMarks);
			walk.host = host;
			model = opened;
			lockPages();
			if (form.readOnly) return;
			keeping.start(opened, verdict);
			opened.onValueChanged.add((_model, { name }) => {
				typed();
				if (!taking.includes(questionOf(name))) {
					keeping.changed(name);
					filling.touched(questionOf(name));
				}
			});
		} catch (fault) {
			console.error(fault);
			failed = true;
		}
	}

	function refused(sentence: string, findings: Finding[]): void {
		refusal = sentence;
		walk?.mark(findings, sentence, false);
	}

	function go(name: string): void {
		walk?.go(name);
		void keeping.keeper?.flush();
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
		if (outcome.kind === 'incomplete') walk?.mark(outcome.findings, refusal);
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
			return walk?.view ?? nothing;
		},
		get everywhere() {
			return walk?.everywhere ?? false;
		},
		get refusal() {
			return refusal;
		},
		get receipt() {
			return receipt;
		},
		set host(element: HTMLElement | null) {
			host = element;
			if (walk) walk.host = element;
			if (element) watchTyping(element);
		},
		open,
		check: () => walk?.check() ?? false,
		checkAll: () => walk?.checkAll() ?? true,
		go,
		reach: (name: string) => walk?.reach(name),
		send,
		keeping,
		filling,
		drawMarks,
		delegating,
		catchUp: () => keeping.keeper?.catchUp(),
		flush: () => keeping.keeper?.flush(),
		connected: (online: boolean) => keeping.keeper?.connected(online),
		close: () => {
			walk?.end();
			keeping.keeper?.stop();
			model?.dispose();
		}
	};
}

export type Answering = ReturnType<typeof startAnswering>;
