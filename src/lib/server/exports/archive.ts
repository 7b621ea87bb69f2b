/**
 * A ZIP archive written as a stream: one entry after another, deflated, nothing held but a list of
 * names. An entry, and the archive, may have up to 4 GiB.
 */
import { createDeflateRaw, crc32, type DeflateRaw } from 'node:zlib';

export type Entry = { name: string; content: AsyncIterable<string> };

const largest = 2 ** 32 - 1;
// General purpose flags: sizes follow the data (bit 3), names are UTF-8 (bit 11).
const flags = 0x0808;
const deflated = 8;
const version = 20;
// The first day the format knows: the same content gives the same bytes.
const day = 0x21;

/** The archive's bytes. Entries are read in order, each only when its turn has come. */
export async function* archive(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
	const directory: Buffer[] = [];
	let at = 0;
	for await (const { name, content } of entries) {
		const start = at;
		const label = Buffer.from(name, 'utf8');
		const head = record(0x04034b50, [2, version], [2, flags], [2, deflated], [2, 0], [2, day]);
		const opening = Buffer.concat([head, numbers([4, 0], [4, 0], [4, 0]), names(label), label]);
		yield opening;
		const sums = { crc: 0, size: 0, packed: 0 };
		for await (const part of deflate(content, sums)) {
			sums.packed += part.length;
			if (sums.packed > largest || sums.size > largest) throw new Error('A part passes 4 GiB.');
			yield part;
		}
		const measured = numbers([4, sums.crc], [4, sums.packed], [4, sums.size]);
		yield record(0x08074b50);
		yield measured;
		at += opening.length + sums.packed + 16;
		if (at > largest) throw new Error('The archive passes 4 GiB.');
		directory.push(
			record(0x02014b50, [2, version], [2, version], [2, flags], [2, deflated], [2, 0], [2, day]),
			measured,
			names(label),
			numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, start]),
			label
		);
	}
	const list = Buffer.concat(directory);
	const count = directory.length / 5;
	yield list;
	yield record(0x06054b50, [2, 0], [2, 0], [2, count], [2, count], [4, list.length], [4, at]);
	yield numbers([2, 0]);
}

async function* deflate(
	content: AsyncIterable<string>,
	sums: { crc: number; size: number }
): AsyncGenerator<Buffer> {
	const packer = createDeflateRaw({ level: 6 });
	const feeding = (async () => {
		try {
			for await (const text of gathered(content)) {
				// Whoever reads the archive has gone: leaving the loop lets the content clear up.
				if (packer.destroyed) return;
				sums.crc = crc32(text, sums.crc);
				sums.size += text.length;
				if (!packer.write(text)) await roomIn(packer);
			}
			if (!packer.destroyed) packer.end();
		} catch (error) {
			packer.destroy(error instanceof Error ? error : new Error(String(error)));
		}
	})();
	try {
		for await (const part of packer) yield part as Buffer;
	} finally {
		packer.destroy();
		await feeding;
	}
}

/** Resolves when more may be written, or nothing ever will. */
function roomIn(packer: DeflateRaw): Promise<void> {
	return new Promise((done) => {
		const over = () => {
			packer.off('drain', over).off('close', over);
			done();
		};
		packer.on('drain', over).on('close', over);
		if (packer.destroyed) over();
	});
}

/** Short texts joined to pieces of some 64 kB, which cost far less to hand over. */
async function* gathered(content: AsyncIterable<string>): AsyncGenerator<Buffer> {
	let waiting: string[] = [];
	let length = 0;
	for await (const text of content) {
		waiting.push(text);
		length += text.length;
		if (length < 65_536) continue;
		yield Buffer.from(waiting.join(''), 'utf8');
		waiting = [];
		length = 0;
	}
	if (length > 0) yield Buffer.from(waiting.join(''), 'utf8');
}

type Part = [size: 2 | 4, value: number];

function record(sign: number, ...parts: Part[]): Buffer {
	return numbers([4, sign], ...parts);
}

function numbers(...parts: Part[]): Buffer {
	const bytes = Buffer.alloc(parts.reduce((sum, [size]) => sum + size, 0));
	let at = 0;
	for (const [size, value] of parts) at = bytes.writeUIntLE(value, at, size);
	return bytes;
}

function names(label: Buffer): Buffer {
	return numbers([2, label.length], [2, 0]);
}
