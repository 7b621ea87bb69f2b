/**
 * Counting who is different. Such counts do not add up: visitors of two days are not the sum of the
 * visitors of each, and sketches that count them cheaply are off by a known error.
 */
import { count, Refusal } from '../refusal.ts';

/** How many different values there are in each group, and in all. */
export function distinctBy<Group>(
	values: ArrayLike<string | number>,
	group: (at: number) => Group
): { all: number; by: Map<Group, number> } {
	const all = new Set<string | number>();
	const sets = new Map<Group, Set<string | number>>();
	for (let at = 0; at < values.length; at++) {
		const key = group(at);
		const set = sets.get(key) ?? new Set();
		sets.set(key, set.add(values[at]!));
		all.add(values[at]!);
	}
	return { all: all.size, by: new Map([...sets].map(([key, set]) => [key, set.size])) };
}

/** Sizes of the union and the intersection of two sets, and how far their sum is too high. */
export function overlap(
	one: Iterable<string | number>,
	other: Iterable<string | number>
): { one: number; other: number; union: number; both: number; sum: number } {
	const a = new Set(one);
	const b = new Set(other);
	let both = 0;
	for (const value of a) if (b.has(value)) both++;
	return { one: a.size, other: b.size, union: a.size + b.size - both, both, sum: a.size + b.size };
}

/**
 * Relative standard error of a HyperLogLog sketch of 2^precision cells: 1.04/√(2^precision). Source: P.
 * Flajolet et al., DMTCS AH (2007) 137.
 */
export function sketchError(precision: number): number {
	if (count(precision, 'precision') < 4 || precision > 24)
		throw new Refusal('out-of-bounds', 'precision');
	return 1.04 / Math.sqrt(2 ** precision);
}

/** Relative standard error of a sample of that many hashes: 1/√size. */
export function sampleError(size: number): number {
	if (count(size, 'size') < 1) throw new Refusal('too-few', 'size');
	return 1 / Math.sqrt(size);
}

/** The relative error that a sketch stays within but for once in 16,000 times: four standard errors. */
export const acceptedError = (precision: number) => 4 * sketchError(precision);
