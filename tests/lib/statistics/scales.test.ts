import { Matrix } from 'ml-matrix';
import { intraclass, kappa } from '#lib/statistics/scales/agreement.ts';
import { complete, covariances, toCorrelations } from '#lib/statistics/numerics/correlation.ts';
import {
	adequacy,
	eigen,
	leastResidualFactors,
	omega,
	oneFactor
} from '#lib/statistics/scales/factor.ts';
import { hierarchicalOmega } from '#lib/statistics/scales/hierarchy.ts';
import { derivedImportance, importanceGrid } from '#lib/statistics/scales/importance.ts';
import { itemAnalysis } from '#lib/statistics/scales/items.ts';
import { countSteps, likert } from '#lib/statistics/scales/likert.ts';
import { deviation, mean, quantiles, shape } from '#lib/statistics/numerics/moments.ts';
import { netPromoters } from '#lib/statistics/scales/promoters.ts';
import {
	alphaInterval,
	reliability,
	reversed,
	scaleScores
} from '#lib/statistics/scales/reliability.ts';
import { superiority } from '#lib/statistics/comparison/superiority.ts';
import { meanInterval, usabilityGrade, usabilityScore } from '#lib/statistics/scales/usability.ts';
import { column, meetsReference, type Reference } from '../../reference.ts';
import * as vectors from '../../vectors.ts';

const set = '03_scales';
const rowsOf = (name: string) => vectors.table(set, name);
const named = (names: string[], values: ArrayLike<number | string>) =>
	Object.fromEntries(names.map((name, at) => [name, values[at]]));

/** The items of a check, reversed items turned round on the scale from 1 to 6. */
function itemsOf({ data, params }: Reference) {
	const names = [params.items].flat() as string[];
	const turned = [params.reverse ?? []].flat() as string[];
	const rows = rowsOf(data!);
	const columns = names.map((name) => {
		const values = column(rows, name);
		return turned.includes(name) ? reversed(values, 1, 6) : values;
	});
	return {
		names,
		shown: names.map((name) => (turned.includes(name) ? `${name}-` : name)),
		columns
	};
}

const alpha = (check: Reference) => {
	const { shown, columns } = itemsOf(check);
	const result = reliability(columns, check.id.endsWith('complete') ? 'listwise' : 'pairwise');
	return {
		n: result.n,
		k: columns.length,
		raw_alpha: result.raw,
		std_alpha: result.standardised,
		G6: result.lambda6,
		average_r: result.meanCorrelation,
		median_r: result.medianCorrelation,
		SN: result.signalToNoise,
		ase: result.error,
		mean: result.mean,
		sd: result.deviation,
		item: Object.fromEntries(
			result.items.map((item, at) => [
				shown[at],
				{
					n: item.n,
					raw_r: item.rawCorrelation,
					std_r: item.standardisedCorrelation,
					r_cor: item.correctedCorrelation,
					r_drop: item.restCorrelation,
					mean: item.mean,
					sd: item.deviation
				}
			])
		),
		drop: Object.fromEntries(
			result.items.map(({ dropped }, at) => [
				shown[at],
				{
					raw_alpha: dropped?.raw,
					std_alpha: dropped?.standardised,
					average_r: dropped?.meanCorrelation
				}
			])
		)
	};
};

const feldt = (check: Reference) => {
	const { columns } = itemsOf(check);
	const result = reliability(columns);
	const { low, high } = alphaInterval(result.raw, { n: result.n, items: columns.length });
	return { alpha: result.raw, ci: [low, high], sem: result.errorOfMeasurement };
};

const omegas = (check: Reference) => {
	const { names, columns } = itemsOf(check);
	const answered = complete(columns);
	const covariance = covariances(answered);
	const one = oneFactor(covariance, answered[0]!.length);
	const residual = leastResidualFactors(toCorrelations(covariance));
	return {
		loadings_ml: named(names, one.loadings),
		omega_ml: one.standardisedOmega,
		omega_minres: omega(residual.loadings.getColumn(0), residual.uniqueness),
		cfa_loadings: named(names, one.rawLoadings),
		cfa_theta: named(names, one.rawUniqueness),
		omega_cfa: one.omega,
		ave: one.averageVarianceExtracted,
		chisq: one.chiSquare,
		cfi: one.cfi,
		rmsea: one.rmsea,
		srmr: one.srmr
	};
};

const hierarchical = (correlation: Matrix) => {
	const result = hierarchicalOmega(correlation);
	return {
		alpha: result.alpha,
		omega_h: result.hierarchical,
		omega_t: result.total,
		omega_lim: result.limit
	};
};

const importance = ({ data }: Reference) => {
	const rows = rowsOf(data!);
	const names = ['complaints', 'privileges', 'learning', 'raises', 'critical', 'advance'];
	const columns = names.map((name) => column(rows, name));
	const derived = derivedImportance(columns, column(rows, 'rating'));
	const performance = columns.map((values) => mean(values));
	const grid = importanceGrid(
		names.map((_, at) => ({
			importance: derived.correlation[at]!,
			performance: performance[at]!
		}))
	);
	return {
		performance: named(names, performance),
		importance_r: named(names, derived.correlation),
		beta: named(names, derived.beta),
		lmg: named(names, derived.shapley),
		R2: derived.r2,
		grid,
		quadrant: named(names, grid.fields)
	};
};

