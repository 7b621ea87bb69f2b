/**
 * Two shares of different people, x₁ of n₁ and x₂ of n₂: intervals of p₁ − p₂ and tests of equality.
 *   wald; agresti-caffo: Wald's with an answer more on both sides of both;
 *   newcombe: from both Wilson intervals, d − √((p₁ − l₁)² + (u₂ − p₂)²) and d + √(…);
 *   score (Miettinen-Nurminen): every d that a score test keeps, its variance N/(N − 1) times that
 *   at the likeliest shares with that difference, N = n₁ + n₂.
 * Sources: R. Newcombe, Stat. Med. 17 (1998) 873, methods 5 and 10; A. Agresti, B. Caffo, Am. Stat.
 * 54 (2000) 280; R. Mee, Biometrics 40 (1984) 1175; O. Miettinen, M. Nurminen (1985).
 */
import { chiSquare, logGamma } from '../numerics/distributions.ts';
import type { Interval } from '../survey/estimates.ts';
import { outOf, proportionInterval } from './proportions.ts';
import { normalQuantile } from '../numerics/quantile.ts';
import { Refusal } from '../refusal.ts';
import { root } from '../numerics/studentised.ts';

export type Share = { part: number; of: number };

export type DifferenceMethod = 'wald' | 'newcombe' | 'agresti-caffo' | 'score';

export function differenceInterval(
	one: Share,
	other: Share,
	{ method = 'newcombe', level = 0.95 }: { method?: DifferenceMethod; level?: number } = {}
): { difference: number } & Interval {
	const [p1, p2] = [outOf(one.part, one.of), outOf(other.part, other.of)];
	const difference = p1 - p2;
	const z = normalQuantile(level);
	if (method === 'newcombe') {
		const [a, b] = [one, other].map(({ part, of }) => proportionInterval(part, of, { level }));
		return {
			difference,
			low: difference - Math.hypot(p1 - a!.low, b!.high - p2),
			high: difference + Math.hypot(a!.high - p1, p2 - b!.low)
		};
	}
	if (method === 'score') {
		const miss = (d: number) => {
			const error = Math.sqrt(restricted(one, other, d));
			return error > 0 ? (difference - d) / error : Math.sign(difference - d) * 1e9;
		};
		const end = (sign: 1 | -1) => {
			const edge = -sign * (1 - 1e-12);
			const beyond = Math.sign(miss(edge) - sign * z);
			if (beyond === 0 || beyond !== sign || difference === edge) return -sign;
			return root(
				(d) => Math.max(-1e9, Math.min(1e9, miss(d) - sign * z)),
				Math.min(edge, difference),
				Math.max(edge, difference)
			);
		};
		return { difference, low: end(1), high: end(-1) };
	}
	const add = method === 'agresti-caffo' ? 1 : 0;
	const [m1, m2] = [one.of + 2 * add, other.of + 2 * add];
	const [q1, q2] = [(one.part + add) / m1, (other.part + add) / m2];
	const half = z * Math.sqrt((q1 * (1 - q1)) / m1 + (q2 * (1 - q2)) / m2);
	return { difference, low: q1 - q2 - half, high: q1 - q2 + half };
}

/** The variance of p₁ − p₂ at the likeliest shares whose difference is d: a root of a cubic. */
function restricted(one: Share, other: Share, d: number): number {
	const theta = other.of / one.of;
	const [p1, p2] = [one.part / one.of, other.part / other.of];
	const a = 1 + theta;
	const b = -(1 + theta + p1 + theta * p2 + d * (theta + 2));
	const c = d * d + d * (2 * p1 + theta + 1) + p1 + theta * p2;
	const e = -p1 * d * (1 + d);
	const v = (b / (3 * a)) ** 3 - (b * c) / (6 * a * a) + e / (2 * a);
	const s = Math.sqrt(Math.max(0, (b / (3 * a)) ** 2 - c / (3 * a)));
	const u = v > 0 ? s : -s;
	const turn = u === 0 ? 0 : Math.max(-1, Math.min(1, v / u ** 3));
	const first = 2 * u * Math.cos((Math.PI + Math.acos(turn)) / 3) - b / (3 * a);
	const r1 = Math.max(0, Math.min(1, first));
	const r2 = Math.max(0, Math.min(1, first - d));
	const all = one.of + other.of;
	return (all / (all - 1)) * ((r1 * (1 - r1)) / one.of + (r2 * (1 - r2)) / other.of);
}

/** Pearson's chi-square of two shares, plain and with Yates' correction. */
export function equality(
	one: Share,
	other: Share
): { statistic: number; p: number; corrected: { statistic: number; p: number } } {
	const d = outOf(one.part, one.of) - outOf(other.part, other.of);
	const joint = (one.part + other.part) / (one.of + other.of);
	const weight = 1 / one.of + 1 / other.of;
	const spread = joint * (1 - joint) * weight;
	if (spread === 0) throw new Refusal('no-variation', 'answers');
	const statistic = d ** 2 / spread;
	// Never more than the difference itself.
	const left = Math.max(0, Math.abs(d) - weight / 2);
	const corrected = left ** 2 / spread;
	return {
		statistic,
		p: chiSquare.upper(statistic, 1),
		corrected: { statistic: corrected, p: chiSquare.upper(corrected, 1) }
	};
}

/** Fisher's exact test, both sides: all tables as unlikely as this one or more. */
export function fisherExact(one: Share, other: Share): number {
	outOf(one.part, one.of);
	outOf(other.part, other.of);
	const yes = one.part + other.part;
	const all = one.of + other.of;
	const choose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
	const log = (x: number) => choose(one.of, x) + choose(other.of, yes - x) - choose(all, yes);
	const limit = log(one.part) + 1e-7;
	let sum = 0;
	for (let x = Math.max(0, yes - other.of); x <= Math.min(one.of, yes); x++)
		if (log(x) <= limit) sum += Math.exp(log(x));
	return Math.min(1, sum);
}
