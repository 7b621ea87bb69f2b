/**
 * Facts in, figure out: how the facts behind each kind of measure become a value with its interval,
 * its suppression and its notes. Pure; `lib/server/measures.ts` gathers the facts. Facts are small
 * sums (by unit, day, category), so that any group of units is figured from the same ones, whatever
 * the order in which they come.
 */
import {
	differenceFigure,
	quotientFigure,
	type Difference,
	type Quotient
} from './figure/composed.ts';
import { dayFigure, percentileFigure, type Days, type Measurements } from './figure/days.ts';
import { entryFigure, type Entries } from './figure/entries.ts';
import { respondentFigure, type Respondents } from './figure/respondents.ts';
import { blank, isIn, type Figure, type FigureNote, type Part } from './figure/shape.ts';
import { isProtected } from './measure.ts';

export { isProtected };
export { figureNotes, level, type Figure, type FigureNote, type Part } from './figure/shape.ts';
export type { Cell, Respondents } from './figure/respondents.ts';

/** Expected units and whether their form is in hand. */
export type Forms = {
	kind: 'forms';
	units: { unitId: number; category: string; asked: number; counts: number }[];
	notes: FigureNote[];
};

export type Facts = Respondents | Days | Measurements | Forms | Entries | Difference | Quotient;

/** The figure for the units in `scope` (all unless given); null where there is nothing to say. */
export function figureOf(facts: Facts, scope?: ReadonlySet<number> | Part): Figure | null {
	const part: Part = scope === undefined ? {} : 'has' in scope ? { units: scope } : scope;
	switch (facts.kind) {
		case 'respondents':
			return respondentFigure(facts, part);
		case 'days':
			return dayFigure(facts, part);
		case 'measurements':
			return percentileFigure(facts, part);
		case 'entries':
			return entryFigure(facts, part);
		case 'difference':
			return differenceFigure(facts, part, figureOf);
		case 'quotient':
			return quotientFigure(facts, part, figureOf);
		case 'forms':
			return formFigure(facts, part);
	}
}

function formFigure({ units, notes }: Forms, part: Part): Figure | null {
	const mine = units.filter(isIn(part));
	const asked = mine.reduce((sum, one) => sum + one.asked, 0);
	if (asked === 0) return null;
	const numerator = mine.reduce((sum, one) => sum + one.counts, 0);
	return {
		...blank('count'),
		...{ n: asked, value: numerator / asked, numerator, denominator: asked, notes },
		responseRate: numerator / asked
	};
}

/** The figure with everything hidden, `n` apart. */
export function hide(figure: Figure, note?: FigureNote): Figure {
	const notes = note && !figure.notes.includes(note) ? [...figure.notes, note] : figure.notes;
	const { method, n, responseRate } = figure;
	return { ...blank(method), n, responseRate, suppressed: true, notes };
}
