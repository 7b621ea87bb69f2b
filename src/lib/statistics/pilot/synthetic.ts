/**
 * Synthetic control: one treated unit against the mix of others that was closest to it before. It needs
 * many periods before, and its inference is how unusual the unit is among placebos.
 */
import { aligned, numbers, Refusal } from '../refusal.ts';

/**
 * Weights w ≥ 0, Σw = 1 that minimise |target − Σ w_j donor_j|²: the point nearest to 0 in the convex hull
 * of the differences. Source: P. Wolfe, Math. Program. 11 (1976) 128 (finite, exact).
 */
export function nearestMix(
	target: ArrayLike<number>,
	donors: readonly ArrayLike<number>[]
): Float64Array {
	numbers(target, 'target');
	if (donors.length === 0) throw new Refusal('no-observations', 'donors');
	const points = donors.map((donor) => {
		aligned(target, donor, 'donors');
		numbers(donor, 'donors');
		return Float64Array.from(donor, (value, at) => value - target[at]!);
	});
	const size = Math.max(...points.map((point) => dot(point, point)));
	let corral = [
		points.reduce((best, p, at) => (dot(p, p) < dot(points[best]!, points[best]!) ? at : best), 0)
	];
	let weights = [1];
	for (let turn = 0; turn < 50 * (points.length + 10); turn++) {
		const nearest = mix(points, corral, weights);
		let best = 0;
		let least = Infinity;
		points.forEach((point, at) => {
			const along = dot(nearest, point);
			if (along < least) [least, best] = [along, at];
		});
		const settled = least >= dot(nearest, nearest) - 1e-13 * size;
		if (settled || corral.includes(best)) break;
		corral = [...corral, best];
		weights = [...weights, 0];
		for (;;) {
			const affine = affineNearest(corral.map((at) => points[at]!));
			if (affine.every((value) => value > 1e-14)) {
				weights = affine;
				break;
			}
			// go toward it until the first weight is used up, and drop that point
			let step = 1;
			affine.forEach((value, at) => {
				if (value <= 1e-14) step = Math.min(step, weights[at]! / (weights[at]! - value));
			});
			weights = weights.map((value, at) => value + step * (affine[at]! - value));
			const gone = weights.reduce((low, value, at) => (value < weights[low]! ? at : low), 0);
			corral = corral.filter((_, at) => at !== gone);
			weights = weights.filter((_, at) => at !== gone);
			const all = weights.reduce((sum, value) => sum + value, 0);
			weights = weights.map((value) => value / all);
		}
	}
	const result = new Float64Array(donors.length);
	corral.forEach((at, index) => (result[at] = weights[index]!));
	return result;
}

function dot(one: Float64Array, other: Float64Array): number {
	let sum = 0;
	for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
	return sum;
}

function mix(points: Float64Array[], members: number[], weights: number[]): Float64Array {
	const sum = new Float64Array(points[0]!.length);
	members.forEach((member, index) => {
		for (let at = 0; at < sum.length; at++) sum[at]! += weights[index]! * points[member]![at]!;
	});
	return sum;
}

/** Weights that add up to 1 of the point nearest to 0 in the affine hull, by elimination. */
function affineNearest(points: Float64Array[]): number[] {
	const k = points.length;
	const scale = Math.max(...points.map((point) => dot(point, point)), Number.MIN_VALUE);
	const rows = points.map((one) => [...points.map((other) => dot(one, other) / scale), 1, 0]);
	rows.push([...points.map(() => 1), 0, 1]);
	for (let column = 0; column <= k; column++) {
		let pivot = column;
		for (let row = column; row <= k; row++)
			if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
		[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
		const lead = rows[column]!;
		if (Math.abs(lead[column]!) < 1e-15) throw new Refusal('singular', 'donors');
		for (let row = 0; row <= k; row++) {
			if (row === column) continue;
			const factor = rows[row]![column]! / lead[column]!;
			for (let at = column; at <= k + 1; at++) rows[row]![at]! -= factor * lead[at]!;
		}
	}
	return points.map((_, at) => rows[at]![k + 1]! / rows[at]![at]!);
}

export type SyntheticControl = {
	weights: Float64Array;
	/** Σ squared differences before the start */
	loss: number;
	/** root mean squared differences before and after */
	before: number;
	after: number;
	/** after / before */
	ratio: number;
	/** unit − mix in every period */
	gaps: Float64Array;
};

/**
 * `unit` and `donors` hold one value per period; the first `before` periods are matched. Source: A.
 * Abadie, J. Gardeazabal, Am. Econ. Rev. 93 (2003) 113 (here on the outcome's own path). Refuses fewer than
 * two periods before, none after, and a unit that the mix repeats exactly before (no ratio).
 */
export function syntheticControl(
	unit: ArrayLike<number>,
	donors: readonly ArrayLike<number>[],
	before: number
): SyntheticControl {
	if (!(Number.isInteger(before) && before >= 2)) throw new Refusal('too-few', 'periods before');
	if (before >= unit.length) throw new Refusal('too-few', 'periods after');
	numbers(unit, 'unit');
	const part = (values: ArrayLike<number>) => Float64Array.from(values).subarray(0, before);
	for (const donor of donors) aligned(unit, donor, 'donors');
	const weights = nearestMix(part(unit), donors.map(part));
	const gaps = Float64Array.from(unit, (value, at) =>
		donors.reduce((rest, donor, j) => rest - weights[j]! * donor[at]!, value)
	);
	const squares = (from: number, to: number) =>
		gaps.subarray(from, to).reduce((sum, gap) => sum + gap * gap, 0);
	const loss = squares(0, before);
	const early = Math.sqrt(loss / before);
	const late = Math.sqrt(squares(before, gaps.length) / (gaps.length - before));
	if (!(early > 0)) throw new Refusal('zero-denominator', 'difference before');
	return { weights, loss, before: early, after: late, ratio: late / early, gaps };
}

export type Placebos = {
	/** after/before of every unit, each against the others, in the order given */
	ratios: number[];
	/** of the treated unit, 1 for the largest */
	rank: number;
	/** rank / number of units */
	p: number;
};

/** Every unit in turn as if it were the treated one; `treated` is its position. */
export function placebosInSpace(
	units: readonly ArrayLike<number>[],
	treated: number,
	before: number
): Placebos {
	if (units.length < 3) throw new Refusal('too-few', 'units');
	const ratios = units.map(
		(unit, at) =>
			syntheticControl(
				unit,
				units.filter((_, other) => other !== at),
				before
			).ratio
	);
	const own = ratios[treated];
	if (own === undefined) throw new Refusal('out-of-bounds', 'treated');
	const rank = ratios.filter((ratio) => ratio >= own).length;
	return { ratios, rank, p: rank / ratios.length };
}
