/**
 * A draft: the answers of one form as plain data, keyed by question. Two drafts are equal when a
 * reader would see the same answers, whatever the order of keys or the composition of letters.
 */
export type Draft = Record<string, unknown>;

/** One draft as text: keys sorted, letters composed (NFC), empty answers left out. */
export function canonical(draft: unknown): string {
	return JSON.stringify(ordered(draft));
}

function ordered(value: unknown): unknown {
	if (typeof value === 'string') return value.normalize('NFC');
	if (Array.isArray(value)) return value.map(ordered);
	if (value === null || typeof value !== 'object') return value;
	const entries = Object.entries(value)
		.filter(([, part]) => part !== undefined && part !== null && part !== '')
		.map(([key, part]): [string, unknown] => [key, ordered(part)])
		.sort(([one], [other]) => (one < other ? -1 : 1));
	return Object.fromEntries(entries);
}

/** The draft as it is sent: letters composed, so that a retyped Hòa is the same word everywhere. */
export function composed(draft: Draft): Draft {
	return JSON.parse(JSON.stringify(draft), (_key, value: unknown) =>
		typeof value === 'string' ? value.normalize('NFC') : value
	) as Draft;
}

export function same(one: Draft, other: Draft): boolean {
	return canonical(one) === canonical(other);
}

/** The questions two drafts answer differently, by name; remarks count for their question. */
export function differing(one: Draft, other: Draft): string[] {
	const names = new Set([...Object.keys(one), ...Object.keys(other)]);
	const changed = [...names].filter(
		(name) => canonical([one[name] ?? null]) !== canonical([other[name] ?? null])
	);
	return [...new Set(changed.map(questionOf))];
}

/** The question a key of a draft belongs to; a remark belongs to its question. */
export function questionOf(key: string): string {
	return key.replace(/-Comment$/, '');
}
