/**
 * A composite index: one score of 0 to 100 for a locality, made by a published method of estimates of
 * indicators or of what the locality answers for itself. Each is put on a scale between two fixed
 * goalposts, so that a score says the same every year; they make pillars, and pillars the index, by
 * weights that are data.
 */
import { aggregatedColumns } from './statistics/composite/aggregation.ts';
import { normalised } from './statistics/composite/normalisation.ts';
import {
	composed,
	effectiveWeights,
	structure,
	type Part,
	type Structure
} from './statistics/composite/structure.ts';
import type { Indicators } from './statistics/composite/uncertainty.ts';
import { median } from './statistics/numerics/moments.ts';
import { Refusal } from './statistics/refusal.ts';

/**
 * How the form of a locality answers for itself: points (0–1) of a chosen answer (`one`), the sum of
 * points of all chosen answers held at 1 (`sum`), or the mean over the rows of a table (`mean`). A
 * question that the form leaves out, as its condition does not hold, counts as 0.
 */
export type OwnAnswer = {
	question: string;
	rule: 'one' | 'sum' | 'mean';
	points: Record<string, number>;
};

export type Leaf = {
	code: string;
	nameVi: string;
	nameEn: string;
	/** counts within its pillar only */
	weight: number;
	/** values that are worth 0 and 100; the worse may be the greater */
	worst: number;
	best: number;
} & ({ indicatorId: string } | { answer: OwnAnswer });

export type Pillar = {
	code: string;
	nameVi: string;
	nameEn: string;
	/** counts among the pillars only */
	weight: number;
	leaves: Leaf[];
};

export type CompositeIndex = {
	id: string;
	version: number;
	/** of which questionnaire the localities' own answers are */
	survey?: string;
	kind: 'thuc_trang' | 'nhu_cau' | 'hieu_qua';
	nameVi: string;
	nameEn: string;
	/** what a high score means */
	meaningVi: string;
	meaningEn: string;
	/** share of the indicators of a pillar, and of the pillars, that a score must rest on */
	threshold: number;
	pillars: Pillar[];
};

/** Decimals of a published score. */
export const digits = 1;

/** The top of the tree; pillars and indicators are called by their own codes. */
const top = 'index';

/** The index as a tree of parts. */
export function treeOf({ pillars }: CompositeIndex): Structure {
	const parts: Part[] = [{ code: top, weight: 1 }];
	for (const { code, weight, leaves } of pillars) {
		parts.push({ code, parent: top, weight });
		for (const leaf of leaves) parts.push({ code: leaf.code, parent: code, weight: leaf.weight });
	}
	return structure(parts);
}

/** The value of a locality's own answers, 0–1. `chosen` holds the codes by row of a table or ''. */
export function pointsOf(
	{ rule, points }: OwnAnswer,
	chosen: { item: string; code: string }[]
): number {
	const all = chosen.map(({ code }) => points[code] ?? 0);
	const sum = all.reduce((total, one) => total + one, 0);
	if (rule === 'mean') return all.length > 0 ? sum / all.length : 0;
	return Math.min(1, sum);
}

/** The same index with other weights of its pillars; those not named keep theirs. */
export function reweighted(
	index: CompositeIndex,
	weights: ReadonlyMap<string, number>
): CompositeIndex {
	return {
		...index,
		pillars: index.pillars.map((pillar) => ({
			...pillar,
			weight: weights.get(pillar.code) ?? pillar.weight
		}))
	};
}

/** How far a strong pillar makes up for a weak one: fully (weighted mean) or less (geometric mean). */
export type Compensation = 'full' | 'less';

/** One defensible way of making the index. */
export type Way = { tree: Structure; compensation: Compensation };

/**
 * The choices that could be defended as well as the published one, which comes first: every pillar
 * counts the same, each in turn counts half as much or half as much again, and weak pillars are made
 * up for less by strong ones.
 */
