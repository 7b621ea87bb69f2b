/**
 * Conditions of a form (`visibleIf`) as something that can be reasoned about: the questions a
 * condition reads, and the ways in which it can hold. Only what our forms write is understood:
 * comparisons of a question with a value, `contains`, `empty`, `and`, `or`, brackets. The rest is
 * kept as an atom about which nothing is known, so it is never called impossible.
 */

export type Operator = '=' | '<>' | '<' | '>' | '<=' | '>=' | 'empty' | 'notempty' | Containing;
type Containing = 'contains' | 'notcontains';

/** One comparison; `question` is '' where it was not understood. */
export type Atom = { question: string; operator: Operator; value: string };
/** Conjunctions of which one must hold; [[]] always holds. */
export type Ways = Atom[][];

const most = 200;
const token =
	/\s*(?:(\(|\))|\{([^}]*)\}|'([^']*)'|"([^"]*)"|(<>|!=|<=|>=|==|=|<|>)|(-?\d+(?:\.\d+)?)|([A-Za-z]\w*))/y;
const operators: Record<string, Operator> = {
	'=': '=',
	'==': '=',
	'<>': '<>',
	'!=': '<>',
	'<': '<',
	'>': '>',
	'<=': '<=',
	'>=': '>='
};
const worded = new Set(['empty', 'notempty', 'contains', 'notcontains']);
const unknown: Ways = [[{ question: '', operator: 'notempty', value: '' }]];

/** Names of the questions a condition reads: `{TT13.tong}` reads TT13. */
export function readBy(condition: unknown): string[] {
	if (typeof condition !== 'string') return [];
	const names = [...condition.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => firstOf(name));
	return [...new Set(names)].filter((name) => name !== 'row');
}

/** The ways in which a condition can hold; no condition always holds. */
export function waysOf(condition: unknown): Ways {
	if (typeof condition !== 'string' || condition.trim() === '') return [[]];
	const tokens = tokensOf(condition);
	if (!tokens) return unknown;
	const reader = { tokens, at: 0 };
	const ways = either(reader);
	return ways && reader.at === tokens.length ? ways : unknown;
}

/** Both conditions hold. Beyond 200 ways nothing is said of the second. */
export function both(one: Ways, other: Ways): Ways {
	if (one.length * other.length > most) return one;
	return one.flatMap((first) => other.map((second) => [...first, ...second]));
}

/**
 * Whether one way contradicts itself: a question equal to two values, to a value that is not among
 * its codes, empty and answered, or beyond a limit. `codes` gives the codes of a question with a list.
 */
export function contradicts(way: Atom[], codes: (question: string) => string[] | undefined) {
	return [...new Set(way.map(({ question }) => question))].some((question) => {
		if (question === '') return false;
		const atoms = way.filter((atom) => atom.question === question);
		const values = (operator: Operator) =>
			atoms.filter((atom) => atom.operator === operator).map(({ value }) => value);
		const equal = values('=');
		const held = [...equal, ...values('contains')];
		const offered = codes(question);
		const answered = held.length > 0 || values('notempty').length > 0;
		return (
			new Set(equal).size > 1 ||
			equal.some((value) => values('<>').includes(value)) ||
			values('contains').some((value) => values('notcontains').includes(value)) ||
			(values('empty').length > 0 && answered) ||
			(offered !== undefined && held.some((value) => !offered.includes(value))) ||
			beyond(equal, values)
		);
	});
}

function beyond(equal: string[], values: (operator: Operator) => string[]): boolean {
	const numbers = (operator: Operator) => values(operator).map(Number);
	const low = Math.max(-Infinity, ...numbers('>'), ...numbers('>='), ...equal.map(orLowest));
	const high = Math.min(Infinity, ...numbers('<'), ...numbers('<='), ...equal.map(orHighest));
	const strict = [...numbers('>'), ...numbers('<')].some(
		(limit) => limit === low || limit === high
	);
	return low > high || (low === high && strict);
}

const orLowest = (value: string) => (Number.isNaN(Number(value)) ? -Infinity : Number(value));
const orHighest = (value: string) => (Number.isNaN(Number(value)) ? Infinity : Number(value));

type Token = { kind: 'mark' | 'name' | 'value' | 'operator' | 'word'; text: string };
type Reader = { tokens: Token[]; at: number };

function tokensOf(text: string): Token[] | undefined {
	const found: Token[] = [];
	let at = 0;
	const source = text.trimEnd();
	while (at < source.length) {
		token.lastIndex = at;
		const match = token.exec(source);
		if (!match) return undefined;
		at = token.lastIndex;
		const [, mark, name, single, double, operator, number, word] = match;
		if (mark) found.push({ kind: 'mark', text: mark });
		else if (name !== undefined) found.push({ kind: 'name', text: name });
		else if (operator) found.push({ kind: 'operator', text: operator });
		else if (word && !/^(true|false)$/.test(word)) found.push({ kind: 'word', text: word });
		else found.push({ kind: 'value', text: single ?? double ?? number ?? word ?? '' });
	}
	return found;
}

function either(reader: Reader): Ways | undefined {
	const ways = all(reader);
	if (!ways || !take(reader, 'word', 'or')) return ways;
	const rest = either(reader);
	return rest && [...ways, ...rest];
}

function all(reader: Reader): Ways | undefined {
	const ways = one(reader);
	if (!ways || !take(reader, 'word', 'and')) return ways;
	const rest = all(reader);
	return rest && both(ways, rest);
}

function one(reader: Reader): Ways | undefined {
	if (take(reader, 'mark', '(')) {
		const ways = either(reader);
		return ways && take(reader, 'mark', ')') ? ways : undefined;
	}
	const name = take(reader, 'name');
	const operator = take(reader, 'operator') ?? take(reader, 'word');
	if (!name || !operator) return undefined;
	const whole = name.text === firstOf(name.text);
	if (operator.kind === 'word' && !worded.has(operator.text)) return undefined;
	const kind = operators[operator.text] ?? (operator.text as Operator);
	if (kind === 'empty' || kind === 'notempty')
		return [[{ question: whole ? name.text : '', operator: kind, value: '' }]];
	const value = take(reader, 'value');
	// A comparison of two questions says nothing about either alone.
	if (!value) return take(reader, 'name') ? unknown : undefined;
	return [[{ question: whole ? name.text : '', operator: kind, value: value.text }]];
}

function take(reader: Reader, kind: Token['kind'], text?: string): Token | undefined {
	const next = reader.tokens[reader.at];
	if (next?.kind !== kind || (text !== undefined && next.text !== text)) return undefined;
	reader.at += 1;
	return next;
}

function firstOf(name: string): string {
	return name.trim().split(/[.[]/)[0]!;
}
