/** Which of two groups answers higher, without taking the steps of a scale for distances. */
import { ranks } from './correlation.ts';
import { numbers, Refusal } from './refusal.ts';
import { normal } from './distributions.ts';

export type Superiority = {
	/** Mann-Whitney: pairs in which the first group is higher, ties half */
	w: number;
	z: number;
	p: number;
	/** share of such pairs, 0–1 */
	probability: number;
	/** Cliff's delta, 2 probability − 1 */
	delta: number;
};

/**
 * W = R₁ − n₁(n₁+1)/2 with mean ranks; Var W = n₁n₂/12 (N+1 − Σ(t³−t)/(N(N−1))), t the sizes of the ties.
 * `correction` moves W half a pair toward its expectation. Sources: H. B. Mann, D. R. Whitney, Ann. Math.
 * Stat. 18 (1947) 50; N. Cliff, Psychol. Bull. 114 (1993) 494. Refuses empty groups and answers that
 * are all equal.
 */
export function superiority(
	one: ArrayLike<number>,
	other: ArrayLike<number>,
	{ correction = false }: { correction?: boolean } = {}
): Superiority {
	numbers(one, 'first group');
	numbers(other, 'second group');
	const together = Float64Array.from([...Array.from(one), ...Array.from(other)]);
	const rank = ranks(together);
	const [a, b, n] = [one.length, other.length, together.length];
	let sum = 0;
	for (let at = 0; at < a; at++) sum += rank[at]!;
	const w = sum - (a * (a + 1)) / 2;
	const sizes = new Map<number, number>();
	for (const value of together) sizes.set(value, (sizes.get(value) ?? 0) + 1);
	let ties = 0;
	for (const size of sizes.values()) ties += size ** 3 - size;
	if (sizes.size === 1) throw new Refusal('no-variation', 'answers');
	const variance = ((a * b) / 12) * (n + 1 - ties / (n * (n - 1)));
	const apart = w - (a * b) / 2;
	const moved = correction ? Math.sign(apart) * Math.max(0, Math.abs(apart) - 0.5) : apart;
	const z = moved / Math.sqrt(variance);
	const probability = w / (a * b);
	return { w, z, p: 2 * normal.cdf(-Math.abs(z)), probability, delta: 2 * probability - 1 };
}
