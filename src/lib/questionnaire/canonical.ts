/**
 * Canonical JSON: the same content gives the same text, whatever the order of its keys, so that
 * content can be compared and hashed.
 */
export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
	if (value !== null && typeof value === 'object') {
		const members = Object.entries(value)
			.filter(([, member]) => member !== undefined)
			.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
			.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
		return `{${members.join(',')}}`;
	}
	return JSON.stringify(value) ?? 'null';
}
