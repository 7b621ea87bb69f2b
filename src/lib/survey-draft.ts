/**
 * The draft of a form: what is being written, before the gate. It may be unfinished in every way, but
 * it has the outer shape of a definition, so that an editor can open it.
 */
import type { Definition } from './survey.ts';

export type SurveyDraft = {
	survey: string;
	definition: Definition;
	/** rises by one with every change */
	sequence: number;
	/** number of the version it began as */
	basedOn: number | null;
	/** ISO 8601 */
	savedAt: string;
	/** name of who saved last */
	savedBy: string;
};

/** A draft among others. */
export type DraftSummary = Pick<SurveyDraft, 'survey' | 'basedOn' | 'savedAt' | 'savedBy'> & {
	title: Definition['title'];
};

/** Characters of JSON that a draft may have. */
export const largestDraft = 1_000_000;
const deepest = 12;
export const idPattern = /^[a-z0-9-]{3,60}$/;

/** Why something cannot be kept as a draft; undefined when it can. */
export function unkeepable(value: unknown): string | undefined {
	const found = unstorable(value);
	if (found) return found;
	if (!isNode(value)) return 'not an object';
	if (!Array.isArray(value.pages)) return 'pages: not a list';
	for (const [index, page] of value.pages.entries()) {
		const place = `pages[${index}]`;
		if (!isNode(page) || typeof page.name !== 'string') return `${place}: no name`;
		if (!Array.isArray(page.elements)) return `${place}.elements: not a list`;
		for (const [at, element] of page.elements.entries())
			if (
				!isNode(element) ||
				typeof element.name !== 'string' ||
				typeof element.type !== 'string' ||
				lists.some((list) => element[list] !== undefined && !Array.isArray(element[list]))
			)
				return `${place}.elements[${at}]: no name, no type or no list`;
	}
	return undefined;
}

const lists = ['choices', 'columns', 'items', 'validators', 'indicators'];

/** What JSON may say and a record cannot keep: depth without end, characters that are none. */
function unstorable(value: unknown): string | undefined {
	const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
	let size = 0;
	for (let next = open.pop(); next; next = open.pop()) {
		const { value: node, depth } = next;
		if (depth > deepest) return `deeper than ${deepest}`;
		if (typeof node === 'string') {
			size += node.length;
			if (node.includes('\u0000') || !node.isWellFormed()) return 'a character that is none';
		} else if (node !== null && typeof node === 'object')
			for (const [key, entry] of Object.entries(node)) {
				if (['__proto__', 'constructor', 'prototype'].includes(key)) return `key ${key}`;
				if (key.includes('\u0000') || !key.isWellFormed()) return 'a character that is none';
				size += key.length + 8;
				open.push({ value: entry, depth: depth + 1 });
			}
		if (size > largestDraft) return `more than ${largestDraft} characters`;
	}
	return undefined;
}

/** A form with nothing in it but a first section. */
export function emptyForm(title: { vi: string; en: string }): Definition {
	return {
		title,
		locale: 'vi',
		showQuestionNumbers: 'on',
		clearInvisibleValues: 'onComplete',
		checkErrorsMode: 'onNextPage',
		pages: [{ name: 'phan_a', title: { vi: 'A. Thông tin chung', en: 'A. General' }, elements: [] }]
	};
}

function isNode(value: unknown): value is Record<string, unknown> {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}
