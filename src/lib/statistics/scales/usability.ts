/**
 * The System Usability Scale: ten answers from 1 to 5 give a score from 0 to 100. It is a score and
 * never a percentage.
 */
import { deviation, mean } from '../numerics/moments.ts';
import { confidence, numbers, Refusal } from '../refusal.ts';
import { student } from '../numerics/distributions.ts';

/**
 * 2.5 (Σ odd (x − 1) + Σ even (5 − x)). Refuses anything but ten whole answers from 1 to 5: a missing
 * answer gives no score. Source: J. Brooke, in Usability Evaluation in Industry (1996) 189.
 */
export function usabilityScore(answers: ArrayLike<number>): number {
	if (answers.length !== 10) throw new Refusal('different-lengths', 'answers');
	let points = 0;
	for (let at = 0; at < 10; at++) {
		const answer = answers[at]!;
		if (Number.isNaN(answer)) throw new Refusal('missing', 'answers');
		if (!Number.isInteger(answer)) throw new Refusal('not-whole', 'answers');
		if (answer < 1 || answer > 5) throw new Refusal('out-of-bounds', 'answers');
		points += at % 2 === 0 ? answer - 1 : 5 - answer;
	}
	return 2.5 * points;
}

/** Lowest score of each grade. Source: J. R. Lewis, J. Sauro, J. Usability Stud. 13 (2018) 158. */
const grades: readonly [string, number][] = [
	['A+', 84.1],
	['A', 80.8],
	['A-', 78.9],
	['B+', 77.2],
	['B', 74.1],
	['B-', 72.6],
	['C+', 71.1],
	['C', 65],
	['C-', 62.7],
	['D', 51.7],
	['F', 0]
];

/** The grade of a mean score. */
export function usabilityGrade(score: number): string {
	if (!(score >= 0 && score <= 100)) throw new Refusal('out-of-bounds', 'score');
	return grades.find(([, least]) => score >= least)![0];
}

export type MeanInterval = {
	n: number;
	mean: number;
	deviation: number;
	error: number;
	low: number;
	high: number;
};

/** Mean of scores with a t interval: m ± t(n−1) s/√n. Refuses fewer than two scores. */
export function meanInterval(scores: ArrayLike<number>, level = 0.95): MeanInterval {
	confidence(level);
	numbers(scores, 'scores', 2);
	const n = scores.length;
	const middle = mean(scores);
	const spread = deviation(scores);
	const error = spread / Math.sqrt(n);
	const half = student.quantile((1 + level) / 2, n - 1) * error;
	return { n, mean: middle, deviation: spread, error, low: middle - half, high: middle + half };
}
