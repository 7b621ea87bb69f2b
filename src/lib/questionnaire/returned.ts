/** Reasons of a form that was sent back, shown at their questions. */
import { decided } from '../messages/decided.ts';
import type { Form } from './form.ts';

/** Puts the reasons about a question after it; once. */
export function showReasons(form: Form, name: string, element: HTMLElement): void {
	const { review, state } = form.response;
	if (state !== 'returned' || !review || element.querySelector('.came-back')) return;
	for (const { reason } of review.remarks.filter(({ question }) => question === name)) {
		const note = document.createElement('div');
		note.className = 'note bad came-back';
		const title = document.createElement('b');
		title.textContent = `${decided[form.locale].reason}: `;
		note.append(title, reason);
		element.append(note);
	}
}
