/** Columns of the values by province: the table beside the tile map and its CSV. */
import { rangeText, valueText, type Labels } from '../estimate-text.ts';
import type { Estimate } from '../estimate.ts';
import type { Indicator } from '../indicator.ts';
import type { Locale } from '../locale.ts';
import { indicators as words } from '../messages/indicators.ts';
import { formatNumber, none } from '../vietnamese.ts';
import type { Column } from './column.ts';

export type PlaceRow = Estimate & { code: string; name: string };

export function placeColumns(
	indicator: Indicator,
	locale: Locale,
	labels: Labels
): Column<PlaceRow>[] {
	const t = words[locale];
	const c = t.tableColumns;
	const shown = (row: PlaceRow) =>
		row.suppressed ? t.hidden : valueText(indicator, row, locale, labels);
	return [
		{ label: c.place, text: ({ name }) => name, value: ({ name }) => name },
		{ label: c.value, number: true, text: shown, value: (row) => row.value },
		{
			label: c.interval,
			number: true,
			text: (row) => (row.low === null ? none : rangeText(indicator, row, locale)),
			value: ({ low, high }) => (low === null || high === null ? null : `${low} – ${high}`)
		},
		{
			label: c.n,
			number: true,
			text: ({ n }) => formatNumber(n, locale),
			value: ({ n }) => n
		}
	];
}
