import { expect } from 'vitest';
import { aggregated, copeland, type Aggregation } from '#lib/statistics/composite/aggregation.ts';
import { coherence } from '#lib/statistics/composite/coherence.ts';
import { electronicGovernment, humanDevelopment } from '#lib/statistics/composite/development.ts';
import { denominated, imputed } from '#lib/statistics/composite/imputation.ts';
import {
	normalised,
	type Direction,
	type Normalisation
} from '#lib/statistics/composite/normalisation.ts';
import { meanRankShift, ranked, rankUncertainty } from '#lib/statistics/composite/rank.ts';
import { sobolIndices } from '#lib/statistics/composite/sensitivity.ts';
import { composed, structure, without, type Part } from '#lib/statistics/composite/structure.ts';
import { treated } from '#lib/statistics/composite/treatment.ts';
import { indexOf, type Method } from '#lib/statistics/composite/uncertainty.ts';
import { deviation, mean, observed, shape } from '#lib/statistics/numerics/moments.ts';
import { column, compare, meetsReference, type Reference } from '../../../reference.ts';
import * as vectors from '../../../vectors.ts';

const set = '04_composite';
const byCode = (one: Record<string, string>, other: Record<string, string>) =>
	one.uCode! < other.uCode! ? -1 : 1;

/** The example index as it is delivered: units in the order of their codes, the tree, the groups. */
function example() {
	const rows = vectors.table(set, 'asem_idata.csv').sort(byCode);
	const meta = vectors.table(set, 'asem_imeta.csv');
	const parts: Part[] = meta
		.filter((row) => row.Level?.trim())
		.map((row) => ({
			code: row.iCode!,
			parent: row.Parent?.trim() || undefined,
			weight: Number(row.Weight)
		}));
	const indicators = meta.filter((row) => row.Type === 'Indicator');
	const codes = indicators.map((row) => row.iCode!);
	const directions = new Map(
		indicators.map((row) => [row.iCode!, Number(row.Direction) as Direction])
	);
	const over = new Map(
		indicators.map((row) => {
			const values = column(rows, row.iCode!);
			const by = row.Denominator?.trim();
			return [row.iCode!, by ? denominated(values, column(rows, by)) : values];
		})
	);
	const groups = rows.map((row) => row.EurAsia_group!);
	const full = new Map(
		[...over].map(([code, values]) => [code, imputed(values, { groups }).values])
	);
	return { units: rows.map((row) => row.uCode!), parts, codes, directions, over, full };
}

const once = new Map<string, ReturnType<typeof example>>();
const asem = () => once.get('') ?? once.set('', example()).get('')!;

const usual: Method = { most: 5, normalise: { by: 'min-max' }, how: 'arithmetic' };

function scored(
	method: Method,
	{ parts = asem().parts, from = asem().full } = {}
): { scores: Map<string, Float64Array>; result: { score: object; rank: object } } {
	const { units, directions } = asem();
	const scores = indexOf(structure(parts), from, directions, method);
	const index = scores.get('Index')!;
	const ranks = ranked(index);
	return {
		scores,
		result: {
			score: Object.fromEntries(units.map((unit, at) => [unit, index[at]])),
			rank: Object.fromEntries(units.map((unit, at) => [unit, ranks[at]]))
		}
	};
}

/** Every number of a file of whole intermediate results. */
function meetsFile(name: string, columns: ReadonlyMap<string, ArrayLike<number>>): void {
	const rows = vectors.table(set, name);
	for (const code of Object.keys(rows[0]!).filter((key) => key !== 'uCode')) {
		const expected = Array.from(column(rows, code), (value) => (isNaN(value) ? null : value));
		const { wrong } = compare(Array.from(columns.get(code)!), expected, { rel: 1e-7, abs: 1e-9 });
		expect(wrong, `${name} ${code}`).toEqual([]);
	}
}

const nominal = () => {
	const { over, full, codes, directions } = asem();
	meetsFile('expected_denominated.csv', over);
	meetsFile('expected_imputed.csv', full);
	const plain = new Map(codes.map((code) => [code, treated(full.get(code)!).values]));
	meetsFile('expected_treated.csv', plain);
	const scale = { by: 'min-max' } as const;
	meetsFile(
		'expected_normalised.csv',
		new Map(codes.map((code) => [code, normalised(plain.get(code)!, directions.get(code)!, scale)]))
	);
	const { scores, result } = scored(usual);
	meetsFile('expected_aggregated.csv', scores);
	return result;
};

const statistics = () =>
	Object.fromEntries(
		[...asem().over].map(([code, values]) => {
			const there = observed(values, code);
			const { skewness, kurtosis } = shape(there);
			const out = Math.abs(skewness) >= 2 && kurtosis >= 3.5;
			return [
				code,
				{
					n: there.length,
					mean: mean(there),
					sd: deviation(there),
					skew: skewness,
					kurt: kurtosis,
					flag: out ? 'OUT' : 'ok'
				}
			];
		})
	);

