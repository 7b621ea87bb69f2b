/**
 * Pictures of an evaluation: how far treated and comparison units lay apart in every period, with the
 * interval as a band and a line at the start; and the means of both. Pure; the same rows feed the tables.
 */
import type { Finding, Period, Plan, Step } from '../evaluation.ts';
import { amount } from '../evaluation/wording.ts';
import type { Locale } from '../locale.ts';
import { evaluationResult } from '../messages/evaluation-result.ts';
import { formatDay, formatNumber, none } from '../vietnamese.ts';
import type { Column } from './column.ts';
import type { Option } from './engine.ts';
import { lineOption } from './line.ts';
import { fonts, screen } from './palette.ts';

/** −2, −1, 0, 1: counted from the start, with the minus sign of the house. */
const timeText = (time: number) => formatNumber(time, 'vi', 0);

export function trendColumns(plan: Plan, finding: Finding, locale: Locale): Column<Step>[] {
	const t = evaluationResult[locale];
	const column = (label: string, read: (step: Step) => number): Column<Step> => ({
		...{ label, number: true, value: read },
		text: (step) => amount(read(step), plan, finding, locale)
	});
	return [
		{ label: t.time, text: ({ time }) => timeText(time), value: ({ time }) => time },
		column(t.difference, ({ effect }) => effect),
		column(t.low, ({ low }) => low),
		column(t.high, ({ high }) => high)
	];
}

type Lined = Option & { series: object[]; yAxis: object };

/** The last period before the start is the base and 0 by construction. */
export function withBase(steps: readonly Step[]): Step[] {
	const base = { time: -1, effect: 0, low: 0, high: 0 };
	return [...steps, base].sort((one, other) => one.time - other.time);
}

export function trendOption(
	steps: readonly Step[],
	plan: Plan,
	finding: Finding,
	locale: Locale
): Option {
	const rows = withBase(steps);
	const t = evaluationResult[locale];
	const value = (number: number) => amount(number, plan, finding, locale);
	const base = lineOption(
		rows,
		{
			...{
				name: t.difference,
				x: ({ time }: Step) => timeText(time),
				y: ({ effect }: Step) => effect
			},
			...{ low: ({ low }: Step) => low, high: ({ high }: Step) => high },
			...{ shortX: (x: string) => x, fullX: (x: string) => `${t.time}: ${x}`, value }
		},
		screen
	) as Lined;
	const zero = {
		type: 'line',
		silent: true,
		symbol: 'none',
		emphasis: { disabled: true },
		lineStyle: { color: screen.ruleStrong, width: 1, type: 'dashed' },
		data: rows.map(() => 0)
	};
	return {
		...base,
		yAxis: axis(base.yAxis, (number) => formatNumber(number, locale)),
		// a band that crosses 0 is one stack, whatever its sign
		series: [...base.series.map((series) => ({ ...series, stackStrategy: 'all' })), zero]
	};
}

/** An axis that need not begin at 0. */
const axis = (own: object, text: (value: number) => string) => ({
	...own,
	min: undefined,
	minInterval: 0,
	scale: true,
	axisLabel: {
		...{ fontFamily: fonts.num, fontSize: 12, color: screen.inkFaint },
		formatter: text
	}
});

export type MeanRow = { from: string; treated: number | null; other: number | null };

export function meanRows(periods: readonly Period[], finding: Finding): MeanRow[] {
	const other = finding.counterfactual ?? finding.means.comparison;
	return periods.map(({ from }, at) => ({
		...{ from, treated: finding.means.treated[at] ?? null },
		other: other[at] ?? null
	}));
}

export function meanColumns(finding: Finding, locale: Locale): Column<MeanRow>[] {
	const t = evaluationResult[locale];
	const column = (label: string, read: (row: MeanRow) => number | null): Column<MeanRow> => ({
		...{ label, number: true, value: read },
		text: (row) => formatNumber(read(row), locale, 1)
	});
	return [
		{ label: t.period, text: ({ from }) => formatDay(from), value: ({ from }) => from },
		column(t.treatedMean, ({ treated }) => treated),
		column(finding.counterfactual ? t.counterfactual : t.comparisonMean, ({ other }) => other)
	];
}

export function meanOption(rows: readonly MeanRow[], finding: Finding, locale: Locale): Option {
	const t = evaluationResult[locale];
	const value = (number: number | null) =>
		number === null ? none : formatNumber(number, locale, Math.abs(number) >= 100 ? 0 : 1);
	const base = lineOption(
		[...rows],
		{
			...{
				name: t.treatedMean,
				x: ({ from }: MeanRow) => from,
				y: ({ treated }: MeanRow) => treated
			},
			...{ shortX: (day: string) => formatDay(day), fullX: (day: string) => formatDay(day), value }
		},
		screen
	) as Lined & { tooltip: object };
	const otherName = finding.counterfactual ? t.counterfactual : t.comparisonMean;
	const other = {
		type: 'line',
		name: otherName,
		silent: true,
		symbol: 'emptyCircle',
		showAllSymbol: true,
		symbolSize: rows.length > 45 ? 0 : 5,
		emphasis: { disabled: true },
		itemStyle: { color: screen.previous },
		lineStyle: { color: screen.previous, width: 2, type: 'dashed' },
		data: rows.map((row) => row.other)
	};
	return {
		...base,
		yAxis: axis(base.yAxis, (number) => formatNumber(number, locale)),
		tooltip: {
			...base.tooltip,
			formatter: (items: { dataIndex: number }[]) => {
				const row = rows[items[0]?.dataIndex ?? -1];
				if (!row) return '';
				return [
					formatDay(row.from),
					`${t.treatedMean}: ${value(row.treated)}`,
					`${otherName}: ${value(row.other)}`
				].join('\n');
			}
		},
		series: [...base.series, other]
	};
}
