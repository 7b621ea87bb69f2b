/** Visits by day: the columns of the table and CSV, and the line over the days that are over. */
import type { Locale } from '../locale.ts';
import { charts } from '../messages/charts.ts';
import type { DayCount } from '../overview.ts';
import { formatDay, formatNumber } from '../vietnamese.ts';
import type { Column } from './column.ts';
import type { Option } from './engine.ts';
import { lineOption, type LineEncoding } from './line.ts';
import { screen } from './palette.ts';

/** `today` is the day that still grows; the columns say so. */
export function visitColumns(locale: Locale, today: string): Column<DayCount>[] {
	const t = charts[locale];
	const count = (key: 'visits' | 'visitors' | 'pageViews'): Column<DayCount> => ({
		label: t[key],
		number: true,
		text: (row) => formatNumber(row[key], locale, 0),
		value: (row) => row[key]
	});
	return [
		{
			label: t.day,
			text: ({ day }) => (day === today ? t.unfinished(formatDay(day)) : formatDay(day)),
			value: ({ day }) => day
		},
		count('visits'),
		count('visitors'),
		count('pageViews')
	];
}

/** The line's days: those that are over, for today would end it in a fall; today alone at first. */
export function drawnDays(visits: DayCount[], today: string): DayCount[] {
	const over = visits.filter(({ day }) => day !== today);
	return over.length > 0 ? over : visits;
}

export function visitOption(visits: DayCount[], today: string, locale: Locale): Option {
	const encoding: LineEncoding<DayCount> = {
		name: charts[locale].visitsUnit,
		x: ({ day }) => day,
		y: ({ visits: count }) => count,
		shortX: (day) => formatDay(day).slice(0, -5),
		fullX: formatDay,
		value: (value) => formatNumber(value, locale, 0)
	};
	return lineOption(drawnDays(visits, today), encoding, screen);
}
