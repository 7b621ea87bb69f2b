import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomial } from '#lib/statistics/numerics/distributions.ts';
import {
	differenceInterval,
	equality,
	fisherExact
} from '#lib/statistics/comparison/comparison.ts';
import { contingency } from '#lib/statistics/comparison/contingency.ts';
import {
	anova,
	pairedMeans,
	tukey,
	twoMeans,
	welchAnova
} from '#lib/statistics/comparison/groups.ts';
import { adjusted, type Adjustment } from '#lib/statistics/comparison/multiplicity.ts';
import { mcnemar, pairedInterval } from '#lib/statistics/comparison/pairs.ts';
import {
	proportionInterval,
	type ProportionMethod
} from '#lib/statistics/comparison/proportions.ts';
import { sampleQuantile } from '#lib/statistics/survey/quantiles.ts';
import {
	kendallTest,
	kruskalWallis,
	mannWhitney,
	pearsonTest,
	signedRanks,
	spearmanTest
} from '#lib/statistics/comparison/ranktests.ts';
import { Refusal } from '#lib/statistics/refusal.ts';
import {
	marginOfError,
	powerOfMeans,
	powerOfShares,
	sizeForMeans,
	sizeForShares,
	surveySize
} from '#lib/statistics/comparison/samplesize.ts';
import { present, table } from '../../vectors.ts';
import { walk, type Handler } from './reference.ts';

const set = '02_proportions_tests';
const ends = ({ low, high }: { low: number; high: number }) => [low, high];
const column = (name: string, file: string) => table(set, file).map((row) => Number(row[name]));

/** All tests of two groups under the names that they may go by. */
function groupsOfTwo(one: number[], other: number[]) {
	const shape = (test: ReturnType<typeof twoMeans>) => ({
		t: test.statistic,
		df: test.degrees,
		p: test.p,
		ci: ends(test),
		diff: test.difference
	});
	const whitney = mannWhitney(one, other);
	const signed = signedRanks(one, other);
	return {
		welch: shape(twoMeans(one, other)),
		pooled: shape(twoMeans(one, other, { pooled: true })),
		paired: shape(pairedMeans(one, other)),
		mannwhitney: { W: whitney.statistic, p: whitney.p },
		signedrank: { V: signed.statistic, p: signed.p }
	};
}

function severalGroups(groups: number[][]) {
	const [plain, welch, ranked] = [anova(groups), welchAnova(groups), kruskalWallis(groups)];
	return {
		anova: { F: plain.statistic, df: plain.degrees, p: plain.p },
		welch: { F: welch.statistic, df: welch.degrees, p: welch.p },
		kruskal: { chisq: ranked.statistic, df: ranked.degrees, p: ranked.p }
	};
}

