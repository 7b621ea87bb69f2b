/**
 * JSON that says each thing once. The standard parser takes the last of two values under one name in
 * silence, so that a reader and a filter before it may see different answers in one body.
 */

/** The value of a text. Throws SyntaxError when it is not JSON; `NameTwice` when a name stands twice. */
export function parseOnce(text: string): unknown {
	const value: unknown = JSON.parse(text);
	if (namesWritten(text) !== namesIn(value)) throw new NameTwice();
	return value;
}

export class NameTwice extends Error {}

/** How many names the text, which is JSON, gives to values: texts with a colon behind them. */
function namesWritten(text: string): number {
	let count = 0;
	for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
		at = behind(text, at);
		while (isBlank(text.charCodeAt(at))) at++;
		if (text[at] === ':') count++;
	}
	return count;
}

/** Where a quoted text that begins at `start` has ended. */
function behind(text: string, start: number): number {
	for (let at = start; ;) {
		at = text.indexOf('"', at + 1);
		let strokes = 0;
		while (text[at - 1 - strokes] === '\\') strokes++;
		if (strokes % 2 === 0) return at + 1;
	}
}

function isBlank(code: number): boolean {
	return code === 32 || code === 10 || code === 13 || code === 9;
}

/** How many names the parsed value has kept, at any depth. */
function namesIn(value: unknown): number {
	let count = 0;
	const open = [value];
	while (open.length > 0) {
		const one = open.pop();
		if (one === null || typeof one !== 'object') continue;
		const parts: unknown[] = Object.values(one);
		if (!Array.isArray(one)) count += parts.length;
		for (const part of parts) if (part !== null && typeof part === 'object') open.push(part);
	}
	return count;
}
