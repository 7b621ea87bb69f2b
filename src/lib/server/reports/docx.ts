/**
 * The report as DOCX for the drafting unit to finish in Word: real heading styles, table headers
 * that repeat, alternative texts, Times New Roman, and the same form as the PDF.
 */
import {
	AlignmentType,
	Document,
	Footer,
	Header,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	WidthType,
	type FileChild,
	type ISectionOptions
} from 'docx';
import type { Block, Report } from '../../report.ts';
import { drawBlock } from './docx-blocks.ts';
import { amber, body, centred, mm, noBorder, rule, run, styles } from './docx-form.ts';

export async function render(report: Report): Promise<Buffer> {
	const text = [
		...opening(report),
		...(await drawAll(report.sections.flatMap(({ blocks }) => blocks))),
		...ending(report)
	];
	const sections = [section(report.mark, text)];
	for (const { label, title, attachedTo, blocks } of report.appendices)
		sections.push(
			section(report.mark, [
				// One heading, so that the list of headings names the appendix with its title.
				new Paragraph({
					heading: 'Heading1',
					alignment: AlignmentType.CENTER,
					indent: { firstLine: 0 },
					children: [run(label), new TextRun({ break: 1 }), run(title)]
				}),
				centred(attachedTo, { italics: true }, { spacing: { after: 200 } }),
				...(await drawAll(blocks))
			])
		);
	const document = new Document({
		title: report.title,
		subject: report.mark,
		creator: report.body.join(' '),
		description: report.fingerprint,
		styles,
		sections
	});
	return Packer.toBuffer(document);
}

async function drawAll(blocks: Block[]): Promise<FileChild[]> {
	const drawn: FileChild[] = [];
	for (const block of blocks) drawn.push(...(await drawBlock(block)));
	return drawn;
}

/** Pages numbered from 1 in every section, the first without its number; the mark on every page. */
export function section(footer: string, children: FileChild[]): ISectionOptions {
	const number = new Paragraph({
		alignment: AlignmentType.CENTER,
		children: [new TextRun({ children: [PageNumber.CURRENT], size: 28 })]
	});
	const mark = () =>
		new Footer({ children: [centred(footer, { bold: true, points: 9, color: amber })] });
	return {
		properties: {
			titlePage: true,
			page: {
				size: { width: mm(210), height: mm(297) },
				margin: {
					top: mm(20),
					bottom: mm(20),
					left: mm(30),
					right: mm(20),
					header: mm(10),
					footer: mm(9)
				},
				pageNumbers: { start: 1 }
			}
		},
		headers: {
			first: new Header({ children: [new Paragraph({})] }),
			default: new Header({ children: [number] })
		},
		footers: { first: mark(), default: mark() },
		children
	};
}

function opening(report: Report): FileChild[] {
	const head = layout([
		[
			[
				centred(report.parentBody, { points: 12 }),
				...report.body.map((line) => centred(line, { points: 12, bold: true })),
				rule(20, 66)
			],
			[
				centred(report.nation, { points: 12, bold: true }),
				centred(report.motto, { points: 13, bold: true }),
				rule(56, 94)
			]
		],
		[
			[centred(report.number, { points: 13 }, { spacing: { before: 60 } })],
			[centred(report.placeAndDate, { points: 13, italics: true }, { spacing: { before: 60 } })]
		]
	]);
	return [
		head,
		centred(report.kind, { bold: true }, { spacing: { before: 320 } }),
		centred(report.subject, { bold: true }),
		rule(56, 160, 200),
		centred(report.addressee, {}, { spacing: { after: 200 } }),
		...report.basis.map((basis) => body(basis, { italics: true })),
		body(report.opening)
	];
}

/** The signature never stands alone on a page: the last sentence stays with it. */
function ending(report: Report): FileChild[] {
	const { position, name } = report.signature;
	const sign = { bold: true, color: amber };
	return [
		body(report.closing, {}, { keepNext: true }),
		layout([
			[
				[
					new Paragraph({
						children: [run(report.recipientsTitle, { bold: true, italics: true, points: 12 })]
					}),
					...report.recipients.map(
						(line) => new Paragraph({ children: [run(line, { points: 11 })] })
					)
				],
				[centred(position, sign), centred(name, sign, { spacing: { before: 1200 } })]
			]
		])
	];
}

/** Two columns without borders, 66 and 94 mm, as every official document begins and ends. */
export function layout(rows: Paragraph[][][]): Table {
	const widths = [mm(66), mm(94)];
	const none = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder };
	return new Table({
		width: { size: mm(160), type: WidthType.DXA },
		columnWidths: widths,
		layout: TableLayoutType.FIXED,
		margins: { left: 0, right: 0 },
		borders: { ...none, insideHorizontal: noBorder, insideVertical: noBorder },
		rows: rows.map(
			(cells) =>
				new TableRow({
					cantSplit: true,
					children: cells.map(
						(children, index) =>
							new TableCell({
								width: { size: widths[index] ?? 0, type: WidthType.DXA },
								borders: none,
								children
							})
					)
				})
		)
	});
}