const handlers: Handler[] = [
	[
		/^single\./,
		({ params }) => {
			const { x, n, level } = params as Record<string, number>;
			const of = (method: ProportionMethod) =>
				ends(proportionInterval(x!, n!, { method, level: level ?? 0.95 }));
			return {
				p: x! / n!,
				wald: of('wald'),
				wilson: of('wilson'),
				agresti_coull: of('agresti-coull'),
				clopper_pearson: of('clopper-pearson'),
				jeffreys: of('jeffreys'),
				wilson_cc: of('wilson-corrected'),
				mid_p: of('mid-p')
			};
		}
	],
	[
		/^diff\./,
		({ params }) => {
			const { x1, n1, x2, n2 } = params as Record<string, number>;
			const [one, other] = [
				{ part: x1!, of: n1! },
				{ part: x2!, of: n2! }
			];
			const of = (method: 'wald' | 'newcombe' | 'agresti-caffo' | 'score') =>
				ends(differenceInterval(one, other, { method }));
			const test = equality(one, other);
			return {
				diff: differenceInterval(one, other).difference,
				wald: of('wald'),
				newcombe_hybrid_score: of('newcombe'),
				agresti_caffo: of('agresti-caffo'),
				miettinen_nurminen: of('score'),
				chisq: test.statistic,
				p: test.p,
				chisq_yates: test.corrected.statistic,
				p_yates: test.corrected.p,
				fisher_p: fisherExact(one, other)
			};
		}
	],
	[
		/^paired\./,
		({ params }) => {
			const { yy, yn, ny, nn } = params as Record<string, number>;
			const pairs = { both: yy!, first: yn!, second: ny!, neither: nn! };
			const test = mcnemar(pairs);
			const of = (method: 'wald' | 'agresti-min' | 'score') =>
				ends(pairedInterval(pairs, { method }));
			return {
				diff: pairedInterval(pairs).difference,
				wald: of('wald'),
				agresti_min: of('agresti-min'),
				tango_score: of('score'),
				mcnemar: test.statistic,
				p: test.p,
				mcnemar_cc: test.corrected.statistic,
				p_cc: test.corrected.p,
				p_exact: test.exact
			};
		}
	],
	[
		/^n\.cochran$/,
		({ expected }) => {
			const n0 = surveySize({ margin: 0.05 });
			const lists = Object.keys((expected as { fpc: object }).fpc);
			return {
				n0,
				ceil: Math.ceil(n0),
				fpc: Object.fromEntries(
					lists.map((N) => [N, surveySize({ margin: 0.05, population: Number(N) })])
				),
				deff15: surveySize({ margin: 0.05, effect: 1.5 }),
				deff15_rr60: surveySize({ margin: 0.05, effect: 1.5, response: 0.6 })
			};
		}
	],
	[/^power\.prop\.n200$/, () => ({ power: powerOfShares(0.5, 0.6, 200) })],
	[
		/^power\.prop\./,
		({ params }) => {
			const { p1, p2, power, alpha } = params as Record<string, number>;
			return { n: sizeForShares(p1!, p2!, { power: power!, level: 1 - alpha! }) };
		}
	],
	[/^power\.t$/, () => ({ n: sizeForMeans(5, 20), power: 0.8 })],
	[
		/^moe\.deff$/,
		() => {
			const { margin, effective } = marginOfError(0.4, 600, { effect: 1.8 });
			return { moe: margin, n_eff: effective };
		}
	],
	[
		/^chisq\.haireye$/,
		({ expected }) => {
			const rows = table(set, 'haireye.csv');
			const hair = [...new Set(rows.map((row) => row.Hair!))];
			const eye = [...new Set(rows.map((row) => row.Eye!))];
			const found = contingency(
				hair.map((h) =>
					eye.map((e) => Number(rows.find((row) => row.Hair === h && row.Eye === e)!.Freq))
				)
			);
			const residuals = Object.keys(expected as object)
				.filter((key) => key.startsWith('stdres_'))
				.map((key) => {
					const [, h, e] = key.split('_');
					return [key, found.residuals[hair.indexOf(h!)]![eye.indexOf(e!)]!];
				});
			return {
				chisq: found.statistic,
				df: found.degrees,
				p: found.p,
				cramers_v: found.strength,
				min_expected: found.smallest,
				...Object.fromEntries(residuals)
			};
		}
	],
	[
		/^cor\.attitude$/,
		({ data, what, params }) => {
			const names = (params?.columns as string[] | undefined) ?? ['rating', 'complaints'];
			expect(what).toMatch(/Pearson/);
			const [x, y] = names.map((name) => column(name, data!));
			const pearson = pearsonTest(x!, y!);
			const spearman = spearmanTest(x!, y!);
			const kendall = kendallTest(x!, y!);
			return {
				pearson: pearson.value,
				ci: ends(pearson),
				p: pearson.p,
				spearman: spearman.value,
				spearman_p: spearman.p,
				kendall: kendall.value,
				kendall_p: kendall.p
			};
		}
	],
	[
		/sleep/,
		({ data }) => {
			const values = column('extra', data!);
			const group = column('group', data!);
			const [one, other] = [1, 2].map((code) => values.filter((_, at) => group[at] === code));
			return groupsOfTwo(one!, other!);
		}
	],
	[
		/insect/i,
		({ data }) => {
			const rows = table(set, data!);
			const sprays = [...new Set(rows.map((row) => row.spray!))];
			return severalGroups(
				sprays.map((spray) =>
					rows.filter((row) => row.spray === spray).map((row) => Number(row.count))
				)
			);
		}
	],
	[
		/^padjust\./,
		({ params }) => {
			const of = (kind: Adjustment) => adjusted(params!.p as number[], kind);
			return {
				bonferroni: of('bonferroni'),
				holm: of('holm'),
				hochberg: of('hochberg'),
				BH: of('BH'),
				BY: of('BY')
			};
		}
	],
	[
		/^quantile\.types$/,
		({ params }) => {
			const x = params!.x as number[];
			const types = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
			const shares = [0.1, 0.25, 0.5, 0.75, 0.9];
			return Object.fromEntries(
				types.map((type) => [`type${type}`, shares.map((p) => sampleQuantile(x, p, type))])
			);
		}
	]
];

const reason = (action: () => unknown) => {
	try {
		action();
	} catch (error) {
		if (error instanceof Refusal) return error.reason;
		throw error;
	}
	return undefined;
};

