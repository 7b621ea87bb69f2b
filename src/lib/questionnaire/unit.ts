/** The unit that stands behind a number field: “triệu đồng”, “người”. */

/** Named by the definition, or the words in brackets at the end of the title. */
export function unitIn(element: Record<string, unknown>): string | undefined {
	if (typeof element.unit === 'string') return element.unit;
	if (typeof element.title !== 'string') return undefined;
	return /\(([^()]{1,24})\)\s*$/.exec(element.title)?.[1];
}
