/**
 * Moments and order statistics of one list of finite numbers. Units are those of the values.
 * Missing values are the caller's matter (`observed` drops them): here NaN and infinite are refused.
 */
import { numbers, Refusal } from '../refusal.ts';

/** The values that are there: NaN stands for a missing one, an infinite one is refused. */
export function observed(values: ArrayLike<number>, what: string): Float64Array {
	const kept = new Float64Array(values.length);
	let n = 0;
	for (let at = 0; at < values.length; at++) {
		const value = values[at]!;
		if (Number.isNaN(value)) continue;
		if (!Number.isFinite(value)) throw new Refusal('not-a-number', what);
		kept[n++] = value;
	}
	return kept.subarray(0, n);
}

export function sum(values: ArrayLike<number>): number {
	let total = 0;
	for (let at = 0; at < values.length; at++) total += values[at]!;
	return total;
}

/** Σx / n. Refuses an empty list. */
export function mean(values: ArrayLike<number>, what = 'values'): number {
	numbers(values, what);
	return sum(values) / values.length;
}

/** Σ(x − m)² / (n − 1), in two passes. Refuses fewer than two values. */
export function variance(values: ArrayLike<number>, what = 'values'): number {
	numbers(values, what, 2);
	const middle = sum(values) / values.length;
	let squares = 0;
	for (let at = 0; at < values.length; at++) squares += (values[at]! - middle) ** 2;
	return squares / (values.length - 1);
}

/** √variance, with n − 1. */
export function deviation(values: ArrayLike<number>, what = 'values'): number {
	return Math.sqrt(variance(values, what));
}

/** Standard deviation that must not be 0: a constant list is refused by name. */
export function spread(values: ArrayLike<number>, what: string): number {
	numbers(values, what, 2);
	if (isConstant(values)) throw new Refusal('no-variation', what);
	return deviation(values, what);
}

export function isConstant(values: ArrayLike<number>): boolean {
	for (let at = 1; at < values.length; at++) if (values[at] !== values[0]) return false;
	return true;
}

export type Shape = {
	/** √n Σd³ / (Σd²)^1.5, the plain moment ratio */
	g1: number;
	/** G1 = g1 √(n(n−1)) / (n−2), adjusted for the sample */
	skewness: number;
	/** G2 = ((n+1)(r−3)+6)(n−1) / ((n−2)(n−3)), r = nΣd⁴/(Σd²)²: excess kurtosis, adjusted */
	kurtosis: number;
};

/**
 * Skewness and excess kurtosis. Refuses fewer than four values and a constant list.
 * Source: D. N. Joanes, C. A. Gill, The Statistician 47 (1998) 183 (type 2).
 */
export function shape(values: ArrayLike<number>, what = 'values'): Shape {
	numbers(values, what, 4);
	if (isConstant(values)) throw new Refusal('no-variation', what);
	const n = values.length;
	const middle = sum(values) / n;
	let two = 0;
	let three = 0;
	let four = 0;
	for (let at = 0; at < n; at++) {
		const d = values[at]! - middle;
		const square = d * d;
		two += square;
		three += square * d;
		four += square * square;
	}
	const g1 = (Math.sqrt(n) * three) / two ** 1.5;
	const r = (n * four) / two ** 2;
	return {
		g1,
		skewness: (g1 * Math.sqrt(n * (n - 1))) / (n - 2),
		kurtosis: (((n + 1) * (r - 3) + 6) * (n - 1)) / ((n - 2) * (n - 3))
	};
}

export function sorted(values: ArrayLike<number>, what = 'values'): Float64Array {
	numbers(values, what);
	return Float64Array.from(values).sort();
}

/**
 * Quantiles by linear interpolation at (n − 1)p: type 7 of R. J. Hyndman, Y. Fan, Am. Stat. 50
 * (1996) 361. `values` need no order. Refuses p outside 0–1.
 */
export function quantiles(values: ArrayLike<number>, shares: number[], what = 'values'): number[] {
	const order = sorted(values, what);
	return shares.map((p) => {
		if (!(p >= 0 && p <= 1)) throw new Refusal('out-of-bounds', 'share');
		const place = (order.length - 1) * p;
		// a place that is whole but for rounding is that place
		const below = Math.floor(place + 4 * Number.EPSILON * order.length);
		const part = Math.max(0, place - below);
		const low = order[below]!;
		return part === 0 ? low : low + part * (order[Math.min(below + 1, order.length - 1)]! - low);
	});
}

export function median(values: ArrayLike<number>, what = 'values'): number {
	return quantiles(values, [0.5], what)[0]!;
}

/** Median of |x − median|, not scaled. */
export function medianDeviation(values: ArrayLike<number>, what = 'values'): number {
	const middle = median(values, what);
	return median(Float64Array.from(values, (value) => Math.abs(value - middle)));
}
