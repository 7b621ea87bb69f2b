import { describe, expect, it } from 'vitest';
import { encode } from 'uqr';
import { pathOf, qrOf, svgFile } from '#lib/qr.ts';
import { readQr } from '../qr-reading.ts';

const addresses = [
	'https://thuocdo.moj.gov.vn/k/abcd2345',
	'http://localhost:3000/k/wxyz6789',
	`https://thuocdo.moj.gov.vn/k/abcd2345#${'9'.repeat(23)}`
];

/** The squares that a path paints. */
function painted(path: string, size: number): boolean[][] {
	const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
	for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
		for (let step = 0; step < Number(length); step++) rows[Number(y)]![Number(x) + step] = true;
	return rows;
}

describe('a QR code', () => {
	it.each(addresses)('of %s is read back as that address', (address) => {
		const { size, rows } = qrOf(address);
		const inner = rows.slice(4, size - 4).map((row) => row.slice(4, size - 4));
		expect(readQr(inner)).toBe(address);
	});

	it('is painted square for square, with a quiet border of four', () => {
		const qr = qrOf(addresses[0]!);
		expect(painted(pathOf(qr), qr.size)).toEqual(qr.rows);
		expect(qr.rows).toEqual(encode(addresses[0]!, { ecc: 'M', border: 4 }).data);
		expect(qr.rows.slice(0, 4).flat()).not.toContain(true);
	});

	it('is a file that stands alone', () => {
		expect(svgFile(addresses[0]!)).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
	});
});
