import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toDrawing, type Drawing } from '#lib/charts/drawing.ts';
import { toSvg } from '#lib/charts/engine.ts';
import { lineOption, type LineEncoding } from '#lib/charts/line.ts';
import { paper, screen } from '#lib/charts/palette.ts';
import { visitColumns, visitOption } from '#lib/charts/visits.ts';
import { textWidth } from '#lib/charts/text-width.ts';
import { neighbour, tiles } from '#lib/charts/tile-grid.ts';

type Row = { day: string; count: number | null };
const rows: Row[] = [
	{ day: '2026-11-21', count: 120 },
	{ day: '2026-11-22', count: null },
	{ day: '2026-11-23', count: 340 }
];
const encoding: LineEncoding<Row> = {
	name: 'lượt',
	x: ({ day }) => day,
	y: ({ count }) => count,
	shortX: (day) => day.slice(8),
	fullX: (day) => day,
	value: String
};
const size = { width: 600, height: 280 };

function flat(drawing: Drawing): Drawing[] {
	return [drawing, ...drawing.children.flatMap(flat)];
}
const tokens = readFileSync('src/lib/styles/tokens.css', 'utf8');

describe('a line', () => {
	it('keeps a missing value missing instead of drawing a zero', () => {
		const option = lineOption(rows, encoding, screen) as { series: { data: unknown[] }[] };
		expect(option.series[0]?.data).toEqual([120, null, 340]);
	});

	it('of visits ends with the last day that is over', () => {
		const day = (name: string, visits: number) => ({
			...{ day: name, visits, visitors: visits, pageViews: visits }
		});
		const visits = [day('2026-11-22', 120), day('2026-11-23', 340), day('2026-11-24', 3)];
		const drawn = (list: typeof visits) =>
			(visitOption(list, '2026-11-24', 'vi') as { series: { data: unknown[] }[] }).series.map(
				({ data }) => data
			);
		expect(drawn(visits)).toEqual([[120, 340]]);
		expect(drawn(visits.slice(2))).toEqual([[3]]);
		const [column] = visitColumns('vi', '2026-11-24');
		expect(visits.map((row) => column?.text(row))).toEqual([
			...['22/11/2026', '23/11/2026', '24/11/2026, chưa hết ngày']
		]);
	});

	it('draws an interval as a band between its two ends', () => {
		const banded = { ...encoding, low: () => 10, high: () => 25 };
		const option = lineOption(rows, banded, screen) as { series: { data: unknown[] }[] };
		expect(option.series.slice(0, 2).map(({ data }) => data)).toEqual([
			[10, 10, 10],
			[15, 15, 15]
		]);
	});

	it('is drawn on the server in the tokens of the theme, and on paper in plain colours', () => {
		const onScreen = toSvg(lineOption(rows, encoding, screen), size);
		expect(onScreen).toContain('stroke="var(--now)"');
		expect(onScreen).not.toMatch(/#[0-9a-fA-F]{6}/);
		expect(toSvg(lineOption(rows, encoding, paper), size)).toContain(`stroke="${paper.now}"`);
	});
});

describe('the palette', () => {
	it('has on paper the values that the tokens have in the light', () => {
		const light = tokens.slice(0, tokens.indexOf('@media'));
		for (const [role, token] of Object.entries(screen)) {
			const name = /var\((--[\w-]+)\)/.exec(token)?.[1] ?? '';
			const value = new RegExp(`${name}:\\s*(#\\w+)`).exec(light)?.[1];
			expect({ [role]: value?.toUpperCase() }).toEqual({
				[role]: paper[role as keyof typeof paper].toUpperCase()
			});
		}
	});

	it('has one dark theme, whether the system or the reader chose it', () => {
		const declared = (start: string) => {
			const from = tokens.indexOf('{', tokens.indexOf(start)) + 1;
			return [...tokens.slice(from, tokens.indexOf('}', from)).matchAll(/--[\w-]+:[^;]+/g)]
				.map(([text]) => text.replace(/\s+/g, ' '))
				.join(';');
		};
		const chosen = declared(':root[data-theme=');
		expect(chosen).toContain('--paper');
		expect(declared(':root:not([data-theme=')).toBe(chosen);
	});
});

describe('a drawing', () => {
	it('holds shapes and text only, whatever the SVG holds', () => {
		const tree = toDrawing(
			'<svg viewBox="0 0 1 1" onload="x()"><script>alert(1)</script><g class="a"><text x="1">A &lt;b&gt; &amp; c</text></g><path d="M0 0"/></svg>'
		);
		expect(tree).toEqual({
			tag: 'svg',
			attributes: { viewBox: '0 0 1 1' },
			text: '',
			children: [
				{
					tag: 'g',
					attributes: {},
					text: '',
					children: [{ tag: 'text', attributes: { x: '1' }, text: 'A <b> & c', children: [] }]
				},
				{ tag: 'path', attributes: { d: 'M0 0' }, text: '', children: [] }
			]
		});
	});

	it('keeps every label of the chart', () => {
		const texts = flat(toDrawing(toSvg(lineOption(rows, encoding, screen), size))).map(
			({ text }) => text
		);
		expect(texts).toEqual(expect.arrayContaining(['21', '22', '23', '0', '340']));
	});
});

describe('the width of a text', () => {
	it('comes from the fonts: Vietnamese letters as wide as their base letters', () => {
		expect(textWidth('Phiên tòa giả định', "16px 'Be Vietnam Pro'")).toBeCloseTo(139.8, 0);
		expect(Math.abs(textWidth('ế', '20px x') - textWidth('e', '20px x'))).toBeLessThan(1);
	});

	it('gives all figures the same width in the font of numbers only', () => {
		const numbers = "12px 'Thuoc So', 'Be Vietnam Pro'";
		expect(textWidth('111', numbers)).toBe(textWidth('444', numbers));
		expect(textWidth('111', "12px 'Be Vietnam Pro'")).toBeLessThan(
			textWidth('444', "12px 'Be Vietnam Pro'")
		);
	});
});

describe('the grid of tiles', () => {
	it('holds the 34 provinces, each in a place of its own', () => {
		expect(new Set(tiles.map(({ code }) => code)).size).toBe(34);
		expect(new Set(tiles.map(({ col, row }) => `${col}/${row}`)).size).toBe(34);
	});

	it('can be walked to every tile with the arrow keys', () => {
		const seen = new Set([tiles[0]!.code]);
		const queue = [tiles[0]!];
		for (let tile = queue.pop(); tile; tile = queue.pop())
			for (const way of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const) {
				const next = neighbour(tile, way);
				if (next && !seen.has(next.code)) {
					seen.add(next.code);
					queue.push(next);
				}
			}
		expect(seen.size).toBe(34);
	});
});
