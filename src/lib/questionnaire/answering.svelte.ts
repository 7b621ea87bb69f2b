/**
 * One form being answered, as the page sees it: the engine's model, the sections and their states,
 * the errors shown, the saving. Called while a component is set up; the browser's part begins with
 * `open`.
 */
import { tick } from 'svelte';
import type { PageModel, SurveyModel } from 'survey-core';
import { begin, unsent, type Saving } from './autosave.ts';
import { find, reconcile, type Copy } from './copy.ts';
import { same, type Draft } from './draft.ts';
import { fieldIn, openModel, questionsOf } from './model.ts';
import { startKeeping, type Finding, type Keeper, type Theirs } from './keeper.ts';
import { total } from './progress.ts';
import { viewOf, type View } from './remarks.ts';
import { submit, type Outcome, type Receipt } from './submission.ts';
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
	let saving = $state.raw<Saving>(begin(response.sequence, response.savedAt));
	let checked: readonly string[] = [];
	let passed: readonly string[] = [];
	let everywhere = $state(false);
	let theirs = $state.raw<Theirs | null>(null);
	let restored = $state.raw<Copy | null>(null);
	let refusal = $state('');
	let receipt = $state.raw<Receipt | null>(null);
	let closed = false;
	let keeper: Keeper | null = null;
	let host: HTMLElement | null = null;

	const pages = (): PageModel[] =>
		model ? model.visiblePages.filter((page) => questionsOf(page).length > 0) : [];
	const current = () => (model ? (model.currentPage as PageModel) : null);

	/** Looks at the model and shows what is there. The engine settles visibility while it is read. */
	function look(): void {
		looking = true;
		const { missingRow } = words;
		view = viewOf(pages(), { current: current(), checked, passed, everywhere, missingRow });
		looking = false;
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

	/** Opens the form in the browser; a copy kept here earlier is reconciled with the server's. */
	async function open(): Promise<void> {
		const place = `phieu:${id}:phan`;
		try {
			const writable = !form.readOnly;
			const verdict = writable
				? reconcile(find(localStorage, id), {
						sequence: response.sequence,
						data: response.draft
					})
				: { take: 'server' as const };
			const ours = verdict.take === 'server' ? null : verdict.copy;
			const opened = await openModel(form, ours?.data ?? response.draft);
			const last = sessionStorage.getItem(place);
			const page = last ? opened.getPageByName(last) : null;
			if (page?.isVisible) opened.currentPage = page;
			opened.onCurrentPageChanged.add(() => {
				sessionStorage.setItem(place, opened.currentPage.name);
				refresh();
			});
			opened.onVisibleChanged.add(refresh);
			model = opened;
			look();
			if (!writable) return;
			keeper = startKeeping({
				response: id,
				url: `${address}/draft`,
				sequence: verdict.take === 'copy' ? verdict.sequence : response.sequence,
				savedAt: response.savedAt,
				shelf: localStorage,
				online: navigator.onLine,
				draft: () => opened.data as Draft,
				counts: () => total(view.sections),
				onstep: (next) => (saving = next),
				onconflict: (version) => (theirs = version),
				onrefused: refused
			});
			if (ours && verdict.take === 'copy') {
				restored = ours;
				for (const question of ours.changed) keeper.changed(question);
			} else if (verdict.take === 'neither') {
				theirs = {
					sequence: response.sequence,
					data: response.draft,
					savedAt: response.savedAt ?? '',
					savedBy: null
				};
				keeper.contest(verdict.copy.changed);
			}
			opened.onValueChanged.add((_model, { name }) => {
				keeper?.changed(name);
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
		void keeper?.flush();
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
		if (!model || !keeper) return { kind: 'unreachable' };
		await keeper.flush();
		const url = `${address}/submission`;
		const draft = model.data as Draft;
		let outcome = await submit(url, keeper.saving.sequence, draft);
		// The server holds exactly these answers under a number whose confirmation was lost.
		if (outcome.kind === 'conflict' && same(outcome.theirs.data, draft))
			outcome = await submit(url, outcome.theirs.sequence, draft);
		if (outcome.kind === 'accepted') {
			receipt = outcome.receipt;
			keeper.adopt(keeper.saving.sequence + 1, outcome.receipt.submittedAt);
			keeper.stop();
			model.readOnly = true;
		}
		if (outcome.kind === 'conflict') theirs = outcome.theirs;
		if (outcome.kind === 'incomplete') {
			mark(outcome.findings);
			everywhere = true;
			look();
		}
		return outcome;
	}

	/** Settles a conflict: our answers over theirs, or theirs instead of ours. */
	function settle(choice: 'here' | 'there'): void {
		if (!theirs || !keeper || !model) return;
		const { sequence, data, savedAt } = theirs;
		theirs = null;
		restored = null;
		if (choice === 'here') return keeper.resume(sequence);
		keeper.adopt(sequence, savedAt);
		model.data = data;
		look();
	}

	return {
		get model() {
			return model;
		},
		get failed() {
			return failed;
		},
		get saving() {
			return saving;
		},
		get view() {
			return view;
		},
		get everywhere() {
			return everywhere;
		},
		get theirs() {
			return theirs;
		},
		get restored() {
			return restored;
		},
		get refusal() {
			return refusal;
		},
		get receipt() {
			return receipt;
		},
		get pending() {
			return unsent(saving).length;
		},
		set host(element: HTMLElement | null) {
			host = element;
		},
		open,
		check,
		checkAll,
		go,
		reach,
		send,
		settle,
		flush: () => keeper?.flush(),
		resume: () => keeper?.resume(),
		connected: (online: boolean) => keeper?.connected(online),
		close: () => {
			closed = true;
			keeper?.stop();
			model?.dispose();
		}
	};
}

export type Answering = ReturnType<typeof startAnswering>;
