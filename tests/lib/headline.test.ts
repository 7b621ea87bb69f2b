import { describe, expect, it } from 'vitest';
import * as headline from '#lib/headline.ts';
import { byState, shareOf, summariseDays } from '#lib/overview.ts';
import type { ResponseState, UnitProgress } from '#lib/campaign.ts';
import { estimate, fullOverview, indicator } from '../reports.ts';

const today = '2026-11-23';
const target = { value: 1, year: 2020, source: 'Quyết định số 471/QĐ-TTg' };

const indicatorOf = (id: string) =>
	indicator({
		id,
		measure: {
			kind: 'share_submitted',
			survey: 'thuc-trang',
			...(id === 'CT-II.3-04' && { target })
		}
	});

const estimateOf = (indicatorId: string, value: number, low: number, high: number) =>
	estimate({ indicatorId, value, low, high });

function progressOf(states: ResponseState[]): UnitProgress[] {
	return fullOverview().progress.map((unit, index) => ({
		...unit,
		state: states[index % states.length]!
	}));
}

const only = (id: string, value: number, low: number, high: number) => ({
	indicators: [{ indicator: indicatorOf(id), estimate: estimateOf(id, value, low, high) }]
});

describe('the headline', () => {
	it('says “phần lớn” only when the whole interval lies above one half', () => {
		const sure = headline.ofOverview(only('CT-II.1a-01', 0.75, 0.62, 0.85), 'vi');
		expect(sure).toBe('Phần lớn địa phương trả lời đã có kế hoạch triển khai Đề án.');
		const open = headline.ofOverview(only('CT-II.1a-01', 0.55, 0.42, 0.68), 'vi');
		expect(open).toContain('Chưa kết luận được');
		expect(headline.ofOverview(only('CT-II.1a-01', 0.3, 0.2, 0.45), 'vi')).toContain(
			'Chưa tới một nửa'
		);
	});

	it('speaks of a target only as far as the interval allows', () => {
		expect(headline.ofOverview(only('CT-II.3-04', 0.75, 0.62, 0.85), 'vi')).toContain(
			'chưa đạt mục tiêu 100\u00a0%'
		);
		expect(headline.ofOverview(only('CT-II.3-04', 0.98, 0.9, 1), 'vi')).toContain(
			'Chưa kết luận được'
		);
		expect(headline.ofOverview(only('CT-II.3-04', 1, 1, 1), 'vi')).toBe(
			'Liên kết với Cổng của Bộ đạt mục tiêu 100\u00a0%.'
		);
	});

	it('leaves out what is hidden and says so when nothing is left', () => {
		const hidden = { ...estimateOf('CT-II.1a-01', 0, 0, 0), value: null, low: null, high: null };
		const indicators = [
			{ indicator: indicatorOf('CT-II.1a-01'), estimate: { ...hidden, suppressed: true } }
		];
		expect(headline.ofOverview({ indicators }, 'vi')).toBe('Chưa có số liệu để kết luận.');
		expect(shareOf(null)).toBe('none');
	});

	it('counts returned forms as begun and approved ones as submitted', () => {
		const progress = progressOf(['submitted', 'returned', 'approved', 'none', 'draft']);
		const groups = byState(progress);
		expect([groups.done.length, groups.doing.length, groups.none.length]).toEqual([14, 13, 7]);
		expect(headline.ofCompletion({ progress }, 'vi')).toBe(
			'14 trong 34 tỉnh, thành phố đã nộp phiếu; 13 đang làm, 7 chưa làm'
		);
	});

	it('keeps the day that still grows out of totals, averages and peaks', () => {
		const visits = [
			{ day: '2026-11-21', visits: 100, visitors: 90, pageViews: 300 },
			{ day: '2026-11-22', visits: 300, visitors: 250, pageViews: 900 },
			{ day: today, visits: 999, visitors: 900, pageViews: 1000 }
		];
		expect(summariseDays(visits, today)).toMatchObject({ days: 2, total: 400, perDay: 200 });
		expect(headline.ofVisits({ visits, periodTo: today }, 'vi')).toBe(
			'400 lượt truy cập trong 2 ngày trọn, bình quân 200 lượt mỗi ngày; nhiều nhất ngày 22/11/2026 (300 lượt)'
		);
		expect(headline.ofVisits({ visits: visits.slice(2), periodTo: today }, 'vi')).toContain(
			'hôm nay, ngày chưa hết'
		);
	});

	it('has an English sentence for everything', () => {
		expect(headline.ofOverview(fullOverview(), 'en')).toMatch(/^Most localities .*; most visits/);
	});
});
