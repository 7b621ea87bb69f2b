/**
 * Signs that somebody answered without reading. One sign proves nothing: two are a reason to look, and
 * answers are never deleted for it. Answers are rows with one value per question, NaN for missing.
 */
import { Matrix } from 'ml-matrix';
import { covariances, pearson } from '../numerics/correlation.ts';
import {
	deviation,
	isConstant,
	mean,
	median,
	medianDeviation,
	observed
} from '../numerics/moments.ts';
import { confidence, numbers, positive, Refusal } from '../refusal.ts';
import { solveSymmetric } from '../numerics/regression.ts';
import { chiSquare } from '../numerics/distributions.ts';

export type Runs = {
	/** most equal answers one after the other */
	longest: number;
	/** answers per run of equal ones */
	average: number;
};

/** Runs of equal answers; a missing answer ends a run and is one of its own. */
export function runsOf(answers: ArrayLike<number>): Runs {
	if (answers.length === 0) throw new Refusal('no-observations', 'answers');
	let longest = 0;
	let runs = 0;
	let length = 0;
	for (let at = 0; at < answers.length; at++) {
		const same = at > 0 && answers[at] === answers[at - 1];
		length = same ? length + 1 : 1;
		if (!same) runs++;
		longest = Math.max(longest, length);
	}
	return { longest, average: answers.length / runs };
}

/** All answers that there are are equal, two of them at least. */
export function isStraight(answers: ArrayLike<number>): boolean {
	const there = observed(answers, 'answers');
	return there.length > 1 && isConstant(there);
}

/**
 * Standard deviation of one person's answers (n − 1): 0 for a straight line, high for answers at random;
 * NaN for fewer than two. Source: A. M. Dunn et al., J. Bus. Psychol. 33 (2018) 105.
 */
export function individualVariability(answers: ArrayLike<number>): number {
	const there = observed(answers, 'answers');
	return there.length < 2 ? NaN : deviation(there);
}

export type Distances = {
	/** squared, one per row; NaN where an answer is missing */
	squared: Float64Array;
	/** χ² quantile with as many degrees as questions */
	limit: number;
	/** rows beyond it, from 0 */
	flagged: number[];
};

/**
 * Squared Mahalanobis distance of each row from the mean: (x − m)'S⁻¹(x − m), S with pairwise covariances.
 * Refuses questions that others determine, and fewer rows than questions.
 */
export function mahalanobis(rows: readonly ArrayLike<number>[], level = 0.99): Distances {
	confidence(level);
	const k = rows[0]?.length ?? 0;
	if (rows.length === 0 || k === 0) throw new Refusal('no-observations', 'answers');
	if (rows.length <= k) throw new Refusal('too-few', 'answers');
	for (const row of rows) if (row.length !== k) throw new Refusal('different-lengths', 'answers');
	const columns = Array.from({ length: k }, (_, at) => Float64Array.from(rows, (row) => row[at]!));
	const middle = columns.map((column) => mean(observed(column, 'answers')));
	const covariance: Matrix = covariances(columns, 'pairwise');
	const squared = Float64Array.from(rows, (row) => {
		const apart = Array.from(row, (value, at) => value - middle[at]!);
		if (apart.some(Number.isNaN)) return NaN;
		const solved = solveSymmetric(covariance, apart, 'questions');
		return solved.reduce((sum, value, at) => sum + value * apart[at]!, 0);
	});
	const limit = chiSquare.quantile(level, k);
	return {
		squared,
		limit,
		flagged: [...squared.keys()].filter((at) => squared[at]! > limit)
	};
}

/**
 * Even-odd consistency: per scale the means of its even and of its odd items, correlated over the scales
 * of one person, stepped up to full length 2r/(1 + r), not below −1, and turned round: the higher, the
 * more careless. NaN where either half does not vary. `sizes` are the numbers of items of the scales, in
 * order. Source: J. A. Johnson, J. Res. Pers. 39 (2005) 103. Refuses scales of one item and fewer than three.
 */
export function evenOdd(answers: ArrayLike<number>, sizes: readonly number[]): number {
	if (sizes.length < 3) throw new Refusal('too-few', 'scales');
	if (sizes.some((size) => !Number.isInteger(size) || size < 2))
		throw new Refusal('too-few', 'items of a scale');
	if (sizes.reduce((sum, size) => sum + size, 0) !== answers.length)
		throw new Refusal('different-lengths', 'scales');
	const halves: [number[], number[]] = [[], []];
	let from = 0;
	for (const size of sizes) {
		for (const half of [0, 1] as const) {
			const own = Array.from({ length: size }, (_, at) => at)
				.filter((at) => at % 2 === half)
				.map((at) => answers[from + at]!);
			const there = observed(own, 'answers');
			halves[half].push(there.length > 0 ? mean(there) : NaN);
		}
		from += size;
	}
	const both = halves[0]
		.map((_, at) => at)
		.filter((at) => !Number.isNaN(halves[0][at]! + halves[1][at]!));
	const [odd, even] = halves.map((half) => both.map((at) => half[at]!)) as [number[], number[]];
	if (both.length < 3 || isConstant(odd) || isConstant(even)) return NaN;
	const r = pearson(odd, even);
	return 0 - Math.max(-1, (2 * r) / (1 + r));
}

export type Speed = {
	median: number;
	/** positions of those faster than the share `below` of the median, from 0 */
	fast: number[];
	/** of ln seconds: (x − median)/(1.4826 · median |x − median|) */
	scores: Float64Array;
	/** positions with a score below −2 */
	outlying: number[];
};

/** Times to complete, in seconds. Refuses times that are not above 0. */
export function speed(seconds: ArrayLike<number>, below = 1 / 3): Speed {
	numbers(seconds, 'seconds', 3);
	if (!(below > 0 && below < 1)) throw new Refusal('out-of-bounds', 'share');
	const middle = median(seconds);
	const logs = Float64Array.from(seconds, (value) => Math.log(positive(value, 'seconds')));
	const centre = median(logs);
	const scale = 1.4826 * medianDeviation(logs);
	const scores = logs.map((value) => (scale > 0 ? (value - centre) / scale : 0));
	const positions = [...logs.keys()];
	return {
		median: middle,
		fast: positions.filter((at) => seconds[at]! < below * middle),
		scores,
		outlying: positions.filter((at) => scores[at]! < -2)
	};
}

/** Positions that at least `signs` of the lists name. */
export function namedTogether(lists: readonly (readonly number[])[], signs = 2): number[] {
	const times = new Map<number, number>();
	for (const list of lists) for (const at of new Set(list)) times.set(at, (times.get(at) ?? 0) + 1);
	return [...times]
		.filter(([, n]) => n >= signs)
		.map(([at]) => at)
		.sort((a, b) => a - b);
}
