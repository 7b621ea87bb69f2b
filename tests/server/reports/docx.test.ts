import { beforeAll, describe, expect, test } from 'vitest';
import { blocksOf } from '#lib/report.ts';
import { assemble } from '#lib/server/reports/assemble.ts';
import * as docx from '#lib/server/reports/docx.ts';
import { emptyOverview, fullOverview } from '../../reports.ts';
import { squeeze, textsOf, unzip, wordText } from './files.ts';

const report = assemble(fullOverview());
let parts: Map<string, Buffer>;
let xml: string;

function part(name: string): string {
	return parts.get(name)?.toString('utf8') ?? '';
}

beforeAll(async () => {
	parts = unzip(await docx.render(report));
	xml = part('word/document.xml');
});

describe('the report as DOCX', () => {
	test('contains every text and figure of the model', () => {
		const text = squeeze(wordText(xml) + wordText(part('word/footer1.xml')));
		const missing = textsOf(report).filter((each) => !text.includes(squeeze(each)));
		expect(missing).toEqual([]);
	});

	test('names Times New Roman and Vietnamese', () => {
		const styles = part('word/styles.xml');
		expect(styles).toContain('w:ascii="Times New Roman"');
		expect(styles).toContain('w:val="vi-VN"');
	});

	test('has a heading style for every heading and a repeated header for every table', () => {
		const blocks = blocksOf(report);
		const count = (pattern: RegExp) => [...xml.matchAll(pattern)].length;
		const level = (wanted: number) =>
			blocks.filter((block) => block.kind === 'heading' && block.level === wanted).length;
		expect(count(/w:val="Heading1"/g)).toBe(level(1) + report.appendices.length);
		expect(count(/w:val="Heading2"/g)).toBe(level(2));
		expect(count(/<w:tblHeader\/>/g)).toBe(blocks.filter(({ kind }) => kind === 'table').length);
	});

	test('gives every figure its alternative text, the drawing and a picture in its place', () => {
		for (const block of blocksOf(report))
			if (block.kind === 'figure') expect(wordText(xml.replaceAll('"', '>'))).toContain(block.alt);
		const media = [...parts.keys()].filter((name) => name.startsWith('word/media/'));
		expect(media.filter((name) => name.endsWith('.svg'))).toHaveLength(2);
		expect(media.filter((name) => name.endsWith('.png'))).toHaveLength(2);
	});

	test('names a font that Word has in its drawings', () => {
		const [drawing] = [...parts.keys()].filter((name) => name.endsWith('.svg'));
		expect(part(drawing ?? '')).toContain(`font-family="'Times New Roman', Tinos, serif"`);
	});

	test('numbers pages in the header but not the first, and marks the foot of both', () => {
		const names = [...parts.keys()];
		const headers = names.filter((name) => /word\/header\d+\.xml/.test(name)).map(part);
		const footers = names.filter((name) => /word\/footer\d+\.xml/.test(name)).map(part);
		const sections = 1 + report.appendices.length;
		expect([...xml.matchAll(/<w:titlePg\/>/g)]).toHaveLength(sections);
		expect(headers.filter((header) => header.includes('PAGE'))).toHaveLength(sections);
		expect(headers).toHaveLength(2 * sections);
		expect(footers).toHaveLength(2 * sections);
		for (const footer of footers) expect(wordText(footer)).toContain(report.mark);
	});

	test('keeps markup and control characters in a name as text', async () => {
		const overview = fullOverview();
		overview.progress[0]!.name = '</w:t><w:p>#read("x")&amp;\u0001';
		const hostile = unzip(await docx.render(assemble(overview)))
			.get('word/document.xml')!
			.toString('utf8');
		expect(wordText(hostile)).toContain('</w:t><w:p>#read("x")&amp; ');
		expect(hostile).not.toContain('\u0001');
	});

	test('is made before anything happened too', async () => {
		const empty = unzip(await docx.render(assemble(emptyOverview())));
		expect(wordText(empty.get('word/document.xml')!.toString('utf8'))).toContain('BÁO CÁO');
	});
});
