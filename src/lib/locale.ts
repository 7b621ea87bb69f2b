/** Languages of the product. Vietnamese is the default; English is a courtesy. */
export const locales = ['vi', 'en'] as const;
export type Locale = (typeof locales)[number];

export function toLocale(value: string | null | undefined): Locale {
	return value === 'en' ? 'en' : 'vi';
}

/**
 * A message catalogue: the same keys in both languages, checked by the compiler. Every word a
 * reader sees stands in one of `src/lib/messages/*.ts`.
 */
export function catalogue<Words extends object>(words: { vi: Words; en: NoInfer<Words> }) {
	return words;
}
