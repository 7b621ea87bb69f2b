/** A plain paper of headings, sentences and tables as DOCX: annexes and evaluations to be filed. */
import { Document, Packer } from 'docx';
import type { Block } from '../../report.ts';
import { drawBlock } from './docx-blocks.ts';
import { centred, rule, styles } from './docx-form.ts';
import { section } from './docx.ts';

export type Paper = {
	title: string;
	/** below the title: of what, as of when */
	subtitle: string;
	/** at the foot of every page: simulated or a draft */
	mark: string;
	blocks: Block[];
};

export async function docx({ title, subtitle, mark, blocks }: Paper): Promise<Buffer> {
	const drawn = [];
	for (const block of blocks) drawn.push(...(await drawBlock(block)));
	const document = new Document({
		title,
		subject: mark,
		styles,
		sections: [
			section(mark, [
				centred(title, { bold: true }, { spacing: { before: 200 } }),
				centred(subtitle, { italics: true }),
				rule(56, 160, 200),
				...drawn
			])
		]
	});
	return Packer.toBuffer(document);
}

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
