/**
 * A condition as a short list of comparisons, all of which or one of which must hold: what most forms
 * need, and what a person can choose without knowing the notation. Anything else stays text.
 */
export const comparisons = [
	...['=', '<>', 'contains', 'notcontains', '>', '>=', '<', '<=', 'empty', 'notempty']
] as const;

export type Comparison = { question: string; operator: string; value: string };
export type SimpleCondition = { joined: 'and' | 'or'; parts: Comparison[] };

const part =
	/^\{([A-Za-z][\w.]*)\}\s*(=|<>|!=|<=|>=|<|>|contains|notcontains|empty|notempty)\s*(?:'([^']*)'|(-?\d+(?:\.\d+)?|true|false))?$/;

/** Whether an operator compares with something. */
export function needsValue(operator: string): boolean {
	return operator !== 'empty' && operator !== 'notempty';
}

/** A condition as comparisons; undefined when it says more than they can. */
export function readCondition(text: string): SimpleCondition | undefined {
	if (text.trim() === '') return { joined: 'and', parts: [] };
	const pieces = text.trim().split(/\s+(and|or)\s+/);
	const words = new Set(pieces.filter((_, index) => index % 2 === 1));
	if (words.size > 1) return undefined;
	const parts: Comparison[] = [];
	for (const piece of pieces.filter((_, index) => index % 2 === 0)) {
		const match = part.exec(piece.trim());
		if (!match) return undefined;
		const [, question = '', operator = '', quoted, bare] = match;
		const value = quoted ?? bare ?? '';
		if (needsValue(operator) !== (quoted !== undefined || bare !== undefined)) return undefined;
		parts.push({ question, operator: operator === '!=' ? '<>' : operator, value });
	}
	return { joined: words.has('or') ? 'or' : 'and', parts };
}

/** The notation of the engine. Numbers, true and false stand bare, codes between quotes. */
export function writeCondition({ joined, parts }: SimpleCondition): string {
	return parts
		.map(({ question, operator, value }) =>
			needsValue(operator)
				? `{${question}} ${operator} ${literal(value)}`
				: `{${question}} ${operator}`
		)
		.join(` ${joined} `);
}

function literal(value: string): string {
	return /^(-?\d+(\.\d+)?|true|false)$/.test(value) ? value : `'${value.replaceAll("'", '')}'`;
}
