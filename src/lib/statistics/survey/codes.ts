/**
 * Columns of codes: a category per row as a whole number from 0, −1 where it is missing. Estimates
 * work on such columns and on masks (1 inside a domain, 0 outside), never on an object per row.
 */
import { Refusal } from '../refusal.ts';

export type Factor<Level = string> = { codes: Int32Array; levels: Level[] };

/** The codes of a column of names, its levels sorted; empty, null and undefined are missing. */
export function factor<Level extends string | number>(
	values: readonly (Level | null | undefined)[]
): Factor<Level> {
	const seen = new Set<Level>();
	for (const value of values)
		if (value !== null && value !== undefined && value !== '') seen.add(value);
	const levels = [...seen].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
	const place = new Map(levels.map((level, index) => [level, index]));
	return { codes: Int32Array.from(values, (value) => place.get(value as Level) ?? -1), levels };
}

/** One more than the largest code; refuses a code that is missing where every row needs one. */
export function groupsOf(codes: Int32Array, what: string): number {
	let most = -1;
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row]!;
		if (code < 0) throw new Refusal('missing-index', what);
		if (code > most) most = code;
	}
	return most + 1;
}

/** Numbers the pairs (high, low) that occur from 0, in the order of their first rows. */
export function pairs(high: Int32Array, low: Int32Array, lows: number): Factor<[number, number]> {
	const codes = new Int32Array(high.length);
	const levels: [number, number][] = [];
	const table =
		lows > 0 && groupsOf(high, 'code') * lows <= 1 << 24
			? new Int32Array(groupsOf(high, 'code') * lows)
			: new Map<number, number>();
	for (let row = 0; row < high.length; row++) {
		const key = high[row]! * lows + low[row]!;
		let code = table instanceof Map ? (table.get(key) ?? 0) : table[key]!;
		if (code === 0) {
			levels.push([high[row]!, low[row]!]);
			code = levels.length;
			if (table instanceof Map) table.set(key, code);
			else table[key] = code;
		}
		codes[row] = code - 1;
	}
	return { codes, levels };
}

/** A mask of the rows where every column is a number: the others leave the domain, not the design. */
export function answered(...columns: Float64Array[]): Uint8Array {
	const mask = new Uint8Array(columns[0]?.length ?? 0);
	for (let row = 0; row < mask.length; row++)
		mask[row] = columns.every((column) => !Number.isNaN(column[row]!)) ? 1 : 0;
	return mask;
}

/** A mask of the rows with one code. */
export function where(codes: Int32Array, code: number): Uint8Array {
	const mask = new Uint8Array(codes.length);
	for (let row = 0; row < mask.length; row++) mask[row] = codes[row] === code ? 1 : 0;
	return mask;
}

/** The rows that are in every mask. */
export function both(...masks: Uint8Array[]): Uint8Array {
	const mask = Uint8Array.from(masks[0] ?? []);
	for (const other of masks.slice(1))
		for (let row = 0; row < mask.length; row++) if (!other[row]) mask[row] = 0;
	return mask;
}
