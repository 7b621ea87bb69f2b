/** What is said about the questions of a section, and the section in numbers. */
import type { PageModel, Question } from 'survey-core';
import { answeredOf, errorsOf, missingRows, questionsOf } from './model.ts';
import { sectionOf, type Section } from './progress.ts';

/** A sentence about one question, with the section it stands in. */
export type Remark = { question: string; page: string; number: string | null; text: string };

/** What a page shows of the model. */
export type View = {
	sections: Section[];
	/** index of the section one is in */
	place: number;
	/** of this section, or of all after an attempt to submit */
	remarks: Remark[];
};

export type Shown = {
	current: PageModel | null;
	/** sections whose errors have been shown */
	checked: readonly string[];
	/** sections left in good order */
	passed: readonly string[];
	/** remarks about all sections, not only the current one */
	everywhere: boolean;
	/** the sentence about a row of a matrix without an answer */
	missingRow: (row: string) => string;
};

function remarksOf(page: PageModel, question: Question, { missingRow }: Shown): Remark[] {
	const at = { question: question.name, page: page.name, number: question.no || null };
	const rows = question.errors.length > 0 ? missingRows(question) : [];
	if (rows.length > 0) return rows.map((row) => ({ ...at, text: missingRow(row) }));
	return errorsOf(question).map((text) => ({ ...at, text }));
}

/** Reads the visible pages. The engine settles conditions while it is read, and says so by events. */
export function viewOf(pages: readonly PageModel[], shown: Shown): View {
	const { current, checked, passed, everywhere } = shown;
	const remarks = pages.map((page) =>
		questionsOf(page).flatMap((question) => remarksOf(page, question, shown))
	);
	const sections = pages.map((page, index) => {
		const { name, processedTitle: title } = page;
		const questions = questionsOf(page).map(answeredOf);
		return sectionOf({ name, title, questions }, index + 1, {
			checked: checked.includes(name),
			passed: passed.includes(name),
			faults: remarks[index]?.length ?? 0
		});
	});
	const place = pages.findIndex((page) => page === current);
	const said = remarks.filter(
		(_remarks, index) =>
			checked.includes(pages[index]?.name ?? '') && (everywhere || index === place)
	);
	return { sections, place, remarks: said.flat() };
}
