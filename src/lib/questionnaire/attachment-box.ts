/**
 * Puts our own box for files where the engine would draw its own: the engine keeps the answer, a list
 * of ids, and asks whether one is required.
 */
import { mount, unmount } from 'svelte';
import type { Question, SurveyModel } from 'survey-core';
import { sizeText, type Attachment } from '../attachment.ts';
import AttachmentField from './AttachmentField.svelte';
import type { Asked } from './form.ts';

type Engine = typeof import('./engine.ts');
type Known = Map<string, Pick<Attachment, 'name' | 'size'>>;

export const rendererName = 'tep-dinh-kem';
const known = new WeakMap<object, Known>();

/** The engine then draws nothing for questions that take files. */
export function prepareBoxes({ RendererFactory }: Engine): void {
	RendererFactory.Instance.registerRenderer('file', rendererName, rendererName);
}

/** What is known of the form's files. */
export function rememberFiles(model: SurveyModel, { attachments = [] }: Asked): void {
	known.set(model, new Map(attachments.map((one) => [one.id, one])));
}

const filesOf = ({ survey }: Question): Known => known.get(survey as object) ?? new Map();
const idsOf = ({ value }: Question): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The names of the files that are the answer, for paper. */
export function namesOf(question: Question): string {
	const files = filesOf(question);
	return idsOf(question)
		.map((id) => {
			const file = files.get(id);
			return file ? `${file.name} (${sizeText(file.size)})` : id;
		})
		.join('; ');
}

/** Draws the box; it goes with the question. */
export function showBox(form: Asked, question: Question, element: HTMLElement): void {
	const place = element.querySelector('.sd-question__content') ?? element;
	if (place.querySelector('.attachment-box')) return;
	const target = document.createElement('div');
	target.className = 'attachment-box';
	place.append(target);
	const box = mount(AttachmentField, {
		target,
		props: {
			inputId: `${question.inputId}-tep`,
			title: question.processedTitle,
			readOnly: question.isReadOnly || !form.response?.id,
			question: {
				response: form.response?.id ?? '',
				campaign: form.campaign?.slug ?? '',
				name: question.name,
				most: Number(question.maxFiles) || 3,
				locale: form.locale,
				ids: () => idsOf(question),
				answer: (ids: string[]) => (question.value = ids.length > 0 ? ids : undefined),
				known: filesOf(question)
			}
		}
	});
	const look = () => box.look();
	question.valueChangedCallback = look;
	const watch = new MutationObserver(() => {
		if (target.isConnected) return;
		watch.disconnect();
		void unmount(box);
	});
	watch.observe(element.closest('.questions') ?? document.body, { childList: true, subtree: true });
}
