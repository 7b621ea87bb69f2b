/**
 * A stream of bytes, plain or gzip, in pieces of whole lines, in constant memory however long the
 * file or a line is.
 */
import { createGunzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { Problem } from '../../problem.ts';

/** A longer line is cut: no server writes one. */
export const longestLine = 64 * 1024;
const pieceBytes = 1_000_000;
const newline = 10;

export type Bytes = AsyncIterable<Uint8Array>;

export type Piece = {
	bytes: Uint8Array;
	/** whether its last line has an end */
	isEnded: boolean;
};

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

/**
 * Pieces of about `most` bytes. A piece ends where a line ends; only the last may hold an unfinished
 * line. Each piece has memory of its own, which may be given away. Where the content breaks off with
 * an error, the lines before it come first.
 */
export async function* pieces(content: Bytes, most = pieceBytes): AsyncGenerator<Piece> {
	let whole: Uint8Array[] = [];
	let length = 0;
	// The unfinished line at the end, and its length before it was cut.
	let open: Uint8Array[] = [];
	let openLength = 0;
	const keepOpen = (bytes: Uint8Array) => {
		const room = Math.max(0, longestLine - openLength);
		if (room > 0 && bytes.length > 0) open.push(bytes.subarray(0, room));
		openLength += bytes.length;
	};
	const take = (): Piece => {
		const piece = { bytes: together(whole), isEnded: true };
		[whole, length] = [[], 0];
		return piece;
	};
	try {
		for await (const chunk of content) {
			// In steps no longer than a line may be, only a step's first line can be too long.
			for (let at = 0; at < chunk.length; at += longestLine) {
				const bytes = chunk.subarray(at, at + longestLine);
				const end = bytes.lastIndexOf(newline) + 1;
				if (end === 0) {
					keepOpen(bytes);
					continue;
				}
				const first = bytes.indexOf(newline);
				keepOpen(bytes.subarray(0, first));
				whole.push(...open, bytes.subarray(first, end));
				[open, openLength] = [[], 0];
				length += end;
				keepOpen(bytes.subarray(end));
				if (length >= most) yield take();
			}
		}
	} catch (error) {
		if (length > 0) yield take();
		throw error;
	}
	const isEnded = openLength === 0;
	whole.push(...open);
	if (whole.length > 0) yield { ...take(), isEnded };
}

function together(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
