/**
 * What a file really is, and the bytes that are kept of it. The content decides, never the name or
 * what the sender says; whatever is on no list is refused. Photographs lose what tells where and with
 * what they were taken.
 */
import { fileTypeFromBuffer } from 'file-type';
import { cleanName, endingOf, hasTwoEndings, typeOfEnding } from '../../attachment.ts';
import { Problem } from '../../problem.ts';
import { stripJpeg, stripPng } from './pictures.ts';
import { checkOffice } from './office.ts';

export type Inspected = { name: string; type: string; content: Buffer };

/** Throws `attachment.*` for anything that is not taken. */
export async function inspect(rawName: string, bytes: Uint8Array): Promise<Inspected> {
	const name = cleanName(rawName);
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (file.length === 0) throw new Problem('attachment.empty');
	if (hasTwoEndings(name)) throw new Problem('attachment.two-endings', { name });
	const expected = typeOfEnding[endingOf(name)];
	if (!expected) throw new Problem('attachment.type-refused');
	// An archive is measured before anything opens it.
	if (file.subarray(0, 4).equals(archiveStart)) await checkOffice(file);
	const type = (await fileTypeFromBuffer(file).catch(() => undefined))?.mime ?? '';
	if (!Object.values(typeOfEnding).includes(type)) throw new Problem('attachment.type-refused');
	if (type !== expected) throw new Problem('attachment.name-mismatch', { name, type });
	return { name, type, content: keptOf(type, file) };
}

const archiveStart = Buffer.from('PK\u0003\u0004', 'latin1');
const archiveEnd = Buffer.from('PK\u0005\u0006', 'latin1');

function keptOf(type: string, file: Buffer): Buffer {
	switch (type) {
		case 'image/jpeg':
			return stripJpeg(file);
		case 'image/png':
			return stripPng(file);
		case 'application/pdf':
			checkPdf(file);
			return file;
		default:
			return file;
	}
}

/** A PDF from its first byte to its last, that starts nothing by itself. */
function checkPdf(file: Buffer): void {
	const end = file.lastIndexOf('%%EOF');
	const wellEnded = end >= 0 && /^\s*$/.test(file.toString('latin1', end + 5));
	if (!file.subarray(0, 5).equals(Buffer.from('%PDF-')) || !wellEnded)
		throw new Problem('attachment.damaged');
	// The reader of an archive looks for its end, wherever it begins.
	if (file.lastIndexOf(archiveEnd) >= Math.max(0, file.length - 65_557))
		throw new Problem('attachment.damaged');
	if (/\/(JavaScript|Launch|RichMedia)\b|<script|<html/i.test(file.toString('latin1')))
		throw new Problem('attachment.active-content');
}
