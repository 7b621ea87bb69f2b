/**
 * The chart engine with the parts we use and no more. Imported on the server, and in the browser
 * only when a chart is on the page (see `chart.svelte.ts`).
 */
import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { textWidth } from './text-width.ts';

echarts.use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export type Option = echarts.EChartsCoreOption;
export type Size = { width: number; height: number };

// The same widths in the browser as on the server: a chart does not move when it comes to life.
// What names no font of ours (the tooltip) is shown in the font of numbers by `styles/figures.css`.
echarts.setPlatformAPI({
	measureText: (text, font = '12px') => ({
		width: textWidth(text, font.includes('Be Vietnam Pro') ? font : `${font}, Thuoc So`)
	})
});

/** Draws into an element; the element keeps its size, the chart follows it with `resize`. */
export function draw(element: HTMLElement) {
	return echarts.init(element, null, { renderer: 'svg' });
}

/** An SVG document drawn without a browser. */
export function toSvg(option: Option, { width, height }: Size): string {
	const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
	try {
		chart.setOption({ ...option, animation: false });
		return chart.renderToSVGString();
	} finally {
		chart.dispose();
	}
}
