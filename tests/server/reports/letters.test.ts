import { describe, expect, it } from 'vitest';
import type { Campaign } from '#lib/campaign.ts';
import { addresseeOf, write, type Addressed } from '#lib/letter.ts';
import * as letters from '#lib/server/reports/letters.ts';
import { look, poppler, squeeze, unzip, wordText } from './files.ts';

const campaign = {
	slug: 'thuc-trang-2026',
	titleVi: 'Khảo sát thực trạng năm 2026',
	periodFrom: '2026-01-01',
	periodTo: '2026-12-31'
} as Campaign;
const commune: Addressed = {
	...{ level: 'commune', fullName: 'Xã Bảo Lâm 1', name: 'Bảo Lâm 1' },
	provinceFullName: 'Tỉnh Lâm Đồng'
};
const province: Addressed = {
	...{ level: 'province', fullName: 'Thành phố Hà Nội', name: 'Hà Nội', provinceFullName: null }
};
const place = {
	...{ origin: 'https://thuocdo.example.vn', simulated: false, asOf: '2026-11-24T10:00:00.000Z' }
};
const due = new Date('2026-12-20T17:00:00+07:00');
const all = write(
	campaign,
	[
		{ ...commune, due, over: false },
		{ ...province, due, over: true }
	],
	place
);

describe('a letter', () => {
	it('is addressed to whoever answers, written as in a sentence', () => {
		const ward = { ...commune, fullName: 'Phường 1 Bảo Lộc', name: '1 Bảo Lộc' };
		expect([commune, ward, province].map(addresseeOf)).toEqual([
			'Ủy ban nhân dân xã Bảo Lâm 1, tỉnh Lâm Đồng',
			'Ủy ban nhân dân Phường 1 Bảo Lộc, tỉnh Lâm Đồng',
			'Sở Tư pháp thành phố Hà Nội'
		]);
		const agency = { ...province, level: 'agency', fullName: 'Bộ Y tế', name: 'Y tế' } as const;
		expect(addresseeOf(agency)).toBe('Bộ Y tế');
	});

	it('leaves number, date and signature to whoever signs it', () => {
		expect(all.number).toMatch(/^Số: +\/BTP-PBGDPL$/);
		expect(all.placeAndDate).toMatch(/^Hà Nội, ngày +tháng +năm 2026$/);
		expect(all.signature).toEqual({ position: '[CHỨC VỤ CỦA NGƯỜI KÝ]', name: '[Họ và tên]' });
	});

	it('tells the due instant, or that it has passed', () => {
		expect(all.letters[0]!.paragraphs[1]).toContain('trước 17:00 ngày 20/12/2026');
		expect(all.letters[1]!.paragraphs[1]).toContain('đến nay đã qua');
	});
});

const texts = all.letters.flatMap(({ addressee, paragraphs, address, after }) => [
	...[addressee, ...paragraphs, address, ...after]
]);

describe('the file of letters', () => {
	it('is a tagged PDF, the same to the byte each time', async () => {
		const file = await letters.pdf(all);
		expect(file.toString('latin1')).toContain('pdfuaid:part');
		expect(Buffer.compare(await letters.pdf(all), file)).toBe(0);
		if (!poppler) return;
		const text = squeeze(look('pdftotext', file));
		expect(texts.filter((each) => !text.includes(squeeze(each)))).toEqual([]);
	});

	it('holds every letter as a section of its own in Word', async () => {
		const xml = unzip(await letters.docx(all))
			.get('word/document.xml')!
			.toString('utf8');
		const text = squeeze(wordText(xml));
		expect(texts.filter((each) => !text.includes(squeeze(each)))).toEqual([]);
		expect(xml.match(/<w:sectPr/g)).toHaveLength(2);
	});

	it('cannot be made to run markup by the title of a campaign', async () => {
		const evil = { ...campaign, titleVi: '#read("/etc/passwd") $x$ </w:t><w:br/> *đậm*' };
		const made = write(evil, [{ ...commune, due, over: false }], place);
		expect((await letters.pdf(made)).subarray(0, 5).toString()).toBe('%PDF-');
		const xml = unzip(await letters.docx(made))
			.get('word/document.xml')!
			.toString('utf8');
		expect(squeeze(wordText(xml))).toContain(squeeze('</w:t><w:br/> *đậm*'));
	});
});
