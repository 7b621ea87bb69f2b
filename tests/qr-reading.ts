/**
 * Reads a QR code back from its squares, as a camera's program does after it has found them, without
 * correcting errors: format, mask, the order of squares, blocks, bytes. For codes up to version 6
 * with correction level M, enough for addresses of up to 106 bytes.
 */

/** Data bytes per block of versions 1 to 6 at level M. */
const blocks = [[16], [28], [44], [32, 32], [43, 43], [27, 27, 27, 27]];
const corrections = [10, 16, 26, 18, 24, 16];

const masks: ((x: number, y: number) => boolean)[] = [
	(x, y) => (x + y) % 2 === 0,
	(_x, y) => y % 2 === 0,
	(x) => x % 3 === 0,
	(x, y) => (x + y) % 3 === 0,
	(x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
	(x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
	(x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
	(x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0
];

/** The text of a code given by its dark squares, row by row, without a border. */
export function readQr(rows: readonly (readonly boolean[])[]): string {
	const size = rows.length;
	const version = (size - 17) / 4;
	const data = blocks[version - 1];
	const correction = corrections[version - 1];
	if (!data || !correction) throw new Error(`A code of ${size} squares is not read here`);
	const dark = (x: number, y: number) => rows[y]?.[x] === true;
	const mask = masks[maskOf(dark)];
	if (!mask) throw new Error('The format is unreadable');
	const bits: boolean[] = [];
	for (const [x, y] of inOrder(size, version)) bits.push(dark(x, y) !== mask(x, y));
	const total = data.reduce((sum, length) => sum + length + correction, 0);
	const bytes = Array.from({ length: total }, (_, index) => numberOf(bits, index * 8, 8));
	return textOf(blocksOf(bytes, data));
}

/** The three bits of the mask, from the format beside the upper left corner; level M is 00. */
function maskOf(dark: (x: number, y: number) => boolean): number {
	const places: [number, number][] = [0, 1, 2, 3, 4].map((x) => [x, 8]);
	const format = places.map(([x, y]) => dark(x, y));
	const value = numberOf(format, 0, 5) ^ 0b10101;
	if (value >> 3 !== 0) throw new Error('The correction level is not M');
	return value & 7;
}

function isData(x: number, y: number, size: number, version: number): boolean {
	if (x === 6 || y === 6) return false;
	if (x < 9 && y < 9) return false;
	if (x > size - 9 && y < 9) return false;
	if (x < 9 && y > size - 9) return false;
	const middle = size - 7;
	return version === 1 || Math.abs(x - middle) > 2 || Math.abs(y - middle) > 2;
}

/** Squares that carry data, two columns at a time from the right, upwards and downwards by turns. */
function inOrder(size: number, version: number): [number, number][] {
	const order: [number, number][] = [];
	let upwards = true;
	for (let right = size - 1; right > 0; right -= 2) {
		if (right === 6) right--;
		for (let step = 0; step < size; step++) {
			const y = upwards ? size - 1 - step : step;
			for (const x of [right, right - 1]) if (isData(x, y, size, version)) order.push([x, y]);
		}
		upwards = !upwards;
	}
	return order;
}

/** Bytes of several blocks lie between one another. */
function blocksOf(bytes: number[], lengths: readonly number[]): number[] {
	const found = lengths.map((): number[] => []);
	let at = 0;
	for (let index = 0; index < Math.max(...lengths); index++)
		for (const [block, length] of lengths.entries())
			if (index < length) found[block]?.push(bytes[at++] ?? 0);
	return found.flat();
}

function textOf(bytes: number[]): string {
	const bits = bytes.flatMap((byte) =>
		Array.from({ length: 8 }, (_, i) => (byte >> (7 - i)) % 2 === 1)
	);
	if (numberOf(bits, 0, 4) !== 4) throw new Error('Not in bytes');
	const length = numberOf(bits, 4, 8);
	const text = Array.from({ length }, (_, index) => numberOf(bits, 12 + index * 8, 8));
	return new TextDecoder().decode(new Uint8Array(text));
}

function numberOf(bits: readonly boolean[], start: number, count: number): number {
	return bits.slice(start, start + count).reduce((sum, bit) => sum * 2 + (bit ? 1 : 0), 0);
}
