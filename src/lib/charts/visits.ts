/** Visits by day: the columns of the table and CSV, and how the line reads them. */
import type { Locale } from '../locale.ts';
import { charts } from '../messages/charts.ts';
import type { DayCount } from '../overview.ts';
import { formatDay, formatNumber } from '../vietnamese.ts';
import type { Column } from './column.ts';
import type { LineEncoding } from './line.ts';

export function visitColumns(locale: Locale): Column<DayCount>[] {
	const t = charts[locale];
	const count = (key: 'visits' | 'visitors' | 'pageViews'): Column<DayCount> => ({
		label: t[key],
		number: true,
		text: (row) => formatNumber(row[key], locale, 0),
		value: (row) => row[key]
	});
	return [
		{ label: t.day, text: ({ day }) => formatDay(day), value: ({ day }) => day },
		count('visits'),
		count('visitors'),
		count('pageViews')
	];
}

/** `today` is the day that still grows. */
export function visitEncoding(locale: Locale, today: string): LineEncoding<DayCount> {
	return {
		name: charts[locale].visitsUnit,
		x: ({ day }) => day,
		y: ({ visits }) => visits,
		partial: ({ day }) => day === today,
		shortX: (day) => formatDay(day).slice(0, -5),
		fullX: formatDay,
		value: (value) => formatNumber(value, locale, 0)
	};
}
