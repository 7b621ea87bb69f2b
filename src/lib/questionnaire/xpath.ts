/**
 * Conditions between two notations: ours, `{q} = 'a'` and `{q} contains 'a'`, and that of XLSForm,
 * `${q} = 'a'` and `selected(${q}, 'a')`. What one cannot say in the other gives undefined.
 */
type Token = { kind: 'name' | 'text' | 'number' | 'operator' | 'word' | 'mark'; text: string };

const ours =
	/\s*(?:\{([^}]*)\}|'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?)|(<>|!=|<=|>=|==|=|<|>|\+|\*)|([A-Za-z]\w*)|([(),]))/y;
const theirs =
	/\s*(?:\$\{([^}]*)\}|'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?)|(!=|<=|>=|=|<|>|\+|\*)|([A-Za-z][\w-]*)|([(),.]))/y;

const functionsToTheirs: Record<string, string> = {
	...{ iif: 'if', round: 'round', min: 'min', max: 'max', today: 'today' },
	...{ and: 'and', or: 'or', not: 'not' }
};
const functionsToOurs = Object.fromEntries(
	Object.entries(functionsToTheirs).map(([one, other]) => [other, one])
);

/** Ours in theirs; `nameOf` gives the name a question has there. */
export function toXPath(text: string, nameOf: (name: string) => string): string | undefined {
	const tokens = tokensOf(text, ours);
	if (!tokens) return undefined;
	const out: string[] = [];
	for (let at = 0; at < tokens.length; at++) {
		const { kind, text: word } = tokens[at]!;
		const next = tokens[at + 1];
		const value = tokens[at + 2];
		if (kind === 'name' && next?.kind === 'word' && /^(not)?contains$/.test(next.text)) {
			if (!value || !['name', 'text', 'number'].includes(value.kind)) return undefined;
			const chosen = `selected(${named(word, nameOf)}, ${operand(value, nameOf)})`;
			out.push(next.text === 'contains' ? chosen : `not(${chosen})`);
			at += 2;
		} else if (kind === 'name' && next?.kind === 'word' && /^(not)?empty$/.test(next.text)) {
			out.push(`${named(word, nameOf)} ${next.text === 'empty' ? '=' : '!='} ''`);
			at += 1;
		} else if (kind === 'word') {
			const known = /^(true|false)$/.test(word)
				? `'${word}'`
				: Object.hasOwn(functionsToTheirs, word)
					? functionsToTheirs[word]
					: undefined;
			if (known === undefined) return undefined;
			out.push(known);
		} else if (kind === 'operator') out.push(word === '<>' ? '!=' : word === '==' ? '=' : word);
		else out.push(kind === 'mark' ? word : operand(tokens[at]!, nameOf));
	}
	return spaced(out);
}

/** Theirs in ours; `nameOf` gives our name, `isBoolean` whether its answer is true or false. */
export function fromXPath(
	text: string,
	nameOf: (name: string) => string | undefined,
	isBoolean: (name: string) => boolean
): string | undefined {
	const tokens = tokensOf(text, theirs);
	if (!tokens) return undefined;
	const out: string[] = [];
	const is = (at: number, word: string) => tokens[at]?.text === word && tokens[at]?.kind !== 'text';
	const write = (token: Token | undefined): string | undefined => {
		if (token?.kind === 'text') return `'${token.text}'`;
		if (token?.kind === 'number') return token.text;
		if (token?.kind !== 'name' && !(token?.kind === 'mark' && token.text === '.')) return undefined;
		const name = nameOf(token.kind === 'mark' ? '.' : token.text);
		return name === undefined ? undefined : `{${name}}`;
	};
	/** `selected(a, b)` that begins at a place: what it says, and the place after it. */
	const selected = (at: number, word: string): string | undefined => {
		const [question, value] = [write(tokens[at + 2]), write(tokens[at + 4])];
		const shaped = is(at, 'selected') && is(at + 1, '(') && is(at + 3, ',') && is(at + 5, ')');
		return shaped && question && value ? `${question} ${word} ${value}` : undefined;
	};
	for (let at = 0; at < tokens.length; at++) {
		const token = tokens[at]!;
		const not = is(at, 'not') && is(at + 1, '(') && is(at + 8, ')');
		const negated = not ? selected(at + 2, 'notcontains') : undefined;
		const chosen = negated ?? selected(at, 'contains');
		if (chosen) {
			out.push(chosen);
			at += negated ? 8 : 5;
			continue;
		}
		if (is(at, 'count-selected') && is(at + 1, '(') && is(at + 3, ')')) {
			const question = write(tokens[at + 2]);
			if (!question) return undefined;
			out.push(`${question.slice(0, -1)}.length}`);
			at += 3;
			continue;
		}
		const [operator, value] = [tokens[at + 1], tokens[at + 2]];
		const compared = operator?.kind === 'operator' && value?.kind === 'text';
		const self = token.kind === 'name' || is(at, '.');
		const question = self ? write(token) : undefined;
		if (self && !question) return undefined;
		if (question && compared && value.text === '' && /^!?=$/.test(operator.text)) {
			out.push(`${question} ${operator.text === '=' ? 'empty' : 'notempty'}`);
			at += 2;
		} else if (question && compared && isBoolean(question.slice(1, -1))) {
			out.push(`${question} ${operator.text} ${value.text}`);
			at += 2;
		} else if (question) out.push(question);
		else if (token.kind === 'word') {
			if (!Object.hasOwn(functionsToOurs, token.text)) return undefined;
			out.push(functionsToOurs[token.text]!);
		} else if (token.kind === 'operator') out.push(token.text === '!=' ? '<>' : token.text);
		else out.push(token.kind === 'mark' ? token.text : write(token)!);
	}
	return spaced(out);
}

function named(name: string, nameOf: (name: string) => string): string {
	return name.endsWith('.length')
		? `count-selected(\${${nameOf(name.slice(0, -'.length'.length))}})`
		: `\${${nameOf(name)}}`;
}

function operand({ kind, text }: Token, nameOf: (name: string) => string): string {
	return kind === 'name' ? named(text, nameOf) : kind === 'text' ? `'${text}'` : text;
}

function spaced(parts: string[]): string {
	return parts
		.join(' ')
		.replace(/\(\s+/g, '(')
		.replace(/\s+([),])/g, '$1')
		.replace(/\b(if|iif|round|min|max|today|not)\s+\(/g, '$1(');
}

function tokensOf(text: string, pattern: RegExp): Token[] | undefined {
	const found: Token[] = [];
	const source = text.trim();
	for (let at = 0; at < source.length; at = pattern.lastIndex) {
		pattern.lastIndex = at;
		const match = pattern.exec(source);
		if (!match) return undefined;
		const [, name, single, double, number, operator, word, mark] = match;
		if (name !== undefined) found.push({ kind: 'name', text: name.trim() });
		else if (single !== undefined || double !== undefined)
			found.push({ kind: 'text', text: single ?? double ?? '' });
		else if (number) found.push({ kind: 'number', text: number });
		else if (operator) found.push({ kind: 'operator', text: operator });
		else if (word) found.push({ kind: 'word', text: word });
		else found.push({ kind: 'mark', text: mark ?? '' });
	}
	return found;
}
