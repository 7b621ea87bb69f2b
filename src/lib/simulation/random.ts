/** Seeded random numbers (sfc32), so that a simulated country can be made again exactly. */
export type Random = {
	/** uniform in [0, 1) */
	next: () => number;
	/** whole number, both ends included */
	between: (least: number, most: number) => number;
	chance: (probability: number) => boolean;
	pick: <Item>(items: readonly Item[]) => Item;
	/** Poisson-distributed count (Knuth below 30, normal approximation above) */
	count: (mean: number) => number;
	/** a version-4 UUID */
	uuid: () => string;
	/** a generator of its own for a named part, so parts do not depend on each other's order */
	part: (name: string) => Random;
};

/** The same seed gives the same numbers on every machine. */
export function seeded(seed: string): Random {
	const state = hash(seed);
	const next = () => {
		const sum = (state[0]! + state[1]! + state[3]!) | 0;
		state[3] = (state[3]! + 1) | 0;
		state[0] = state[1]! ^ (state[1]! >>> 9);
		state[1] = (state[2]! + (state[2]! << 3)) | 0;
		state[2] = (state[2]! << 21) | (state[2]! >>> 11);
		state[2] = (state[2] + sum) | 0;
		return (sum >>> 0) / 4_294_967_296;
	};
	for (let turn = 0; turn < 12; turn++) next();
	const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
	return {
		next,
		between,
		chance: (probability) => next() < probability,
		pick: (items) => items[between(0, items.length - 1)]!,
		count: (mean) => poisson(mean, next),
		uuid: () => {
			const bytes = Array.from({ length: 16 }, () => between(0, 255));
			bytes[6] = (bytes[6]! & 0x0f) | 0x40;
			bytes[8] = (bytes[8]! & 0x3f) | 0x80;
			const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
			return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
		},
		part: (name) => seeded(`${seed}/${name}`)
	};
}

function poisson(mean: number, next: () => number): number {
	if (mean > 30) {
		const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
		return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
	}
	let count = 0;
	for (let product = next(); product > Math.exp(-mean); product *= next()) count++;
	return count;
}

/** Four 32-bit words from a text (FNV-1a with four offsets). */
function hash(text: string): number[] {
	return [2166136261, 3266489917, 668265263, 374761393].map((offset) => {
		let word = offset;
		for (const letter of text) word = Math.imul(word ^ letter.codePointAt(0)!, 16777619);
		return word ^ (word >>> 15);
	});
}
