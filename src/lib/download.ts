/** Files that a page makes itself and the reader takes away. */
import { qrOf, svgFile } from './qr.ts';

export function save(name: string, content: Blob): void {
	const address = URL.createObjectURL(content);
	const anchor = document.createElement('a');
	anchor.href = address;
	anchor.download = name;
	anchor.click();
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function saveQrAsSvg(name: string, address: string): void {
	save(`${name}.svg`, new Blob([svgFile(address)], { type: 'image/svg+xml' }));
}

/** 24 pixels per square: sharp up to about 8 cm at 300 dots per inch. */
export function saveQrAsPng(name: string, address: string): void {
	const { size, rows } = qrOf(address);
	const scale = 24;
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = size * scale;
	const pen = canvas.getContext('2d');
	if (!pen) return;
	pen.fillStyle = '#fff';
	pen.fillRect(0, 0, canvas.width, canvas.height);
	pen.fillStyle = '#000';
	rows.forEach((row, y) =>
		row.forEach((dark, x) => {
			if (dark) pen.fillRect(x * scale, y * scale, scale, scale);
		})
	);
	canvas.toBlob((blob) => blob && save(`${name}.png`, blob), 'image/png');
}
