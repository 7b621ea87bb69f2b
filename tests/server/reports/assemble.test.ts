import { describe, expect, test } from 'vitest';
import { blocksOf, type Report } from '#lib/report.ts';
import { assemble } from '#lib/server/reports/assemble.ts';
import { emptyOverview, estimate, fullOverview, indicator } from '../../reports.ts';

function textOf(report: Report): string {
	return blocksOf(report)
		.map((block) => ('text' in block ? block.text : block.caption))
		.join('\n');
}

describe('the assembled report', () => {
	const report = assemble(fullOverview());
	const text = textOf(report);

	test('is the same for the same overview', () => {
		expect(assemble(fullOverview())).toEqual(report);
	});

	test('leaves number, day and signature empty', () => {
		expect(report.number).toMatch(/^Số: +\/BC-PBGDPL$/);
		expect(report.placeAndDate).toMatch(/^Hà Nội, ngày +tháng +năm 2026$/);
		expect(report.signature.name).toBe('[Họ và tên]');
		expect(report.closing.endsWith('./.')).toBe(true);
	});

	test('writes numbers as documents do', () => {
		expect(text).toContain('68,4% (khoảng tin cậy 95% từ 56,1% đến 78,6%; 13 trong 19 nơi');
		expect(text).toContain('70,6% (24/34 nơi; số đếm toàn bộ');
		expect(text).not.toMatch(/\d\s%/);
	});

	test('claims a target only when it lies outside the interval', () => {
		expect(text).toContain('Kết quả này đạt mục tiêu 50%');
		expect(text).toContain('Mục tiêu 70% (năm 2026) nằm trong khoảng tin cậy');
		expect(text).toContain('Kết quả này chưa đạt mục tiêu 100%');
	});

	test('names who is missing and counts them as the appendix does', () => {
		expect(text).toContain('Số phiếu phát ra: 34; số phiếu thu về: 24, đạt 70,6%.');
		expect(text).toContain(
			'Có 10 tỉnh, thành phố chưa có phiếu trong báo cáo này: Cà Mau, Cần Thơ'
		);
		const table = report.appendices[0]?.blocks.find((block) => block.kind === 'table');
		expect(table?.rows).toHaveLength(34);
		expect(table?.rows[4]?.[1]).toBe('Cần Thơ');
		expect(table?.rows[5]?.[1]).toBe('Đà Nẵng');
		expect(table?.total?.[1]).toBe('Đã thu 24/34');
	});

	test('leaves out the day that is still running', () => {
		const running = { day: '2026-11-23', visits: 999_999, visitors: 1, pageViews: 1 };
		const overview = fullOverview();
		overview.visits.push(running);
		overview.periodTo = '2026-11-23';
		const during = textOf(assemble(overview));
		expect(during).toContain('đến ngày 22 tháng 11 năm 2026 có 4/5');
		expect(during).not.toContain('999.999');
	});

	test('hides a suppressed share and says why', () => {
		const hidden = estimate({ value: null, numerator: null, n: 4, low: null, high: null });
		const overview = fullOverview({
			indicators: [
				{ indicator: indicator({ id: 'CT-X' }), estimate: { ...hidden, suppressed: true } }
			]
		});
		const shown = assemble(overview);
		expect(textOf(shown)).toContain('không công bố vì có dưới 10 nơi trả lời');
		const table = shown.sections[1]?.blocks.find((block) => block.kind === 'table');
		expect(table?.rows[0]?.slice(3)).toEqual(['ẩn', 'ẩn', '–', '–']);
	});

	test('says DỮ LIỆU MÔ PHỎNG only of simulated data', () => {
		expect(report.mark).toBe('DỰ THẢO · DỮ LIỆU MÔ PHỎNG');
		const real = assemble(fullOverview({ simulated: false }));
		expect(real.mark).toBe('DỰ THẢO');
		expect(JSON.stringify(real)).not.toMatch(/mô phỏng/i);
	});

	test('says what is missing when nothing happened yet', () => {
		const empty = textOf(assemble(emptyOverview()));
		expect(empty).toContain('Chưa có đợt khảo sát nào được mở');
		expect(empty).toContain('Chưa có chỉ số nào được tính trong kỳ.');
		expect(empty).toContain('chưa nhận được số liệu truy cập; hệ thống đã khai báo 2 cổng');
		expect(empty).not.toMatch(/NaN|undefined|null|Infinity/);
	});

	test('numbers headings, tables and figures without gaps', () => {
		expect(textOf(assemble(emptyOverview()))).toContain('3. Phương pháp');
		const captions = blocksOf(report).flatMap((block) => ('caption' in block ? block.caption : []));
		expect(captions.map((caption) => caption.split('.')[0])).toEqual([
			'Bảng 1',
			'Hình 1',
			'Hình 2',
			'Bảng 2',
			'Bảng 3',
			'Bảng 4'
		]);
	});
});
