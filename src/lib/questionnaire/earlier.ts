/** The figures of the last period beside the fields of a form, and the mark of answers taken from it. */
import type { Question } from 'survey-core';
import { earlierWords } from '../messages/earlier.ts';
import { formatNumber } from '../vietnamese.ts';
import type { Previous } from '../previous.ts';
import type { Locale } from '../locale.ts';

/** The reader's language, and what was answered the period before. */
type Beside = { locale: Locale; previous: Previous };

/** Writes the last period's number to the right of each number field of a question. */
export function showEarlier(form: Beside, question: Question, element: HTMLElement): void {
	if (form.previous.kind !== 'found') return;
	const before = form.previous.data[question.name];
	if (question.getType() === 'text') return beside(form, question, before, element);
	if (question.getType() !== 'multipletext' || before === null || typeof before !== 'object')
		return;
	const items: { name: string; editor: Question }[] = question.items;
	for (const { name, editor } of items)
		beside(form, editor, (before as Record<string, unknown>)[name], element);
}

function beside(form: Beside, field: Question, before: unknown, element: HTMLElement): void {
	if (typeof before !== 'number') return;
	const input = element.querySelector<HTMLInputElement>(`input[id="${field.inputId}"]`);
	const place = input?.parentElement;
	if (!input || !place || place.querySelector('.earlier')) return;
	const text = earlierWords[form.locale].before(formatNumber(before, form.locale));
	const note = document.createElement('span');
	note.className = 'earlier';
	note.textContent = text;
	note.ariaHidden = 'true';
	place.classList.add('has-earlier');
	place.append(note);
	const told = input.getAttribute('aria-description');
	input.setAttribute('aria-description', told ? `${told}; ${text}` : text);
}

/** Marks the questions whose answer was taken from the last period and not looked at since. */
export function showMarks(
	form: Pick<Beside, 'locale'>,
	host: HTMLElement | null,
	marked: readonly string[],
	onconfirm: (question: string) => void
): void {
	const t = earlierWords[form.locale];
	for (const box of host?.querySelectorAll<HTMLElement>('[data-name]') ?? []) {
		const name = box.dataset.name ?? '';
		const shown = box.querySelector(':scope > .taken');
		if (!marked.includes(name)) shown?.remove();
		if (shown || !marked.includes(name)) continue;
		const note = document.createElement('p');
		note.className = 'taken';
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'btn alt dense';
		button.textContent = t.confirm;
		button.ariaLabel = t.confirmFor(box.querySelector('.sd-question__title')?.textContent ?? name);
		button.addEventListener('click', () => onconfirm(name));
		note.append(`${t.mark} `, button);
		box.append(note);
	}
}
