/** Walking through JSON of which nothing is known yet: objects, lists, texts and where they stand. */
export type Node = Record<string, unknown>;

export function isNode(value: unknown): value is Node {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export function get(value: unknown, key: string): unknown {
	return isNode(value) ? value[key] : undefined;
}

export function objects(value: unknown, where: string): { value: Node; place: string }[] {
	if (!Array.isArray(value)) return [];
	return value.map((entry: unknown, index) => ({
		value: isNode(entry) ? entry : {},
		place: `${where}[${index}]`
	}));
}

export function* texts(
	value: unknown,
	where: string,
	key = ''
): Generator<{ text: string; key: string; where: string }> {
	if (typeof value === 'string') yield { text: value, key, where };
	else if (value !== null && typeof value === 'object')
		for (const [name, entry] of Object.entries(value))
			yield* texts(
				entry,
				Array.isArray(value) ? `${where}[${name}]` : where ? `${where}.${name}` : name,
				Array.isArray(value) ? key : name
			);
}
