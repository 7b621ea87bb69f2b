/**
 * Quantiles. Weighted ones follow a named rule; ours is `math`: the smallest value at which the
 * cumulated weight reaches the share asked for, within a relative 1e-12 so that the order of
 * summation cannot change the answer. Their intervals are Woodruff's: an interval of the share
 * below the estimate, read back through the same rule.
 * Sources: R. Hyndman, Y. Fan, Am. Stat. 50 (1996) 361; R. Woodruff, J. Am. Stat. Assoc. 47 (1952)
 * 635; weighted forms of the rules as in R's survey package.
 */
import type { Design } from './design.ts';
import { estimate, mean, size, type Interval } from './estimates.ts';
import { studentQuantile } from '../numerics/quantile.ts';
import { finite, probability, Refusal, sameLength } from '../refusal.ts';
import { shareInterval, type ShareMethod } from './shares.ts';

export type QuantileRule =
	'math' | 'school' | 'hf1' | 'hf2' | 'hf3' | 'hf4' | 'hf5' | 'hf6' | 'hf7' | 'hf8' | 'hf9';

/** Values in order with their weights and the weight up to and including each. */
type Sorted = { x: Float64Array; w: Float64Array; sum: Float64Array };

/** Rules that look at the values and the weight of each only, not at single rows. */
const byValue: QuantileRule[] = ['math', 'school', 'hf1', 'hf2', 'hf3'];

function sorted(
	values: ArrayLike<number>,
	weights: ArrayLike<number>,
	rule: QuantileRule,
	mask?: Uint8Array
): Sorted {
	sameLength([values, weights, ...(mask ? [mask] : [])], 'values');
	const rows = new Uint32Array(values.length);
	let n = 0;
	for (let row = 0; row < values.length; row++) {
		if (mask && !mask[row]) continue;
		finite(values[row]!, 'value');
		if (!(finite(weights[row]!, 'weight') > 0)) throw new Refusal('zero-weight', 'weight');
		rows[n++] = row;
	}
	if (n === 0) throw new Refusal('empty-domain', 'domain');
	const own = rows.subarray(0, n);
	let x: Float64Array;
	let w: Float64Array;
	if (byValue.includes(rule)) {
		// Sorting plain numbers and looking each row's place up is many times faster than sorting rows.
		x = Float64Array.from(own, (row) => values[row]!).sort();
		let different = 1;
		for (let at = 1; at < n; at++) if (x[at] !== x[at - 1]) x[different++] = x[at]!;
		x = x.subarray(0, different);
		w = new Float64Array(different);
		for (const row of own) w[lastUpTo(x, values[row]!)]! += weights[row]!;
	} else {
		const order = own.sort((one, other) => values[one]! - values[other]!);
		x = Float64Array.from(order, (row) => values[row]!);
		w = Float64Array.from(order, (row) => weights[row]!);
	}
	const sum = new Float64Array(w.length);
	let total = 0;
	for (let at = 0; at < w.length; at++) sum[at] = total += w[at]!;
	return { x, w, sum };
}

/** Index of the last of ascending numbers that is at most `target`, −1 if none is. */
function lastUpTo(sum: Float64Array, target: number): number {
	let low = -1;
	let high = sum.length;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (sum[middle]! <= target) low = middle;
		else high = middle;
	}
	return low;
}

function stepwise({ x, sum }: Sorted, p: number, rule: QuantileRule): number {
	const n = x.length;
	const all = sum[n - 1]!;
	const target = p * all;
	const at = lastUpTo(sum, target * (1 + 1e-12));
	const next = x[Math.min(at + 1, n - 1)]!;
	if (at < 0) return x[0]!;
	const exact = Math.abs(sum[at]! - target) <= 1e-12 * target;
	if (rule === 'hf4') {
		if (exact || at === n - 1) return x[at]!;
		const share = (target - sum[at]!) / (sum[at + 1]! - sum[at]!);
		return x[at]! * (1 - share) + next * share;
	}
	if (!exact) return next;
	if (rule === 'math' || rule === 'hf1') return x[at]!;
	if (rule === 'hf3') {
		// The even one of the different values, counted from 1.
		return (at + 1) % 2 === 0 ? x[at]! : next;
	}
	return (x[at]! + next) / 2;
}

