/**
 * Photographs without what came along: place, time, device, remarks, hidden previews, and anything
 * after the picture's end. Only what is needed to show it right is kept.
 */
import { Problem } from '../../problem.ts';

const damaged = () => new Problem('attachment.damaged');

/** Parts of a JPEG file that only tell how to show it. */
const isKept = (marker: number, part: Buffer) =>
	(marker < 0xe0 && marker !== 0xfe) ||
	marker === 0xe0 ||
	marker === 0xee ||
	(marker === 0xe2 && part.toString('latin1', 4, 15) === 'ICC_PROFILE');

/** Throws `attachment.damaged`. */
export function stripJpeg(file: Buffer): Buffer {
	if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) throw damaged();
	const kept: Buffer[] = [file.subarray(0, 2)];
	let at = 2;
	while (at + 4 <= file.length) {
		if (file[at] !== 0xff) throw damaged();
		const marker = file[at + 1]!;
		if (marker === 0xff) {
			at++;
			continue;
		}
		if (marker === 0xd9) break;
		const length = file.readUInt16BE(at + 2);
		const end = at + 2 + length;
		if (length < 2 || end > file.length) throw damaged();
		const part = file.subarray(at, end);
		if (marker === 0xe1) {
			const turned = orientationOf(part);
			if (turned > 1) kept.push(turnedPart(turned));
		} else if (isKept(marker, part)) kept.push(part);
		at = end;
		if (marker !== 0xda) continue;
		// The picture itself lasts until the next marker that is neither filling nor a restart.
		const from = at;
		while (at + 1 < file.length) {
			const next = file[at + 1]!;
			if (file[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7))
				break;
			at++;
		}
		if (at + 1 >= file.length) throw damaged();
		kept.push(file.subarray(from, at));
	}
	if (at + 2 > file.length) throw damaged();
	return Buffer.concat([...kept, Buffer.from([0xff, 0xd9])]);
}

/** How the picture is turned, 1 to 8, as the camera noted it; 1 when it did not. */
function orientationOf(part: Buffer): number {
	if (part.toString('latin1', 4, 10) !== 'Exif\0\0') return 1;
	const block = part.subarray(10);
	if (block.length < 14) return 1;
	const little = block.toString('latin1', 0, 2) === 'II';
	const short = (at: number) => (little ? block.readUInt16LE(at) : block.readUInt16BE(at));
	const start = little ? block.readUInt32LE(4) : block.readUInt32BE(4);
	if (start + 2 > block.length) return 1;
	for (let entry = 0; entry < short(start); entry++) {
		const at = start + 2 + entry * 12;
		if (at + 12 > block.length) return 1;
		const value = short(at + 8);
		if (short(at) === 0x0112) return value >= 1 && value <= 8 ? value : 1;
	}
	return 1;
}

function turnedPart(orientation: number): Buffer {
	const block = Buffer.alloc(36);
	block.writeUInt16BE(0xffe1, 0);
	block.writeUInt16BE(34, 2);
	block.write('Exif\0\0MM\0*', 4, 'latin1');
	block.writeUInt32BE(8, 14);
	block.writeUInt16BE(1, 18);
	block.writeUInt16BE(0x0112, 20);
	block.writeUInt16BE(3, 22);
	block.writeUInt32BE(1, 24);
	block.writeUInt16BE(orientation, 28);
	return block;
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const pngParts = new Set(
	'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP pHYs sBIT bKGD cICP'.split(' ')
);

/** Throws `attachment.damaged`. */
export function stripPng(file: Buffer): Buffer {
	if (!file.subarray(0, 8).equals(pngStart)) throw damaged();
	const kept: Buffer[] = [pngStart];
	for (let at = 8; at + 12 <= file.length;) {
		const end = at + 12 + file.readUInt32BE(at);
		const kind = file.toString('latin1', at + 4, at + 8);
		if (end > file.length) break;
		if (pngParts.has(kind)) kept.push(file.subarray(at, end));
		if (kind === 'IEND') return Buffer.concat(kept);
		at = end;
	}
	throw damaged();
}
