/**
 * The ids of recently stored events, exact and compact: two tables of 128-bit numbers, the older
 * one thrown away when the newer is full. It lets a retry be answered "duplicate" at once; what is
 * counted is decided by the loader and the day's rebuild.
 */
export type Recent = {
	has: (siteId: number, id: string) => boolean;
	/** Only ids whose event is durable may be added. */
	add: (siteId: number, id: string) => void;
};

const hyphen = 45;

/** Remembers between `size` and 2 × `size` ids; 32 bytes each. */
export function create(size = 2 ** 19): Recent {
	const slots = size * 2;
	let newer = new Uint32Array(slots * 4);
	let older = new Uint32Array(slots * 4);
	let count = 0;
	const words = new Uint32Array(4);

	/** Splits the id (a UUID in lower case) into four words; the site is folded in, as ids are the site's own. */
	function split(siteId: number, id: string): void {
		words.fill(0);
		for (let at = 0, digit = 0; at < id.length; at++) {
			const code = id.charCodeAt(at);
			if (code === hyphen) continue;
			const word = digit++ >> 3;
			words[word] = (words[word]! << 4) | (code < 58 ? code - 48 : code - 87);
		}
		words[0] = (words[0]! ^ siteId) >>> 0;
		if (words[0] === 0 && words[1] === 0 && words[2] === 0 && words[3] === 0) words[3] = 1;
	}

	/** Slot of the words in a table, or the free slot where they belong (negative, minus one). */
	function locate(table: Uint32Array): number {
		for (let slot = (words[0]! ^ Math.imul(words[3]!, 0x9e3779b1)) >>> 0; ; slot++) {
			const at = (slot % slots) * 4;
			const [a, b, c, d] = [table[at], table[at + 1], table[at + 2], table[at + 3]];
			if (a === 0 && b === 0 && c === 0 && d === 0) return -at - 1;
			if (a === words[0] && b === words[1] && c === words[2] && d === words[3]) return at;
		}
	}

	return {
		has(siteId, id) {
			split(siteId, id);
			return locate(newer) >= 0 || locate(older) >= 0;
		},
		add(siteId, id) {
			split(siteId, id);
			let at = locate(newer);
			if (at >= 0) return;
			if (count >= size) {
				[newer, older] = [older.fill(0), newer];
				count = 0;
				at = locate(newer);
			}
			newer.set(words, -at - 1);
			count++;
		}
	};
}
