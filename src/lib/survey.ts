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
	pages: {
		name: string;
		title: Text;
		description?: Text;
		visibleIf?: string;
		elements: Element[];
	}[];
	[key: string]: unknown;
};

/** Keys we add to the engine's JSON, and what they mean. */
export const ownKeys = {
	planItems: 'items of the plan that the survey serves',
	indicators: 'indicators computed from the question',
	unit: 'unit of a number, shown after its box',
	whole: 'true: the number has no fraction',
	choicesFrom: 'list of the platform that supplies the choices: one of `lists`',
	correctCode: 'code of the right answer to a knowledge question; never sent to respondents',
	basis: 'legal basis of the right answer; never sent to respondents'
} as const;

/** Lists of the platform a question may take its choices from; they are not part of a version. */
export const lists = ['provinces'] as const;
export type ListName = (typeof lists)[number];
export type Supply = Record<ListName, { value: string; text: string }[]>;

/** The platform's lists that a definition asks for. */
export function listsIn(definition: Definition): ListName[] {
	const asked = new Set(elementsOf(definition).map(({ choicesFrom }) => choicesFrom));
	return lists.filter((name) => asked.has(name));
}

/** A definition with the choices its questions take from the platform; itself when there are none. */
export function supplied(definition: Definition, supply: Supply): Definition {
	if (listsIn(definition).length === 0) return definition;
	return mapElements(definition, ({ choicesFrom, ...element }) =>
		isList(choicesFrom) ? { ...element, choices: supply[choicesFrom] } : element
	);
}

/** A definition as a respondent's browser gets it: without the answers to knowledge questions. */
export function forRespondent(definition: Definition): Definition {
	return mapElements(definition, (element) => {
		if (element.correctCode === undefined) return element;
		const { correctCode: _code, basis: _basis, ...rest } = element;
		return rest;
	});
}

export function isList(name: unknown): name is ListName {
	return lists.includes(name as ListName);
}

export function elementsOf(definition: Definition): Element[] {
	return definition.pages.flatMap((page) => page.elements);
}

function mapElements(definition: Definition, change: (element: Element) => Element): Definition {
	const pages = definition.pages.map((page) => ({ ...page, elements: page.elements.map(change) }));
	return { ...definition, pages };
}

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

/** A survey in a list: the newest title, and which versions there are, the newest first. */
export type SurveySummary = {
	id: string;
	title: Text;
	questions: number;
	versions: Pick<SurveyVersion, 'number' | 'hash' | 'publishedAt'>[];
};

/** A text of a definition in a language; Vietnamese where there is no other. */
export function textOf(text: unknown, locale: 'vi' | 'en' = 'vi'): string {
	if (typeof text === 'string') return text;
	if (text === null || typeof text !== 'object') return '';
	const { vi = '', en } = text as { vi?: string; en?: string };
	return locale === 'en' ? (en ?? vi) : vi;
}
