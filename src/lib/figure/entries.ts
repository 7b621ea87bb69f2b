/**
 * Figures from registers: what units entered, added up or put in order. Everything is counted, so
 * there is no sampling error; what nobody entered is not there.
 */
import { blank, isIn, type Figure, type Part } from './shape.ts';

export type EntryRow = {
	unitId: number;
	/** channel or kind of material, where it is told apart by that */
	category: string;
	/** what a later row takes the place of: unit, channel and, where units were joined, which of them */
	series: string;
	/** last day of the period that the entry is about, or the day a state was reached */
	day: string;
	part: number | null;
	whole: number | null;
	days: number | null;
};

export type Entries = {
	kind: 'entries';
	how: 'sum' | 'ratio' | 'median' | 'latest' | 'state' | 'reached';
	/** of `reached`: the step */
	step: number;
	rows: EntryRow[];
};

export function entryFigure(facts: Entries, part: Part): Figure | null {
	const rows = facts.rows.filter(isIn(part));
	if (rows.length === 0) return null;
	switch (facts.how) {
		case 'sum':
			return total(rows, sum(rows));
		case 'latest':
			return latestFigure(rows);
		case 'ratio':
			return ratioFigure(rows);
		case 'median':
			return medianFigure(rows);
		case 'state':
			return stateFigure(rows);
		case 'reached':
			return reachedFigure(rows, facts.step);
	}
}

const sum = (rows: EntryRow[], field: 'part' | 'whole' = 'part') =>
	rows.reduce((all, row) => all + (row[field] ?? 0), 0);

function total(rows: EntryRow[], value: number): Figure | null {
	if (rows.every(({ part }) => part === null)) return null;
	return { ...blank('total'), n: rows.length, value, numerator: value };
}

/** The last row of each series of a unit. */
function last(rows: EntryRow[]): EntryRow[] {
	const kept = new Map<string, EntryRow>();
	for (const row of rows) {
		const key = `${row.unitId} ${row.series}`;
		const known = kept.get(key);
		if (!known || known.day <= row.day) kept.set(key, row);
	}
	return [...kept.values()];
}

function latestFigure(rows: EntryRow[]): Figure | null {
	const standing = last(rows);
	const figure = total(standing, sum(standing));
	return figure && { ...figure, method: 'state', notes: ['not-people'] };
}

/** Entries that lack either side say nothing of the share. */
function ratioFigure(rows: EntryRow[]): Figure | null {
	const whole = rows.filter(({ part, whole: all }) => part !== null && all !== null);
	const numerator = sum(whole);
	const denominator = sum(whole, 'whole');
	if (denominator === 0) return null;
	const value = numerator / denominator;
	return { ...blank('count'), n: whole.length, value, numerator, denominator };
}

function medianFigure(rows: EntryRow[]): Figure | null {
	const days = rows.flatMap(({ days: one }) => one ?? []).sort((one, other) => one - other);
	if (days.length === 0) return null;
	const middle = Math.floor(days.length / 2);
	const value = days.length % 2 ? days[middle]! : (days[middle - 1]! + days[middle]!) / 2;
	return { ...blank('median'), n: days.length, value };
}

function stateFigure(rows: EntryRow[]): Figure | null {
	const standing = last(rows);
	const figure = { ...blank('state'), n: standing.length };
	if (standing.length > 1) return { ...figure, notes: ['one-unit-only'] };
	return { ...figure, value: standing[0]!.part, numerator: standing[0]!.part };
}

function reachedFigure(rows: EntryRow[], step: number): Figure {
	const standing = last(rows);
	const value = standing.filter(({ part }) => (part ?? 0) >= step).length;
	return { ...blank('total'), n: standing.length, value, numerator: value };
}
