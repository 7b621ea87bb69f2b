/** Looking into report files: text and fonts of a PDF, parts of a DOCX. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { blocksOf, type Report } from '#lib/report.ts';

/** Poppler's programs, where the machine has them. */
export const poppler = spawnSync('pdftotext', ['-v']).status === 0;

export function look(program: 'pdftotext' | 'pdffonts', pdf: Buffer): string {
	const folder = mkdtempSync(join(tmpdir(), 'report-'));
	const path = join(folder, 'report.pdf');
	writeFileSync(path, pdf);
	try {
		// Raw: in the order of drawing, so that the lines of a cell stay together.
		if (program === 'pdftotext')
			return execFileSync(program, ['-raw', path, '-'], { encoding: 'utf8' });
		return execFileSync(program, [path], { encoding: 'utf8' });
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** The entries of a zip file by name, read from its central directory. */
export function unzip(file: Buffer): Map<string, Buffer> {
	const entries = new Map<string, Buffer>();
	const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1');
	let at = file.readUInt32LE(end + 16);
	for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
		const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
		const [name, extra, comment] = [28, 30, 32].map((shift) => file.readUInt16LE(at + shift));
		const start = file.readUInt32LE(at + 42);
		const body = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
		const data = file.subarray(body, body + size);
		const title = file.toString('utf8', at + 46, at + 46 + name!);
		entries.set(title, method === 8 ? inflateRawSync(data) : Buffer.from(data));
		at += 46 + name! + extra! + comment!;
	}
	return entries;
}

/** The text of a Word document, one line per paragraph. */
export function wordText(xml: string): string {
	return xml
		.replaceAll('</w:p>', '\n')
		.replace(/<[^>]+>/g, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');
}

/** White space is layout: two texts are the same without it. */
export function squeeze(text: string): string {
	return text.normalize('NFC').replace(/[\s\u00a0]+/g, '');
}

/** Every text of the model that must be readable in the file. */
export function textsOf(report: Report): string[] {
	const inBlocks = blocksOf(report).flatMap((block) => {
		if (block.kind === 'table')
			return [
				block.caption,
				block.note,
				...block.columns.map(({ title }) => title),
				...block.rows.flat(),
				...(block.total ?? [])
			];
		return block.kind === 'figure' ? [block.caption] : [block.text];
	});
	const { parentBody, body, nation, motto, kind, subject, addressee, basis, closing } = report;
	const frame = [parentBody, ...body, nation, motto, kind, subject, addressee, ...basis, closing];
	return [...frame, report.mark, ...report.recipients, ...inBlocks].filter(Boolean);
}
