import { expect } from 'vitest';
import {
	evenOdd,
	individualVariability,
	isStraight,
	mahalanobis,
	namedTogether,
	runsOf,
	speed
} from '#lib/statistics/quality/attention.ts';
import { completeness } from '#lib/statistics/quality/completeness.ts';
import { mean } from '#lib/statistics/numerics/moments.ts';
import {
	eligibleShare,
	outcomeRates,
	weightedResponse,
	type Stratum
} from '#lib/statistics/quality/outcome.ts';
import { presentation } from '#lib/statistics/quality/presentation.ts';
import {
	dataCompleteness,
	itemNonresponse,
	overCoverage,
	punctuality,
	timeLag,
	unitNonresponse,
	variationCoefficient
} from '#lib/statistics/quality/quality.ts';
import { composition } from '#lib/statistics/quality/representativity.ts';
import {
	column,
	compare,
	meetsReference,
	type Parameters,
	type Reference
} from '../../reference.ts';
import * as vectors from '../../vectors.ts';

const set = '09_quality';
const fromOne = (positions: number[]) => positions.map((at) => at + 1);

/** Answers of a file, one row per person, without its first column when that is a number of the person. */
function answers(name: string, questions: RegExp = /./) {
	return vectors.table(set, name).map((row) =>
		Float64Array.from(
			Object.entries(row).filter(
				([key]) => questions.test(key) && key !== 'id' && key !== 'seconds'
			),
			([, text]) => (text?.trim() ? Number(text) : NaN)
		)
	);
}

const rates = ({ params }: Reference) => {
	const p = params as { [name: string]: number };
	const { response, cooperation, refusal, contact } = outcomeRates(
		{
			complete: p.I!,
			partial: p.P!,
			refused: p.R!,
			notReached: p.NC!,
			other: p.O!,
			unknownUnit: p.UH!,
			unknownOther: p.UO!
		},
		p.e!
	);
	const numbered = (name: string, values: number[]) =>
		values.map((value, at) => [`${name}${at + 1}`, value]);
	return Object.fromEntries([
		...numbered('RR', response),
		...numbered('COOP', cooperation),
		...numbered('REF', refusal),
		...numbered('CON', contact)
	]);
};

const strataOf = (params: Parameters): Stratum[] =>
	(params.strata as { n: number; resp: number; w: number }[]).map(({ n, resp, w }) => ({
		n,
		responded: resp,
		weight: w
	}));

const careless = () => {
	const rows = answers('careless.csv');
	const runs = rows.map(runsOf);
	const variability = rows.map(individualVariability);
	const distances = mahalanobis(rows);
	const scales = Array.from({ length: 10 }, () => 5);
	const consistency = rows.map((row) => evenOdd(row, scales));
	const whole = {
		longstr: runs.map(({ longest }) => longest),
		avgstr: runs.map(({ average }) => average),
		irv: variability,
		mahad_sq: Array.from(distances.squared),
		evenodd: consistency
	};
	const expected = vectors.table(set, 'expected_careless.csv');
	for (const [name, values] of Object.entries(whole)) {
		const wanted = Array.from(column(expected, name), (v) => (Number.isNaN(v) ? null : v));
		expect(compare(values, wanted, { rel: 1e-7, abs: 1e-9 }).wrong, name).toEqual([]);
	}
	const flags = expected.flatMap((row, at) => (row.mahad_flag === 'TRUE' ? [at] : []));
	expect(distances.flagged).toEqual(flags);
	return {
		longstr_max: Math.max(...whole.longstr),
		longstr_table: Array.from(
			{ length: 12 },
			(_, at) => whole.longstr.filter((length) => length === at + 1).length
		),
		avg_mean: mean(whole.avgstr),
		irv_mean: mean(variability),
		irv_min: Math.min(...variability),
		mahad_max: Math.max(...distances.squared),
		n_flag99: distances.flagged.length,
		cut99: distances.limit,
		evenodd_first6: consistency.slice(0, 6)
	};
};

const speeders = () => {
	const rows = vectors.table(set, 'speeders.csv');
	const seconds = column(rows, 'seconds');
	const grid = answers('speeders.csv', /^q\d/);
	const straight = [...grid.keys()].filter((at) => isStraight(grid[at]!));
	const third = speed(seconds);
	const half = speed(seconds, 0.5);
	const questions = [1, 2, 3, 4, 5].map((number) => column(rows, `q${number}`));
	return {
		median: third.median,
		lt_third: fromOne(third.fast),
		lt_half: fromOne(half.fast),
		lt_48: fromOne(speed(seconds, 0.48).fast),
		logz: fromOne(third.outlying),
		straight: fromOne(straight),
		irv: grid.map(individualVariability),
		both: fromOne(namedTogether([half.fast, straight])),
		item_missing_rate: 1 - completeness(questions).share
	};
};

const shown = ({ params }: Reference) => {
	const { p, n, se, df } = params as { p: number; n: number; se: number; df: number };
	const result = presentation(p, n, se, df);
	return {
		n_eff: result.effective,
		n_eff_df: result.adjusted,
		ci: [result.low, result.high],
		width: result.width,
		rel_width: result.relative,
		rel_width_complement: result.relativeOfComplement,
		decision: result.decision
	};
};

meetsReference(set, [
	[
		/^aapor\.e_casro$/,
		({ params }) => ({ e: eligibleShare(Number(params.eligible), Number(params.ineligible)) })
	],
	[
		/^aapor\.weighted$/,
		({ params }) => {
			const { weighted, plain } = weightedResponse(strataOf(params));
			return { rr: weighted, unweighted: plain };
		}
	],
	[/^aapor\./, rates],
	[
		/^careless\.longstring\.unit_test$/,
		() => {
			const runs = answers('longstring_test.csv').map(runsOf);
			return {
				longstr: runs.map(({ longest }) => longest),
				avgstr: runs.map(({ average }) => average)
			};
		}
	],
	[/^careless\.dataset$/, careless],
	[/^speeders$/, speeders],
	[
		/^representativity\.dissimilarity$/,
		({ params }) => {
			const result = composition(params.sample as number[], params.pop as number[]);
			return {
				dissim: result.dissimilarity,
				chisq: result.chiSquare,
				p: result.p,
				weights: result.weights,
				deff_kish: result.designEffect,
				n_eff: result.effective
			};
		}
	],
	[/^nchs\.\d+$/, shown],
	[
		/^qpi$/,
		({ params }) => {
			const { plain, weighted } = unitNonresponse(strataOf(params));
			const date = (name: string) => String(params[name]);
			return {
				R1: dataCompleteness(Number(params.provided), Number(params.required)),
				unit_nr_unweighted: plain,
				unit_nr_weighted: weighted,
				// the set gives these three results without what they were computed from
				item_nr: itemNonresponse(23, 640),
				overcoverage: overCoverage(35, 1000),
				cv: variationCoefficient(43, 2.1),
				tp_first_lag: timeLag(date('ref_end'), date('release')),
				tp3: punctuality(date('target'), date('release'))
			};
		}
	]
]);
