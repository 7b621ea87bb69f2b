/**
 * Rounded counts in place of hidden ones. To a base b: the nearest multiple; or at random, up with
 * the chance residual/b so that the expected value is the count, always the same way for the same
 * cell (its key decides); or the small cells only, so that margins still add up.
 * Margins that are rounded by themselves do not add up to their rounded parts: say so.
 * Sources: A. Hundepool et al., Statistical Disclosure Control (2012), §5.4; Ø. Langsrud, J. Heldal,
 * Privacy in Statistical Databases (2018) for small counts.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { count, Refusal } from '../refusal.ts';

function base(value: number): number {
	if (count(value, 'base') < 2) throw new Refusal('bad-option', 'base');
	return value;
}

/** The nearest multiple of the base; a half goes up. */
export function nearest(value: number, to: number): number {
	return Math.floor(count(value, 'count') / base(to) + 0.5) * to;
}

/** The multiples around a count, and the chance of the upper one that keeps its expected value. */
export function candidates(
	value: number,
	to: number
): { lower: number; upper: number; chance: number } {
	const left = count(value, 'count') % base(to);
	const lower = value - left;
	return { lower, upper: left === 0 ? lower : lower + to, chance: left / to };
}

/** A number in 0–1 that depends on the cell's name and on a secret only: the cell's key. */
export function cellKey(secret: string, cell: string): number {
	if (secret === '') throw new Refusal('bad-option', 'secret');
	const bytes = hmac(sha256, utf8ToBytes(secret), utf8ToBytes(cell));
	let value = 0;
	for (let at = 0; at < 6; at++) value = (value + bytes[at]!) / 256;
	return value;
}

/** Rounds up when the cell's key is below the chance. */
export function randomly(value: number, to: number, key: number): number {
	if (!(key >= 0 && key < 1)) throw new Refusal('bad-probability', 'key');
	const { lower, upper, chance } = candidates(value, to);
	return key < chance ? upper : lower;
}

/** Inner cells, and the published sums of them as lists of their places. */
export type Sums = { inner: readonly number[]; published: readonly (readonly number[])[] };

/**
 * Rounds inner cells below the base, to 0 or to the base, where a published sum between 0 and the
 * base depends on them, and again where that makes another sum small. Of all ways the one with the
 * least squared change of the published sums (searched whole for up to 14 cells at a time, else by
 * steps). All published sums are sums of the rounded cells.
 */
export function smallCounts({ inner, published }: Sums, to: number): number[] {
	base(to);
	for (const value of inner) count(value, 'count');
	for (const sum of published)
		if (sum.some((cell) => !(cell in inner))) throw new Refusal('missing-index', 'sum');
	const rounded = [...inner];
	const chosen = new Set<number>();
	for (let turn = 0; turn <= inner.length; turn++) {
		const open = new Set<number>();
		for (const sum of published) {
			const total = sum.reduce((all, cell) => all + rounded[cell]!, 0);
			if (total === 0 || total >= to) continue;
			for (const cell of sum)
				if (inner[cell]! > 0 && inner[cell]! < to && !chosen.has(cell)) open.add(cell);
		}
		if (open.size === 0) return rounded;
		for (const cell of open) chosen.add(cell);
		settle({ inner, published }, to, rounded, [...chosen]);
	}
	return rounded;
}

function settle({ inner, published }: Sums, to: number, rounded: number[], cells: number[]): void {
	// Only sums with one of the cells change.
	const touched = published.filter((sum) => sum.some((cell) => cells.includes(cell)));
	const loss = (): number =>
		touched.reduce(
			(all, sum) => all + sum.reduce((d, cell) => d + rounded[cell]! - inner[cell]!, 0) ** 2,
			0
		);
	const flip = (cell: number) => (rounded[cell] = rounded[cell] === 0 ? to : 0);
	for (const cell of cells) rounded[cell] = 0;
	if (cells.length <= 14) {
		let least = loss();
		let best = 0;
		// Gray code: one cell changes at a time.
		for (let step = 1; step < 1 << cells.length; step++) {
			flip(cells[31 - Math.clz32(step & -step)]!);
			const now = loss();
			if (now < least) [least, best] = [now, step ^ (step >> 1)];
		}
		cells.forEach((cell, bit) => (rounded[cell] = (best >> bit) & 1 ? to : 0));
		return;
	}
	for (let moved = true, least = loss(); moved;) {
		moved = false;
		let choice: number[] | undefined;
		for (const [at, one] of cells.entries())
			for (const other of cells.slice(at)) {
				const both = one === other ? [one] : [one, other];
				both.forEach(flip);
				const now = loss();
				both.forEach(flip);
				if (now < least - 1e-9) [least, choice] = [now, both];
			}
		if (choice) {
			choice.forEach(flip);
			moved = true;
		}
	}
}

export type RoundingLoss = {
	largest: number;
	meanAbsolute: number;
	rootMeanSquare: number;
	/** 1 − Hellinger's distance over its most: 1 when nothing changed */
	utility: number;
};

/** How much rounded counts differ from the true ones. */
export function roundingLoss(
	original: readonly number[],
	rounded: readonly number[]
): RoundingLoss {
	if (original.length !== rounded.length) throw new Refusal('different-lengths', 'counts');
	if (original.length === 0) throw new Refusal('no-observations', 'counts');
	const n = original.length;
	const away = original.map((value, at) =>
		Math.abs(count(rounded[at]!, 'count') - count(value, 'count'))
	);
	const total = original.reduce((sum, value) => sum + value, 0);
	const roots = original.reduce(
		(sum, value, at) => sum + (Math.sqrt(value) - Math.sqrt(rounded[at]!)) ** 2,
		0
	);
	if (total === 0) throw new Refusal('zero-denominator', 'counts');
	return {
		largest: Math.max(...away),
		meanAbsolute: away.reduce((sum, one) => sum + one, 0) / n,
		rootMeanSquare: Math.sqrt(away.reduce((sum, one) => sum + one * one, 0) / n),
		utility: 1 - Math.sqrt(roots / 2 / total)
	};
}
