/** The form of Decree 30/2020/NĐ-CP in Word's units: measures, styles, and the kinds of paragraph. */
import {
	AlignmentType,
	BorderStyle,
	HeadingLevel,
	Paragraph,
	TextRun,
	type IParagraphOptions,
	type IRunOptions,
	type IStylesOptions
} from 'docx';

/** Millimetres to twentieths of a point. */
export function mm(length: number): number {
	return Math.round((length / 25.4) * 1440);
}

/** Points to the half points of font sizes. */
const pt = (size: number) => size * 2;

export const textWidth = mm(160);
export const amber = '7A5200';
export const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const black = '000000';
const times = 'Times New Roman';
const firstLine = mm(12.7);

const headingStyle = {
	run: { font: times, size: pt(14), bold: true, color: black },
	paragraph: {
		spacing: { before: 120, after: 120 },
		indent: { firstLine },
		keepNext: true,
		keepLines: true
	}
};

export const styles: IStylesOptions = {
	default: {
		document: {
			run: {
				font: { ascii: times, hAnsi: times, cs: times, eastAsia: times },
				size: pt(14),
				color: black,
				language: { value: 'vi-VN', eastAsia: 'vi-VN', bidirectional: 'vi-VN' }
			}
		},
		heading1: headingStyle,
		heading2: headingStyle,
		caption: {
			run: { font: times, size: pt(13), bold: true, italics: false, color: black },
			paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 120, after: 80 } }
		}
	}
};

type Look = IRunOptions & { points?: number };

/** Text that is data: characters that XML forbids become spaces. */
export function run(text: string, { points, ...rest }: Look = {}): TextRun {
	return new TextRun({
		...rest,
		text: text.normalize('NFC').replace(/\p{Cc}/gu, ' '),
		...(points ? { size: pt(points) } : {})
	});
}

/** A paragraph of the text: justified, first line indented, single to 1,15 lines, 6 pt after. */
export function body(text: string, look: Look = {}, rest: IParagraphOptions = {}): Paragraph {
	return new Paragraph({
		alignment: AlignmentType.JUSTIFIED,
		indent: { firstLine },
		spacing: { after: 120, line: 276, lineRule: 'auto' },
		children: [run(text, look)],
		...rest
	});
}

export function centred(text: string, look: Look = {}, rest: IParagraphOptions = {}): Paragraph {
	return new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, look)], ...rest });
}

export function heading(level: 1 | 2, text: string): Paragraph {
	return new Paragraph({
		heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
		children: [run(text)]
	});
}

export function caption(text: string, keepNext: boolean): Paragraph {
	return new Paragraph({ style: 'Caption', keepNext, children: [run(text)] });
}

/** A rule of `length` millimetres in the middle of a column `width` millimetres wide. */
export function rule(length: number, width: number, after = 0): Paragraph {
	const side = mm((width - length) / 2);
	return new Paragraph({
		indent: { left: side, right: side },
		spacing: { before: 80, after, line: 60, lineRule: 'exact' },
		border: { top: { style: BorderStyle.SINGLE, size: 6, color: black, space: 1 } },
		children: []
	});
}