const treatment = (most: number) => {
	const { full, codes } = asem();
	const all = new Map(codes.map((code) => [code, treated(full.get(code)!, { most })]));
	if (most === 1)
		meetsFile(
			'expected_treated_winmax1.csv',
			new Map([...all].map(([code, { values }]) => [code, values]))
		);
	return Object.fromEntries(
		[...all].map(([code, one]) => [
			code,
			{
				skew0: one.before.skewness,
				kurt0: one.before.kurtosis,
				nwin: one.winsorised,
				pass1: one.passed,
				skew1: one.drawn.skewness,
				kurt1: one.drawn.kurtosis,
				pass2: one.logged ? one.outcome === 'logarithm' : null,
				skew2: one.logged?.skewness
			}
		])
	);
};

const scales: Record<string, Normalisation> = {
	minmax_0_100: { by: 'min-max' },
	minmax_1_100: { by: 'min-max', low: 1, high: 100 },
	minmax_0_1: { by: 'min-max', low: 0, high: 1 },
	zscore: { by: 'z-score' },
	zscore_100_10: { by: 'z-score', mean: 100, deviation: 10 },
	zscore_10_2: { by: 'z-score', mean: 10, deviation: 2 },
	rank: { by: 'rank' },
	prank: { by: 'percentile-rank' },
	borda: { by: 'borda' },
	dist2max: { by: 'distance-to-maximum' },
	fracmax: { by: 'share-of-maximum' }
};

function normalisation({ params }: Reference, name: string) {
	const goalposts = params.goalposts as { v: string; lo: number; hi: number }[] | undefined;
	const known = ['LPI', 'Flights', 'CO2', 'Tariff', 'Bord'];
	const codes =
		goalposts?.map(({ v }) => v) ?? (params.indicators as string[] | undefined) ?? known;
	const directions = params.direction as Direction[];
	const targets = params.target as number[] | undefined;
	return Object.fromEntries(
		codes.map((code, at) => {
			const post = goalposts?.[at];
			const how: Normalisation | undefined = post
				? { by: 'goalposts', lower: post.lo, upper: post.hi, scale: 100 }
				: targets
					? { by: 'distance-to-target', target: targets[at]! }
					: scales[name];
			if (!how) throw new Error(`no scale ${name}`);
			return [code, normalised(asem().over.get(code)!, directions[at]!, how)];
		})
	);
}

const oneVector = ({ params }: Reference) => {
	const x = params.x as number[];
	const w = params.w as number[];
	const of = (how: Aggregation, from = x) => aggregated(from, w, how);
	// the set leaves out one value of the vector; which one shows in the arithmetic mean
	const gap = x.map((value, at) => (at === 1 ? NaN : value));
	return {
		amean: of('arithmetic'),
		gmean: of('geometric'),
		hmean: of('harmonic'),
		gen_m1: of({ power: -1 }),
		gen_05: of({ power: 0.5 }),
		gen_2: of({ power: 2 }),
		amean_na: of('arithmetic', gap),
		gmean_na: of('geometric', gap)
	};
};

const one100 = { by: 'min-max', low: 1, high: 100 } as const;

const factorialRanks = () => {
	const { units } = asem();
	const nominalRanks = ranked(scored(usual).scores.get('Index')!);
	const expected = vectors.table(set, 'expected_factorial_ranks.csv').sort(byCode);
	const runs = vectors.table(set, 'factorial_design.csv').map((row) => {
		const ranks = ranked(
			scored({
				most: Number(row.winmax),
				normalise: row.norm === 'z' ? { by: 'z-score', mean: 10, deviation: 2 } : one100,
				how: row.agg === 'a_gmean' ? 'geometric' : 'arithmetic'
			}).scores.get('Index')!
		);
		expect(Array.from(ranks), row.run).toEqual(Array.from(column(expected, row.run!)));
		return ranks;
	});
	const result = rankUncertainty(nominalRanks, runs);
	return {
		unit: Object.fromEntries(
			result.units.map((unit, at) => [
				units[at],
				{
					nominal: unit.nominal,
					median: unit.median,
					q5: unit.low,
					q95: unit.high,
					min: unit.least,
					max: unit.most
				}
			])
		),
		mean_abs_shift: result.meanShift,
		spearman_vs_nominal: result.agreement
	};
};

const sobol = ({ data, expected }: Reference) => {
	const { d } = expected as { d: number };
	const y = column(vectors.table(set, data!), 'y');
	const n = y.length / (d + 2);
	const result = sobolIndices(y, n, d);
	// the limits of the two functions, from their definitions
	const limits = data!.includes('ishigami') ? ishigami(7, 0.1) : product([0, 1, 4.5, 9]);
	return { N: n, d, Si: result.first, STi: result.total, variance: result.variance, ...limits };
};

function ishigami(a: number, b: number) {
	const one = 0.5 * (1 + (b * Math.PI ** 4) / 5) ** 2;
	const two = a ** 2 / 8;
	const both = (b ** 2 * Math.PI ** 8 * 8) / 225;
	const all = one + two + both;
	return {
		analytic_S: [one / all, two / all, 0],
		analytic_ST: [(one + both) / all, two / all, both / all],
		analytic_V: all
	};
}

