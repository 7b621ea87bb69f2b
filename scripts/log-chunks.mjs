/**
 * A log file, plain or gzip, or standard input, as pieces of whole lines that are small enough to
 * send. Memory stays the same however long the file or a line is.
 */
import { createReadStream, statSync } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const chunkBytes = 8_000_000;
/** The server reads no further into a line. */
const longestLine = 65_536;
const newline = 10;

/**
 * @typedef {object} Chunk
 * @property {Buffer} body
 * @property {number} line number of its first line, counted from 0
 * @property {number} lines how many, a last one without an end included
 */

/**
 * Opens a source. `done()` tells how many bytes of the file have been read, of `size` in all.
 * @param {string} path `-` is standard input
 */
export function open(path) {
	let read = 0;
	const isInput = path === '-';
	const size = isInput ? undefined : statSync(path).size;
	async function* bytes() {
		/** @type {AsyncIterable<Buffer>} */
		const source = isInput ? process.stdin : createReadStream(path);
		for await (const piece of source) {
			read += piece.length;
			yield piece;
		}
	}
	return { size, done: () => read, chunks: early(chunks(unpack(bytes()))) };
}

/**
 * The same chunks, each read while the one before it is in use.
 * @param {AsyncGenerator<Chunk>} all @returns {AsyncGenerator<Chunk>}
 */
async function* early(all) {
	const ask = () => {
		const next = all.next();
		// A failure is thrown where the chunk is asked for.
		next.catch(() => {});
		return next;
	};
	let next = ask();
	for (let one = await next; !one.done; one = await next) {
		next = ask();
		yield one.value;
	}
}

/** Unpacks what begins like gzip. @param {AsyncGenerator<Buffer>} bytes @returns {AsyncGenerator<Buffer>} */
export async function* unpack(bytes) {
	let start = Buffer.alloc(0);
	while (start.length < 2) {
		const { value, done } = await bytes.next();
		if (done) break;
		start = Buffer.concat([start, value]);
	}
	const whole = (async function* () {
		yield start;
		yield* bytes;
	})();
	if (start[0] !== 0x1f || start[1] !== 0x8b) return yield* whole;
	const gunzip = createGunzip();
	// What fails on the way is thrown by the loop that reads the end of the pipe.
	pipeline(Readable.from(whole), gunzip, () => {});
	for await (const piece of gunzip) yield piece;
}

/** @param {AsyncIterable<Buffer>} content @returns {AsyncGenerator<Chunk>} */
export async function* chunks(content, most = chunkBytes) {
	/** @type {Buffer[]} */
	let parts = [];
	let length = 0;
	let lines = 0;
	let line = 0;
	let open = 0;
	try {
		for await (const piece of content) {
			const end = piece.lastIndexOf(newline) + 1;
			if (end === 0) {
				// A line without an end in sight: only its beginning is worth keeping.
				const room = Math.max(0, longestLine - open);
				if (room > 0) parts.push(piece.subarray(0, room));
				open += piece.length;
				continue;
			}
			parts.push(piece.subarray(0, end));
			length += open + end;
			lines += count(piece.subarray(0, end));
			open = piece.length - end;
			const rest = open > 0 ? [piece.subarray(end)] : [];
			if (length < most) {
				parts.push(...rest);
				continue;
			}
			yield { body: Buffer.concat(parts), line, lines };
			line += lines;
			[parts, length, lines] = [rest, 0, 0];
		}
	} catch (error) {
		// The lines before the place where the content is damaged come first.
		const whole = Buffer.concat(parts);
		if (lines > 0) yield { body: whole.subarray(0, whole.lastIndexOf(newline) + 1), line, lines };
		throw error;
	}
	const body = Buffer.concat(parts);
	if (body.length > 0) yield { body, line, lines: open > 0 ? lines + 1 : lines };
}

/** @param {Buffer} bytes */
function count(bytes) {
	let lines = 0;
	for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines++;
	return lines;
}