/** Straight lines between (position_k, x_k), flat outside. */
function interpolated({ x, w, sum }: Sorted, p: number, rule: QuantileRule): number {
	const n = x.length;
	const all = sum[n - 1]!;
	const last = w[n - 1]!;
	const position = (k: number): number => {
		const before = k === 0 ? 0 : sum[k - 1]!;
		if (rule === 'hf5') return (sum[k]! - w[k]! / 2) / all;
		if (rule === 'hf6') return sum[k]! / (all + last);
		if (rule === 'hf7') return before / sum[n - 2]!;
		if (rule === 'hf8') return (before / 3 + (sum[k]! * 2) / 3) / (all + last / 3);
		return ((before * 3) / 8 + (sum[k]! * 5) / 8) / (all + last / 4);
	};
	if (n === 1 || p <= position(0)) return x[0]!;
	if (p >= position(n - 1)) return x[n - 1]!;
	let low = 0;
	let high = n - 1;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (position(middle) <= p) low = middle;
		else high = middle;
	}
	const share = (p - position(low)) / (position(high) - position(low));
	return x[low]! + share * (x[high]! - x[low]!);
}

function read(column: Sorted, p: number, rule: QuantileRule): number {
	const steps = rule === 'hf4' || byValue.includes(rule);
	return steps ? stepwise(column, p, rule) : interpolated(column, p, rule);
}

/** Weighted quantiles of the values in a domain by one rule. */
export function weightedQuantiles(
	values: ArrayLike<number>,
	weights: ArrayLike<number>,
	shares: readonly number[],
	{ rule = 'math', domain }: { rule?: QuantileRule; domain?: Uint8Array } = {}
): number[] {
	const column = sorted(values, weights, rule, domain);
	return shares.map((p) => read(column, probability(p, 'share'), rule));
}

export type QuantileEstimate = {
	value: number;
	/** null where the share's interval leaves 0–1, so that the data show no such end */
	low: number | null;
	high: number | null;
	/** a quarter of the picture: the interval's length over twice t */
	error: number | null;
};

/** Quantiles of a design with Woodruff's intervals. */
export function quantiles(
	design: Design,
	values: Float64Array,
	shares: readonly number[],
	{
		rule = 'math',
		domain,
		method = 'mean',
		level = 0.95,
		degrees = design.degrees
	}: {
		rule?: QuantileRule;
		domain?: Uint8Array;
		method?: Extract<ShareMethod, 'mean' | 'beta' | 'xlogit' | 'asin'>;
		level?: number;
		degrees?: number;
	} = {}
): QuantileEstimate[] {
	const column = sorted(values, design.weights, rule, domain);
	const { respondents } = size(design, domain);
	const t = studentQuantile(level, degrees);
	return shares.map((p) => {
		const value = read(column, probability(p, 'share'), rule);
		const below = values.map((x) => (x <= value ? 1 : 0));
		const {
			values: [share],
			errors: [error]
		} = estimate(design, [mean(design, below, domain)]);
		const inside = share! > 0 && share! < 1 && error! > 0;
		const ends: Interval = inside
			? shareInterval({ share: share!, error: error!, degrees, respondents }, { method, level })
			: { low: NaN, high: NaN };
		const low = ends.low > 0 ? read(column, ends.low, rule) : null;
		const high = ends.high < 1 ? read(column, ends.high, rule) : null;
		return {
			value,
			low,
			high,
			error: low === null || high === null ? null : (high - low) / (2 * t)
		};
	});
}

/** The nine definitions of sample quantiles of equal weights; 7 is that of spreadsheets and SQL. */
export function sampleQuantile(
	values: ArrayLike<number>,
	p: number,
	type: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 = 7
): number {
	if (values.length === 0) throw new Refusal('no-observations', 'values');
	if (!(p >= 0 && p <= 1)) throw new Refusal('bad-probability', 'share');
	const x = Float64Array.from(values, (value) => finite(value, 'value')).sort();
	const n = x.length;
	const at = (k: number) => x[Math.min(n, Math.max(1, k)) - 1]!;
	const fuzz = 4 * Number.EPSILON;
	if (type <= 3) {
		const position = n * p - (type === 3 ? 0.5 : 0);
		const j = Math.floor(position + fuzz);
		const beyond = position > j + fuzz;
		if (type === 1) return at(beyond ? j + 1 : j);
		if (type === 2) return beyond ? at(j + 1) : (at(j) + at(j + 1)) / 2;
		return beyond || j % 2 === 1 ? at(j + 1) : at(j);
	}
	const offsets = {
		4: [0, 1],
		5: [0.5, 0.5],
		6: [0, 0],
		7: [1, 1],
		8: [1 / 3, 1 / 3],
		9: [3 / 8, 3 / 8]
	};
	const [a, b] = offsets[type as keyof typeof offsets] as [number, number];
	const position = a + p * (n + 1 - a - b);
	const j = Math.floor(position + fuzz);
	const share = Math.abs(position - j) < fuzz ? 0 : position - j;
	return share === 0 ? at(j) : (1 - share) * at(j) + share * at(j + 1);
}
