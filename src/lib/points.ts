/**
 * Points worth a second look in a submitted form: numbers far from what most units of the same level
 * answered. A point is a hint for a reader, never a verdict: nothing is changed or refused by it.
 */
import type { Box, Field } from './questionnaire/fields.ts';
import type { Answers } from './questionnaire/structure.ts';

/** Where the middle half of the answers to one number lies: first and third quartile of `n` units. */
export type Spread = { question: string; item: string; q1: number; q3: number; n: number };

/** A number outside the outer fences of its peers. */
export type Point = { question: string; item: string; value: number; q1: number; q3: number };

/** A scale of opinion, such as 1 to 5, has no unusual answers. */
const longestScale = 10;

/** Fewer peers than this say nothing about what is usual. */
export const fewestPeers = 20;

/**
 * Numbers beyond the outer fences, 3 interquartile ranges from the quartiles (Tukey, Exploratory Data
 * Analysis, 1977, ch. 2D), taken over log(1 + x), since counts of units of unlike size are skewed. A
 * range of nothing is widened to 0.1, so that one unit above equal peers is not far off by itself.
 */
export function pointsOf(
	fields: readonly Field[],
	data: Answers,
	spreads: ReadonlyMap<string, Spread>
): Point[] {
	return fields.flatMap((field) =>
		numbersIn(field, data[field.name]).flatMap(({ item, value }) => {
			const spread = spreads.get(`${field.name} ${item}`);
			if (!spread || spread.n < fewestPeers || value < 0) return [];
			const { q1, q3 } = spread;
			const [low, high] = [Math.log1p(Math.max(0, q1)), Math.log1p(Math.max(0, q3))];
			const reach = 3 * Math.max(high - low, 0.1);
			const at = Math.log1p(value);
			const far = at < low - reach || at > high + reach;
			return far ? [{ question: field.name, item, value, q1, q3 }] : [];
		})
	);
}

function numbersIn({ shape }: Field, value: unknown): { item: string; value: number }[] {
	const read = (box: Box, item: string, part: unknown) =>
		box.kind === 'number' && box.max - box.min > longestScale && typeof part === 'number'
			? [{ item, value: part }]
			: [];
	if (shape.kind === 'items')
		return shape.items.flatMap(({ name, box }) =>
			read(box, name, (value as Record<string, unknown> | undefined)?.[name])
		);
	if (shape.kind === 'matrix' || shape.kind === 'table') return [];
	return read(shape, '', value);
}
