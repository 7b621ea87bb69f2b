/** Blocks of the report as Word draws them: paragraphs, marked places, tables, figures. */
import { renderAsync } from '@resvg/resvg-js';
import {
	AlignmentType,
	BorderStyle,
	ImageRun,
	Paragraph,
	ShadingType,
	Table as WordTable,
	TableCell,
	TableLayoutType,
	TableRow,
	VerticalAlign,
	WidthType,
	type FileChild
} from 'docx';
import type { Align, Block, Column, Figure, Table } from '../../report.ts';
import { amber, body, caption, heading, mm, run, textWidth } from './docx-form.ts';
import { documentFont } from './figures.ts';
import { fontFiles } from './fonts.ts';

const alignment = {
	left: AlignmentType.LEFT,
	center: AlignmentType.CENTER,
	right: AlignmentType.RIGHT
} satisfies Record<Align, unknown>;
/** Word takes the first font of a list only, and has Times New Roman. */
const wordFont = "'Times New Roman', Tinos, serif";
const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

export async function drawBlock(block: Block): Promise<FileChild[]> {
	switch (block.kind) {
		case 'heading':
			return [heading(block.level, block.text)];
		case 'paragraph':
			return [body(block.text)];
		case 'gap':
			return [
				body(
					block.text,
					{ color: amber },
					{ shading: { type: ShadingType.CLEAR, fill: 'FFF5D6', color: 'auto' } }
				)
			];
		case 'table':
			return drawTable(block);
		case 'figure':
			return drawFigure(block);
	}
}

function drawTable({ caption: title, columns, rows, total, note, whole }: Table): FileChild[] {
	const all = columns.reduce((sum, { width }) => sum + width, 0);
	const widths = columns.map(({ width }) => Math.round((width / all) * textWidth));
	// A long table, such as the provinces, should fit its page.
	const pad = rows.length > 20 ? 0 : mm(0.4);
	const cell = (text: string, index: number, align: Align, bold: boolean) =>
		new TableCell({
			width: { size: widths[index] ?? 0, type: WidthType.DXA },
			verticalAlign: VerticalAlign.CENTER,
			children: [
				new Paragraph({ alignment: alignment[align], children: [run(text, { bold, points: 12 })] })
			]
		});
	const row = (texts: string[], bold: boolean, last: boolean) =>
		new TableRow({
			cantSplit: true,
			keepNext: whole && !last,
			children: columns.map(({ align }, index) => cell(texts[index] ?? '', index, align, bold))
		});
	const header = new TableRow({
		tableHeader: true,
		cantSplit: true,
		children: columns.map(({ title: text }: Column, index) => cell(text, index, 'center', true))
	});
	const parts: FileChild[] = [
		caption(title, true),
		new WordTable({
			width: { size: textWidth, type: WidthType.DXA },
			columnWidths: widths,
			layout: TableLayoutType.FIXED,
			margins: { left: mm(1.2), right: mm(1.2), top: pad, bottom: pad },
			borders: {
				top: line,
				bottom: line,
				left: line,
				right: line,
				insideHorizontal: line,
				insideVertical: line
			},
			rows: [
				header,
				...rows.map((texts, index) => row(texts, false, !total && index === rows.length - 1)),
				...(total ? [row(total, true, true)] : [])
			]
		})
	];
	parts.push(
		new Paragraph({
			alignment: AlignmentType.JUSTIFIED,
			spacing: { before: 60, after: 200 },
			children: [run(note, { italics: true, points: 11 })]
		})
	);
	return parts;
}

async function drawFigure(figure: Figure): Promise<FileChild[]> {
	const transformation = {
		width: Math.round((figure.width * 96) / 72),
		height: Math.round((figure.height * 96) / 72)
	};
	const svg = figure.svg.normalize('NFC').replace(/\p{Cc}/gu, ' ');
	const picture = new ImageRun({
		type: 'svg',
		data: Buffer.from(svg.replaceAll(documentFont, wordFont)),
		transformation,
		fallback: { type: 'png', data: await toPng(svg, figure.width) },
		altText: { name: figure.caption, title: figure.caption, description: figure.alt }
	});
	return [
		new Paragraph({
			alignment: AlignmentType.CENTER,
			keepNext: true,
			spacing: { before: 120 },
			children: [picture]
		}),
		caption(figure.caption, false)
	];
}

/** For word processors that cannot draw SVG: three dots per point, in the document's font. */
async function toPng(svg: string, width: number): Promise<Buffer> {
	const options = {
		fitTo: { mode: 'width' as const, value: width * 3 },
		font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Tinos' }
	};
	return (await renderAsync(svg, options)).asPng();
}
