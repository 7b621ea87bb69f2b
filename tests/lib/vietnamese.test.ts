import { describe, expect, it } from 'vitest';
import * as vietnamese from '#lib/vietnamese.ts';

const { fold, formatDay, formatMoment, formatNumber, formatPercent } = vietnamese;

describe('text', () => {
	it('folds case, diacritics, đ, tone placement and composition to one form', () => {
		const spellings = [
			'Hòa Bình',
			'Hoà Bình',
			'HÒA  BÌNH',
			'hoa binh',
			'Hòa Bình'.normalize('NFD')
		];
		expect(new Set(spellings.map(fold))).toEqual(new Set(['hoa binh']));
		expect(fold('Đắk Lắk')).toBe('dak lak');
		expect(fold('Ea H’leo')).toBe(fold("ea h'leo"));
		expect(fold('Bà Rịa - Vũng Tàu')).toBe('ba ria vung tau');
		expect(vietnamese.slugOf('Bà Rịa – Vũng Tàu')).toBe('ba-ria-vung-tau');
	});

	it('stores text composed and with single spaces', () => {
		expect(vietnamese.tidy('  Huế\u00a0\n thành phố '.normalize('NFD'))).toBe('Huế thành phố');
	});

	it('sorts names by the Vietnamese alphabet', () => {
		const names = [
			'Đà Nẵng',
			'Lâm Đồng',
			'Cần Thơ',
			'Lào Cai',
			'Lạng Sơn',
			'Lai Châu',
			'Quận 10',
			'Quận 2'
		];
		expect(names.sort(vietnamese.compareNames)).toEqual([
			'Cần Thơ',
			'Đà Nẵng',
			'Lai Châu',
			'Lạng Sơn',
			'Lào Cai',
			'Lâm Đồng',
			'Quận 2',
			'Quận 10'
		]);
	});
});

describe('numbers', () => {
	it('uses the dot for thousands and the comma for decimals', () => {
		expect(formatNumber(1234.5, 'vi')).toBe('1.234,5');
		expect(formatNumber(1234567.891, 'vi', 1)).toBe('1.234.567,9');
		expect(formatNumber(1234.5, 'en')).toBe('1,234.5');
		expect(formatNumber(-0.84, 'vi', 1)).toBe('−0,8');
		expect(formatNumber(-0.001, 'vi', 1)).toBe('0,0');
	});

	it('shows a dash, not a zero, where there is none', () => {
		expect(formatNumber(null, 'vi')).toBe('–');
		expect(formatPercent(NaN, 'vi')).toBe('–');
		expect(formatDay(null)).toBe('–');
		expect(formatMoment('soon')).toBe('–');
	});

	it('writes percentages with a no-break space on screen and without one in documents', () => {
		expect(formatPercent(0.684, 'vi')).toBe('68,4\u00a0%');
		expect(formatPercent(0.684, 'en')).toBe('68.4%');
		expect(vietnamese.formatDocumentPercent(0.684, 'vi')).toBe('68,4%');
		expect(vietnamese.formatPercentRange(0.652, 0.7149, 'vi')).toBe('65,2 – 71,5\u00a0%');
		expect(vietnamese.formatPercentRange(-0.008, 0.03, 'vi')).toBe('−0,8 đến 3,0\u00a0%');
	});

	it('calls a difference of shares points and signs it', () => {
		expect(vietnamese.formatPoints(0.021, 'vi')).toBe('+2,1\u00a0điểm');
		expect(vietnamese.formatPoints(-0.021, 'vi')).toBe('−2,1\u00a0điểm');
		expect(vietnamese.formatPoints(0.0001, 'vi')).toBe('0,0\u00a0điểm');
	});
});

describe('days and moments', () => {
	it('pads days below 10 and only the months January and February', () => {
		expect(formatDay('2026-11-05')).toBe('05/11/2026');
		expect(formatDay('2020-08-05')).toBe('05/8/2020');
		expect(formatDay('2021-02-19')).toBe('19/02/2021');
	});

	it('tells the time in Viet Nam wherever the server stands', () => {
		expect(formatMoment('2026-07-20T10:00:00Z')).toBe('17:00 ngày 20/7/2026');
		expect(formatMoment('2026-12-31T18:30:00Z')).toBe('01:30 ngày 01/01/2027');
	});

	it('speaks of lengths of time in their two largest parts', () => {
		expect(vietnamese.formatDuration(45_000, 'vi')).toBe('45 giây');
		expect(vietnamese.formatDuration(125_000, 'vi')).toBe('2 phút 05 giây');
		expect(vietnamese.formatDuration(3_780_000, 'vi')).toBe('1 giờ 03 phút');
	});
});
