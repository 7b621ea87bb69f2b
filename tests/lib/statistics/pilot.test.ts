import { clusterCovariance } from '#lib/statistics/pilot/cluster.ts';
import { cellOf, contrast, differenceInDifferences } from '#lib/statistics/pilot/difference.ts';
import { eventStudy, placeboInTime, type Panel } from '#lib/statistics/pilot/eventstudy.ts';
import { fixedEffects } from '#lib/statistics/pilot/panel.ts';
import { clustersPerArm, designEffect } from '#lib/statistics/comparison/power.ts';
import { sizeForShares } from '#lib/statistics/comparison/samplesize.ts';
import {
	covarianceOf,
	design,
	errorsOf,
	leastSquares
} from '#lib/statistics/numerics/regression.ts';
import { aggregatedEffects, groupTimes, type Effect } from '#lib/statistics/pilot/staggered.ts';
import { placebosInSpace, syntheticControl } from '#lib/statistics/pilot/synthetic.ts';
import { column, meetsReference, type Reference } from '../../reference.ts';
import * as vectors from '../../vectors.ts';

const set = '05_pilot_did';
const named = (names: string[], values: ArrayLike<number>) =>
	Object.fromEntries(names.map((name, at) => [name, values[at]]));

/** Stores of Card and Krueger with full-time equivalents before and after; NaN where unknown. */
function stores() {
	const rows = vectors.table(set, 'card_krueger.csv');
	const of = (name: string) => column(rows, name);
	const equivalents = (full: string, managers: string, part: string) => {
		const [f, m, p] = [of(full), of(managers), of(part)];
		return f.map((value, at) => value + m[at]! + 0.5 * p[at]!);
	};
	return {
		rows,
		of,
		jersey: of('state'),
		before: equivalents('empft', 'nmgrs', 'emppt'),
		after: equivalents('empft2', 'nmgrs2', 'emppt2')
	};
}

const there = (values: Float64Array) => values.filter((value) => !Number.isNaN(value));
const shown = ({ n, mean, error }: { n: number; mean: number; error: number }) => ({
	n,
	mean,
	se: error
});

function unbalanced() {
	const { jersey, before, after } = stores();
	const wave = (values: Float64Array) => {
		const [pa, nj] = [0, 1].map((state) =>
			cellOf(there(values.filter((_, at) => jersey[at] === state)))
		) as [ReturnType<typeof cellOf>, ReturnType<typeof cellOf>];
		const { difference, error } = contrast(nj, pa);
		return { PA: shown(pa), NJ: shown(nj), diff: difference, se: error };
	};
	const one = wave(before);
	const two = wave(after);
	return { before: one, after: two, did: two.diff - one.diff };
}

/** Change within stores; `closed` counts the temporarily closed ones as 0. */
function changes(closed: boolean) {
	const { jersey, before, after, of } = stores();
	const status = of('status2');
	const change = before.map((value, at) => {
		const shut = closed && [2, 4, 5].includes(status[at]!);
		return (shut ? 0 : after[at]!) - value;
	});
	const balanced = stores().after.map((_, at) => {
		const zero = closed ? change[at]! : after[at]! - before[at]!;
		return zero;
	});
	const [pa, nj] = [0, 1].map((state) =>
		cellOf(there(balanced.filter((_, at) => jersey[at] === state)))
	) as [ReturnType<typeof cellOf>, ReturnType<typeof cellOf>];
	const { difference, error } = contrast(nj, pa);
	return { PA: shown(pa), NJ: shown(nj), did: difference, se: error };
}

