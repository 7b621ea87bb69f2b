/**
 * Figures of usage. What repeats is the day, so the days of the period are the clusters of every
 * interval; a count is complete and has none.
 */
import { ratio } from '../statistics/interval.ts';
import { blank, isIn, level, within, type Figure, type Part } from './shape.ts';

export type Days = {
	kind: 'days';
	/** a part of a whole, the mean of something, or how many there were */
	how: 'share' | 'mean' | 'count';
	scale: [number, number] | null;
	rows: { unitId: number; category: string; day: string; part: number; all: number }[];
};

/** How often a measurement was taken on a day. */
export type Measurements = {
	kind: 'measurements';
	/** 0–1 */
	share: number;
	divisor: number;
	rows: { unitId: number; category: string; day: string; value: number; count: number }[];
};

export function dayFigure({ how, scale, rows }: Days, part: Part): Figure | null {
	const days = new Map<string, { numerator: number; denominator: number }>();
	for (const { day, part: y, all: x } of rows.filter(isIn(part))) {
		const sum = days.get(day) ?? { numerator: 0, denominator: 0 };
		days.set(day, { numerator: sum.numerator + y, denominator: sum.denominator + x });
	}
	const clusters = [...days]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([, cluster]) => cluster)
		.filter(({ denominator }) => denominator > 0);
	if (clusters.length === 0) return null;
	const numerator = clusters.reduce((sum, one) => sum + one.numerator, 0);
	const denominator = clusters.reduce((sum, one) => sum + one.denominator, 0);
	if (how === 'count')
		return {
			...blank('count'),
			...{ n: clusters.length, value: numerator, numerator, notes: ['visits-not-people'] }
		};
	const figure = { ...blank('ratio_by_day'), n: clusters.length, numerator, denominator };
	if (clusters.length === 1)
		return { ...figure, value: numerator / denominator, notes: ['one-day'] };
	const { ratio: value, low, high, error } = ratio(clusters, { level, share: how === 'share' });
	const spread = how === 'share' ? value * (1 - value) : 0;
	return {
		...figure,
		...{ value, low: within(low, scale), high: within(high, scale) },
		effectiveN: spread > 0 && error > 0 ? spread / error ** 2 : null
	};
}

/**
 * The smallest value with at least `share` of the measurements at or below it. Its interval holds the
 * values at the ends of the interval of the share of measurements at or below it (Woodruff), with
 * days as clusters. Source: R. S. Woodruff, J. Am. Stat. Assoc. 47 (1952) 635.
 */
export function percentileFigure(
	{ share, divisor, rows }: Measurements,
	part: Part
): Figure | null {
	const mine = rows.filter(isIn(part));
	const counts = new Map<number, number>();
	for (const { value, count } of mine) counts.set(value, (counts.get(value) ?? 0) + count);
	const values = [...counts].sort(([one], [other]) => one - other);
	const all = values.reduce((sum, [, count]) => sum + count, 0);
	if (all === 0) return null;
	const at = (wanted: number) => {
		let below = 0;
		for (const [value, count] of values) {
			below += count;
			if (below >= wanted * all - 1e-9) return value;
		}
		return values.at(-1)![0];
	};
	const middle = at(share);
	const days = new Map<string, { numerator: number; denominator: number }>();
	for (const { day, value, count } of mine) {
		const sum = days.get(day) ?? { numerator: 0, denominator: 0 };
		sum.numerator += value <= middle ? count : 0;
		sum.denominator += count;
		days.set(day, sum);
	}
	const figure = {
		...blank('percentile_by_day'),
		...{ n: days.size, value: middle / divisor, denominator: all }
	};
	if (days.size === 1) return { ...figure, notes: ['one-day'] };
	const order = [...days].sort(([one], [other]) => (one < other ? -1 : 1));
	const {
		ratio: reached,
		low,
		high
	} = ratio(
		order.map(([, cluster]) => cluster),
		{ level, share: true }
	);
	return {
		...figure,
		low: at(Math.max(0, share - (reached - low))) / divisor,
		high: at(Math.min(1, share + (high - reached))) / divisor
	};
}
