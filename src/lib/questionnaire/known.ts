/**
 * The answers that the server is known to have, kept beside an opened form: a page that opens again
 * without a network was written before them. Forgotten when its person signs out.
 */
import type { OpenForm } from '../response.ts';
import { knownKey } from '../offline/pages.ts';
import type { Shelf } from './copy.ts';
import type { Draft } from './draft.ts';

type Known = { sequence: number; draft: Draft; savedAt: string };

export function remember(shelf: Shelf, response: string, known: Known): void {
	try {
		shelf.setItem(knownKey(response), JSON.stringify(known));
	} catch {
		// The page then shows what it was written with, and the server settles the rest.
	}
}

/** The form as the server is known to have it: the page's own, or a later one kept here. */
export function withKnown(opened: OpenForm, storage: () => Shelf): OpenForm {
	const { response } = opened;
	try {
		const known = JSON.parse(
			storage().getItem(knownKey(response.id ?? '')) ?? 'null'
		) as Known | null;
		if (!known || !(known.sequence > response.sequence)) return opened;
		const { sequence, draft, savedAt } = known;
		return { ...opened, response: { ...response, sequence, draft, savedAt } };
	} catch {
		return opened;
	}
}