function wages() {
	const { rows, of, jersey, before, after } = stores();
	const [wage, wage2, status, chain] = [of('wage_st'), of('wage_st2'), of('status2'), of('chain')];
	const kept = rows
		.map((_, at) => at)
		.filter(
			(at) =>
				![before[at]!, after[at]!, wage[at]!].some(Number.isNaN) &&
				(status[at] === 3 || !Number.isNaN(wage2[at]!))
		);
	const pick = (values: ArrayLike<number>) => Float64Array.from(kept, (at) => values[at]!);
	const change = Float64Array.from(kept, (at) => after[at]! - before[at]!);
	const gap = wage.map((value, at) =>
		jersey[at] === 1 && value < 5.05 ? (5.05 - value) / value : 0
	);
	const controls = [
		of('co_owned'),
		...[2, 3, 4].map((code) => chain.map((value) => Number(value === code)))
	].map(pick);
	const regions = ['southj', 'centralj', 'pa1', 'pa2'].map((name) => pick(of(name)));
	const fit = (columns: ArrayLike<number>[]) => leastSquares(design(columns), change);
	const second = (columns: ArrayLike<number>[]) => {
		const found = fit(columns);
		return [found.coefficients[1], errorsOf(covarianceOf(found))[1]];
	};
	const state = pick(jersey);
	const first = fit([state]);
	return {
		n: kept.length,
		i: second([state]),
		ii: second([state, ...controls]),
		iii: second([pick(gap)]),
		iv: second([pick(gap), ...controls]),
		v: second([pick(gap), ...controls, ...regions]),
		i_HC1: errorsOf(covarianceOf(first, 'HC1'))[1],
		i_HC3: errorsOf(covarianceOf(first, 'HC3'))[1]
	};
}

function regression() {
	const { jersey, before, after, rows } = stores();
	const fitted = (balanced: boolean) => {
		const cases = rows.flatMap((_, at) => {
			const both = !Number.isNaN(before[at]!) && !Number.isNaN(after[at]!);
			return [0, 1]
				.filter((post) => !Number.isNaN((post ? after : before)[at]!) && (both || !balanced))
				.map((post) => ({ at, post, y: (post ? after : before)[at]! }));
		});
		const result = differenceInDifferences(
			cases.map(({ y }) => y),
			cases.map(({ at }) => jersey[at]!),
			cases.map(({ post }) => post),
			cases.map(({ at }) => rows[at]!.id!)
		);
		return {
			n: cases.length,
			coef: named(['(Intercept)', 'nj', 'post', 'nj:post'], result.coefficients),
			se_ols: result.classical,
			se_hc1: result.hc1,
			se_cluster: result.clustered,
			se_cluster_HC0_noadj: result.plain
		};
	};
	return { all: fitted(false), balanced: fitted(true) };
}

/** County teen employment, first treated 2004, 2006, 2007 or never. */
function counties(keep: (start: number) => boolean = () => true): Panel {
	const rows = vectors.table(set, 'mpdta.csv');
	const kept = rows.filter((row) => keep(Number(row['first.treat'])));
	return {
		outcome: column(kept, 'lemp'),
		unit: column(kept, 'countyreal'),
		period: column(kept, 'year'),
		start: column(kept, 'first.treat').map((start) => (start === 0 ? Infinity : start))
	};
}

const against = (id: string) => (id.endsWith('never') ? 'never' : 'not-yet');

const groupTimesOf = ({ id }: Reference) => {
	const { estimates } = groupTimes(counties(), against(id));
	const keyed = (value: (one: (typeof estimates)[number]) => number) =>
		Object.fromEntries(estimates.map((one) => [`g${one.cohort}_t${one.period}`, value(one)]));
	return { att: keyed((one) => one.effect), se: keyed((one) => one.error) };
};

const aggregatedOf = ({ id }: Reference) => {
	const found = groupTimes(counties(), against(id));
	const result = aggregatedEffects(found);
	const parts = ({ by, overall }: { by: Map<number, Effect>; overall: Effect }) => ({
		att: Object.fromEntries([...by].map(([at, { effect }]) => [at, effect])),
		se: Object.fromEntries([...by].map(([at, { error }]) => [at, error])),
		overall: overall.effect,
		overall_se: overall.error
	});
	return {
		simple: { att: result.simple.effect, se: result.simple.error },
		dynamic: parts(result.dynamic),
		group: parts(result.cohort),
		calendar: parts(result.calendar),
		pretest: {
			W: found.pretrend?.statistic,
			df: found.pretrend?.degrees,
			p: found.pretrend?.p
		}
	};
};

function twoWays() {
	const { outcome, unit, period, start } = counties();
	const treated = Float64Array.from(start, (from, row) => (period[row]! >= from ? 1 : 0));
	const { fit, covariance, absorbed } = fixedEffects(outcome, [treated], [unit, period]);
	const error = (spread: 'CR0' | 'CR1' | 'CR1S') =>
		errorsOf(clusterCovariance(fit, unit, spread, absorbed))[0];
	return {
		coef: fit.coefficients[0],
		se_classical: errorsOf(covariance)[0],
		se_cluster_HC0: error('CR0'),
		se_cluster_G: error('CR1'),
		se_cluster_full_k: error('CR1S')
	};
}

