/**
 * A composite index computed for a set of localities: scores and ranks with their intervals over sampling
 * error and every defensible way of making the index, groups, and what drives each score.
 */
import {
	digits,
	drivers,
	groupsOf,
	held,
	scoresOf,
	waysOf,
	type Columns,
	type CompositeIndex,
	type Driver
} from './composite-index.ts';
import { ranked, rankUncertainty } from './statistics/composite/rank.ts';
import { normalDraws } from './statistics/composite/uncertainty.ts';
import { quantiles } from './statistics/numerics/moments.ts';
import { Refusal } from './statistics/refusal.ts';

export type Input = {
	unitIds: number[];
	/** each part for each unit, 0–100, NaN where there is none */
	values: Columns;
	/** standard errors alike; 0 where a value is exact or missing */
	errors: Columns;
	/**
	 * The published estimates of the index, where they are not made of the same means (citizens leave
	 * out questions one by one): runs are shifted so that they lie around these.
	 */
	published?: readonly (number | null)[] | undefined;
};

export type UnitScore = {
	unitId: number;
	/** 0–100; null with too little to rest on */
	score: number | null;
	low: number | null;
	high: number | null;
	/** over all ways and draws; null without a score */
	rank: { median: number; low: number; high: number } | null;
	/** 1 for the best group, 0 without a score */
	group: number;
	/** by code of the pillar; null where too little is known */
	pillars: Record<string, number | null>;
	/** the greatest first */
	drivers: Driver[];
	/** share of the index's parts that have a value */
	available: number;
};

export type IndexResult = {
	units: UnitScore[];
	groups: number;
	/** mean change of rank over all runs: how much the choices matter */
	meanShift: number;
	runs: number;
	ways: number;
};

const level = 0.95;
/** Drivers named for each unit. */
const named = 6;

/**
 * Computes the index. `random` gives uniform numbers in [0, 1): the same ones give the same result.
 * Refuses (by name) fewer than two units with a score, and numbers that are none.
 */
export function resultOf(
	index: CompositeIndex,
	{ unitIds, values, errors, published }: Input,
	{ runs = 1000, random }: { runs?: number; random: () => number }
): IndexResult {
	const ways = waysOf(index);
	const { tree } = ways[0]!;
	const parts = held(index, values);
	const nominal = scoresOf(ways[0]!, parts, index.least);
	const made = nominal.get(tree.top)!;
	const top = made.map((score, unit) => (published ? (published[unit] ?? NaN) : score));
	const there = unitIds
		.map((_, unit) => unit)
		.filter((unit) => !Number.isNaN(top[unit]!) && !Number.isNaN(made[unit]!));
	if (there.length < 2) throw new Refusal('too-few', 'units with a score');
	const shift = there.map((unit) => top[unit]! - made[unit]!);

	// Without sampling error a second run of a way would be the first again.
	const isExact = [...errors.values()].every((column) => column.every((error) => error === 0));
	if (isExact) runs = ways.length;
	const draw = normalDraws(random);
	const drawn: Float64Array[] = there.map(() => new Float64Array(runs));
	const ranks: Float64Array[] = [];
	for (let run = 0; run < runs; run++) {
		const once = isExact ? parts : held(index, redrawn(values, errors, draw));
		const scores = scoresOf(ways[run % ways.length]!, once, index.least).get(tree.top)!;
		const shifted = there.map((unit, at) => scores[unit]! + shift[at]!);
		shifted.forEach((score, at) => (drawn[at]![run] = score));
		ranks.push(ranked(shifted, digits));
	}
	const shown = there.map((unit) => top[unit]!);
	const uncertain = rankUncertainty(ranked(shown, digits), ranks, level);
	const groups = groupsOf(shown, ranks);
	const driving = drivers(tree, parts);
	const units = unitIds.map((unitId, unit): UnitScore => {
		const at = there.indexOf(unit);
		const pillars = index.pillars.map(({ code }): [string, number | null] => [
			code,
			known(nominal.get(code)![unit]!)
		]);
		const rest = {
			unitId,
			pillars: Object.fromEntries(pillars),
			available:
				tree.indicators.filter((code) => !Number.isNaN(values.get(code)![unit]!)).length /
				tree.indicators.length
		};
		if (at < 0)
			return { ...rest, score: null, low: null, high: null, rank: null, group: 0, drivers: [] };
		const [low, high] = quantiles(drawn[at]!.sort(), [(1 - level) / 2, (1 + level) / 2]) as [
			number,
			number
		];
		const { median, low: first, high: last } = uncertain.units[at]!;
		return {
			...rest,
			...{ score: top[unit]!, low: Math.max(0, low), high: Math.min(100, high) },
			group: groups[at]!,
			rank: { median, low: Math.floor(first), high: Math.ceil(last) },
			drivers: driving[unit]!.slice(0, named)
		};
	});
	return {
		units,
		groups: Math.max(0, ...groups),
		meanShift: uncertain.meanShift,
		...{ runs, ways: ways.length }
	};
}

function known(score: number): number | null {
	return Number.isNaN(score) ? null : score;
}

/** Every part drawn anew from its value and standard error. */
function redrawn(values: Columns, errors: Columns, draw: () => number): Columns {
	const next = new Map<string, Float64Array>();
	for (const [code, column] of values) {
		const error = errors.get(code);
		next.set(
			code,
			column.map((value, unit) => {
				const spread = error?.[unit] ?? 0;
				return spread > 0 ? value + spread * draw() : value;
			})
		);
	}
	return next;
}