describe('shares and classic tests', () => {
	it.skipIf(!present)('meet every number of the set of proportions and tests', async () => {
		const { failures, checks } = await walk(set, handlers);
		expect(failures).toEqual([]);
		expect(checks).toBeGreaterThan(0);
	});
	it('hold the share, keep their order, and mirror when yes and no change places', () => {
		const methods = ['wilson', 'wilson-corrected', 'clopper-pearson', 'jeffreys', 'mid-p'] as const;
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 400 }),
				fc.nat(),
				fc.constantFrom(...methods),
				(n, r, method) => {
					const x = r % (n + 1);
					const { low, high } = proportionInterval(x, n, { method });
					const mirrored = proportionInterval(n - x, n, { method });
					expect(low).toBeLessThanOrEqual(x / n + 1e-12);
					expect(high).toBeGreaterThanOrEqual(x / n - 1e-12);
					expect(1 - mirrored.high).toBeCloseTo(low, 9);
					expect(1 - mirrored.low).toBeCloseTo(high, 9);
					const wider = proportionInterval(x, n, { method, level: 0.99 });
					expect(wider.low).toBeLessThanOrEqual(low + 1e-12);
					expect(wider.high).toBeGreaterThanOrEqual(high - 1e-12);
				}
			)
		);
	});

	it('keep exact intervals at least as sure as asked', () => {
		// The chance of x that the interval's lower end leaves for x or more is half of what is left.
		const { low, high } = proportionInterval(7, 40, { method: 'clopper-pearson' });
		expect(1 - binomial.cdf(6, 40, low)).toBeCloseTo(0.025, 10);
		expect(binomial.cdf(7, 40, high)).toBeCloseTo(0.025, 10);
	});

	it('turn with the sign of a difference and hold it', () => {
		const shares = fc
			.tuple(fc.integer({ min: 1, max: 80 }), fc.nat())
			.map(([of, r]) => ({ of, part: r % (of + 1) }));
		fc.assert(
			fc.property(
				shares,
				shares,
				fc.constantFrom('newcombe', 'score', 'agresti-caffo'),
				(one, other, method) => {
					const here = differenceInterval(one, other, { method });
					const there = differenceInterval(other, one, { method });
					expect(here.low).toBeCloseTo(-there.high, 6);
					expect(here.high).toBeCloseTo(-there.low, 6);
					if (method === 'agresti-caffo') return;
					expect(here.low).toBeLessThanOrEqual(here.difference + 1e-9);
					expect(here.high).toBeGreaterThanOrEqual(here.difference - 1e-9);
					expect(here.low).toBeGreaterThanOrEqual(-1);
					expect(here.high).toBeLessThanOrEqual(1);
				}
			)
		);
	});

	it('turn with the order of two questions to the same people', () => {
		const cell = fc.nat({ max: 40 });
		fc.assert(
			fc.property(cell, cell, cell, cell, (both, first, second, neither) => {
				fc.pre(both + first + second + neither > 0);
				const here = pairedInterval({ both, first, second, neither });
				const there = pairedInterval({ both, first: second, second: first, neither });
				expect(here.low).toBeCloseTo(-there.high, 6);
				expect(here.low).toBeLessThanOrEqual(here.difference + 1e-9);
				expect(here.high).toBeGreaterThanOrEqual(here.difference - 1e-9);
			})
		);
	});

	it('sort adjusted p-values as the plain ones, never below them, Holm never above Bonferroni', () => {
		const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
		fc.assert(
			fc.property(p, (values) => {
				const kinds = ['bonferroni', 'holm', 'hochberg', 'BH', 'BY'] as const;
				const [bonferroni, holm, hochberg, bh, by] = kinds.map((kind) => adjusted(values, kind));
				values.forEach((value, at) => {
					for (const list of [bonferroni!, holm!, hochberg!, bh!, by!]) {
						expect(list[at]).toBeGreaterThanOrEqual(value - 1e-15);
						values.forEach((other, next) => {
							if (other < value) expect(list[next]).toBeLessThanOrEqual(list[at]! + 1e-15);
						});
					}
					expect(holm![at]).toBeLessThanOrEqual(bonferroni![at]! + 1e-15);
					expect(hochberg![at]).toBeLessThanOrEqual(holm![at]! + 1e-15);
					expect(bh![at]).toBeLessThanOrEqual(hochberg![at]! + 1e-15);
				});
			})
		);
	});

	it('know Student’s ten sleepers and the examples of Hollander and Wolfe', () => {
		const one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
		const other = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
		const welch = twoMeans(one, other);
		expect(welch.statistic).toBeCloseTo(-1.8608, 4);
		expect(welch.degrees).toBeCloseTo(17.776, 3);
		expect(welch.p).toBeCloseTo(0.07939, 5);
		expect(welch.low).toBeCloseTo(-3.3654832, 6);
		expect(twoMeans(one, other, { pooled: true }).p).toBeCloseTo(0.07919, 5);
		expect(pairedMeans(one, other).statistic).toBeCloseTo(-4.0621, 4);
		expect(pairedMeans(one, other).p).toBeCloseTo(0.002833, 6);
		expect(mannWhitney(one, other)).toMatchObject({ statistic: 25.5, exact: false });
		expect(mannWhitney(one, other).p).toBeCloseTo(0.06933, 5);
		expect(signedRanks(one, other)).toMatchObject({ statistic: 0, exact: false });
		expect(signedRanks(one, other).p).toBeCloseTo(0.009091, 6);
		const x = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
		expect(mannWhitney(x, [1.15, 0.88, 0.9, 0.74, 1.21])).toMatchObject({
			statistic: 35,
			exact: true
		});
		expect(mannWhitney(x, [1.15, 0.88, 0.9, 0.74, 1.21]).p).toBeCloseTo(0.2544, 4);
		const before = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
		const after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
		expect(signedRanks(before, after).statistic).toBe(40);
		expect(signedRanks(before, after).p).toBeCloseTo(0.03906, 5);
	});

	it('agree with each other where they must', () => {
		const list = fc.array(fc.integer({ min: -30, max: 30 }), {
			minLength: 3,
			maxLength: 30
		});
		fc.assert(
			fc.property(list, list, (one, other) => {
				fc.pre(new Set(one).size > 2 && new Set(other).size > 2);
				// Two groups: F = t², and Kruskal-Wallis is Mann-Whitney without its correction.
				const t = twoMeans(one, other, { pooled: true });
				expect(anova([one, other]).p).toBeCloseTo(t.p, 8);
				expect(welchAnova([one, other]).p).toBeCloseTo(twoMeans(one, other).p, 8);
				expect(tukey([one, other])[0]!.p).toBeCloseTo(t.p, 5);
				const plain = mannWhitney(one, other, { exact: false, corrected: false });
				expect(kruskalWallis([one, other]).p).toBeCloseTo(plain.p, 8);
			}),
			{ numRuns: 20 }
		);
		const one = { part: 12, of: 40 };
		const other = { part: 30, of: 55 };
		const { statistic, p } = contingency([
			[12, 28],
			[30, 25]
		]);
		expect(equality(one, other).statistic).toBeCloseTo(statistic, 10);
		expect(equality(one, other).p).toBeCloseTo(p, 12);
	});

	it('give the size back that reaches the power asked for', () => {
		expect(powerOfShares(0.3, 0.4, sizeForShares(0.3, 0.4, { power: 0.9 }))).toBeCloseTo(0.9, 10);
		expect(powerOfMeans(3, 10, sizeForMeans(3, 10))).toBeCloseTo(0.8, 8);
	});

	it('refuse by name what has no answer', () => {
		expect(reason(() => proportionInterval(1, 0))).toBe('no-observations');
		expect(reason(() => proportionInterval(5, 4))).toBe('more-than-observed');
		expect(reason(() => proportionInterval(1.5, 4))).toBe('not-whole');
		expect(reason(() => proportionInterval(NaN, 4))).toBe('not-a-number');
		expect(reason(() => proportionInterval(1, 4, { level: 1 }))).toBe('bad-level');
		const none = { part: 0, of: 9 };
		expect(reason(() => equality(none, none))).toBe('no-variation');
		expect(reason(() => mcnemar({ both: 4, first: 0, second: 0, neither: 4 }))).toBe(
			'no-variation'
		);
		expect(reason(() => contingency([[1, 2]]))).toBe('too-few');
		expect(
			reason(() =>
				contingency([
					[1, 0],
					[2, 0]
				])
			)
		).toBe('empty-cell');
		expect(
			reason(() =>
				contingency([
					[1, -1],
					[2, 3]
				])
			)
		).toBe('negative');
		expect(reason(() => adjusted([0.1, 1.2], 'holm'))).toBe('bad-probability');
		expect(reason(() => adjusted([], 'holm'))).toBe('no-observations');
		expect(reason(() => sampleQuantile([], 0.5))).toBe('no-observations');
		expect(reason(() => sampleQuantile([1, Infinity], 0.5))).toBe('not-a-number');
		expect(reason(() => twoMeans([1], [2, 3]))).toBe('too-few');
		expect(reason(() => twoMeans([1, 1], [2, 2]))).toBe('no-variation');
		expect(reason(() => signedRanks([1, 2], [1, 2]))).toBe('no-variation');
		expect(reason(() => surveySize({ margin: 0 }))).toBe('bad-probability');
		expect(reason(() => surveySize({ margin: 0.05, effect: 0 }))).toBe('not-positive');
		expect(reason(() => sizeForShares(0.5, 0.5))).toBe('no-variation');
	});
});
