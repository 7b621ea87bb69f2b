/**
 * Consent: the one question on the first section of an open survey, without which nothing else is
 * asked. The page asks it before it loads the questionnaire; no answer is chosen beforehand.
 */
import { textOf, type Definition, type Text } from './survey.ts';

export type Consent = {
	/** name of the question */
	question: string;
	title: Text;
	/** who asks, why, what happens to the answers */
	about: Text;
	choices: { code: string; text: Text; /** goes on to the questions */ agrees: boolean }[];
	/** name of the section that the page asks itself */
	section: string;
};

/** The consent question of a definition; null when its first section asks something else. */
export function consentIn(definition: Definition): Consent | null {
	const [first, ...rest] = definition.pages;
	const [element, ...others] = first?.elements ?? [];
	if (!first || !element || others.length > 0 || element.type !== 'radiogroup') return null;
	if (element.isRequired !== true || rest.length === 0) return null;
	const choices = codesOf(element.choices);
	const agreed = choices.filter(({ code }) =>
		rest.every(({ visibleIf = '' }) => visibleIf.includes(`{${element.name}} = '${code}'`))
	);
	if (agreed.length !== 1) return null;
	return {
		question: element.name,
		title: element.title ?? '',
		about: first.description ?? definition.description ?? '',
		choices: choices.map((choice) => ({ ...choice, agrees: choice === agreed[0] })),
		section: first.name
	};
}

function codesOf(choices: unknown): { code: string; text: Text }[] {
	if (!Array.isArray(choices)) return [];
	return choices.map((choice: unknown) => {
		const { value = choice, text = String(value) } = Object(choice) as {
			value?: unknown;
			text?: Text;
		};
		return { code: String(value), text };
	});
}

/** Minutes that a form takes, as its introduction says; null when it does not. */
export function minutesIn(about: Text): string | null {
	return /(\d+(?:\s*(?:đến|–|-)\s*\d+)?)\s*phút/u.exec(textOf(about))?.[1] ?? null;
}
