/**
 * Periods of registers: whole months, quarters or years, as people write them. `2026-10`, `2026-Q3`
 * and `2026` are their names in addresses, files and the interface for programs.
 */
import { addDays } from '../event.ts';
import { readDay } from '../import/numbers.ts';
import type { Locale } from '../locale.ts';
import { fold } from '../vietnamese.ts';

export const rhythms = ['month', 'quarter', 'year'] as const;
export type Rhythm = (typeof rhythms)[number];

/** First and last day, YYYY-MM-DD. */
export type Period = { from: string; to: string };

export const periodExamples: Record<Rhythm, string> = {
	month: '2026-10, 10/2026',
	quarter: '2026-Q3, Quý III/2026',
	year: '2026'
};

const lengths: Record<Rhythm, number> = { month: 1, quarter: 3, year: 12 };

/** The period of a rhythm that holds a day. */
export function periodAround(day: string, rhythm: Rhythm): Period {
	const [year = 0, month = 1] = day.split('-').map(Number);
	const length = lengths[rhythm];
	return starting(year, Math.floor((month - 1) / length) * length + 1, length);
}

function starting(year: number, month: number, length: number): Period {
	const later = month + length;
	const next = later > 12 ? dayText(year + 1, later - 12) : dayText(year, later);
	return { from: dayText(year, month), to: addDays(next, -1) };
}

const dayText = (year: number, month: number) =>
	`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;

/** The period before or, with `count` below 0, after. */
export function periodBack({ from }: Period, rhythm: Rhythm, count = 1): Period {
	const [year = 0, month = 1] = from.split('-').map(Number);
	const months = year * 12 + month - 1 - count * lengths[rhythm];
	return starting(Math.floor(months / 12), (months % 12) + 1, lengths[rhythm]);
}

/** The period before. */
export function periodBefore(period: Period, rhythm: Rhythm): Period {
	return periodBack(period, rhythm);
}

/** The name of a period: 2026-10, 2026-Q3, 2026. */
export function keyOf({ from }: Pick<Period, 'from'>, rhythm: Rhythm): string {
	const [year, month] = from.split('-');
	if (rhythm === 'year') return year!;
	return rhythm === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

const roman = ['I', 'II', 'III', 'IV'];

/** A period for readers: tháng 10/2026, quý III/2026, năm 2026. */
export function labelOf({ from }: Period, rhythm: Rhythm, locale: Locale): string {
	const [year, month] = from.split('-');
	const quarter = Math.ceil(Number(month) / 3) - 1;
	if (rhythm === 'year') return locale === 'vi' ? `năm ${year}` : `${year}`;
	if (rhythm === 'month') return locale === 'vi' ? `tháng ${month}/${year}` : `${month}/${year}`;
	return locale === 'vi' ? `quý ${roman[quarter]}/${year}` : `Q${quarter + 1} ${year}`;
}

/** A period of a rhythm as people write it; undefined for anything else. */
export function readPeriod(text: string, rhythm: Rhythm): Period | undefined {
	const plain = text.normalize('NFC').trim();
	const words = fold(plain);
	const found = { month: monthOf, quarter: quarterOf, year: yearOf }[rhythm](plain, words);
	if (found && found.year >= 1900 && found.month <= 12)
		return starting(found.year, found.month, lengths[rhythm]);
	// Spreadsheets turn 10/2026 into the first day of that month.
	const read = /^\d{5}$/.test(plain) ? undefined : readDay(plain, 'dmy');
	if (!read || !('day' in read)) return undefined;
	const around = periodAround(read.day, rhythm);
	return around.from === read.day ? around : undefined;
}

type Start = { year: number; month: number } | undefined;

function monthOf(plain: string, words: string): Start {
	const year = /^(\d{4})[-/.](\d{1,2})$/.exec(plain);
	if (year) return start(year[1]!, year[2]!);
	const month = /^(?:(?:thang|month|t) ?)?(\d{1,2})(?: nam)? (\d{4})$/.exec(words);
	return month ? start(month[2]!, month[1]!) : undefined;
}

function start(year: string, month: string): Start {
	return Number(month) >= 1 ? { year: Number(year), month: Number(month) } : undefined;
}

function quarterOf(_plain: string, words: string): Start {
	const first = /^(\d{4}) q(?:uy)? ?([1-4])$/.exec(words);
	if (first) return { year: Number(first[1]), month: Number(first[2]) * 3 - 2 };
	const later = /^(?:quy |quarter |q ?)?([1-4]|i{1,3}|iv)(?: nam)? (\d{4})$/.exec(words);
	if (!later) return undefined;
	const count = Number(later[1]) || roman.indexOf(later[1]!.toUpperCase()) + 1;
	return { year: Number(later[2]), month: count * 3 - 2 };
}

function yearOf(_plain: string, words: string): Start {
	const found = /^(?:nam |year )?(\d{4})$/.exec(words);
	return found ? { year: Number(found[1]), month: 1 } : undefined;
}
