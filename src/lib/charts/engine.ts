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

/** Draws into an element; the element keeps its size, the chart follows it with `resize`. */
export function draw(element: HTMLElement) {
	return echarts.init(element, null, { renderer: 'svg' });
}

/** An SVG document drawn without a browser. */
export function toSvg(option: Option, { width, height }: Size): string {
	if (typeof document === 'undefined')
		echarts.setPlatformAPI({
			measureText: (text, font) => ({ width: textWidth(text, font ?? '12px') })
		});
	const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
	try {
		chart.setOption({ ...option, animation: false });
		return chart.renderToSVGString();
	} finally {
		chart.dispose();
	}
}
