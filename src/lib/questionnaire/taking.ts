/** Answers of others taken into a form that is open here, around what is being typed. */
import type { SurveyModel } from 'survey-core';
import { commentSuffix } from './fields.ts';
import type { News } from './merge.ts';

/** Shows the answers of others. The questions of which they are must not be changed here. */
export function takeIn(model: SurveyModel, { questions, data }: News): void {
	for (const name of questions) {
		model.setValue(name, data[name] ?? null);
		model.setComment(name, String(data[name + commentSuffix] ?? ''));
	}
}

/** What a field held when it was entered, or when its text became an answer last. */
const entered = new WeakMap<Element, string>();

/** Remembers what a field holds while the cursor is in it. */
export function watchTyping(host: HTMLElement): void {
	host.addEventListener('focusin', ({ target }) => {
		if (isTyped(target)) entered.set(target, target.value);
	});
}

/** What the field holds now is an answer of the form: nobody is in the middle of typing it. */
export function typed(): void {
	const field = document.activeElement;
	if (isTyped(field)) entered.set(field, field.value);
}

/** Questions whose field holds a text that is no answer yet: somebody is typing there. */
export function busyIn(host: HTMLElement | null): string[] {
	const field = document.activeElement;
	if (!host || !isTyped(field) || !host.contains(field)) return [];
	const before = entered.get(field);
	const name = field.closest<HTMLElement>('[data-name]')?.dataset.name;
	return name && before !== undefined && before !== field.value ? [name] : [];
}

function isTyped(target: unknown): target is HTMLInputElement | HTMLTextAreaElement {
	return (
		target instanceof HTMLTextAreaElement ||
		(target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type))
	);
}