function cohort2006() {
	const panel = counties((start) => start === 0 || start === 2006);
	const { times, effects, errors, pretrend } = eventStudy(panel, { spread: 'CR0' });
	const keyed = (values: number[]) =>
		Object.fromEntries(
			values.map((v, at) => [`e${times[at]! < 0 ? 'm' : ''}${Math.abs(times[at]!)}`, v])
		);
	return {
		coef: keyed(effects),
		se: keyed(errors),
		wald: pretrend?.statistic,
		df: pretrend?.degrees,
		p: pretrend?.p
	};
}

function states() {
	const rows = vectors.table(set, 'produc.csv');
	const log = (name: string) => column(rows, name).map(Math.log);
	const names = ['log(pcap)', 'log(pc)', 'log(emp)', 'unemp'];
	const unit = rows.map((row) => row.state!);
	const { fit, covariance } = fixedEffects(
		log('gsp'),
		[log('pcap'), log('pc'), log('emp'), column(rows, 'unemp')],
		[unit]
	);
	const errors = (spread: 'CR0' | 'CR1' | 'CR2') =>
		named(names, errorsOf(clusterCovariance(fit, unit, spread)));
	return {
		coef: named(names, fit.coefficients),
		se: named(names, errorsOf(covariance)),
		CR0: errors('CR0'),
		CR1: errors('CR1'),
		CR2: errors('CR2'),
		arellano: errors('CR0')
	};
}

function basque() {
	const rows = vectors
		.table(set, 'basque_gdpcap.csv')
		.filter(({ region }) => !/^Spain/.test(region!));
	const regions = rows.map((row) => row.region!);
	const paths = rows.map((row) =>
		Array.from({ length: 43 }, (_, year) => Number(row[1955 + year]))
	);
	const own = regions.findIndex((region) => /Basque|Vasco/.test(region));
	const others = regions.filter((_, at) => at !== own);
	const result = syntheticControl(
		paths[own]!,
		paths.filter((_, at) => at !== own),
		15
	);
	const { ratios, rank, p } = placebosInSpace(paths, own, 15);
	const late = result.gaps.slice(20);
	return {
		weights: named(others, result.weights),
		loss: result.loss,
		rmspe_pre: result.before,
		gap_1975_1997: late.reduce((sum, gap) => sum + gap, 0) / late.length,
		ratio: named(regions, ratios),
		rank_basque: rank,
		p
	};
}

meetsReference(set, [
	[/^ck\.table3\.rows1_3$/, unbalanced],
	[/^ck\.table3\.row4$/, () => changes(false)],
	[/^ck\.table3\.row5$/, () => changes(true)],
	[/^ck\.table4$/, wages],
	[/^ck\.did\.regression$/, regression],
	[/^mpdta\.attgt\./, groupTimesOf],
	[/^mpdta\.agg\./, aggregatedOf],
	[/^mpdta\.twfe$/, twoWays],
	[/^mpdta\.eventstudy2006$/, cohort2006],
	[
		/^mpdta\.placebo2005$/,
		() => {
			const panel = counties((start) => start === 0 || start === 2006);
			const { effect, error } = placeboInTime(panel, 2005, 'CR0');
			return { coef: effect, se: error };
		}
	],
	[/^produc\.fe$/, states],
	[/^basque\.outcome_only$/, basque],
	[
		/^basque\.synth$/,
		() => {
			// The covariates that choose the two regions are not in the folder; between these two the
			// years that the published model optimises over decide the weights.
			const rows = vectors.table(set, 'basque_gdpcap.csv');
			const path = (start: string) => {
				const row = rows.find(({ region }) => region!.startsWith(start))!;
				return Array.from({ length: 38 }, (_, year) => Number(row[1960 + year]));
			};
			const donors = ['Cataluna', 'Madrid'];
			const { weights } = syntheticControl(path('Basque'), donors.map(path), 10);
			return { weights: named(donors, weights) };
		}
	],
	[
		/^cluster\.deff$/,
		() => {
			const people = sizeForShares(0.5, 0.6);
			return {
				deff: Object.fromEntries([0.01, 0.05, 0.1].map((icc) => [icc, designEffect(20, icc)])),
				deff_cv05: designEffect(20, 0.05, 0.5),
				n_per_arm_srs: people,
				clusters_per_arm: clustersPerArm(people, 20, 0.05)
			};
		}
	]
]);
