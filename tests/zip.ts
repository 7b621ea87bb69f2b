/** Reads back what the platform packs: the entries of a ZIP archive, the cells of a sheet. */
import { crc32, inflateRawSync } from 'node:zlib';

/** Entries by name, as text, by the archive's own list; throws where a length or checksum is wrong. */
export function unzip(file: Buffer): Map<string, string> {
	const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
	const entries = new Map<string, string>();
	let at = file.readUInt32LE(end + 16);
	for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
		if (file.readUInt32LE(at) !== 0x02014b50) throw new Error('The list of entries is broken.');
		const [sum, packed, size] = [16, 20, 24].map((place) => file.readUInt32LE(at + place));
		const label = file.readUInt16LE(at + 28);
		const name = file.toString('utf8', at + 46, at + 46 + label);
		const start = file.readUInt32LE(at + 42);
		const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
		const content = inflateRawSync(file.subarray(from, from + packed!));
		if (content.length !== size || crc32(content) !== sum) throw new Error(`${name} is broken.`);
		entries.set(name, content.toString('utf8'));
		at += 46 + label + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
	}
	return entries;
}

/** Rows of cells; an empty cell is ''. */
export function cellsOf(xml: string): (string | number)[][] {
	return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => {
		const cells: (string | number)[] = [];
		for (const [, letters = '', rest = '', content = ''] of row.matchAll(
			/<c r="([A-Z]+)\d+"([^>]*)>(.*?)<\/c>/gs
		)) {
			const column = [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;
			while (cells.length < column) cells.push('');
			const text = /<t[^>]*>(.*?)<\/t>/s.exec(content)?.[1];
			cells.push(
				rest.includes('inlineStr') ? plain(text ?? '') : Number(/<v>(.*)<\/v>/.exec(content)?.[1])
			);
		}
		return cells;
	});
}

function plain(text: string): string {
	return text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#13;', '\r')
		.replaceAll('&amp;', '&')
		.replaceAll('_x005F_', '_');
}
