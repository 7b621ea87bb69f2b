/**
 * Remembers what was made of the parts of a log that repeat from line to line, such as requests and
 * browsers. A part is found again by its bytes, without a text being made of it.
 */
export type Words<Value> = (bytes: Buffer, from: number, to: number) => Value;

type Entry<Value> = { bytes: Uint8Array; value: Value; next: Entry<Value> | undefined };

const places = 2 ** 15;
const most = 20_000;
/** A longer part is not worth remembering. */
const longest = 400;
/** Nobody can make looking slow by parts that fall into one place. */
const deepest = 8;

export function remember<Value>(make: (text: string) => Value): Words<Value> {
	let heads = new Array<Entry<Value> | undefined>(places);
	let count = 0;
	return (bytes, from, to) => {
		if (to - from > longest) return make(bytes.toString('utf8', from, to));
		const place = placeOf(bytes, from, to);
		let depth = 0;
		for (let entry = heads[place]; entry; entry = entry.next) {
			if (isSame(entry.bytes, bytes, from, to)) return entry.value;
			depth++;
		}
		const value = make(bytes.toString('utf8', from, to));
		if (++count > most) {
			heads = new Array<Entry<Value> | undefined>(places);
			count = 1;
		}
		const next = depth < deepest ? heads[place] : undefined;
		heads[place] = { bytes: Uint8Array.prototype.slice.call(bytes, from, to), value, next };
		return value;
	};
}

/** Two sums side by side, as each step waits for the one before it. */
function placeOf(bytes: Uint8Array, from: number, to: number): number {
	let [even, odd] = [to - from, 0x811c9dc5];
	let at = from;
	for (; at + 1 < to; at += 2) {
		even = Math.imul(even ^ bytes[at]!, 0x01000193);
		odd = Math.imul(odd ^ bytes[at + 1]!, 0x01000193);
	}
	if (at < to) even = Math.imul(even ^ bytes[at]!, 0x01000193);
	const sum = Math.imul(even ^ (odd >>> 7) ^ (odd << 9), 0x9e3779b1);
	return (sum >>> 16) & (places - 1);
}

function isSame(known: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
	if (known.length !== to - from) return false;
	for (let at = 0; at < known.length; at++) if (known[at] !== bytes[from + at]) return false;
	return true;
}
