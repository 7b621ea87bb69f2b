/**
 * Ranks of an index. A rank is published with its interval: over the defensible ways of making the
 * index, or over the sampling error of its indicators.
 */
import { spearman } from '../numerics/correlation.ts';
import { mean, median, quantiles } from '../numerics/moments.ts';
import { aligned, count, Refusal } from '../refusal.ts';

/**
 * Rank 1 for the highest score, equal scores the better rank; NaN for a missing score. With `digits`
 * scores are first rounded as they are published, so that what looks equal ranks equal.
 */
export function ranked(scores: ArrayLike<number>, digits?: number): Float64Array {
	const scale = digits === undefined ? undefined : 10 ** count(digits, 'digits');
	const shown = Float64Array.from(scores, (score) => {
		if (score === Infinity || score === -Infinity) throw new Refusal('not-a-number', 'scores');
		return scale === undefined ? -score : -Math.round((score + Number.EPSILON) * scale) / scale;
	});
	const order = shown.filter((score) => !Number.isNaN(score)).sort();
	return shown.map((score) => (Number.isNaN(score) ? NaN : firstAt(order, score) + 1));
}

/** How many of the ordered values lie below. */
function firstAt(order: Float64Array, value: number): number {
	let low = 0;
	let high = order.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (order[middle]! < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

export type RankInterval = {
	nominal: number;
	median: number;
	/** type-7 quantiles of the runs */
	low: number;
	high: number;
	least: number;
	most: number;
};

export type RankUncertainty = {
	units: RankInterval[];
	/** mean |rank − nominal| over units and runs */
	meanShift: number;
	/** Spearman's correlation of each run with the nominal ranks */
	agreement: number[];
};

/**
 * Rank intervals over `runs`, each a list of ranks in the order of `nominal`. `level` 0.9 takes the
 * quantiles 5 % and 95 %. Source: M. Saisana, A. Saltelli, S. Tarantola, J. R. Stat. Soc. A 168 (2005)
 * 307. Refuses missing ranks: units without a score are left out before.
 */
export function rankUncertainty(
	nominal: ArrayLike<number>,
	runs: readonly ArrayLike<number>[],
	level = 0.9
): RankUncertainty {
	if (runs.length === 0) throw new Refusal('no-observations', 'runs');
	if (!(level > 0 && level < 1)) throw new Refusal('bad-level', 'level');
	let shift = 0;
	for (const run of runs) {
		aligned(nominal, run, 'runs');
		for (let at = 0; at < run.length; at++) {
			if (Number.isNaN(run[at]!) || Number.isNaN(nominal[at]!))
				throw new Refusal('missing', 'ranks');
			shift += Math.abs(run[at]! - nominal[at]!);
		}
	}
	const units = Array.from({ length: nominal.length }, (_, at) => {
		const ofUnit = Float64Array.from(runs, (run) => run[at]!).sort();
		const [low, high] = quantiles(ofUnit, [(1 - level) / 2, (1 + level) / 2]) as [number, number];
		return {
			nominal: nominal[at]!,
			median: median(ofUnit),
			low,
			high,
			least: ofUnit[0]!,
			most: ofUnit[ofUnit.length - 1]!
		};
	});
	return {
		units,
		meanShift: shift / (runs.length * nominal.length),
		agreement: runs.map((run) => spearman(run, nominal, 'ranks'))
	};
}

/** mean |rank − other rank| over the units. */
export function meanRankShift(one: ArrayLike<number>, other: ArrayLike<number>): number {
	aligned(one, other, 'ranks');
	return mean(
		Float64Array.from(one, (rank, at) => Math.abs(rank - other[at]!)),
		'ranks'
	);
}

/**
 * Groups of ranks for publication: `sizes` shares that add up to 1, from the best; ties stay together
 * in the better group.
 */
export function rankGroups(ranks: ArrayLike<number>, sizes: readonly number[]): number[] {
	const all = sizes.reduce((sum, size) => sum + size, 0);
	if (!(Math.abs(all - 1) < 1e-9) || sizes.some((size) => !(size > 0)))
		throw new Refusal('out-of-bounds', 'sizes');
	const there = Array.from(ranks).filter((rank) => !Number.isNaN(rank)).length;
	return Array.from(ranks, (rank) => {
		if (Number.isNaN(rank)) return NaN;
		let upTo = 0;
		const group = sizes.findIndex((size) => rank <= (upTo += size) * there + 1e-9);
		return group < 0 ? sizes.length : group + 1;
	});
}
