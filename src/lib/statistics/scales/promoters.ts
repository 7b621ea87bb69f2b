/**
 * Net promoter score: the share of promoters (9–10) less that of detractors (0–6), in points from
 * −100 to 100. The three shares are shown with it.
 */
import { confidence, numbers, positive, Refusal } from '../refusal.ts';
import { normal } from '../numerics/distributions.ts';

export type NetPromoters = {
	n: number;
	/** (Σw)²/Σw²: as many answers of one weight would be as informative */
	effective: number;
	/** 0–1 */
	promoters: number;
	passives: number;
	detractors: number;
	/** points */
	net: number;
	/** standard error in points, with n */
	error: number;
	/** the same with n − 1, or by linearisation where there are weights */
	sampleError: number;
	low: number;
	high: number;
};

/**
 * The score of answers from 0 to 10, of weight one each or with `weights`.
 *
 * Without weights: Var = (p + d − (p−d)²)/n. With weights the score is the weighted mean m of y = +1, 0
 * or −1 and Var = n/(n−1) Σ(w(y−m)/Σw)², which for equal weights is the first with n − 1; the
 * interval then uses it. Net ± z √Var, held within ±100. Sources: F. Reichheld, Harv. Bus. Rev. 81 (2003) 46; B.
 * Rocks, J. Surv. Stat. Methodol. 4 (2016) 365. Refuses answers that are not whole from 0 to 10, and
 * fewer than two.
 */
export function netPromoters(
	answers: ArrayLike<number>,
	{ weights, level = 0.95 }: { weights?: ArrayLike<number>; level?: number } = {}
): NetPromoters {
	confidence(level);
	numbers(answers, 'answers', 2);
	if (weights && weights.length !== answers.length)
		throw new Refusal('different-lengths', 'weights');
	const n = answers.length;
	let all = 0;
	let squares = 0;
	const sums = { promoters: 0, passives: 0, detractors: 0 };
	const side = (answer: number) => (answer >= 9 ? 1 : answer >= 7 ? 0 : -1);
	for (let at = 0; at < n; at++) {
		const answer = answers[at]!;
		if (!Number.isInteger(answer)) throw new Refusal('not-whole', 'answers');
		if (answer < 0 || answer > 10) throw new Refusal('out-of-bounds', 'answers');
		const weight = weights ? positive(weights[at]!, 'weights') : 1;
		all += weight;
		squares += weight * weight;
		sums[answer >= 9 ? 'promoters' : answer >= 7 ? 'passives' : 'detractors'] += weight;
	}
	const promoters = sums.promoters / all;
	const detractors = sums.detractors / all;
	const net = (sums.promoters - sums.detractors) / all;
	let linear = 0;
	for (let at = 0; at < n; at++)
		linear += (((weights?.[at] ?? 1) * (side(answers[at]!) - net)) / all) ** 2;
	const sampleError = 100 * Math.sqrt((n / (n - 1)) * linear);
	const plain = Math.max(0, promoters + detractors - net ** 2);
	const error = weights ? sampleError : 100 * Math.sqrt(plain / n);
	const half = normal.quantile((1 + level) / 2) * error;
	return {
		n,
		effective: all ** 2 / squares,
		promoters,
		passives: sums.passives / all,
		detractors,
		net: 100 * net,
		error,
		sampleError,
		low: Math.max(-100, 100 * net - half),
		high: Math.min(100, 100 * net + half)
	};
}
