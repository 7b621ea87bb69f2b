import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf, isStruckFrom, strike, struck, suspect } from '#lib/open-text.ts';
import { fold } from '#lib/vietnamese.ts';

const found = (text: string) =>
	suspect(text).map(({ from, to, suspicion }) => `${suspicion}: ${text.slice(from, to)}`);

describe('what is suspected in a text', () => {
	it('are telephone numbers however they are written, and no years or sums of money', () => {
		expect(found('Gọi 0912 345 678 hoặc +84 91.234.5678')).toEqual([
			'phone: 0912 345 678',
			'phone: +84 91.234.5678'
		]);
		expect(found('Năm 2025 chi 180.500.000 đồng cho 3.321 xã')).toEqual([]);
	});

	it('are identity numbers, accounts, e-mail addresses and people named with their title', () => {
		expect(found('CCCD 079123456789, CMND số 123456789')).toEqual([
			'identity: 079123456789',
			'identity: 123456789'
		]);
		expect(found('STK: 1234567890, thư a.b@example.vn')).toEqual([
			'account: 1234567890',
			'email: a.b@example.vn'
		]);
		expect(found('Đề nghị ông Nguyễn Văn Ba ở xã trả lời')).toEqual(['person: ông Nguyễn Văn Ba']);
		expect(found('Ông bà ta dạy rằng')).toEqual([]);
	});

	it('is a mark of state secrecy written as one, not a word that contains it', () => {
		expect(found('Văn bản TỐI MẬT số 1')).toEqual(['secret: TỐI MẬT']);
		expect(found('mật ong, BÍ MẬTX')).toEqual([]);
	});
});

describe('a text struck out', () => {
	it('keeps everything else, and is recognised as made from the text', () => {
		const body = 'Gọi 0912345678 cho ông Nguyễn Văn Ba nhé.';
		const text = struck(body, suspect(body));
		expect(text).toBe(`Gọi ${strike} cho ${strike} nhé.`);
		expect(isStruckFrom(body, text)).toBe(true);
	});

	it('is refused when a word was changed, added or moved', () => {
		const body = 'Xã không có máy tính.';
		for (const wrong of [
			'Xã có máy tính.',
			`${strike} không có điện.`,
			`Xã có ${strike}`,
			`máy tính ${strike} Xã`,
			`Xã không có máy tính. ${strike} Thêm`,
			''
		])
			expect(isStruckFrom(body, wrong), wrong).toBe(false);
	});

	it('is accepted wherever the parts lie, for any text', () => {
		fc.assert(
			fc.property(
				fc.string({ maxLength: 60 }),
				fc.array(fc.nat(60), { maxLength: 6 }),
				(body, at) => {
					const marks = [...new Set(at.filter((place) => place <= body.length))].sort(
						(a, b) => a - b
					);
					const spans = Array.from({ length: marks.length >> 1 }, (_, index) => ({
						from: marks[2 * index]!,
						to: marks[2 * index + 1]!,
						suspicion: 'person' as const
					}));
					return body.includes(strike) || isStruckFrom(body, struck(body, spans));
				}
			)
		);
	});
});

it('a code is named after its label in plain letters', () => {
	expect(codeOf(fold('Thiếu kinh phí, thiết bị'))).toBe('thieu_kinh_phi_thiet_bi');
	expect(codeOf(fold('5G'))).toBe('g');
	expect(codeOf(fold('???'))).toBe('ma');
});
