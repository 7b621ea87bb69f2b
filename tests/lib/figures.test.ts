import { readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { tiles } from '#lib/charts/tile-grid.ts';
import { visitOption } from '#lib/charts/visits.ts';
import Completion from '#lib/components/Completion.svelte';
import StatTile from '#lib/components/StatTile.svelte';
import VisitsByDay from '#lib/components/VisitsByDay.svelte';
import { draw } from '#lib/server/drawings.ts';
import { findFiles } from '../files.ts';
import { estimate, fullOverview, indicator } from '../reports.ts';

const overview = fullOverview();
const progress = overview.progress.map((unit, index) => ({ ...unit, ...tiles[index]! }));
const locale = 'vi' as const;

const completion = () =>
	render(Completion, {
		props: {
			locale,
			campaign: overview.campaign!,
			progress,
			asOf: overview.asOf,
			simulated: true
		}
	}).body;

function visits(): string {
	const option = visitOption(overview.visits, overview.periodTo, locale);
	return render(VisitsByDay, { props: { locale, overview, drawings: draw(option) } }).body;
}

/** What a chart's figure lacks; an empty list is a good figure. */
function faultsOf(figure: string): string[] {
	const words = (pattern: RegExp) =>
		(pattern.exec(figure)?.[1] ?? '').replace(/<[^>]*>/g, '').trim();
	const needs: Record<string, boolean> = {
		headline: words(/<h3[^>]*>([\s\S]*?)<\/h3>/) !== '',
		'what is measured': words(/<p class="sub[^>]*>([\s\S]*?)<\/p>/) !== '',
		'name of the picture':
			/role="img" aria-label="[^"]{20,}"/.test(figure) ||
			/<ul class="tiles[^>]*aria-label="[^"]{20,}"/.test(figure),
		'caption of the table': words(/<caption>([\s\S]*?)<\/caption>/) !== '',
		'column headers': /<th scope="col"/.test(figure),
		'row headers': /<th scope="row"/.test(figure),
		download: /<a [^>]*href="[^"]+\.csv"[^>]*download/.test(figure),
		'four faces': (figure.match(/role="tabpanel"/g) ?? []).length === 4
	};
	return Object.keys(needs).filter((need) => !needs[need]);
}

const figuresIn = (html: string) => html.match(/<figure class="chart[\s\S]*?<\/figure>/g) ?? [];

describe('every chart', () => {
	it.each([
		['the map of completion', completion],
		['visits by day', visits]
	])('has a headline, a name, a table of its rows and a download: %s', (_, page) => {
		const figures = figuresIn(page());
		expect(figures).toHaveLength(1);
		expect(faultsOf(figures[0]!)).toEqual([]);
	});

	it('is found wanting when it lacks its name or its table', () => {
		const figure = figuresIn(visits())[0]!;
		expect(faultsOf(figure.replace(/aria-label="Biểu đồ đường[^"]*"/, ''))).toEqual([
			'name of the picture'
		]);
		expect(faultsOf(figure.replace(/<table[\s\S]*<\/table>/, ''))).toEqual([
			'caption of the table',
			'column headers',
			'row headers'
		]);
	});

	it('is only used inside its frame', () => {
		const files = findFiles().filter((path) => /^src\/.*\.svelte$/.test(path));
		expect(files.length).toBeGreaterThan(20);
		const bare = files.filter((path) => {
			const text = readFileSync(path, 'utf8');
			return /import (LineChart|TileMap) /.test(text) && !text.includes('<ChartFrame');
		});
		expect(bare).toEqual([]);
	});

	it('puts the same rows into the table as into the picture', () => {
		const html = visits();
		const rows = html.match(/<th scope="row">/g) ?? [];
		expect(rows).toHaveLength(overview.visits.length);
		expect(html).toContain('22/11/2026');
	});
});

describe('the tile map', () => {
	it('reads every province aloud with its state and always shows the two archipelagos', () => {
		const html = completion();
		for (const { name } of tiles) expect(html).toMatch(new RegExp(`>${name}: (đã|đang|chưa|bị)`));
		expect(html).toContain('Quần đảo Hoàng Sa (Đà Nẵng)');
		expect(html).toContain('Quần đảo Trường Sa (Khánh Hòa)');
	});

	it('leads every tile to a row of the list beside it', () => {
		const html = completion();
		for (const { code } of tiles) {
			expect(html).toContain(`href="#tinh-${code}"`);
			expect(html).toContain(`id="tinh-${code}"`);
		}
	});
});

describe('a figure on its ruler', () => {
	const tile = (changes: Parameters<typeof estimate>[0]) =>
		render(StatTile, {
			props: { locale, indicator: indicator({ id: 'CT-II.1a-01' }), estimate: estimate(changes) }
		}).body;

	it('carries its interval, sample, period, definition and items of the plan', () => {
		const html = tile({});
		for (const part of ['68,4', 'n = 19', '01/01/2026 đến 30/6/2026', '56,1', '78,6'])
			expect(html).toContain(part);
		expect(html).toContain('href="/chi-so/CT-II.1a-01"');
		expect(html).toContain('href="/ke-hoach#II.1.a"');
		expect(html).toMatch(/role="img" aria-label="Thước[^"]*68,4[^"]*56,1[^"]*78,6/);
	});

	it('shows nothing of what is hidden, and says why', () => {
		const hidden = { value: null, numerator: null, low: null, high: null, suppressed: true };
		const html = tile({ ...hidden, n: 7 });
		expect(html).toContain('Ẩn vì dưới 10');
		expect(html).not.toContain('<svg class="ruler"');
		expect(html).not.toContain('68,4');
	});
});
