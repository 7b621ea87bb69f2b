/** The answers of a form in words, for paper and for comparing two drafts. */
import type { PageModel, Question, SurveyModel } from 'survey-core';
import { formatNumber } from '../vietnamese.ts';
import type { Locale } from '../locale.ts';
import { namesOf } from './attachment-box.ts';
import { questionsOf } from './model.ts';
import { unitIn } from './unit.ts';

export type Entry = {
	label: string | null;
	text: string;
	/** id of the attachment that the text names */
	attachment?: string;
};
export type Written = { name: string; number: string | null; title: string; entries: Entry[] };
export type WrittenSection = { title: string; questions: Written[] };

/** Every visible question with its answer; an unanswered one has an empty text. */
export function sheetOf(model: SurveyModel, locale: Locale): WrittenSection[] {
	return model.visiblePages.map((page: PageModel) => ({
		title: page.processedTitle,
		questions: questionsOf(page).map((question) => writtenOf(question, locale))
	}));
}

export function writtenOf(question: Question, locale: Locale): Written {
	return {
		name: question.name,
		number: question.no || null,
		title: question.processedTitle,
		entries: entriesOf(question, locale)
	};
}

type Box = { editor: Question; title: string; unit?: string };
type Row = { text: string; value: unknown; cells?: { question: Question }[] };

function entriesOf(question: Question, locale: Locale): Entry[] {
	const type = question.getType();
	if (type === 'multipletext') {
		const boxes: Box[] = question.items;
		return boxes.map(({ editor, title, unit }) => ({
			label: title,
			text: textOf(editor, locale, unit)
		}));
	}
	if (type === 'matrix') {
		const rows: Row[] = question.visibleRows;
		const columns: { value: unknown; text: string }[] = question.visibleColumns;
		return rows.map(({ text, value }) => ({
			label: text,
			text: columns.find((column) => column.value === value)?.text ?? ''
		}));
	}
	if (type === 'matrixdynamic') {
		const rows: Row[] = question.visibleRows;
		return rows.map((row, index) => ({
			label: String(index + 1),
			text: (row.cells ?? [])
				.filter(({ question: cell }) => !cell.isEmpty())
				.map(({ question: cell }) => `${cell.processedTitle}: ${textOf(cell, locale)}`)
				.join('; ')
		}));
	}
	return [{ label: null, text: textOf(question, locale, unitIn({ unit: question.unit })) }];
}

function textOf(question: Question, locale: Locale, unit?: string): string {
	if (question.isEmpty()) return '';
	if (question.getType() === 'file') return namesOf(question);
	const { value, comment } = question;
	const shown = typeof value === 'number' && question.getType() === 'text';
	const text = shown ? formatNumber(value, locale) : String(question.displayValue ?? '');
	return [text, unit, comment && !text.includes(comment) ? `(${comment})` : '']
		.filter(Boolean)
		.join(' ');
}
