/**
 * Our count by month as a solid line, those of earlier counters as broken ones with their names:
 * beside each other, for they were counted by other methods. The same rows feed table and CSV.
 */
import type { MonthRow, Months } from '../history/months.ts';
import type { Locale } from '../locale.ts';
import { pastChart } from '../messages/past-chart.ts';
import { formatNumber } from '../vietnamese.ts';
import type { Column } from './column.ts';
import type { Option } from './engine.ts';
import { lineOption } from './line.ts';
import { fonts, screen } from './palette.ts';

/** As many counters are drawn; the table holds all. */
const strokes = ['dashed', 'dotted', [10, 4, 2, 4]] as const;

const monthText = (month: string) => month.split('-').reverse().join('/');

export function pastColumns({ sources }: Months, locale: Locale): Column<MonthRow>[] {
	const t = pastChart[locale];
	const count = (label: string, read: (row: MonthRow) => number | null): Column<MonthRow> => ({
		...{ label, number: true, value: read },
		text: (row) => formatNumber(read(row), locale, 0)
	});
	return [
		{ label: t.month, text: ({ month }) => monthText(month), value: ({ month }) => month },
		count(t.own, ({ own }) => own),
		...sources.map((source, at) => count(t.of(source), ({ past }) => past[at] ?? null))
	];
}

export function pastOption({ rows, sources }: Months, locale: Locale): Option {
	const t = pastChart[locale];
	const value = (number: number | null) => formatNumber(number, locale, 0);
	const base = lineOption(
		rows,
		{
			...{ name: t.own, x: ({ month }: MonthRow) => month, y: ({ own }: MonthRow) => own },
			...{ shortX: monthText, fullX: monthText, value }
		},
		screen
	) as Option & { series: object[]; tooltip: object };
	const broken = strokes.slice(0, sources.length).map((type, at) => ({
		type: 'line',
		name: sources[at],
		silent: true,
		symbol: 'emptyCircle',
		showAllSymbol: true,
		symbolSize: rows.length > 45 ? 0 : 5,
		emphasis: { disabled: true },
		itemStyle: { color: screen.previous },
		lineStyle: { color: screen.previous, width: 2, type },
		data: rows.map(({ past }) => past[at] ?? null)
	}));
	return {
		...base,
		tooltip: {
			...base.tooltip,
			formatter: (items: { dataIndex: number }[]) => {
				const row = rows[items[0]?.dataIndex ?? -1];
				if (!row) return '';
				const lines = [`${t.own}: ${value(row.own)}`];
				for (const [at, source] of sources.entries())
					lines.push(`${t.of(source)}: ${value(row.past[at] ?? null)}`);
				return [monthText(row.month), ...lines].join('\n');
			},
			textStyle: { fontFamily: fonts.num, fontSize: 13, color: screen.ink }
		},
		series: [...base.series, ...broken]
	};
}
