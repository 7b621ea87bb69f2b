/**
 * A QR code: the squares of an address, as one path that scales, and as files for print shops.
 * Correction level M survives a crease or a stain; the quiet border of four squares is part of it.
 */
import { encode } from 'uqr';

export type Qr = {
	/** squares per side, with the border */
	size: number;
	/** dark squares, row by row */
	rows: readonly (readonly boolean[])[];
};

export function qrOf(address: string): Qr {
	const { size, data } = encode(address, { ecc: 'M', border: 4 });
	return { size, rows: data };
}

/** The dark squares as SVG path data on a grid of one unit per square: one run per stretch. */
export function pathOf({ rows }: Qr): string {
	return rows
		.flatMap((row, y) => {
			const runs: string[] = [];
			for (let x = 0; x < row.length; x++) {
				if (!row[x]) continue;
				const start = x;
				while (row[x + 1]) x++;
				runs.push(`M${start} ${y}h${x + 1 - start}v1h-${x + 1 - start}z`);
			}
			return runs;
		})
		.join('');
}

/** A file of its own: black on white, 40 mm wide. */
export function svgFile(address: string): string {
	const qr = qrOf(address);
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="40mm" ` +
		`viewBox="0 0 ${qr.size} ${qr.size}" shape-rendering="crispEdges">` +
		`<rect width="${qr.size}" height="${qr.size}" fill="#fff"/><path d="${pathOf(qr)}"/></svg>\n`
	);
}
