/**
 * A register asks units for figures that no survey and no portal gives: documents issued, questions
 * answered on time, followers of a channel. What each asks is data (`register/list.ts`); one form,
 * one table and one check serve them all.
 */
import type { Locale } from './locale.ts';
import { list } from './register/list.ts';
import type { Rhythm } from './register/periods.ts';
import type { Level } from './unit.ts';

export type Words = Record<Locale, string>;

/**
 * `count`: how many in the period, adds up. `stock`: how many on its last day, never added up over
 * time. `share`: a part of a whole. `ratio`: a part over a whole that it may exceed. `state`: how far
 * something has come, with the day. `days`: a number of days for each document.
 */
export const registerKinds = ['count', 'stock', 'share', 'ratio', 'state', 'days'] as const;
export type RegisterKind = (typeof registerKinds)[number];

/** What an entry is told apart by besides unit and period, such as channels or kinds of material. */
export type Split = {
	label: Words;
	values: { code: string; label: Words }[];
	/** others may be added under their own name */
	open: boolean;
};

export type Register = {
	indicatorId: string;
	kind: RegisterKind;
	rhythm: Rhythm;
	/** who has to report; communes may besides where they are named in `also` */
	levels: Level[];
	also: Level[];
	split: Split | null;
	part: Words;
	whole: Words | null;
	/** a second count told beside the first */
	beside: Words | null;
	/** of a state: what 0, 1, 2 … mean */
	steps: Words[];
	hint: Words;
};

/** What a version of an entry says. */
export type Figures = {
	part: number | null;
	whole: number | null;
	beside: number | null;
	days: number[] | null;
	/** the day on which a state was reached */
	reachedOn: string | null;
	/** legal basis or number of the document */
	document: string;
	note: string;
};

/** Which entry: one of a register for a unit, a channel (null where it has none) and a period. */
export type Place = {
	indicatorId: string;
	unitId: number;
	channel: string | null;
	/** first and last day, YYYY-MM-DD */
	periodFrom: string;
	periodTo: string;
};

export type Entry = Place &
	Figures & {
		id: number;
		version: number;
		isWithdrawn: boolean;
		enteredBy: string;
		/** ISO 8601 */
		enteredAt: string;
	};

/** One version as it was entered; `reason` of a withdrawal. */
export type Version = Figures & {
	version: number;
	replaces: number | null;
	reason: string | null;
	enteredBy: string;
	enteredAt: string;
};

export const limits = { value: 1e12, days: 36_500, documents: 2000, document: 300, note: 2000 };
/** No figure is older than the programme that these registers follow. */
export const earliest = '2015-01-01';

export function registerOf(indicatorId: string): Register | undefined {
	return list.find((one) => one.indicatorId === indicatorId);
}

export { periodAround, periodBefore, type Rhythm } from './register/periods.ts';
export { list as registers };
