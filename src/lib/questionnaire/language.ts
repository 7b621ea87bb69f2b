/** Whether everything a respondent reads stands in both languages. */
import type { Refusal } from './gate.ts';
import { placeholders } from './texts.ts';

/** Keys of a definition whose value is a text for people. */
export const readByPeople: ReadonlySet<string> = new Set([
	...['title', 'description', 'text', 'placeholder', 'unit', 'addRowText', 'labelTrue'],
	...['labelFalse', 'noneText', 'otherText', 'refuseText', 'minRateDescription'],
	'maxRateDescription'
]);
/** Addresses, numbers and signs are the same in every language. */
const sameEverywhere = /^(https?:\/\/\S*|\P{L}*)$/u;

/** Texts without Vietnamese or without English. */
export function untranslated(value: unknown, where = '', key = ''): Refusal[] {
	const refuse = (detail: unknown): Refusal[] => [
		{ where, reason: 'translation-missing', detail: String(detail) }
	];
	if (readByPeople.has(key) && !Array.isArray(value)) {
		if (typeof value === 'string') return sameEverywhere.test(value) ? [] : refuse(value);
		if (value === null || typeof value !== 'object') return refuse(value);
		const { vi, en } = value as { vi?: unknown; en?: unknown };
		if (!isWritten(vi) || !isWritten(en)) return refuse(vi ?? en ?? '');
		const [one, other] = [vi, en].map((text) => placeholders(text as string).join(' '));
		return one === other
			? []
			: [{ where, reason: 'placeholder-missing', detail: `${one} ≠ ${other}` }];
	}
	if (Array.isArray(value))
		return value.flatMap((entry: unknown, index) =>
			isBareCode(entry, key)
				? [{ where: `${where}[${index}]`, reason: 'translation-missing', detail: String(entry) }]
				: untranslated(entry, `${where}[${index}]`)
		);
	if (value === null || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([name, entry]) =>
		untranslated(entry, where ? `${where}.${name}` : name, name)
	);
}

/** A choice that is only a code is shown as its code. */
function isBareCode(entry: unknown, key: string): boolean {
	return ['choices', 'rows', 'columns'].includes(key) && typeof entry === 'string';
}

function isWritten(text: unknown): boolean {
	return typeof text === 'string' && text.trim() !== '';
}
