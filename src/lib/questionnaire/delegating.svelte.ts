/**
 * Giving sections of an open form to colleagues: who has which, and the requests that change it.
 * What goes wrong comes back as a sentence.
 */
import { sectionWords } from '../messages/sections.ts';
import { heldByOther, type Given } from '../section.ts';
import type { Form } from './form.ts';

export type Gift = { page: string; person: number; note: string; dueOn: string | null };

export function startDelegating(form: Form, address: string, onchange: () => void) {
	let sections = $state.raw<readonly Given[]>(form.sections);

	function now(next: readonly Given[]): void {
		sections = next;
		onchange();
	}

	/** Resolves with an empty text, or with the sentence of what went wrong. */
	async function request(method: string, path: string, body?: object): Promise<string> {
		const { unreachable } = sectionWords[form.locale];
		try {
			const answer = await fetch(`${address}/sections${path}`, {
				method,
				headers: { 'content-type': 'application/json' },
				...(body && { body: JSON.stringify(body) }),
				signal: AbortSignal.timeout(20_000)
			});
			const said = (await answer.json()) as { sections?: Given[]; title?: string };
			if (!answer.ok || !said.sections) return said.title ?? unreachable;
			now(said.sections);
			return '';
		} catch {
			return unreachable;
		}
	}

	return {
		get sections() {
			return sections;
		},
		now,
		of: (page: string) => sections.find((given) => given.page === page),
		/** who keeps the reader from writing a section */
		heldFrom: (page: string) => heldByOther(sections, page, form.reader),
		give: (gift: Gift) => request('POST', '', gift),
		takeBack: (page: string) => request('DELETE', `/${encodeURIComponent(page)}`),
		mark: (page: string, done: boolean) =>
			request('PATCH', `/${encodeURIComponent(page)}`, { done })
	};
}

export type Delegating = ReturnType<typeof startDelegating>;