export function waysOf(index: CompositeIndex): Way[] {
	const own = treeOf(index);
	const equal = treeOf(reweighted(index, new Map(index.pillars.map(({ code }) => [code, 1]))));
	const several = index.pillars.length > 1;
	const shifted = index.pillars.flatMap(({ code, weight }) =>
		[0.5, 1.5].map((factor) => treeOf(reweighted(index, new Map([[code, weight * factor]]))))
	);
	return [
		{ tree: own, compensation: 'full' },
		...(several
			? ([
					{ tree: own, compensation: 'less' },
					{ tree: equal, compensation: 'full' },
					{ tree: equal, compensation: 'less' },
					...shifted.map((tree) => ({ tree, compensation: 'full' }))
				] as Way[])
			: [])
	];
}

/** Values of indicators on the scale of 0 to 100 between their goalposts; NaN where there is none. */
export function onScale(index: CompositeIndex, values: Indicators): Map<string, Float64Array> {
	const scaled = new Map<string, Float64Array>();
	for (const { code, worst, best } of index.pillars.flatMap(({ leaves }) => leaves)) {
		const column = values.get(code);
		if (!column) throw new Refusal('missing', `indicator ${code}`);
		const [lower, upper] = [Math.min(worst, best), Math.max(worst, best)];
		const posts = { by: 'goalposts', lower, upper, scale: 100 } as const;
		const isEmpty = column.length === 0 || Array.from(column).every(Number.isNaN);
		scaled.set(
			code,
			isEmpty
				? new Float64Array(column.length).fill(NaN)
				: normalised(column, best >= worst ? 1 : -1, posts)
		);
	}
	return scaled;
}

/** Scores of indicators, pillars and the index; a unit with too little to rest on has none (NaN). */
export function scoresOf(
	{ tree, compensation }: Way,
	scaled: ReadonlyMap<string, Float64Array>,
	threshold: number
): Map<string, Float64Array> {
	const scores = composed(tree, scaled as Map<string, Float64Array>, { threshold });
	if (compensation === 'full') return scores;
	const { children, weights } = tree.groups.find(({ code }) => code === tree.top)!;
	// A geometric mean knows no zero: the weakest pillar counts as one point.
	const columns = children.map((code) => scores.get(code)!.map((score) => Math.max(1, score)));
	scores.set(tree.top, aggregatedColumns(columns, weights, 'geometric', threshold));
	return scores;
}

export type Driver = {
	code: string;
	/** points of the index by which the indicator lifts or lowers it beside the middle locality */
	points: number;
};

/**
 * What lifts or lowers each unit's score: the distance of each indicator's score to the median of all
 * units, times what it counts in the index. Missing indicators say nothing.
 */
export function drivers(tree: Structure, scores: ReadonlyMap<string, Float64Array>): Driver[][] {
	const weights = effectiveWeights(tree);
	const units = scores.get(tree.top)?.length ?? 0;
	const middles = new Map(
		tree.indicators.map((code) => {
			const there = scores.get(code)!.filter((score) => !Number.isNaN(score));
			return [code, there.length > 0 ? median(there.sort()) : NaN];
		})
	);
	return Array.from({ length: units }, (_, unit) =>
		tree.indicators
			.map((code) => ({
				code,
				points: (scores.get(code)![unit]! - middles.get(code)!) * (weights.get(code) ?? 0)
			}))
			.filter(({ points }) => Number.isFinite(points))
			.sort((one, other) => Math.abs(other.points) - Math.abs(one.points))
	);
}

/**
 * Groups instead of ranks: from the best score on, a unit opens a new group when it came out below the
 * first of the group in `sure` of all runs; within a group no order is claimed. `ranks` hold one list
 * per run, in the order of `scores`; units without a score have no group (0).
 */
export function groupsOf(
	scores: ArrayLike<number>,
	ranks: readonly ArrayLike<number>[],
	sure = 0.95
): number[] {
	const order = Array.from(scores, (score, unit) => ({ score, unit }))
		.filter(({ score }) => !Number.isNaN(score))
		.sort((one, other) => other.score - one.score);
	const groups = new Array<number>(scores.length).fill(0);
	let head = -1;
	let group = 0;
	for (const { unit } of order) {
		const below =
			head < 0 || ranks.filter((run) => run[unit]! > run[head]!).length >= sure * ranks.length;
		if (below) {
			head = unit;
			group++;
		}
		groups[unit] = group;
	}
	return groups;
}
