/** An overview for tests, made by hand: 34 provinces, three figures, thirty days. */
import type { ResponseState, UnitProgress } from '#lib/campaign.ts';
import { tiles } from '#lib/charts/tile-grid.ts';
import type { Estimate } from '#lib/estimate.ts';
import { addDays } from '#lib/event.ts';
import type { Indicator } from '#lib/indicator.ts';
import { headIndicators, type Overview } from '#lib/overview.ts';

export const today = '2026-11-23';

export function estimateOf(id: string, value: number, low: number, high: number): Estimate {
	return {
		indicatorId: id,
		indicatorVersion: 1,
		unitId: 1,
		periodFrom: '2026-01-01',
		periodTo: '2026-06-30',
		value,
		numerator: Math.round(value * 20),
		denominator: 20,
		n: 20,
		low,
		high,
		level: 0.95,
		method: 'wilson_fpc',
		suppressed: false,
		notes: [],
		asOf: `${today}T03:00:00.000Z`
	};
}

export function indicatorOf(id: string): Indicator {
	const target = { value: 1, year: 2020, source: 'Quyết định số 471/QĐ-TTg' };
	return {
		id,
		version: 1,
		kind: 'thuc_trang',
		nameVi: `Chỉ số ${id}`,
		nameEn: `Indicator ${id}`,
		unitVi: '%',
		formulaVi: 'tử số / mẫu số',
		source: id === 'CT-II.3-05' ? 'events' : 'survey',
		collectedBy: 'TT07',
		measure: {
			kind: 'share_submitted',
			survey: 'thuc-trang',
			...(id === 'CT-II.3-04' && { target })
		},
		planItems: ['II.3']
	};
}

export function progressOf(states: ResponseState[]): UnitProgress[] {
	return tiles.map(({ code, name }, index) => {
		const state = states[index % states.length] ?? 'none';
		const sent = state === 'submitted' || state === 'approved';
		return {
			unitId: index + 2,
			code,
			name,
			state,
			answered: state === 'none' ? 0 : sent ? 30 : 12,
			answerable: state === 'none' ? 0 : 30,
			submittedAt: sent ? '2026-11-20T02:15:00.000Z' : null,
			onTime: sent ? true : null
		};
	});
}

export function overviewOf(changes: Partial<Overview> = {}): Overview {
	return {
		simulated: true,
		asOf: `${today}T03:00:00.000Z`,
		periodFrom: addDays(today, -29),
		periodTo: today,
		visits: Array.from({ length: 30 }, (_, index) => ({
			day: addDays(today, index - 29),
			visits: 1000 + index * 10,
			visitors: 900 + index * 9,
			pageViews: 3000 + index * 30
		})),
		sitesHeard: 5,
		sitesKnown: 6,
		botEvents: 4321,
		campaign: {
			id: 1,
			slug: 'thuc-trang-2026',
			surveyId: 'thuc-trang',
			surveyVersionId: 1,
			surveyVersion: 1,
			titleVi: 'Khảo sát thực trạng 6 tháng đầu năm 2026',
			titleEn: 'Status survey, first half of 2026',
			periodFrom: '2026-01-01',
			periodTo: '2026-06-30',
			opensAt: '2026-11-01T00:00:00.000Z',
			closesAt: '2026-12-15T10:00:00.000Z',
			state: 'open'
		},
		progress: progressOf(['submitted', 'draft', 'none', 'submitted']),
		indicators: headIndicators.map((id) => ({
			indicator: indicatorOf(id),
			estimate: estimateOf(id, 0.75, 0.62, 0.85)
		})),
		...changes
	};
}
