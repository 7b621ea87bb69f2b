/** Letters to units as files: PDF by Typst, DOCX to be finished in Word; one letter a section. */
import { Document, Packer, Paragraph, type FileChild } from 'docx';
import type { Letter, Letters } from '../../letter.ts';
import { amber, body, centred, rule, run, styles } from './docx-form.ts';
import { layout, section } from './docx.ts';
import template from './letter.typ?raw';
import { typeset } from './pdf.ts';

/** Letters in one file at most: more than the communes of the largest province. */
export const mostLetters = 200;

/** Throws `report.failed`. */
export function pdf(letters: Letters): Promise<Buffer> {
	return typeset(template, letters, letters.asOf);
}

export async function docx(letters: Letters): Promise<Buffer> {
	const document = new Document({
		title: letters.title,
		subject: letters.mark,
		creator: letters.body.join(' '),
		styles,
		sections: letters.letters.map((letter) => section(letters.mark, sheet(letters, letter)))
	});
	return Packer.toBuffer(document);
}

function sheet(all: Letters, letter: Letter): FileChild[] {
	const above = { spacing: { before: 60 } };
	const sign = { bold: true, color: amber };
	return [
		layout([
			[
				[...all.body.map((line) => centred(line, { points: 13, bold: true })), rule(20, 66)],
				[
					centred(all.nation, { points: 12, bold: true }),
					centred(all.motto, { points: 13, bold: true }),
					rule(56, 94)
				]
			],
			[
				[centred(all.number, { points: 13 }, above), centred(all.about, { points: 12 })],
				[centred(all.placeAndDate, { points: 13, italics: true }, above)]
			]
		]),
		centred(letter.addressee, {}, { spacing: { before: 320, after: 200 } }),
		...letter.paragraphs.map((text) => body(text)),
		centred(letter.address, { points: 13 }, { spacing: { after: 120 } }),
		...letter.after.map((text) => body(text, {}, { keepNext: true })),
		layout([
			[
				[
					new Paragraph({
						children: [run(all.recipientsTitle, { bold: true, italics: true, points: 12 })]
					}),
					...all.recipients.map((line) => new Paragraph({ children: [run(line, { points: 11 })] }))
				],
				[
					centred(all.signature.position, sign),
					centred(all.signature.name, sign, { spacing: { before: 1200 } })
				]
			]
		])
	];
}
