/**
 * The saving of an open form as the page sees it: the state of the keeper, what was restored, and
 * what somebody else's changes ask of the person: a choice between two answers, a section that is
 * not theirs to write.
 */
import type { SurveyModel } from 'survey-core';
import type { Given } from '../section.ts';
import { begin, unsent, type Saving } from './autosave.ts';
import { find, reconcile, type Copy, type Reconciled } from './copy.ts';
import { questionOf, type Draft } from './draft.ts';
import type { Form } from './form.ts';
import { startKeeping, type Finding, type Foreign, type Keeper, type Theirs } from './keeper.ts';
import type { News } from './merge.ts';

export type Page = {
	/** takes answers of others into the form */
	take: (news: News) => void;
	busy: () => string[];
	counts: () => { answered: number; answerable: number };
	refused: (sentence: string, findings: Finding[]) => void;
	sections: (sections: readonly Given[]) => void;
};

export function startSaving(form: Form, url: string, page: Page) {
	const { response } = form;
	const id = response.id ?? '';
	let saving = $state.raw<Saving>(begin(response.sequence, response.savedAt));
	let theirs = $state.raw<Theirs | null>(null);
	let restored = $state.raw<Copy | null>(null);
	let foreign = $state.raw<Foreign | null>(null);
	let version = $state(response.version);
	let keeper: Keeper | null = null;

	/** What a copy kept in this browser means for the answers to begin with. */
	function reconciled(): Reconciled {
		if (form.readOnly) return { take: 'server' };
		const { sequence, draft: data, touched } = response;
		return reconcile(find(localStorage, id), { sequence, data, touched }, form.reader);
	}

	function start(model: SurveyModel, verdict: Reconciled): void {
		keeper = startKeeping({
			response: id,
			reader: form.reader,
			url,
			sequence: response.sequence,
			savedAt: response.savedAt,
			shelf: localStorage,
			online: navigator.onLine,
			draft: () => model.data as Draft,
			busy: page.busy,
			counts: page.counts,
			onstep: (next) => (saving = next),
			onnews: page.take,
			onsections: (sections, submitted) => {
				page.sections(sections);
				version = submitted;
			},
			onconflict: (other) => (theirs = other),
			onforeign: (held) => {
				foreign = held;
				page.sections(held.sections);
			},
			onrefused: page.refused
		});
		if (verdict.take === 'copy') {
			restored = verdict.copy;
			for (const question of verdict.changed) keeper.changed(question);
		} else if (verdict.take === 'neither') {
			theirs = {
				sequence: response.sequence,
				data: response.draft,
				savedAt: response.savedAt ?? '',
				savedBy: null,
				questions: verdict.contested
			};
			keeper.contest(verdict.changed, verdict.contested);
		}
	}

	/** Settles a conflict: our answers to the contested questions, or theirs. */
	function settle(choice: 'here' | 'there'): void {
		if (!theirs || !keeper) return;
		const settled = theirs;
		theirs = null;
		restored = null;
		keeper.settle(settled, choice);
	}

	/** Gives up our changes in a section that somebody else holds. */
	function forget(): void {
		if (!foreign || !keeper) return;
		const { questions, data } = foreign;
		foreign = null;
		page.take({ questions, data });
		keeper.forget(questions);
	}

	/** What stood in the way is gone: what waits is sent. */
	function resume(): void {
		foreign = null;
		keeper?.resume();
	}

	return {
		get saving() {
			return saving;
		},
		get theirs() {
			return theirs;
		},
		get restored() {
			return restored;
		},
		get foreign() {
			return foreign;
		},
		/** true when the form was submitted elsewhere while it is open here */
		get elsewhere() {
			return version > response.version;
		},
		get pending() {
			return unsent(saving).length;
		},
		get keeper() {
			return keeper;
		},
		reconciled,
		start,
		changed: (key: string) => keeper?.changed(questionOf(key)),
		settle,
		forget,
		resume
	};
}

export type Keeping = ReturnType<typeof startSaving>;
