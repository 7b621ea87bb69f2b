/**
 * Office files (DOCX, XLSX): archives, measured before anything opens them. Their own list must
 * cover the file from its first byte to its last, every part must unpack to the size it says, and
 * no part may run or fetch anything.
 */
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { Problem } from '../../problem.ts';

const inflate = promisify(inflateRaw) as (
	packed: Buffer,
	options: { maxOutputLength: number }
) => Promise<Buffer>;

export const limits = { parts: 3000, part: 60_000_000, whole: 120_000_000, ratio: 200 };

type Part = { name: string; method: number; packed: number; size: number; start: number };

/** Throws `attachment.damaged`, `attachment.packed-too-tightly`, `attachment.active-content`. */
export async function checkOffice(file: Buffer): Promise<void> {
	const parts = partsOf(file);
	const whole = parts.reduce((sum, { size }) => sum + size, 0);
	if (parts.length > limits.parts || whole > limits.whole)
		throw new Problem('attachment.packed-too-tightly');
	for (const { size, packed } of parts)
		if (size > limits.part || (size > 100_000 && size > packed * limits.ratio))
			throw new Problem('attachment.packed-too-tightly');
	if (parts.some(({ name }) => active.test(name))) throw new Problem('attachment.active-content');
	for (const part of parts) {
		const content = await unpack(file, part);
		const text = () => content.toString('utf8');
		if (
			part.name === '[Content_Types].xml' &&
			/macroEnabled|vbaProject|activeX|oleObject/i.test(text())
		)
			throw new Problem('attachment.active-content');
		if (part.name.endsWith('.rels') && fetches(text()))
			throw new Problem('attachment.active-content');
	}
}

const active =
	/vbaProject|vbaData|activeX|macrosheets|oleObject|customUI|\.(exe|dll|js|vbs|bat|cmd|scr|ps1|hta|lnk|jar|html?|svg|swf)$|embeddings\/.*\.bin$/i;

/** Whether opening the file would fetch something; a link that a reader may follow does not. */
function fetches(relations: string): boolean {
	return [...relations.matchAll(/<Relationship\b[^>]*>/g)].some(
		([one]) => /TargetMode\s*=\s*["']External/i.test(one) && !/\/hyperlink["']/i.test(one)
	);
}

async function unpack(file: Buffer, part: Part): Promise<Buffer> {
	const packed = file.subarray(part.start, part.start + part.packed);
	if (part.method === 0) return packed;
	const content = await inflate(packed, { maxOutputLength: part.size + 1 }).catch(() => undefined);
	if (content?.length !== part.size) throw new Problem('attachment.damaged');
	return content;
}

/** The parts by the archive's own list; parts that overlap or are hidden do not pass. */
function partsOf(file: Buffer): Part[] {
	const damaged = new Problem('attachment.damaged');
	const end = file.length - 22;
	// No remark at the end: it could hold another file.
	if (end < 0 || file.readUInt32LE(end) !== 0x06054b50 || file.readUInt16LE(end + 20) !== 0)
		throw damaged;
	const count = file.readUInt16LE(end + 10);
	const list = file.readUInt32LE(end + 16);
	const parts: Part[] = [];
	const names = new Set<string>();
	let at = list;
	let covered = 0;
	for (let left = count; left > 0; left--) {
		if (at + 46 > end || file.readUInt32LE(at) !== 0x02014b50) throw damaged;
		const [flags, method] = [file.readUInt16LE(at + 8), file.readUInt16LE(at + 10)] as const;
		const [packed, size, head] = [20, 24, 42].map((place) => file.readUInt32LE(at + place)) as [
			number,
			number,
			number
		];
		const label = file.readUInt16LE(at + 28);
		const name = file.toString('utf8', at + 46, at + 46 + label);
		if (head + 30 > list || file.readUInt32LE(head) !== 0x04034b50) throw damaged;
		const start = head + 30 + file.readUInt16LE(head + 26) + file.readUInt16LE(head + 28);
		const sameName = file.subarray(head + 30, head + 30 + label).toString('utf8') === name;
		const strange = (flags & 1) === 1 || (method !== 0 && method !== 8) || !sameName;
		if (strange || start + packed > list || names.has(name)) throw damaged;
		if (/^[/\\]|\\|(^|\/)\.\.(\/|$)|^[a-z]:/i.test(name)) throw damaged;
		names.add(name);
		covered += start - head + packed;
		parts.push({ name, method, packed, size, start });
		at += 46 + label + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
	}
	// Signatures after the parts take at most 24 bytes each; more would be something hidden.
	const gap = list - covered;
	if (at !== end || parts.length === 0 || gap < 0 || gap > 24 * parts.length) throw damaged;
	return parts;
}
