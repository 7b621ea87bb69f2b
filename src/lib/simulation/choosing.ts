/** How simulated people choose: they pass questions over, take several of a list, or one by weight. */
import type { Answers } from './answers.ts';
import type { Random } from './random.ts';

/** Puts an answer down, except where people pass a question over. */
export function maybe(
	random: Random,
	data: Answers,
	name: string,
	value: () => unknown,
	passed = 0.06
) {
	if (!random.chance(passed)) data[name] = value();
}

/** Several codes of a list, the first ones more often. */
export function several(
	random: Random,
	codes: readonly string[],
	least: number,
	most: number
): string[] {
	const count = random.between(least, Math.min(most, codes.length));
	const chosen = new Set<number>();
	while (chosen.size < count) chosen.add(Math.floor(codes.length * random.next() ** 1.6));
	return [...chosen].sort((one, other) => one - other).map((index) => codes[index]!);
}

/** One code, by weights that add up to one. */
export function weighted(random: Random, weights: Record<string, number>): string {
	let left = random.next();
	let last = '';
	for (const code in weights) {
		last = code;
		left -= weights[code]!;
		if (left < 0) break;
	}
	return last;
}

/** One grade per row; a few rows are passed over, and none when the same is ticked all the way down. */
export function graded(
	random: Random,
	rows: readonly string[],
	codes: readonly string[],
	lined: boolean
) {
	const same = random.pick(codes);
	const answers: Record<string, string> = {};
	for (const row of rows)
		if (lined) answers[row] = same;
		else if (!random.chance(0.03)) answers[row] = random.pick(codes);
	if (!lined) answers[rows[0]!] ??= same;
	return answers;
}
