/**
 * The index made again and again: over a grid of defensible methods (no chance in it), and with
 * indicators drawn from their sampling error where they are survey estimates.
 */
import { amount, aligned, count, Refusal } from '../refusal.ts';
import type { Aggregation } from './aggregation.ts';
import { normalised, type Direction, type Normalisation } from './normalisation.ts';
import { ranked, rankUncertainty, type RankUncertainty } from './rank.ts';
import { composed, type Scores, type Structure } from './structure.ts';
import { treated } from './treatment.ts';

export type Method = {
	/** steps of drawing in outliers; without it nothing is treated */
	most?: number;
	normalise: Normalisation | ((code: string) => Normalisation);
	how: Aggregation | readonly Aggregation[];
	threshold?: number;
	/** decimals to which scores are rounded before ranking */
	digits?: number;
};

export type Indicators = ReadonlyMap<string, ArrayLike<number>>;

/** Treats, normalises and aggregates: scores of every part of the index, by code. */
export function indexOf(
	tree: Structure,
	indicators: Indicators,
	directions: ReadonlyMap<string, Direction>,
	method: Method
): Scores {
	const columns = new Map<string, Float64Array>();
	for (const code of tree.indicators) {
		const values = indicators.get(code);
		if (!values) throw new Refusal('missing', `indicator ${code}`);
		const plain =
			method.most === undefined ? values : treated(values, { most: method.most }).values;
		const scale =
			typeof method.normalise === 'function' ? method.normalise(code) : method.normalise;
		columns.set(code, normalised(plain, directions.get(code) ?? 1, scale));
	}
	return composed(tree, columns, { how: method.how, threshold: method.threshold });
}

/** Every combination of the choices: a full factorial design. */
export function factorial<Choice>(...factors: readonly (readonly Choice[])[]): Choice[][] {
	return factors.reduce<Choice[][]>(
		(rows, factor) => factor.flatMap((choice) => rows.map((row) => [...row, choice])),
		[[]]
	);
}

export type Resampling = {
	nominal: Method;
	/** the grid; a run takes them in turn. The nominal method alone if empty */
	methods?: readonly Method[];
	/** standard errors by indicator, one per unit; indicators without are taken as exact */
	errors?: Indicators;
	/** uniform numbers in [0, 1); needed with `errors` */
	random?: () => number;
	runs: number;
	level?: number;
};

/** Rank intervals over methods and sampling error. The same numbers give the same result. */
export function resampledRanks(
	tree: Structure,
	indicators: Indicators,
	directions: ReadonlyMap<string, Direction>,
	{ nominal, methods = [], errors, random, runs, level }: Resampling
): RankUncertainty {
	if (count(runs, 'runs') === 0) throw new Refusal('no-observations', 'runs');
	if (errors && !random) throw new Refusal('missing', 'random numbers');
	for (const [code, error] of errors ?? []) {
		aligned(indicators.get(code) ?? [], error, `errors of ${code}`);
		for (let at = 0; at < error.length; at++) amount(error[at]!, `errors of ${code}`);
	}
	const grid = methods.length > 0 ? methods : [nominal];
	const rankOf = (values: Indicators, method: Method) =>
		ranked(indexOf(tree, values, directions, method).get(tree.top)!, method.digits);
	const draw = normalDraws(random ?? (() => 0));
	const drawn = () => {
		const next = new Map<string, Float64Array>();
		for (const code of tree.indicators) {
			const values = indicators.get(code);
			if (!values) throw new Refusal('missing', `indicator ${code}`);
			const error = errors?.get(code);
			const column = new Float64Array(values.length);
			for (let at = 0; at < column.length; at++) {
				const spread = error?.[at] ?? 0;
				column[at] = spread > 0 ? values[at]! + spread * draw() : values[at]!;
			}
			next.set(code, column);
		}
		return next;
	};
	const ranks: Float64Array[] = [];
	for (let run = 0; run < runs; run++)
		ranks.push(rankOf(errors ? drawn() : indicators, grid[run % grid.length]!));
	return rankUncertainty(rankOf(indicators, nominal), ranks, level);
}

/** Standard normal numbers from uniform ones, two of two (Box and Muller). */
export function normalDraws(random: () => number): () => number {
	let kept: number | undefined;
	return () => {
		if (kept !== undefined) {
			const value = kept;
			kept = undefined;
			return value;
		}
		const size = Math.sqrt(-2 * Math.log(1 - random()));
		const angle = 2 * Math.PI * random();
		kept = size * Math.sin(angle);
		return size * Math.cos(angle);
	};
}
