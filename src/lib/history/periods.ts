/**
 * Days and months as counters write them: 20240131, 2024-01-31, 31/01/2024, 202401, 2024-01,
 * 01/2024, “Tháng 1/2024”.
 */
import type { Grain, RowReason } from '../history.ts';
import { readDay, type DayOrder } from '../import/numbers.ts';
import { isDay } from '../questionnaire/structure.ts';
import { fold, formatDay } from '../vietnamese.ts';

export type Period = { grain: Grain; day: string };
export type PeriodReading = Period | { reason: RowReason };

/** Day or month of a text. */
export function readPeriod(text: string, order: DayOrder): PeriodReading {
	const plain = text.trim();
	const packed =
		/^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(plain);
	if (packed) return dayOf(packed[1]!, packed[2]!, packed[3]!);
	const month = /^(\d{4})(\d{2})$/.exec(plain) ?? /^(\d{4})[-/.](\d{1,2})$/.exec(plain);
	if (month) return monthOf(month[1]!, month[2]!);
	const named = /^(?:thang )?(\d{1,2})(?: nam)? (\d{4})$/.exec(fold(plain));
	if (named) return monthOf(named[2]!, named[1]!);
	const read = readDay(plain, order);
	return 'day' in read ? { grain: 'day', day: read.day } : read;
}

function dayOf(year: string, month: string, date: string): PeriodReading {
	const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
	return isDay(day) ? { grain: 'day', day } : { reason: 'date-impossible' };
}

function monthOf(year: string, month: string): PeriodReading {
	const read = dayOf(year, month, '1');
	return 'day' in read ? { grain: 'month', day: read.day } : read;
}

/** A day or month for readers: 05/11/2026, 11/2026. */
export function formatPeriod(day: string, grain: Grain): string {
	return grain === 'day' ? formatDay(day) : day.slice(0, 7).split('-').reverse().join('/');
}

/** The last day of a period. */
export function endOf({ grain, day }: Period): string {
	if (grain === 'day') return day;
	const [year = 0, month = 0] = day.split('-').map(Number);
	return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The day or month that a span of days is; undefined for any other span. */
export function periodOf(from: string, to: string): Period | undefined {
	if (from === to) return { grain: 'day', day: from };
	const month: Period = { grain: 'month', day: `${from.slice(0, 8)}01` };
	return from === month.day && to === endOf(month) ? month : undefined;
}
