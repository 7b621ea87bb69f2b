/** Files made by hand, harmless and hostile, for the tests of attachments. */
import { crc32, deflateRawSync } from 'node:zlib';

export const pdf = (body = '1 0 obj<</Type/Catalog>>endobj\n'): Buffer =>
	Buffer.from(`%PDF-1.7\n${body}trailer<</Root 1 0 R>>\n%%EOF\n`, 'latin1');

type Part = { name: string; content: Buffer; lie?: number };

/** An archive of the parts given; `lie` is the size that is claimed instead of the true one. */
export function zip(parts: Part[], remark = ''): Buffer {
	const heads: Buffer[] = [];
	const list: Buffer[] = [];
	let at = 0;
	for (const { name, content, lie } of parts) {
		const packed = deflateRawSync(content);
		const label = Buffer.from(name);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(8, 4);
		common.writeUInt32LE(crc32(content), 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(lie ?? content.length, 18);
		common.writeUInt16LE(label.length, 22);
		const entry = Buffer.alloc(14);
		entry.writeUInt32LE(at, 10);
		const head = [Buffer.from('PK\u0003\u0004', 'latin1'), common, label, packed];
		list.push(Buffer.from('PK\u0001\u0002\u0014\0', 'latin1'), common, entry, label);
		heads.push(...head);
		at += head.reduce((sum, { length }) => sum + length, 0);
	}
	const size = list.reduce((sum, { length }) => sum + length, 0);
	const end = Buffer.alloc(22);
	end.write('PK\u0005\u0006', 'latin1');
	end.writeUInt16LE(parts.length, 8);
	end.writeUInt16LE(parts.length, 10);
	end.writeUInt32LE(size, 12);
	end.writeUInt32LE(at, 16);
	end.writeUInt16LE(remark.length, 20);
	return Buffer.concat([...heads, ...list, end, Buffer.from(remark, 'latin1')]);
}

const main = {
	docx: ['word/document.xml', 'wordprocessingml.document.main+xml'],
	xlsx: ['xl/workbook.xml', 'spreadsheetml.sheet.main+xml'],
	docm: ['word/document.xml', 'macroEnabled.main+xml']
} as const;

/** A small office file with further parts. */
export function office(kind: keyof typeof main, more: Part[] = [], remark = ''): Buffer {
	const [name, type] = main[kind];
	const content = (text: string) => Buffer.from(`<?xml version="1.0"?>${text}`);
	const application = kind === 'docm' ? 'ms-word.document' : 'openxmlformats-officedocument';

	return zip(
		[
			{
				name: '[Content_Types].xml',
				content: content(
					`<Types><Override PartName="/${name}" ContentType="application/vnd.${application}.${type}"/></Types>`
				)
			},
			{ name: '_rels/.rels', content: content(`<Relationships/>`) },
			{ name, content: content('<document>Báo cáo</document>') },
			...more
		],
		remark
	);
}

/** A JPEG with the place, the device and a remark in it, and what comes after its end. */
export function photograph({ orientation = 6, after = '' } = {}): Buffer {
	const part = (marker: number, content: Buffer) => {
		const head = Buffer.from([0xff, marker, 0, 0]);
		head.writeUInt16BE(content.length + 2, 2);
		return Buffer.concat([head, content]);
	};
	const tiff = Buffer.alloc(60);
	tiff.write('MM\0*', 'latin1');
	tiff.writeUInt32BE(8, 4);
	tiff.writeUInt16BE(2, 8);
	tiff.writeUInt16BE(0x0112, 10);
	tiff.writeUInt16BE(3, 12);
	tiff.writeUInt32BE(1, 14);
	tiff.writeUInt16BE(orientation, 18);
	tiff.writeUInt16BE(0x8825, 22);
	tiff.writeUInt16BE(4, 24);
	tiff.writeUInt32BE(1, 26);
	tiff.writeUInt32BE(40, 30);
	tiff.write('GPS 11.94N 108.44E', 40, 'latin1');
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		part(0xe0, Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0', 'latin1')),
		part(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])),
		part(0xed, Buffer.from('Photoshop 3.0\0 Nguyen Van A')),
		part(0xfe, Buffer.from('chụp tại nhà')),
		part(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
		Buffer.from([0x12, 0x34, 0xff, 0x00, 0x56, 0xff, 0xd9]),
		Buffer.from(after, 'latin1')
	]);
}

/** A PNG with a remark in it. */
export function drawing(): Buffer {
	const chunk = (kind: string, content: Buffer) => {
		const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
		const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
		size.writeUInt32BE(content.length);
		sum.writeUInt32BE(crc32(body));
		return Buffer.concat([size, body, sum]);
	};
	return Buffer.concat([
		Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
		chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
		chunk('tEXt', Buffer.from('Author\0Nguyen Van A')),
		chunk('IDAT', Buffer.from([0x78, 0x9c, 0x63, 0, 0, 0, 2, 0, 1])),
		chunk('IEND', Buffer.alloc(0))
	]);
}

export const svg = Buffer.from(
	'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
);
export const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
