/** Columns of the completion table and its CSV. */
import type { UnitProgress } from '../campaign.ts';
import type { Locale } from '../locale.ts';
import { charts } from '../messages/charts.ts';
import { formatMoment, none } from '../vietnamese.ts';
import type { Column } from './column.ts';

export function completionColumns(locale: Locale): Column<UnitProgress>[] {
	const t = charts[locale].completion;
	const yesNo = (value: boolean | null) => (value === null ? none : value ? t.yes : t.no);
	return [
		{ label: t.province, text: ({ name }) => name, value: ({ name }) => name },
		{ label: t.state, text: ({ state }) => t.states[state], value: ({ state }) => state },
		{
			label: t.answered,
			number: true,
			text: ({ answered, answerable }) => (answerable ? String(answered) : none),
			value: ({ answered }) => answered
		},
		{
			label: t.answerable,
			number: true,
			text: ({ answerable }) => (answerable ? String(answerable) : none),
			value: ({ answerable }) => answerable
		},
		{
			label: t.submittedAt,
			number: true,
			text: ({ submittedAt }) => formatMoment(submittedAt, locale),
			value: ({ submittedAt }) => submittedAt
		},
		{ label: t.onTime, text: ({ onTime }) => yesNo(onTime), value: ({ onTime }) => onTime }
	];
}
