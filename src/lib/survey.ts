/**
 * A survey: an instrument kept as a file, published as immutable versions. A definition is the
 * questionnaire engine's JSON with a few keys of our own (`ownKeys`), which the engine ignores.
 */
export type Text = string | { vi: string; en?: string };

/** One element of a definition; only what we read ourselves is typed. */
export type Element = {
	type: string;
	name: string;
	title?: Text;
	[key: string]: unknown;
};

export type Definition = {
	title: Text;
	description?: Text;
	pages: { name: string; title: Text; description?: Text; elements: Element[] }[];
	[key: string]: unknown;
};

/** Keys we add to the engine's JSON, and what they mean. */
export const ownKeys = {
	planItems: 'items of the plan that the survey serves',
	indicators: 'indicators computed from the question',
	unit: 'unit of a number, shown after its box',
	whole: 'true: the number has no fraction'
} as const;

/** A published version as it is stored. */
export type SurveyVersion = {
	id: number;
	surveyId: string;
	number: number;
	/** SHA-256 of the canonical definition, hexadecimal */
	hash: string;
	definition: Definition;
	fields: import('./questionnaire/fields.ts').Field[];
	/** ISO 8601 */
	publishedAt: string;
};

/** A text of a definition in a language; Vietnamese where there is no other. */
export function textOf(text: unknown, locale: 'vi' | 'en' = 'vi'): string {
	if (typeof text === 'string') return text;
	if (text === null || typeof text !== 'object') return '';
	const { vi = '', en } = text as { vi?: string; en?: string };
	return locale === 'en' ? (en ?? vi) : vi;
}
