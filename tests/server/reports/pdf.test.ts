import { beforeAll, describe, expect, test } from 'vitest';
import { blocksOf } from '#lib/report.ts';
import { assemble } from '#lib/server/reports/assemble.ts';
import * as pdf from '#lib/server/reports/pdf.ts';
import { emptyOverview, fullOverview } from '../../reports.ts';
import { look, poppler, squeeze, textsOf } from './files.ts';

const report = assemble(fullOverview());
let file: Buffer;

beforeAll(async () => {
	file = await pdf.render(report);
});

describe('the report as PDF', () => {
	test('is a tagged PDF/UA-1 in Vietnamese', () => {
		const source = file.toString('latin1');
		expect(source).toContain('pdfuaid:part');
		expect(source).toContain('/Lang (vi-VN)');
		expect(source).toContain('/StructTreeRoot');
	});

	test('has the same bytes for the same report', async () => {
		expect(Buffer.compare(await pdf.render(report), file)).toBe(0);
	});

	test('is made before anything happened too', async () => {
		const empty = await pdf.render(assemble(emptyOverview()));
		expect(empty.subarray(0, 5).toString()).toBe('%PDF-');
	});

	test('says report.failed when a figure cannot be drawn, and makes the next one', async () => {
		const broken = assemble(fullOverview());
		for (const block of blocksOf(broken)) if (block.kind === 'figure') block.svg = 'no picture';
		await expect(pdf.render(broken)).rejects.toMatchObject({ problem: 'report.failed' });
		expect(Buffer.compare(await pdf.render(report), file)).toBe(0);
	});

	test('survives every letter, and a name in letters the font lacks', async () => {
		const overview = fullOverview();
		let letters = '';
		for (const [first, last] of [
			[0x20, 0x7e],
			[0xa0, 0x24f],
			[0x300, 0x341],
			[0x1e00, 0x1eff]
		] as const)
			for (let code = first; code <= last; code++) letters += String.fromCodePoint(code);
		overview.progress[0]!.name = `${letters} 河内 🏛 \u0001 ₫ € ≤ ≥`;
		const made = await pdf.render(assemble(overview));
		expect(made.subarray(0, 5).toString()).toBe('%PDF-');
	});
});

describe.skipIf(!poppler)('the PDF, read back (skipped without poppler)', () => {
	test('contains every text and figure of the model', () => {
		// A paragraph may go on over the page: without the number above and the mark below.
		const pages = look('pdftotext', file).replaceAll(report.mark, '').split('\f');
		const text = squeeze(pages.map((page) => page.trim().replace(/^\d+\n|\n\d+$/g, '')).join(''));
		expect(text).not.toContain(squeeze(report.mark));
		const missing = textsOf(report)
			.filter((each) => each !== report.mark)
			.filter((each) => !text.includes(squeeze(each)));
		expect(missing).toEqual([]);
	});

	test('marks every page as a draft of simulated data', () => {
		const pages = look('pdftotext', file).split('\f').slice(0, -1);
		expect(pages.length).toBeGreaterThan(4);
		for (const page of pages) expect(page).toContain('DỰ THẢO · DỮ LIỆU MÔ PHỎNG');
	});

	test('embeds Tinos and nothing else', () => {
		const fonts = look('pdffonts', file).trim().split('\n').slice(2);
		expect(fonts.length).toBeGreaterThan(0);
		for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+Tinos-\S+ .* yes yes yes /);
	});

	test('keeps markup in a name as text', async () => {
		const overview = fullOverview();
		const names = ['#read("/etc/passwd")', '<w:p>&amp;</w:p>', '$ x $ *a* _b_ `c` \\ "d" = e'];
		names.forEach((name, index) => (overview.progress[index]!.name = name));
		const text = squeeze(look('pdftotext', await pdf.render(assemble(overview))));
		for (const name of names) expect(text).toContain(squeeze(name));
		expect(text).not.toContain('root:');
	});
});
