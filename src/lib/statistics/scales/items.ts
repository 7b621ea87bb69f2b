/**
 * Items of a test of knowledge, right (1) or wrong (0): how hard each is, how well it tells those who
 * know from those who do not, and how reliable the number of right answers is.
 */
import { covariances, pearson } from '../numerics/correlation.ts';
import { deviation, isConstant, mean, quantiles, variance } from '../numerics/moments.ts';
import { Refusal } from '../refusal.ts';

export type Item = {
	/** share of right answers: the higher, the easier */
	difficulty: number;
	/** variance p(1 − p) */
	variance: number;
	/** point-biserial correlation with the whole score; the item is part of it */
	totalCorrelation: number;
	/** discrimination: with the score of the other items */
	restCorrelation: number;
	/** share of right answers in the upper group less that in the lower one */
	upperLower: number;
	/** KR-20 without this item; undefined for two items */
	dropped?: number;
};

export type ItemAnalysis = {
	n: number;
	/** of the number of right answers */
	mean: number;
	deviation: number;
	/** k/(k−1) (1 − Σpq/s²), s² with n */
	kr20: number;
	/** k/(k−1) (1 − m(k−m)/(k s²)), as if all items were equally hard */
	kr21: number;
	/** s √(1 − KR-20) */
	errorOfMeasurement: number;
	items: Item[];
	/** cases with 0, 1, … k right answers */
	scores: number[];
};

/**
 * Classical item analysis of columns of 0 and 1. Upper and lower group: the cases at or above the
 * quantile 1 − `group` of the score and at or below the quantile `group`.
 * Sources: G. F. Kuder, M. W. Richardson, Psychometrika 2 (1937) 151; T. L. Kelley, J. Educ. Psychol. 30
 * (1939) 17 (27 %). An item that all or nobody got right has no correlations (not a number), but
 * counts. Refuses other values than 0 and 1, missing ones too, and scores that are all equal.
 */
export function itemAnalysis(
	items: readonly ArrayLike<number>[],
	{ group = 0.27 }: { group?: number } = {}
): ItemAnalysis {
	const k = items.length;
	if (k < 2) throw new Refusal('too-few', 'items');
	if (!(group > 0 && group <= 0.5)) throw new Refusal('out-of-bounds', 'group');
	const n = items[0]!.length;
	const total = new Float64Array(n);
	for (const item of items) {
		if (item.length !== n) throw new Refusal('different-lengths', 'items');
		for (let at = 0; at < n; at++) {
			if (Number.isNaN(item[at]!)) throw new Refusal('missing', 'items');
			if (item[at] !== 0 && item[at] !== 1) throw new Refusal('out-of-bounds', 'items');
			total[at]! += item[at]!;
		}
	}
	if (n < 3) throw new Refusal(n === 0 ? 'no-observations' : 'too-few', 'cases');
	if (isConstant(total)) throw new Refusal('no-variation', 'scores');
	const squared = (variance(total) * (n - 1)) / n;
	const middle = mean(total);
	const [low, high] = quantiles(total, [group, 1 - group]) as [number, number];
	const covariance = covariances(items);
	const kr20 = alphaKept(items, covariance, undefined);
	const scores = Array.from({ length: k + 1 }, () => 0);
	for (const score of total) scores[score]!++;
	return {
		n,
		mean: middle,
		deviation: deviation(total),
		kr20,
		kr21: (k / (k - 1)) * (1 - (middle * (k - middle)) / (k * squared)),
		errorOfMeasurement: deviation(total) * Math.sqrt(Math.max(0, 1 - kr20)),
		scores,
		items: items.map((item, at) => {
			const difficulty = mean(item);
			const rest = total.map((value, row) => value - item[row]!);
			return {
				difficulty,
				variance: difficulty * (1 - difficulty),
				totalCorrelation: correlated(item, total),
				restCorrelation: correlated(item, rest),
				upperLower:
					rightAmong(item, total, (score) => score >= high) -
					rightAmong(item, total, (score) => score <= low),
				dropped: k > 2 ? alphaKept(items, covariance, at) : undefined
			};
		})
	};
}

function correlated(one: ArrayLike<number>, other: ArrayLike<number>): number {
	return isConstant(one) || isConstant(other) ? NaN : pearson(one, other);
}

function rightAmong(
	item: ArrayLike<number>,
	total: Float64Array,
	belongs: (score: number) => boolean
): number {
	let right = 0;
	let all = 0;
	total.forEach((score, at) => {
		if (!belongs(score)) return;
		all++;
		right += item[at]!;
	});
	return right / all;
}

/** KR-20 is alpha of items of 0 and 1; constant items add nothing to the variance but count in k. */
function alphaKept(
	items: readonly ArrayLike<number>[],
	covariance: ReturnType<typeof covariances>,
	dropped: number | undefined
): number {
	const kept = items.map((_, at) => at).filter((at) => at !== dropped);
	let all = 0;
	let own = 0;
	for (const i of kept) {
		own += covariance.get(i, i);
		for (const j of kept) all += covariance.get(i, j);
	}
	return all > 0 ? (kept.length / (kept.length - 1)) * (1 - own / all) : NaN;
}
