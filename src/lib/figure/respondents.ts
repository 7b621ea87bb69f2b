/**
 * Figures about respondents from sums over them. Each respondent brings y and x (of a share y is 0
 * or 1 and x is 1); the sums of y, x and their products by unit, category and option are all that
 * any of these figures needs. With R = Σy/Σx and f = n/N of a list of N:
 *   Var R = (1 − f) n/(n−1) Σ(y − R x)²/(Σx)²,   R ± t(n−1) √Var R;
 * shares take Wilson’s interval instead, which never leaves 0 to 1.
 * Source: W. G. Cochran, Sampling Techniques (1977), §6.3; see `statistics/interval.ts`.
 */
import { wilson } from '../statistics/interval.ts';
import { studentQuantile } from '../statistics/numerics/quantile.ts';
import { tooFew } from '../statistics/protection/suppression.ts';
import { blank, isIn, level, within, type Figure, type FigureNote, type Part } from './shape.ts';

export type Cell = {
	unitId: number;
	category: string;
	option: string;
	n: number;
	y: number;
	x: number;
	yy: number;
	xy: number;
	xx: number;
};

export type Respondents = {
	kind: 'respondents';
	statistic: 'share' | 'mean' | 'sum' | 'choice';
	/** the value is a mean or sum times this */
	factor: number;
	/** ends of the scale, where there is one */
	scale: [number, number] | null;
	guarded: boolean;
	cells: Cell[];
	/** how many were asked, by unit and category; null where nobody knows */
	asked: { unitId: number; category: string; n: number }[] | null;
	notes: FigureNote[];
};

type Sums = Omit<Cell, 'unitId' | 'category' | 'option'>;

function sumOf(cells: Cell[]): Sums {
	const sums = { n: 0, y: 0, x: 0, yy: 0, xy: 0, xx: 0 };
	for (const cell of cells)
		for (const name of Object.keys(sums) as (keyof Sums)[]) sums[name] += cell[name];
	return sums;
}

export function respondentFigure(facts: Respondents, part: Part): Figure | null {
	const asked = facts.asked?.filter(isIn(part)).reduce((sum, { n }) => sum + n, 0) ?? null;
	const cells = facts.cells.filter(isIn(part));
	if (asked === 0 && cells.length === 0) return null;
	if (facts.statistic === 'choice') return choiceFigure(facts, cells, asked, part.option);
	return one(facts, sumOf(cells), asked);
}

/** A list that cannot be told by category leaves the size of a category unknown. */
function one(facts: Respondents, sums: Sums, asked: number | null): Figure | null {
	const { statistic, guarded, factor } = facts;
	const population = asked === null || asked < sums.n ? null : asked;
	if (sums.n === 0 && facts.asked === null) return null;
	const method =
		statistic === 'sum'
			? 'total'
			: statistic === 'mean'
				? 'mean'
				: population === null
					? 'wilson'
					: 'wilson_fpc';
	const responseRate = population === null || population === 0 ? null : sums.n / population;
	const figure = { ...blank(method), n: sums.n, responseRate, notes: facts.notes };
	if (sums.n === 0) return figure;
	if (guarded && tooFew(sums.n)) return { ...figure, suppressed: true };
	const complete = population !== null && sums.n === population;
	const missing: FigureNote[] = complete
		? ['complete']
		: population !== null
			? [statistic === 'sum' ? 'not-all-reported' : 'nonresponse']
			: [];
	const noted = { ...figure, notes: [...missing, ...facts.notes] };
	if (statistic === 'sum') return { ...noted, value: sums.y * factor, numerator: sums.y * factor };
	if (sums.x === 0) return noted;
	return statistic === 'mean'
		? { ...noted, ...meanOf(facts, sums, population, noted.notes) }
		: { ...noted, ...shareOf(sums, population) };
}

function shareOf({ y, n }: Sums, population: number | null): Partial<Figure> {
	const { share, low, high, effective, complete } = wilson(
		y,
		n,
		population === null ? { level } : { population, level }
	);
	const effectiveN = complete ? null : effective;
	return { value: share, numerator: y, denominator: n, low, high, effectiveN };
}

function meanOf(
	{ factor, scale }: Respondents,
	{ n, y, x, yy, xy, xx }: Sums,
	population: number | null,
	notes: FigureNote[]
): Partial<Figure> {
	const mean = y / x;
	const value = mean * factor;
	const parts = { value, numerator: y * factor, denominator: x };
	if (n === 1) return { ...parts, notes: [...notes, 'one-respondent'] };
	const left = population === null ? 1 : 1 - n / population;
	const squares = Math.max(0, yy - 2 * mean * xy + mean ** 2 * xx);
	const half =
		factor * studentQuantile(level, n - 1) * (Math.sqrt((left * n * squares) / (n - 1)) / x);
	return {
		...parts,
		low: within(value - half, scale),
		high: within(value + half, scale),
		effectiveN: left > 0 ? n / left : null
	};
}

/** Every option’s figure, by option; those who answered the question are the same for each. */
export function optionFigures(facts: Respondents, part: Part): Map<string, Figure> {
	const asked = facts.asked?.filter(isIn(part)).reduce((sum, { n }) => sum + n, 0) ?? null;
	const options = new Map<string, Cell[]>();
	for (const cell of facts.cells.filter(isIn(part)))
		options.set(cell.option, [...(options.get(cell.option) ?? []), cell]);
	const signed = facts.cells.some(({ y, yy }) => y < 0 || y !== yy);
	const plain: Respondents = { ...facts, statistic: signed ? 'mean' : 'share' };
	return new Map(
		[...options].flatMap(([option, cells]) => {
			const figure = one(plain, sumOf(cells), asked);
			return figure ? [[option, figure] as const] : [];
		})
	);
}

/** The highest option; ties go to the first by code, and what cannot be told apart is noted. */
function choiceFigure(
	facts: Respondents,
	cells: Cell[],
	asked: number | null,
	option: string | undefined
): Figure | null {
	const figures = optionFigures({ ...facts, cells }, {});
	if (option !== undefined) return figures.get(option) ?? null;
	const ordered = [...figures].sort(
		([one, { value: a }], [other, { value: b }]) => (b ?? -2) - (a ?? -2) || (one < other ? -1 : 1)
	);
	const [first, second] = ordered;
	if (!first) return one({ ...facts, statistic: 'share' }, sumOf([]), asked);
	const [choice, top] = first;
	if (top.value === null) return top;
	const tied = second && top.low !== null && (second[1].value ?? -2) > top.low;
	return { ...top, choice, notes: tied ? [...top.notes, 'tied'] : top.notes };
}
