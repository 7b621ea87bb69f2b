/**
 * A stream of bytes, plain or gzip, as lines with numbers, in batches, in constant memory however
 * long the file or a line is.
 */
import { createGunzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { Problem } from '../../problem.ts';

/** A longer line is cut: no server writes one. */
export const longestLine = 64 * 1024;
const batchSize = 2000;
const newline = 10;

export type Bytes = AsyncIterable<Uint8Array>;

/** Number of a batch's first line, its lines, and whether the last of them has an end. */
export type Batch = { first: number; lines: string[]; ended: boolean };

/** The content itself: gzip is recognised by its first bytes and unpacked. */
export async function* unpack(bytes: Bytes): Bytes {
	const source = bytes[Symbol.asyncIterator]();
	const start = await take(source, 2);
	const all = chain(start, source);
	if (start[0] !== 0x1f || start[1] !== 0x8b) return yield* all;
	const gunzip = createGunzip();
	// What fails on the way is thrown by the loop that reads the end of the pipe.
	pipeline(Readable.from(all), gunzip, () => {});
	try {
		for await (const chunk of gunzip) yield chunk as Buffer;
	} catch (error) {
		if ((error as { code?: string }).code?.startsWith('Z_')) throw new Problem('log.damaged');
		throw error;
	}
}

/** The first `length` bytes, or all when there are fewer, and the whole content again. */
export async function peek(content: Bytes, length: number) {
	const source = content[Symbol.asyncIterator]();
	const start = await take(source, length);
	return { head: start.subarray(0, length), content: chain(start, source) };
}

async function take(source: AsyncIterator<Uint8Array>, length: number): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for (let taken = 0; taken < length;) {
		const next = await source.next();
		if (next.done) break;
		chunks.push(next.value);
		taken += next.value.length;
	}
	return Buffer.concat(chunks);
}

async function* chain(start: Buffer, rest: AsyncIterator<Uint8Array>): Bytes {
	yield start;
	for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Batches of lines; the first line has the number `from`. Bytes that are no UTF-8 become U+FFFD. */
export async function* batches(content: Bytes, from = 0): AsyncGenerator<Batch> {
	let lines: string[] = [];
	let first = from;
	let open: Buffer[] = [];
	let openLength = 0;
	const keep = (bytes: Buffer) => {
		const room = Math.max(0, longestLine - openLength);
		if (room > 0 && bytes.length > 0) open.push(Buffer.from(bytes.subarray(0, room)));
		openLength += bytes.length;
	};
	const close = () => {
		lines.push(Buffer.concat(open).toString().replace(/\r$/, ''));
		open = [];
		openLength = 0;
	};
	for await (const chunk of content) {
		const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
		let start = 0;
		for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
			keep(bytes.subarray(start, end));
			close();
			start = end + 1;
			if (lines.length === batchSize) {
				yield { first, lines, ended: true };
				first += lines.length;
				lines = [];
			}
		}
		keep(bytes.subarray(start));
	}
	const ended = openLength === 0;
	if (!ended) close();
	if (lines.length > 0) yield { first, lines, ended };
}