function product(a: number[]) {
	const each = a.map((value) => 1 / (3 * (1 + value) ** 2));
	const all = each.reduce((sum, v) => sum * (1 + v), 1) - 1;
	return {
		analytic_S: each.map((v) => v / all),
		analytic_ST: each.map((v, at) => {
			const others = each.reduce((sum, other, i) => (i === at ? sum : sum * (1 + other)), 1);
			return (v * others) / all;
		}),
		analytic_V: all
	};
}

meetsReference(set, [
	[/^asem\.index\.nominal$/, nominal],
	[/^asem\.stats$/, statistics],
	[/^asem\.treat$/, () => treatment(5)],
	[/^asem\.treat\.winmax(\d+)$/, (_, [, most]) => treatment(Number(most))],
	[/^norm\.(\w+)$/, (check, [, name]) => normalisation(check, name!)],
	[/^agg\.basic$/, oneVector],
	[
		/^agg\.copeland$/,
		({ params }) => {
			const columns = Object.values(params.x as Record<string, number[]>).map((values) =>
				Float64Array.from(values)
			);
			const result = copeland(columns, Array(columns.length).fill(1));
			return {
				outrank: result.outranking.map((row) => Array.from(row)),
				copeland: result.scores
			};
		}
	],
	[
		/^asem\.variant\.gmean$/,
		() => scored({ ...usual, normalise: one100, how: 'geometric' }).result
	],
	[/^asem\.variant\.hmean$/, () => scored({ ...usual, normalise: one100, how: 'harmonic' }).result],
	[/^asem\.variant\.zscore$/, () => scored({ ...usual, normalise: { by: 'z-score' } }).result],
	[
		/^asem\.variant\.mixed$/,
		() => scored({ ...usual, normalise: one100, how: ['arithmetic', 'geometric'] }).result
	],
	[
		/^asem\.variant\.weights$/,
		() => {
			const changed = new Map([
				['Conn', 2],
				['Physical', 3],
				['Environ', 0.5]
			]);
			const parts = asem().parts.map((part) => ({
				...part,
				weight: changed.get(part.code) ?? part.weight
			}));
			return scored(usual, { parts }).result;
		}
	],
	[/^asem\.variant\.notreat$/, () => scored({ ...usual, most: undefined }).result],
	[/^asem\.variant\.noimpute$/, () => scored(usual, { from: asem().over }).result],
	[
		/^agg\.dat_thresh$/,
		() => {
			const { codes, over, directions, parts } = asem();
			const scale = { by: 'min-max' } as const;
			const columns = new Map(
				codes.map((code) => [code, normalised(over.get(code)!, directions.get(code)!, scale)])
			);
			const scores = composed(structure(parts), columns, { threshold: 0.9 });
			return Object.fromEntries(
				[...scores].map(([code, column]) => [code, column.filter((v) => isNaN(v)).length])
			);
		}
	],
	[/^asem\.rankinterval$/, factorialRanks],
	[
		/^asem\.remove_pillar$/,
		() => {
			const before = ranked(scored(usual).scores.get('Index')!);
			const pillars = structure(asem().parts).groups.filter(({ level }) => level === 2);
			return {
				Nominal: meanRankShift(before, before),
				...Object.fromEntries(
					pillars.map(({ code }) => {
						const parts = without(asem().parts, code);
						return [
							code,
							meanRankShift(before, ranked(scored(usual, { parts }).scores.get('Index')!))
						];
					})
				)
			};
		}
	],
	[
		/^asem\.coherence$/,
		() => {
			const rows = vectors.table(set, 'expected_aggregated.csv');
			const pillars = structure(asem().parts)
				.groups.filter(({ level }) => level === 2)
				.map(({ code }) => code);
			const result = coherence(
				pillars.map((code) => column(rows, code)),
				column(rows, 'Index')
			);
			const named = (values: number[]) =>
				Object.fromEntries(pillars.map((code, at) => [code, values[at]]));
			return {
				cor_with_index: named(result.withIndex),
				alpha: result.alpha,
				eigen: result.eigenvalues,
				pc1: named(result.first.map(Math.abs))
			};
		}
	],
	[/^sobol\./, sobol],
	[
		/^hdi\./,
		({ params }) =>
			Object.fromEntries(
				Object.entries(params.inputs as Record<string, [number, number, number, number]>).map(
					([unit, inputs]) => {
						const { health, education, income, index } = humanDevelopment(...inputs);
						return [unit, { h: health, e: education, i: income, hdi: index }];
					}
				)
			)
	],
	[
		/^egdi$/,
		() =>
			Object.fromEntries(
				vectors
					.table(set, 'egdi_2024_asean.csv')
					.map((row) => [
						row.country,
						electronicGovernment(Number(row.OSI), Number(row.TII), Number(row.HCI))
					])
			)
	]
]);
