/**
 * A walk through a form that is open in the browser: the section one is in, the states of all, the
 * errors shown, and the way from an error to its question. Knows nothing of saving or sending.
 */
import { tick } from 'svelte';
import type { PageModel, SurveyModel } from 'survey-core';
import { answering } from '../messages/answering.ts';
import { questionnaire } from '../messages/questionnaire.ts';
import type { Locale } from '../locale.ts';
import type { Finding } from './keeper.ts';
import { fieldIn, questionsOf } from './model.ts';
import { viewOf, type View } from './remarks.ts';

/** What is seen of a form that is not open yet. */
export const nothing: View = { sections: [], place: -1, remarks: [] };

/** `looked` is called after every look, when the sections may have changed. */
export function startWalk(model: SurveyModel, locale: Locale, looked?: () => void) {
	const words = answering[locale];
	const reasons = questionnaire[locale];
	let view = $state.raw<View>(nothing);
	let everywhere = $state(false);
	let checked: readonly string[] = [];
	let passed: readonly string[] = [];
	let looking = false;
	let due = false;
	let ended = false;
	let host: HTMLElement | null = null;

	const pages = (): PageModel[] =>
		model.visiblePages.filter((page) => questionsOf(page).length > 0);
	const current = () => model.currentPage as PageModel | null;

	/** Looks at the model and shows what is there. The engine settles visibility while it is read. */
	function look(): void {
		looking = true;
		const { missingRow } = words;
		view = viewOf(pages(), { current: current(), checked, passed, everywhere, missingRow });
		looking = false;
		looked?.();
	}

	/** Looks again soon: many changes of the engine make one look. */
	function refresh(): void {
		if (due || looking) return;
		due = true;
		queueMicrotask(() => {
			due = false;
			if (!ended) look();
		});
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

	/**
	 * Puts sentences that came from the server beside their questions. `whole`: they are about the
	 * whole form, so all of them are listed, not those of the current section only.
	 */
	function mark(findings: Finding[], otherwise: string, whole = true): void {
		const found: string[] = [];
		for (const { question: name, item, message, reason } of findings) {
			const question = model.getQuestionByName(name);
			if (!question) continue;
			const box = item ? fieldIn(question, item) : question;
			box.addError(message ?? (reason ? reasons[reason] : otherwise));
			found.push((question.page as PageModel).name);
		}
		checked = [...checked, ...found];
		everywhere ||= whole;
		look();
	}

	function go(name: string): void {
		const page = model.getPageByName(name);
		if (!page) return;
		everywhere = false;
		model.currentPage = page;
		look();
	}

	/** Moves to a question: its section, then its first wrong field, else its first field. */
	async function reach(name: string): Promise<void> {
		const page = model.getQuestionByName(name)?.page as PageModel | undefined;
		if (!page) return;
		if (page !== model.currentPage) model.currentPage = page;
		look();
		await tick();
		await new Promise((drawn) => setTimeout(drawn, 60));
		const box = host?.querySelector(`[data-name="${CSS.escape(name)}"]`);
		const field =
			box?.querySelector<HTMLElement>('[aria-invalid="true"]:not(fieldset, [role])') ??
			box?.querySelector<HTMLElement>('input, select, textarea, button');
		field?.focus({ preventScroll: true });
		(field ?? box)?.scrollIntoView({ block: 'center' });
	}

	model.onCurrentPageChanged.add(refresh);
	model.onVisibleChanged.add(refresh);
	model.onValueChanged.add(refresh);
	look();

	return {
		get view() {
			return view;
		},
		get everywhere() {
			return everywhere;
		},
		set host(element: HTMLElement | null) {
			host = element;
		},
		refresh,
		check,
		checkAll,
		mark,
		go,
		reach,
		end: () => {
			ended = true;
		}
	};
}

export type Walk = ReturnType<typeof startWalk>;
