/** What a constraint of XLSForm says as limits of a box; the rest is an expression to check. */
type Node = Record<string, unknown>;

const forms: [RegExp, string][] = [
	[/^\.\s*>=\s*(-?\d+(?:\.\d+)?)$/, 'min'],
	[/^\.\s*<=\s*(-?\d+(?:\.\d+)?)$/, 'max'],
	[/^string-length\(\s*\.\s*\)\s*<=\s*(\d+)$/, 'maxLength'],
	[/^count-selected\(\s*\.\s*\)\s*>=\s*(\d+)$/, 'minSelectedChoices'],
	[/^count-selected\(\s*\.\s*\)\s*<=\s*(\d+)$/, 'maxSelectedChoices']
];
const alone =
	/^not\(\s*selected\(\s*\.,\s*'(none|refused)'\s*\) and count-selected\(\.\)\s*>\s*1\s*\)$/;

export function constraintOf(text: string): { limits: Node; rest: string } {
	const limits: Node = {};
	const pieces = split(text);
	const left = pieces.filter((piece) => {
		const only = alone.exec(piece)?.[1];
		if (only) limits[only === 'none' ? 'showNoneItem' : 'showRefuseItem'] = true;
		const found = forms.find(([pattern]) => pattern.test(piece));
		if (found) limits[found[1]] = Number(found[0].exec(piece)![1]);
		return !only && !found;
	});
	const [single] = left;
	const bare =
		left.length === 1 && pieces.length > 1 && /^\(.*\)$/s.test(single!) && whole(single!);
	return { limits, rest: bare ? single!.slice(1, -1) : left.join(' and ') };
}

/** The parts that `and` joins outside of brackets; one part where `or` stands there too. */
function split(text: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let from = 0;
	let quote = '';
	for (let at = 0; at < text.length; at++) {
		const sign = text[at]!;
		if (quote) quote = sign === quote ? '' : quote;
		else if (sign === "'" || sign === '"') quote = sign;
		else if (sign === '(') depth++;
		else if (sign === ')') depth--;
		else if (depth === 0 && /^\sor\s/.test(text.slice(at, at + 4))) return [text.trim()];
		else if (depth === 0 && /^\sand\s/.test(text.slice(at, at + 5))) {
			parts.push(text.slice(from, at).trim());
			from = at + 5;
		}
	}
	return [...parts, text.slice(from).trim()].filter((part) => part !== '');
}

/** Whether the first bracket closes at the end. */
function whole(text: string): boolean {
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		if (text[at] === '(') depth++;
		if (text[at] === ')' && --depth === 0) return at === text.length - 1;
	}
	return false;
}
