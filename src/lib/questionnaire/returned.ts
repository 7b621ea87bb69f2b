/** Reasons of a form that was sent back, shown at their questions. */
import { decided } from '../messages/decided.ts';
import type { Locale } from '../locale.ts';
import type { OpenForm } from '../response.ts';

/** Puts the reasons about a question after it; once. */
export function showReasons(
	{ review, state }: OpenForm['response'],
	locale: Locale,
	name: string,
	element: HTMLElement
): void {
	if (state !== 'returned' || !review || element.querySelector('.came-back')) return;
	for (const { reason } of review.remarks.filter(({ question }) => question === name)) {
		const note = document.createElement('div');
		note.className = 'note bad came-back';
		const title = document.createElement('b');
		title.textContent = `${decided[locale].reason}: `;
		note.append(title, reason);
		element.append(note);
	}
}
