/**
 * What may be shown of a table of figures: units down, categories across, with their sums. Figures
 * of fewer than ten respondents are hidden, and others with them as long as the hidden ones could be
 * computed back from what is shown.
 */
import { hiddenCells, hiddenParts } from '../statistics/protection/suppression.ts';
import type { Facts } from '../figure.ts';
import { hide, figureOf } from '../figure.ts';
import { optionFigures } from './respondents.ts';
import type { Figure } from './shape.ts';

export type Table = {
	/** the whole, whose parts the units are */
	whole: number;
	units: readonly number[];
	/** categories beside the sum of all; none unless given */
	categories?: readonly string[];
};

export type Shown = { unitId: number; category: string; figure: Figure };

/** Whether facts are about respondents whose small numbers are protected. */
export function isGuarded(facts: Facts): boolean {
	return (
		(facts.kind === 'respondents' && facts.guarded) ||
		(facts.kind === 'difference' && isGuarded(facts.facts))
	);
}

/** Every figure of the table that may be told, hidden ones with nothing but their n. */
export function shownFigures(facts: Facts, { whole, units, categories = [] }: Table): Shown[] {
	const figures = (category: string | undefined): (Figure | null)[] => [
		figureOf(facts, { categories: category === undefined ? undefined : [category] }),
		...units.map((unitId) =>
			isAlone(facts, unitId)
				? null
				: figureOf(facts, {
						units: new Set([unitId]),
						categories: category === undefined ? undefined : [category]
					})
		)
	];
	const columns = [undefined, ...categories].map(figures);
	const hidden = isGuarded(facts) ? hiddenOf(columns) : [];
	return columns.flatMap((column, at) =>
		column.flatMap((figure, row) => {
			if (!figure) return [];
			const mine = hidden[at]?.[row] && !figure.suppressed;
			return [
				{
					unitId: row === 0 ? whole : units[row - 1]!,
					category: at === 0 ? '' : categories[at - 1]!,
					figure: mine ? hide(figure, 'hidden-for-others') : figure
				}
			];
		})
	);
}

/** A unit that answers for itself alone is never shown as a figure of its answers. */
function isAlone(facts: Facts, unitId: number): boolean {
	if (facts.kind === 'forms')
		return sum(facts.units.filter((one) => one.unitId === unitId).map(({ asked }) => asked)) < 2;
	if (facts.kind !== 'respondents' || !facts.guarded || !facts.asked) return false;
	return sum(facts.asked.filter((one) => one.unitId === unitId).map(({ n }) => n)) < 2;
}

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

/** Column by column, the whole first: which to hide besides those that are too small themselves. */
function hiddenOf(columns: (Figure | null)[][]): boolean[][] {
	const n = (figure: Figure | null | undefined) => figure?.n ?? 0;
	const rows = columns[0]!.length;
	if (columns.length === 1) {
		const [whole, ...parts] = columns[0]!;
		if (!whole || whole.suppressed) return [];
		// What no unit holds is part of the whole too and never shown alone.
		const rest = n(whole) - sum(parts.map(n));
		return [[false, ...hiddenParts([...parts.map(n), Math.max(0, rest)])]];
	}
	// One cell per figure, then the rests of every column and row.
	const values: number[] = columns.flatMap((column) => column.map(n));
	const at = (column: number, row: number) => column * rows + row;
	const lines: number[][] = [];
	const line = (total: number, parts: number[]) => {
		const rest = values[total]! - sum(parts.map((cell) => values[cell]!));
		lines.push([total, ...parts, values.push(Math.max(0, rest)) - 1]);
	};
	columns.forEach((column, c) =>
		line(
			at(c, 0),
			column.slice(1).map((_, row) => at(c, row + 1))
		)
	);
	for (let row = 0; row < rows; row++)
		line(
			at(0, row),
			columns.slice(1).map((_, c) => at(c + 1, row))
		);
	const hidden = hiddenCells(values, lines);
	return columns.map((column, c) => column.map((_, row) => hidden[at(c, row)]!));
}

/** The categories that facts are told by, in order. */
export function categoriesOf(facts: Facts): string[] {
	switch (facts.kind) {
		case 'respondents':
			return distinct(facts.cells);
		case 'forms':
			return distinct(facts.units);
		case 'difference':
		case 'quotient':
			return [];
		default:
			return distinct(facts.rows);
	}
}

function distinct(rows: { category: string }[]): string[] {
	return [...new Set(rows.map(({ category }) => category))].filter(Boolean).sort();
}

/** What may be told of facts split by a dimension: each unit whole, then by category or option. */
export function figuresIn(facts: Facts, { whole, units }: Table, dimension: string): Shown[] {
	if (dimension === 'second')
		return shownFigures(facts, { whole, units }).map((one) => ({ ...one, category: 'second' }));
	const shown = shownFigures(facts, { whole, units, categories: categoriesOf(facts) });
	if (dimension !== 'option' || facts.kind !== 'respondents') return shown;
	return shown.flatMap((one) => {
		if (one.category !== '' || one.figure.value === null) return [one];
		const { unitId } = one;
		const options = optionFigures(facts, {
			units: unitId === whole ? undefined : new Set([unitId])
		});
		return [one, ...[...options].map(([category, figure]) => ({ unitId, category, figure }))];
	});
}
