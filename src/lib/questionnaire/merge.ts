/**
 * Two people in one draft: a save says which version it was typed upon and which questions it
 * changes. It is merged question by question; it clashes only where somebody else changed the same
 * question since. Pure: the server runs it on the stored draft.
 */
import { canonical, differing, type Draft } from './draft.ts';
import { commentSuffix } from './fields.ts';

/** When each question changed last (the number of that draft) and by whom. */
export type Touched = Record<string, { at: number; by: number | null }>;

export type Stored = { sequence: number; draft: Draft; touched: Touched };

export type Change = {
	/** number of the draft these answers were typed upon */
	base: number;
	questions: readonly string[];
	/** the answers to these questions; one that is not there was cleared */
	data: Draft;
};

/** Questions somebody else changed, with their answers now. */
export type News = { questions: string[]; data: Draft };

export type Merged =
	/** `written`: answers that change; `named`: questions to mark as changed now, those among them */
	| { kind: 'merged'; draft: Draft; written: string[]; named: string[]; news: News }
	| { kind: 'clash'; questions: string[]; news: News };

/** What becomes of a change to a stored draft. */
export function merge(stored: Stored, change: Change): Merged {
	const { draft, touched, sequence } = stored;
	const differs = change.questions.filter((name) => !agree(draft, change.data, name));
	const clashes = differs.filter(
		(name) => change.base > sequence || (touched[name]?.at ?? 0) > change.base
	);
	const news = newsSince(stored, change.base, change.questions);
	if (clashes.length > 0) return { kind: 'clash', questions: clashes, news };
	// An answer that was changed back is marked too: an older request of the same page may still come.
	const named = change.questions.filter(
		(name) => differs.includes(name) || (touched[name]?.at ?? 0) <= change.base
	);
	const next = replaced(draft, change.data, differs);
	return { kind: 'merged', draft: next, written: differs, named, news };
}

/** What changed after a version, apart from some questions. */
export function newsSince(
	{ draft, touched }: Stored,
	base: number,
	apartFrom: readonly string[] = []
): News {
	const questions = Object.entries(touched)
		.filter(([name, { at }]) => at > base && !apartFrom.includes(name))
		.map(([name]) => name)
		.sort();
	return { questions, data: pick(draft, questions) };
}

/** The marks after some questions changed. */
export function touch(
	touched: Touched,
	questions: readonly string[],
	at: number,
	by: number | null
): Touched {
	return { ...touched, ...Object.fromEntries(questions.map((name) => [name, { at, by }])) };
}

/** The questions a whole draft answers differently from the stored one. */
export function changedBetween(before: Draft, after: Draft): string[] {
	return differing(before, after);
}

/** The answers to some questions, remarks included. */
export function pick(draft: Draft, questions: readonly string[]): Draft {
	const picked: Draft = {};
	for (const name of questions)
		for (const key of [name, name + commentSuffix])
			if (Object.hasOwn(draft, key)) picked[key] = draft[key];
	return picked;
}

/** A draft with the answers to some questions replaced. */
export function replaced(draft: Draft, data: Draft, questions: readonly string[]): Draft {
	const gone = new Set(questions.flatMap((name) => [name, name + commentSuffix]));
	const kept = Object.entries(draft).filter(([key]) => !gone.has(key));
	return { ...Object.fromEntries(kept), ...pick(data, questions) };
}

/** True when two drafts answer a question alike. */
export function agree(one: Draft, other: Draft, question: string): boolean {
	return canonical(pick(one, [question])) === canonical(pick(other, [question]));
}
