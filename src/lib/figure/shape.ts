/** What a figure is made of, and what a reader must know about one. */
import type { Estimate } from '../estimate.ts';

/** The words are in `messages/figures.ts`. */
export const figureNotes = [
	/** every unit of the list answered: no sampling error is left */
	'complete',
	/** some units have not answered; the interval treats the others as drawn by lot */
	'nonresponse',
	/** some units have not answered; what they would add is missing */
	'not-all-reported',
	/** people who came by open links: no sample drawn by lot, nobody knows how many were asked */
	'open-links',
	/** the campaign is not closed yet */
	'campaign-open',
	/** one day has no interval */
	'one-day',
	/** one respondent has no interval */
	'one-respondent',
	/** on the boundaries of today: the unit did not stand yet when the period began */
	'boundaries-of-today',
	/** hidden so that another unit's hidden figure cannot be computed back */
	'hidden-for-others',
	/** followers of channels: one person may follow several */
	'not-people',
	/** visits and acts are no people */
	'visits-not-people',
	/** states of several units are never made one */
	'one-unit-only',
	/** localities without one of the parts are left out */
	'only-with-both',
	/** two choices are too close to tell apart */
	'tied',
	/** one of the groups has no figure */
	'group-missing'
] as const;
export type FigureNote = (typeof figureNotes)[number];

export type Figure = Pick<
	Estimate,
	| 'value'
	| 'choice'
	| 'numerator'
	| 'denominator'
	| 'n'
	| 'effectiveN'
	| 'responseRate'
	| 'low'
	| 'high'
	| 'level'
	| 'method'
	| 'suppressed'
> & { notes: FigureNote[] };

export const level = 0.95;

export function blank(method: Figure['method']): Figure {
	const nothing = { value: null, choice: null, numerator: null, denominator: null };
	const unknown = { low: null, high: null, effectiveN: null, responseRate: null };
	return { ...nothing, ...unknown, n: 0, level, method, suppressed: false, notes: [] };
}

/** A number within the ends of its scale. */
export function within(value: number, scale: readonly [number, number] | null): number {
	return scale ? Math.min(scale[1], Math.max(scale[0], value)) : value;
}

/** A part of the facts: some units, some categories, one option of a top choice. */
export type Part = {
	units?: ReadonlySet<number> | undefined;
	categories?: readonly string[] | undefined;
	option?: string | undefined;
};

/** Whether a row of the facts belongs to a part. */
export function isIn({ units, categories }: Part) {
	return ({ unitId, category }: { unitId: number; category: string }): boolean =>
		(!units || units.has(unitId)) && (!categories || categories.includes(category));
}
