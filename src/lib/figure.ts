/**
 * Facts in, figure out: how the facts behind each kind of measure become a share with its interval,
 * its suppression and its notes. Pure; `lib/server/measures.ts` gathers the facts.
 */
import type { Estimate } from './estimate.ts';
import type { Measure } from './indicator.ts';
import { ratio, wilson } from './statistics/interval.ts';
import { tooFew } from './statistics/protection/suppression.ts';

/** Something a reader must know about a figure; the words are in `messages/indicators.ts`. */
export const figureNotes = [
	/** every unit of the list answered: no sampling error is left */
	'complete',
	/** some units have not answered; the interval treats the others as drawn by lot */
	'nonresponse',
	/** the campaign is not closed yet */
	'campaign-open',
	/** one day has no interval */
	'one-day',
	/** on the boundaries of today: the unit did not stand yet when the period began */
	'boundaries-of-today',
	/** hidden so that another unit's hidden figure cannot be computed back */
	'hidden-for-others'
] as const;
export type FigureNote = (typeof figureNotes)[number];

export type Figure = Pick<
	Estimate,
	'value' | 'numerator' | 'denominator' | 'n' | 'low' | 'high' | 'level' | 'method' | 'suppressed'
> & { notes: FigureNote[] };

export type Facts =
	/** expected units that answered the question, and whether the answer counts */
	| {
			kind: 'answers';
			expected: number[];
			answered: { unitId: number; counts: boolean }[];
			open: boolean;
	  }
	/** visits of one site on one day */
	| { kind: 'visits'; rows: { unitId: number; day: string; part: number; all: number }[] }
	/** expected units and whether their form is in hand */
	| { kind: 'submitted'; units: { unitId: number; counts: boolean }[]; open: boolean };

const level = 0.95;

/** The figure for the units in `scope` (all unless given); null where there is nothing to say. */
export function figureOf(facts: Facts, scope?: ReadonlySet<number>): Figure | null {
	const inScope = ({ unitId }: { unitId: number }) => !scope || scope.has(unitId);
	if (facts.kind === 'visits') return overDays(facts.rows.filter(inScope));
	if (facts.kind === 'submitted') return ofAll(facts.units.filter(inScope), facts.open);
	const expected = facts.expected.filter((unitId) => inScope({ unitId })).length;
	return ofRespondents(facts.answered.filter(inScope), expected, facts.open);
}

function ofRespondents(
	answered: { counts: boolean }[],
	expected: number,
	open: boolean
): Figure | null {
	if (expected === 0) return null;
	const n = answered.length;
	const notes: FigureNote[] = open ? ['campaign-open'] : [];
	const figure = { ...blank('wilson_fpc'), n, notes };
	if (n === 0) return figure;
	if (tooFew(n)) return { ...figure, suppressed: true };
	const numerator = answered.filter(({ counts }) => counts).length;
	const { share, low, high, complete } = wilson(numerator, n, { population: expected, level });
	notes.unshift(complete ? 'complete' : 'nonresponse');
	return { ...figure, value: share, numerator, denominator: n, low, high };
}

function ofAll(units: { counts: boolean }[], open: boolean): Figure | null {
	if (units.length === 0) return null;
	const numerator = units.filter(({ counts }) => counts).length;
	return {
		...blank('count'),
		n: units.length,
		value: numerator / units.length,
		numerator,
		denominator: units.length,
		notes: open ? ['campaign-open'] : []
	};
}

function overDays(rows: { day: string; part: number; all: number }[]): Figure | null {
	const days = new Map<string, { numerator: number; denominator: number }>();
	for (const { day, part, all } of rows) {
		const sum = days.get(day) ?? { numerator: 0, denominator: 0 };
		days.set(day, { numerator: sum.numerator + part, denominator: sum.denominator + all });
	}
	const clusters = [...days.values()].filter(({ denominator }) => denominator > 0);
	if (clusters.length === 0) return null;
	const numerator = clusters.reduce((sum, one) => sum + one.numerator, 0);
	const denominator = clusters.reduce((sum, one) => sum + one.denominator, 0);
	const figure = { ...blank('ratio_by_day'), n: clusters.length, numerator, denominator };
	if (clusters.length === 1)
		return { ...figure, value: numerator / denominator, notes: ['one-day'] };
	const { ratio: value, low, high } = ratio(clusters, { level, share: true });
	return { ...figure, value, low, high };
}

function blank(method: Figure['method']): Figure {
	const nothing = { value: null, numerator: null, denominator: null, low: null, high: null };
	return { ...nothing, n: 0, level, method, suppressed: false, notes: [] };
}

/** The figure with everything hidden, `n` apart. */
export function hide(figure: Figure, note?: FigureNote): Figure {
	const notes = note ? [...figure.notes, note] : figure.notes;
	return { ...blank(figure.method), n: figure.n, suppressed: true, notes };
}

/** Whether figures of a measure are about respondents, whose small numbers are protected. */
export function isProtected({ kind }: Pick<Measure, 'kind'>): boolean {
	return kind === 'share_of_answers';
}