const icc = () => {
	const rows = rowsOf('shrout_fleiss.csv');
	const result = intraclass(rows.map((row) => Object.values(row).map(Number)));
	return {
		ICC1: result.oneWay.value,
		ICC2: result.random.value,
		ICC3: result.fixed.value,
		ICC1k: result.oneWayMean.value,
		ICC2k: result.randomMean.value,
		ICC3k: result.fixedMean.value
	};
};

meetsReference(set, [
	[/^alpha\.feldt\./, feldt],
	[/^alpha\./, alpha],
	[/^omega\.unidim\./, omegas],
	[
		/^eigen\./,
		(check) => {
			const { columns } = itemsOf(check);
			const { values } = eigen(toCorrelations(covariances(columns)));
			return { eigen: values, first_share: values[0]! / values.length };
		}
	],
	[
		/^score\./,
		(check) => {
			const scores = scaleScores(complete(itemsOf(check).columns));
			return {
				n: scores.length,
				mean: mean(scores),
				sd: deviation(scores),
				skew_g1: shape(scores).g1,
				q: quantiles(scores, [0.25, 0.5, 0.75])
			};
		}
	],
	[
		/^omega\.sl\.bfi15$/,
		() => {
			const rows = rowsOf('bfi.csv');
			const items = ['A', 'C', 'E'].flatMap((letter) =>
				[1, 2, 3, 4, 5].map((number) => column(rows, `${letter}${number}`))
			);
			return hierarchical(toCorrelations(covariances(items, 'pairwise')));
		}
	],
	[
		/^omega\.sl\.thurstone$/,
		() => {
			const rows = rowsOf('thurstone_cor.csv');
			return hierarchical(new Matrix(rows.map((row) => Object.values(row).slice(1).map(Number))));
		}
	],
	[
		/^kmo\./,
		() => {
			const rows = rowsOf('bfi.csv');
			const items = ['A', 'C', 'E', 'N', 'O'].flatMap((letter) =>
				[1, 2, 3, 4, 5].map((number) => column(rows, `${letter}${number}`))
			);
			const answered = complete(items);
			const n = answered[0]!.length;
			const result = adequacy(toCorrelations(covariances(answered)), n);
			return { n, kmo: result.kmo, chisq: result.chiSquare, df: result.degrees };
		}
	],
	[/^icc\.shroutfleiss$/, icc],
	[
		/^kappa$/,
		({ params }) => {
			const four = kappa(params.t4 as number[][]);
			return { k4: four.kappa, k4_se: four.error, k3: kappa(params.t3 as number[][]).kappa };
		}
	],
	[
		/^ctt\./,
		({ data }) => {
			const rows = rowsOf(data ?? 'lsat6.csv');
			const names = Object.keys(rows[0]!).filter((name) => !/^(id|X|)$/i.test(name));
			const result = itemAnalysis(names.map((name) => column(rows, name)));
			return {
				n: result.n,
				kr20: result.kr20,
				KR20: result.kr20,
				mean: result.mean,
				sd: result.deviation
			};
		}
	],
	[
		/^sus$/,
		() => {
			const scores = rowsOf('sus.csv').map((row) =>
				usabilityScore(Object.values(row).slice(1).map(Number))
			);
			const { mean, deviation, low, high } = meanInterval(scores);
			return { scores, mean, sd: deviation, ci: [low, high], grade: usabilityGrade(mean) };
		}
	],
	[
		/^nps$/,
		() => {
			const answers = rowsOf('nps.csv').flatMap((row) =>
				Array.from({ length: Number(row.count) }, () => Number(row.score))
			);
			const result = netPromoters(answers);
			return {
				...result,
				nps: result.net,
				se: result.error,
				ci: [result.low, result.high],
				se_n1: result.sampleError
			};
		}
	],
	[
		/^likert\.N1$/,
		() => {
			const { counts, missing } = countSteps(column(rowsOf('bfi.csv'), 'N1'), 1, 6);
			const result = likert(counts);
			return {
				...result,
				missing,
				counts,
				top2: result.top,
				bottom2: result.bottom,
				interp_median: result.interpolatedMedian,
				interp_median_psych: result.interpolatedMedian,
				sd: result.deviation
			};
		}
	],
	[
		/^likert\.N1\.gender$/,
		() => {
			const rows = rowsOf('bfi.csv');
			const groups = ['1', '2'].map((gender) =>
				column(
					rows.filter((row) => row.gender?.trim() === gender),
					'N1'
				).filter((value) => !Number.isNaN(value))
			) as [Float64Array, Float64Array];
			const summaries = groups.map((group) => likert(countSteps(group, 1, 6).counts));
			const result = superiority(...groups);
			return {
				n: summaries.map(({ n }) => n),
				mean: summaries.map(({ mean }) => mean),
				top2: summaries.map(({ top }) => top),
				W: result.w,
				p: result.p,
				ps: result.probability,
				cliff_delta: result.delta
			};
		}
	],
	[/^ipa\.attitude$/, importance],
	[
		/^ipa\.stated$/,
		() => {
			const rows = rowsOf('ipa_stated.csv');
			const names = rows.map((row) => row.attr!);
			const grid = importanceGrid(
				rows.map((row) => ({
					importance: Number(row.importance),
					performance: Number(row.performance)
				}))
			);
			return {
				gap: named(names, grid.gaps),
				grid: [grid.importance, grid.performance],
				weighted_performance: grid.weightedPerformance,
				quadrant: named(names, grid.fields)
			};
		}
	]
]);
