/** The facts behind measures of registers: what units entered for periods within the one asked for. */
import { addDays } from '../../event.ts';
import type { Entries, EntryRow } from '../../figure/entries.ts';
import type { RegisterMeasure } from '../../measure.ts';
import { earliest } from '../../register.ts';
import type { Sql } from '../postgres.ts';
import * as registers from '../registers/registers.ts';
import type { Period, Split } from './shape.ts';

const ways = {
	sum_of_entries: 'sum',
	ratio_of_entries: 'ratio',
	median_of_entries: 'median',
	latest_of_entries: 'latest',
	state_of_entries: 'state',
	units_in_state: 'reached'
} as const satisfies Record<RegisterMeasure['kind'], Entries['how']>;

/** What holds until the next entry, instead of belonging to its period. */
const holds: Partial<Record<Entries['how'], true>> = { latest: true, state: true, reached: true };

/** Every entry that some period up to the last day may need. */
export async function read(
	sql: Sql,
	indicatorId: string,
	{ to }: Period
): Promise<registers.Fact[]> {
	// A year's entry about a state stands from the day it was reached, long before the year is over.
	return registers.entries(sql, { indicatorId, from: earliest, to: `${to.slice(0, 4)}-12-31` });
}

/**
 * What of these entries counts for a period. Counts and shares count where their own period lies
 * within it; a state holds from the day it was reached on; a stock is the last of a year.
 */
export function factsOf(
	measure: RegisterMeasure,
	entries: readonly registers.Fact[],
	period: Period,
	standing: ReadonlySet<number>,
	{ dimension, placeOf }: Split
): Entries {
	const how = ways[measure.kind];
	const rows = entries.flatMap((entry): EntryRow[] => {
		const day = how === 'state' || how === 'reached' ? reachedOn(entry) : entry.periodTo;
		if (!counts(how, entry, day, period)) return [];
		// What became part of another unit is in that unit’s stock and state by then.
		if (how in holds && !standing.has(entry.unitId)) return [];
		const unitId = placeOf ? placeOf(entry.unitId) : entry.unitId;
		if (unitId === undefined) return [];
		// Stocks and states are told apart by unit before they are added up.
		const channel = entry.channel ?? '';
		const own = how === 'latest' || how === 'reached' ? `${channel} ${entry.unitId}` : channel;
		const part =
			measure.kind === 'sum_of_entries' && measure.field === 'beside' ? entry.beside : entry.part;
		const category = dimension === 'channel' ? channel : '';
		return [{ unitId, category, series: own, day, part, whole: entry.whole, days: entry.days }];
	});
	return { kind: 'entries', how, step: measure.kind === 'units_in_state' ? measure.step : 0, rows };
}

function reachedOn({ reachedOn: day, periodFrom }: registers.Fact): string {
	return day ?? periodFrom;
}

function counts(
	how: Entries['how'],
	{ periodFrom, periodTo }: registers.Fact,
	day: string,
	{ from, to }: Period
): boolean {
	if (how === 'state' || how === 'reached') return day <= to;
	if (how === 'latest') return periodTo <= to && day > addDays(to, -366);
	return periodFrom >= from && periodTo <= to;
}
