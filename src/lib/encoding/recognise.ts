/**
 * Which encoding a file is in, by what each makes of it: a Vietnamese syllable is an initial, a
 * vowel with at most one tone and a final, and hardly any text read with the wrong table consists
 * of such syllables. The answer is an offer with a sample and its confidence; the reader decides.
 */
import { decode } from './decode.ts';
import { encodings, type Candidate, type Encoding, type Recognition } from './encoding.ts';

/** As many bytes as are weighed; a file tells its encoding early. */
const weighed = 200_000;
const initials = 'b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|r|s|t|th|tr|v|x';
const vowels =
	'a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oai|oay|oao|oă|oe|oeo|oi|oo|ôi|ơi|ơu|ua|uâ|uây|ue|uê|ui|uô|uôi|uơ|uy|uya|uyê|uyu|ưa|ưi|ươ|ươi|ươu|ưu|yê|yêu|uă|uai|uao|uay';
const finals = 'c|ch|m|n|ng|nh|p|t';
const syllable = new RegExp(`^(?:${initials})?(?:${vowels})(?:${finals})?$`);
const tone = /[\u0300\u0301\u0303\u0309\u0323]/g;
const marked = /\P{ASCII}/u;

/** True for a syllable that Vietnamese could have, in any case, with at most one tone. */
export function isSyllable(word: string): boolean {
	const parts = word.toLowerCase().normalize('NFD');
	if ((parts.match(tone) ?? []).length > 1) return false;
	// A capital inside a word is how the wrong table shows itself.
	if (!/^(\p{Lu}?\p{Ll}*|\p{Lu}+)$/u.test(word)) return false;
	return syllable.test(parts.replace(tone, '').normalize('NFC'));
}

/** What share of the words with letters outside ASCII are Vietnamese; 1 when there are none. */
export function fitOf(text: string): number {
	const words = text
		.split(/[\s\d.,;:!?()"'“”‘’/\\\-–—_+=*&%#@<>[\]{}|~^`$…]+/)
		.filter((word) => marked.test(word));
	if (words.length === 0) return 1;
	return words.filter(isSyllable).length / words.length;
}

/** Weighs every encoding against the bytes. */
export function recognise(bytes: Uint8Array): Recognition {
	const mark = markOf(bytes);
	if (mark) return { ...sure(bytes, mark), marked: true };
	const part = bytes.subarray(0, weighed);
	const wide = wideOf(part);
	if (wide) return { ...sure(bytes, wide), marked: false };
	if (part.every((byte) => byte < 0x80)) return { ...sure(bytes, 'utf-8'), marked: false };
	if (isUtf8(bytes)) return { ...sure(bytes, 'utf-8'), marked: false };
	const candidates = encodings
		.filter((encoding) => !encoding.startsWith('utf'))
		.map((encoding) => candidate(part, encoding))
		.sort((one, other) => other.fit - one.fit);
	const utf8 = candidate(part, 'utf-8');
	if (utf8.fit > 0.5) candidates.push(utf8);
	candidates.sort((one, other) => other.fit - one.fit);
	const [first, second] = candidates;
	const clear = first !== undefined && first.fit >= 0.85 && first.fit - (second?.fit ?? 0) >= 0.2;
	const mixed = first ? otherLines(part, first.encoding) : [];
	return {
		candidates,
		confidence: clear && mixed.length === 0 ? 'likely' : 'doubtful',
		marked: false,
		mixed
	};
}

function sure(bytes: Uint8Array, encoding: Encoding): Omit<Recognition, 'marked'> {
	const first = candidate(bytes.subarray(0, weighed), encoding);
	return { candidates: [first], confidence: 'sure', mixed: [] };
}

function candidate(bytes: Uint8Array, encoding: Encoding): Candidate {
	const text = decode(bytes, encoding);
	const lines = text.split(/\r\n|\n|\r/);
	const sample = lines.filter((line) => marked.test(line)).slice(0, 3);
	const shown = sample.length > 0 ? sample : lines.slice(0, 3);
	return { encoding, fit: fitOf(text), sample: shown.map((line) => line.slice(0, 200)) };
}

function markOf(bytes: Uint8Array): Encoding | undefined {
	const [one, two, three] = bytes;
	if (one === 0xef && two === 0xbb && three === 0xbf) return 'utf-8';
	if (one === 0xff && two === 0xfe) return 'utf-16le';
	if (one === 0xfe && two === 0xff) return 'utf-16be';
	return undefined;
}

/** UTF-16 without a mark: ASCII letters, digits and separators leave zeros in every second byte. */
function wideOf(bytes: Uint8Array): Encoding | undefined {
	let even = 0;
	let odd = 0;
	for (let at = 0; at < bytes.length; at++)
		if (bytes[at] === 0) {
			if (at % 2 === 0) even++;
			else odd++;
		}
	const many = bytes.length * 0.15;
	if (odd > many && even < odd / 10) return 'utf-16le';
	if (even > many && odd < even / 10) return 'utf-16be';
	return undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/** Numbers of lines that are valid UTF-8 with letters outside ASCII, in a file of another encoding. */
function otherLines(bytes: Uint8Array, encoding: Encoding): number[] {
	const found: number[] = [];
	let start = 0;
	let line = 1;
	for (let at = 0; at <= bytes.length && found.length < 20; at++) {
		if (at < bytes.length && bytes[at] !== 10) continue;
		const part = bytes.subarray(start, at);
		if (part.some((byte) => byte >= 0x80)) {
			const utf8 = isUtf8(part);
			if (
				encoding === 'utf-8'
					? !utf8
					: utf8 && fitOf(decode(part, 'utf-8')) > fitOf(decode(part, encoding))
			)
				found.push(line);
		}
		start = at + 1;
		line++;
	}
	return found;
}
