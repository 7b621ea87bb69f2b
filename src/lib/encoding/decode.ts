/**
 * Bytes to text. Letters come out composed (NFC), whatever the encoding; a byte an encoding has no
 * letter for becomes U+FFFD, so that nothing is dropped silently.
 */
import type { Encoding, OldEncoding } from './encoding.ts';
import { letters, tables } from './tables.ts';

const replacement = '\ufffd';
// What the old encodings have in common with Windows outside their letters: quotes, dashes, signs.
const western = new TextDecoder('windows-1252');

/** The text of a file without its byte order mark, composed. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
	switch (encoding) {
		case 'tcvn3':
		case 'vni':
		case 'vps':
			return old(bytes, encoding).normalize('NFC');
		default:
			return new TextDecoder(encoding).decode(bytes).normalize('NFC');
	}
}

/** Text as bytes of an old encoding. Throws an Error for a letter the encoding does not have. */
export function encode(text: string, encoding: OldEncoding): Uint8Array {
	const codes = new Map([...tables[encoding]].map(([code, letter]) => [letter, code]));
	const bytes = [...text.normalize('NFC')].flatMap((letter) => {
		const code = codes.get(letter);
		if (code) return code.match(/../g)!.map((pair) => parseInt(pair, 16));
		const point = letter.codePointAt(0)!;
		if (point > 0x7f) throw new Error(`${encoding} has no ${letter}`);
		return [point];
	});
	return Uint8Array.from(bytes);
}

type Step = { one: (string | undefined)[]; two: Map<number, string> };
const steps = new Map<OldEncoding, Step>();

/** The table as it is walked: by one byte, and by two. */
function stepOf(encoding: OldEncoding): Step {
	const known = steps.get(encoding);
	if (known) return known;
	const one: (string | undefined)[] = [];
	for (let byte = 0; byte < 256; byte++) {
		if (byte < 0x80) one[byte] = String.fromCharCode(byte);
		else {
			const sign = western.decode(Uint8Array.of(byte));
			one[byte] = /[\p{L}\p{Cc}]/u.test(sign) ? undefined : sign;
		}
	}
	const two = new Map<number, string>();
	for (const [code, letter] of tables[encoding]) {
		if (code.length === 2) one[parseInt(code, 16)] = letter;
		else two.set(parseInt(code, 16), letter);
	}
	const step = { one, two };
	steps.set(encoding, step);
	return step;
}

function old(bytes: Uint8Array, encoding: OldEncoding): string {
	const { one, two } = stepOf(encoding);
	const parts: string[] = [];
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at]!;
		const pair = two.get((byte << 8) | (bytes[at + 1] ?? 0));
		if (pair) {
			parts.push(pair);
			at++;
		} else parts.push(one[byte] ?? replacement);
	}
	return parts.join('');
}

export { letters };
