/**
 * A composite index as it is made: the groups and questions of an indicator's formula
 * (`index_of_answers`) as a tree of pillars and parts, each part on a fixed scale of 0 to 100, so that
 * a score says the same every year. Weights are data of the indicator.
 */
import type { Indicator } from './indicator.ts';
import type { IndexItem, Measure } from './measure.ts';
import { aggregatedColumns } from './statistics/composite/aggregation.ts';
import {
	composed,
	effectiveWeights,
	structure,
	type Part,
	type Structure
} from './statistics/composite/structure.ts';
import { median } from './statistics/numerics/moments.ts';
import { Refusal } from './statistics/refusal.ts';

export type Leaf = { code: string; nameVi: string; nameEn: string; item: IndexItem };

export type Pillar = {
	code: string;
	nameVi: string;
	nameEn: string;
	/** counts among the pillars only; parts of a pillar count the same */
	weight: number;
	leaves: Leaf[];
};

export type CompositeIndex = {
	/** the indicator */
	id: string;
	version: number;
	nameVi: string;
	nameEn: string;
	survey: string;
	/** localities answer for themselves: there is no sampling error */
	ofAuthorities: boolean;
	/** how many pillars a score must rest on */
	least: number;
	pillars: Pillar[];
};

/** Decimals of a published score. */
export const digits = 1;

type IndexMeasure = Extract<Measure, { kind: 'index_of_answers' }>;

/** The index behind an indicator, undefined where it is none. */
export function indexOf({ id, version, nameVi, nameEn, measure }: Indicator) {
	if (measure?.kind !== 'index_of_answers') return undefined;
	return { id, version, nameVi, nameEn, ...partsOf(measure) } satisfies CompositeIndex;
}

function partsOf({ survey, groups, least, ofAuthorities }: IndexMeasure) {
	const pillars = groups.map(({ nameVi, nameEn, weight, items }, at): Pillar => {
		const code = `n${at + 1}`;
		const leaves = items.map((item) => ({
			code: `${code}.${item.question}`,
			nameVi: item.nameVi ?? item.question,
			nameEn: item.nameEn ?? item.question,
			item
		}));
		return { code, nameVi, nameEn, weight, leaves };
	});
	return { survey, ofAuthorities: ofAuthorities === true, least, pillars };
}

/** The index as a tree of parts. */
export function treeOf({ id, pillars }: CompositeIndex): Structure {
	const parts: Part[] = [{ code: id, weight: 1 }];
	for (const { code, weight, leaves } of pillars) {
		parts.push({ code, parent: id, weight });
		for (const leaf of leaves) parts.push({ code: leaf.code, parent: code, weight: 1 });
	}
	return structure(parts);
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
	if (index.pillars.length < 2) return [{ tree: own, compensation: 'full' }];
	const isEqual = new Set(index.pillars.map(({ weight }) => weight)).size === 1;
	const equal = treeOf(reweighted(index, new Map(index.pillars.map(({ code }) => [code, 1]))));
	const shifted = index.pillars.flatMap(({ code, weight }) =>
		[0.5, 1.5].map((factor) => treeOf(reweighted(index, new Map([[code, weight * factor]]))))
	);
	const both: Compensation[] = ['full', 'less'];
	return [
		...both.map((compensation) => ({ tree: own, compensation })),
		...(isEqual ? [] : both.map((compensation) => ({ tree: equal, compensation }))),
		...shifted.map((tree): Way => ({ tree, compensation: 'full' }))
	];
}

/** Values of parts, 0 to 100 each, by code; NaN where a unit has none. */
export type Columns = ReadonlyMap<string, Float64Array>;

/** Scores of pillars and the index; a unit that too few pillars speak of has none (NaN). */
export function scoresOf(
	{ tree, compensation }: Way,
	parts: Columns,
	least: number
): Map<string, Float64Array> {
	const scores = composed(tree, parts as Map<string, Float64Array>);
	const { children, weights } = tree.groups.find(({ code }) => code === tree.top)!;
	const pillars = children.map((code) => scores.get(code)!);
	// A geometric mean knows no zero: the weakest pillar counts as one point.
	const above = () => pillars.map((column) => column.map((score) => Math.max(1, score)));
	const top =
		compensation === 'full'
			? scores.get(tree.top)!
			: aggregatedColumns(above(), weights, 'geometric');
	scores.set(
		tree.top,
		top.map((score, unit) =>
			pillars.filter((column) => !Number.isNaN(column[unit]!)).length < least ? NaN : score
		)
	);
	return scores;
}

/** Values held within their scale. @throws Refusal where a column is missing */
export function held(index: CompositeIndex, values: Columns): Map<string, Float64Array> {
	const codes = index.pillars.flatMap(({ leaves }) => leaves.map(({ code }) => code));
	return new Map(
		codes.map((code) => {
			const column = values.get(code);
			if (!column) throw new Refusal('missing', `part ${code}`);
			return [code, column.map((value) => Math.min(100, Math.max(0, value)))];
		})
	);
}

export type Driver = {
	code: string;
	/** points of the index by which the part lifts or lowers it beside the middle locality */
	points: number;
};

/**
 * What lifts or lowers each unit's score: the distance of each part to the median of all units, times
 * what it counts in the index. Missing parts say nothing. The greatest come first.
 */
export function drivers(tree: Structure, parts: Columns): Driver[][] {
	const weights = effectiveWeights(tree);
	const units = parts.get(tree.indicators[0]!)?.length ?? 0;
	const middles = new Map(
		tree.indicators.map((code) => {
			const there = parts.get(code)!.filter((score) => !Number.isNaN(score));
			return [code, there.length > 0 ? median(there.sort()) : NaN];
		})
	);
	return Array.from({ length: units }, (_, unit) =>
		tree.indicators
			.map((code) => ({
				code,
				points: (parts.get(code)![unit]! - middles.get(code)!) * (weights.get(code) ?? 0)
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
