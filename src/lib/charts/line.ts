/**
 * A line over days, with its interval as a band where there is one. Pure: rows of the table beside
 * the chart and of its CSV.
 */
import type { Option } from './engine.ts';
import { fonts, type Palette } from './palette.ts';

export type LineEncoding<Row> = {
	/** what the line is, for the tooltip */
	name: string;
	/** place on the axis, one per row */
	x: (row: Row) => string;
	y: (row: Row) => number | null;
	low?: (row: Row) => number | null;
	high?: (row: Row) => number | null;
	/** short and full writing of a place on the axis, and of a value */
	shortX: (x: string) => string;
	fullX: (x: string) => string;
	value: (value: number) => string;
};

export function lineOption<Row>(
	rows: Row[],
	encoding: LineEncoding<Row>,
	palette: Palette
): Option {
	const text = { fontFamily: fonts.num, fontSize: 12, color: palette.inkFaint };
	const line = {
		type: 'line',
		name: encoding.name,
		silent: true,
		symbol: 'circle',
		showAllSymbol: true,
		emphasis: { disabled: true },
		itemStyle: { color: palette.now },
		lineStyle: { color: palette.now, width: 2 },
		symbolSize: rows.length > 45 ? 0 : 4,
		data: rows.map(encoding.y),
		endLabel: {
			show: true,
			...text,
			color: palette.now,
			fontWeight: 600,
			formatter: ({ value }: { value: number }) => encoding.value(value)
		}
	};
	return {
		animation: false,
		textStyle: { fontFamily: fonts.num },
		grid: { left: 4, right: 52, top: 12, bottom: 4, outerBoundsMode: 'same' },
		tooltip: {
			trigger: 'axis',
			renderMode: 'richText',
			transitionDuration: 0,
			backgroundColor: palette.paper,
			borderColor: palette.ruleStrong,
			borderRadius: 3,
			shadowBlur: 0,
			shadowOffsetX: 0,
			shadowOffsetY: 0,
			textStyle: { ...text, fontSize: 13, color: palette.ink },
			axisPointer: { lineStyle: { color: palette.ruleStrong, type: 'solid' } },
			formatter: (items: { dataIndex: number }[]) => {
				const row = rows[items[0]?.dataIndex ?? -1];
				if (row === undefined) return '';
				const value = encoding.y(row);
				return `${encoding.fullX(encoding.x(row))}\n${value === null ? '–' : encoding.value(value)} ${encoding.name}`;
			}
		},
		xAxis: {
			type: 'category',
			boundaryGap: false,
			data: rows.map(encoding.x),
			axisLine: { lineStyle: { color: palette.ruleStrong } },
			axisTick: { show: false },
			axisLabel: { ...text, hideOverlap: true, formatter: encoding.shortX }
		},
		yAxis: {
			type: 'value',
			min: 0,
			splitNumber: 4,
			minInterval: 1,
			splitLine: { lineStyle: { color: palette.rule } },
			axisLabel: { ...text, formatter: encoding.value }
		},
		series: [...band(rows, encoding, palette), line]
	};
}

function band<Row>(rows: Row[], { low, high }: LineEncoding<Row>, palette: Palette): object[] {
	if (!low || !high) return [];
	const edge = {
		type: 'line',
		stack: 'interval',
		silent: true,
		symbol: 'none',
		emphasis: { disabled: true },
		lineStyle: { opacity: 0 }
	};
	const heights = rows.map((row) => {
		const [from, to] = [low(row), high(row)];
		return from === null || to === null ? null : to - from;
	});
	return [
		{ ...edge, data: rows.map(low) },
		{ ...edge, areaStyle: { color: palette.band, opacity: 1 }, data: heights }
	];
}
