/**
 * Taking answers of the last period into a section: never over an answer already given unless the
 * person says so, always with a way back, and marked until somebody has looked at them.
 */
import type { PageModel, Question, SurveyModel } from 'survey-core';
import { agree, pick } from './merge.ts';
import { commentSuffix } from './fields.ts';
import type { Draft } from './draft.ts';
import type { Form } from './form.ts';

/** Statements about this period cannot be taken from the last one; files stay with their form. */
const never = ['boolean', 'file'];

export function startFilling(form: Form, model: () => SurveyModel | null) {
	const { previous } = form;
	const key = `phieu:${form.response.id}:ky-truoc`;
	const earlier: Draft = previous.kind === 'found' ? previous.data : {};
	let marked = $state.raw<readonly string[]>(kept());
	let undoable = $state.raw<{ page: string; before: Draft; questions: string[] } | null>(null);
	let filling = false;

	function kept(): string[] {
		try {
			const names: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
			return Array.isArray(names) ? names.map(String) : [];
		} catch {
			return [];
		}
	}

	function mark(names: readonly string[]): void {
		marked = names;
		try {
			localStorage.setItem(key, JSON.stringify(names));
		} catch {
			// The marks last as long as the page then.
		}
	}

	function questionsIn(page: string): Question[] {
		const found = model()?.getPageByName(page) as PageModel | null;
		return (found?.questions ?? []).filter(
			(question) => question.name in earlier && !never.includes(question.getType())
		);
	}

	const data = () => (model()?.data ?? {}) as Draft;
	const differs = ({ name }: Question) => !agree(data(), earlier, name);

	/** Answered questions of a section whose answer is another one than the last period's. */
	function answeredOtherwise(page: string): string[] {
		return questionsIn(page)
			.filter((question) => question.isVisible && !question.isEmpty() && differs(question))
			.map(({ name }) => name);
	}

	/** Fills a section; returns how many questions it filled. */
	function fill(page: string, over: boolean): number {
		const before = data();
		const filled: string[] = [];
		filling = true;
		// In the order of the form: an answer may bring up the questions after it.
		for (const question of questionsIn(page)) {
			if (!question.isVisible || !differs(question)) continue;
			if (!question.isEmpty() && !over) continue;
			put(question.name, earlier);
			filled.push(question.name);
		}
		filling = false;
		if (filled.length === 0) return 0;
		undoable = { page, before: pick(before, filled), questions: filled };
		mark([...marked.filter((name) => !filled.includes(name)), ...filled]);
		return filled.length;
	}

	function put(name: string, from: Draft): void {
		model()?.setValue(name, structuredClone(from[name]) ?? null);
		model()?.setComment(name, String(from[name + commentSuffix] ?? ''));
	}

	/** Puts back what stood there before the last filling. */
	function undo(): void {
		if (!undoable) return;
		const { before, questions } = undoable;
		filling = true;
		for (const name of [...questions].reverse()) put(name, before);
		filling = false;
		undoable = null;
		confirm(questions);
	}

	/** Somebody has looked at these. */
	function confirm(names: readonly string[]): void {
		if (marked.some((name) => names.includes(name)))
			mark(marked.filter((name) => !names.includes(name)));
	}

	return {
		get marked() {
			return marked;
		},
		get undoable() {
			return undoable;
		},
		offers: (page: string) => questionsIn(page).length > 0,
		answeredOtherwise,
		markedIn: (page: string) =>
			questionsIn(page)
				.map(({ name }) => name)
				.filter((name) => marked.includes(name)),
		fill,
		undo,
		confirm,
		/** An answer was changed by hand: it is no copy any more. */
		touched: (name: string) => {
			if (!filling) confirm([name]);
		}
	};
}

export type Filling = ReturnType<typeof startFilling>;
