/**
 * Patterns in a sequence of events: (?1) an event that fits the first condition, .* any events, . one
 * event, (?t<=60) how many seconds the next may be away (also >, >=, <, ==, with any events between).
 * Events that fit no condition are looked through, as in ClickHouse's sequenceMatch.
 */
import { aligned, finite, Refusal } from '../refusal.ts';

type Token =
	| { kind: 'event'; condition: number }
	| { kind: 'any' }
	| { kind: 'one' }
	| { kind: 'time'; holds: (seconds: number) => boolean };

const comparisons: Record<string, (seconds: number, limit: number) => boolean> = {
	'<': (seconds, limit) => seconds < limit,
	'<=': (seconds, limit) => seconds <= limit,
	'>': (seconds, limit) => seconds > limit,
	'>=': (seconds, limit) => seconds >= limit,
	'==': (seconds, limit) => seconds === limit
};

function tokensOf(pattern: string, conditions: number): Token[] {
	const tokens: Token[] = [];
	const parts = /\(\?(\d+)\)|\(\?t(<=|>=|==|<|>)(\d+)\)|(\.\*)|(\.)/y;
	while (parts.lastIndex < pattern.length) {
		const found = parts.exec(pattern);
		if (!found) throw new Refusal('bad-option', 'pattern');
		const [, event, comparison, limit, rest] = found;
		if (event !== undefined) {
			const condition = Number(event) - 1;
			if (condition < 0 || condition >= conditions) throw new Refusal('out-of-bounds', 'pattern');
			tokens.push({ kind: 'event', condition });
		} else if (comparison !== undefined) {
			const compare = comparisons[comparison]!;
			tokens.push({ kind: 'time', holds: (seconds) => compare(seconds, Number(limit)) });
		} else tokens.push({ kind: rest === undefined ? 'one' : 'any' });
	}
	if (tokens.length === 0) throw new Refusal('no-observations', 'pattern');
	return tokens;
}

export type Occurrences = { matches: boolean; count: number };

/**
 * Whether the pattern occurs, and how often without overlap. `fits` lists, per event, the conditions it
 * fits, from 0; `conditions` is how many there are. Events are taken in the order of their times.
 */
export function occurrences(
	pattern: string,
	times: ArrayLike<number>,
	fits: readonly (readonly number[])[],
	conditions: number
): Occurrences {
	aligned(times, fits, 'events');
	const tokens = tokensOf(pattern, conditions);
	const order = fits
		.map((_, at) => at)
		.filter((at) => fits[at]!.length > 0)
		.sort((one, other) => finite(times[one]!, 'times') - finite(times[other]!, 'times'));
	/** where the first match that starts at `from` ends, or −1 */
	const endOf = (from: number): number => {
		const dead = new Set<string>();
		const walk = (token: number, at: number): number => {
			const now = tokens[token];
			if (!now) return at;
			const key = `${token} ${at}`;
			if (dead.has(key)) return -1;
			const end = step(now, token, at);
			if (end < 0) dead.add(key);
			return end;
		};
		const step = (now: Token, token: number, at: number): number => {
			if (now.kind === 'any') {
				for (let next = at; next <= order.length; next++) {
					const end = walk(token + 1, next);
					if (end >= 0) return end;
				}
				return -1;
			}
			if (now.kind === 'time') {
				if (at === from) throw new Refusal('bad-option', 'pattern');
				for (let next = at; next < order.length; next++) {
					if (!now.holds(times[order[next]!]! - times[order[at - 1]!]!)) continue;
					const end = walk(token + 1, next);
					if (end >= 0) return end;
				}
				return -1;
			}
			if (at >= order.length) return -1;
			if (now.kind === 'event' && !fits[order[at]!]!.includes(now.condition)) return -1;
			return walk(token + 1, at + 1);
		};
		return walk(0, from);
	};
	let count = 0;
	for (let from = 0; from < order.length;) {
		const end = endOf(from);
		if (end >= 0) count++;
		from = end > from ? end : from + 1;
	}
	return { matches: count > 0, count };
}
