/**
 * A set of event ids, exact and compact: an id of 128 bits and its site, 20 bytes a slot in open
 * addressing, at most half of the slots taken. The set grows in sixteen parts, each by itself, so that
 * growing never holds up what else the thread does.
 */
export type IdSet = {
	/** `id` is a UUID in lower case, `siteId` a number above zero. */
	has: (siteId: number, id: string) => boolean;
	/** Returns false when it was there already. */
	add: (siteId: number, id: string) => boolean;
	readonly size: number;
};

type Part = { table: Uint32Array; slots: number; size: number };

const hyphen = 45;
const parts = 16;
/** Words of a slot: the id's four and the site, which is zero where the slot is free. */
const width = 5;
const words = new Uint32Array(width);

/** The id in `words`: it is often asked for in several sets. */
let current = '';

function split(siteId: number, id: string): void {
	words[4] = siteId;
	if (id === current) return;
	current = id;
	let word = 0;
	let digits = 0;
	let at = 0;
	for (let index = 0; index < id.length; index++) {
		const code = id.charCodeAt(index);
		if (code === hyphen) continue;
		word = (word << 4) | (code < 58 ? code - 48 : code - 87);
		if ((++digits & 7) === 0) words[at++] = word;
	}
}

/** Place of `words` in a part, or the free place where they belong (negative, minus one). */
function locate({ table, slots }: Part): number {
	const [a, b, c, d, site] = [words[0]!, words[1]!, words[2]!, words[3]!, words[4]!];
	for (let slot = a ^ site ^ Math.imul(d, 0x9e3779b1); ; slot++) {
		const at = (slot & (slots - 1)) * width;
		const found = table[at + 4];
		if (found === 0) return -at - 1;
		if (found !== site || table[at] !== a || table[at + 1] !== b) continue;
		if (table[at + 2] === c && table[at + 3] === d) return at;
	}
}

function grow(part: Part): void {
	const old = part.table;
	const wanted = words.slice();
	part.slots *= 2;
	part.table = new Uint32Array(part.slots * width);
	for (let at = 0; at < old.length; at += width) {
		if (old[at + 4] === 0) continue;
		for (let index = 0; index < width; index++) words[index] = old[at + index]!;
		part.table.set(words, -locate(part) - 1);
	}
	words.set(wanted);
}

/** `expected`: how many ids it holds before it has to grow. */
export function create(expected = 0): IdSet {
	const slots = 2 ** Math.ceil(Math.log2(Math.max(8, (expected * 2.2) / parts)));
	const all: Part[] = Array.from({ length: parts }, () => ({
		table: new Uint32Array(slots * width),
		slots,
		size: 0
	}));
	let size = 0;
	const partOf = () => all[(words[1]! ^ words[2]! ^ words[3]!) & (parts - 1)]!;
	return {
		has(siteId, id) {
			split(siteId, id);
			return locate(partOf()) >= 0;
		},
		add(siteId, id) {
			split(siteId, id);
			const part = partOf();
			let at = locate(part);
			if (at >= 0) return false;
			if (++part.size * 2 > part.slots) {
				grow(part);
				at = locate(part);
			}
			part.table.set(words, -at - 1);
			size++;
			return true;
		},
		get size() {
			return size;
		}
	};
}
