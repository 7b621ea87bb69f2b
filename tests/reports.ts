/** Overviews as a report gets them: one in the middle of a campaign, one before anything happened. */
import type { UnitProgress } from '#lib/campaign.ts';
import type { Estimate } from '#lib/estimate.ts';
import type { Indicator } from '#lib/indicator.ts';
import type { DayCount, Overview } from '#lib/overview.ts';

const provinces =
	'Hà Nội,Cao Bằng,Tuyên Quang,Điện Biên,Lai Châu,Sơn La,Lào Cai,Thái Nguyên,Lạng Sơn,Quảng Ninh,Bắc Ninh,Phú Thọ,Hải Phòng,Hưng Yên,Ninh Bình,Thanh Hóa,Nghệ An,Hà Tĩnh,Quảng Trị,Huế,Đà Nẵng,Quảng Ngãi,Gia Lai,Khánh Hòa,Đắk Lắk,Lâm Đồng,Đồng Nai,Thành phố Hồ Chí Minh,Tây Ninh,Đồng Tháp,Vĩnh Long,An Giang,Cần Thơ,Cà Mau'.split(
		','
	);
const states = ['approved', 'approved', 'submitted', 'approved', 'draft', 'approved', 'returned'];

function progress(): UnitProgress[] {
	return provinces.map((name, index) => {
		const state = (index === 33 ? 'none' : states[index % states.length]) as UnitProgress['state'];
		const sent = state === 'approved' || state === 'submitted';
		return {
			unitId: index + 2,
			code: String(index + 1).padStart(2, '0'),
			name,
			state,
			answered: state === 'none' ? 0 : sent ? 41 : 17 + (index % 9),
			answerable: 41,
			submittedAt: sent ? `2026-11-${String(3 + (index % 18)).padStart(2, '0')}T03:20:00Z` : null,
			onTime: sent ? index % 5 !== 0 : null
		};
	});
}

/** `count` days that end on 22/11/2026, the same every time. */
export function days(count: number): DayCount[] {
	return Array.from({ length: count }, (_, index) => {
		const day = new Date(Date.UTC(2026, 10, 22) - (count - 1 - index) * 86_400_000);
		const weekend = [0, 6].includes(day.getUTCDay());
		const visits = Math.round((weekend ? 1900 : 3400) + 260 * Math.sin(index / 3) + index * 6);
		return {
			day: day.toISOString().slice(0, 10),
			visits,
			visitors: Math.round(visits * 0.82),
			pageViews: Math.round(visits * 2.6)
		};
	});
}

export function indicator(fields: Partial<Indicator> & { id: string }): Indicator {
	return {
		version: 1,
		kind: 'thuc_trang',
		nameVi: 'Tỷ lệ địa phương ban hành kế hoạch triển khai Đề án',
		nameEn: 'Share of localities with an implementation plan',
		unitVi: '%',
		formulaVi: 'số địa phương có kế hoạch (riêng hoặc lồng ghép) / số địa phương trả lời',
		source: 'survey',
		collectedBy: 'TT07',
		measure: null,
		valueUnit: 'share',
		direction: 'up',
		periodRule: 'campaign',
		dimensions: [],
		additive: false,
		suppression: 'respondents',
		planItems: ['II.1.a', 'III.1'],
		...fields
	};
}

export function estimate(fields: Partial<Estimate>): Estimate {
	return {
		indicatorId: 'CT-II.1a-01',
		indicatorVersion: 1,
		unitId: 1,
		periodFrom: '2026-01-01',
		periodTo: '2026-06-30',
		boundaries: 'reported',
		dimension: '',
		category: '',
		value: 0.684,
		choice: null,
		effectiveN: 42,
		responseRate: 19 / 34,
		snapshot: 'a'.repeat(64),
		numerator: 13,
		denominator: 19,
		n: 19,
		low: 0.561,
		high: 0.786,
		level: 0.95,
		method: 'wilson_fpc',
		suppressed: false,
		notes: [],
		asOf: '2026-11-23T03:42:00Z',
		...fields
	};
}

const target = { value: 0.7, year: 2026, source: 'Kế hoạch năm' };

export function fullOverview(fields: Partial<Overview> = {}): Overview {
	return {
		simulated: true,
		asOf: '2026-11-23T03:42:00Z',
		periodFrom: '2026-08-25',
		periodTo: '2026-11-22',
		visits: days(90),
		sitesHeard: 4,
		sitesKnown: 5,
		botEvents: 12_408,
		campaign: {
			id: 1,
			slug: 'thuc-trang-2026-h1',
			surveyId: 'thuc-trang',
			surveyVersionId: 1,
			surveyVersion: 1,
			titleVi: 'Khảo sát thực trạng 6 tháng đầu năm 2026',
			titleEn: 'Status survey, first half of 2026',
			periodFrom: '2026-01-01',
			periodTo: '2026-06-30',
			opensAt: '2026-11-02T01:00:00Z',
			closesAt: '2026-11-30T10:00:00Z',
			state: 'open',
			audience: 'units',
			levels: ['province']
		},
		progress: progress(),
		indicators: [
			{
				indicator: indicator({
					id: 'CT-II.4-02',
					nameVi: 'Tỷ lệ tỉnh, thành phố hoàn thành phiếu thực trạng',
					source: 'record',
					formulaVi: 'số tỉnh, thành phố đã nộp phiếu / số tỉnh, thành phố phải nộp',
					planItems: ['II.4'],
					measure: {
						kind: 'share_submitted',
						survey: 'thuc-trang',
						target: { ...target, value: 1 }
					}
				}),
				estimate: estimate({
					value: 24 / 34,
					numerator: 24,
					denominator: 34,
					n: 34,
					low: null,
					high: null,
					method: 'count'
				})
			},
			{
				indicator: indicator({
					id: 'CT-II.1a-01',
					measure: {
						kind: 'share_of_answers',
						survey: 'thuc-trang',
						question: 'ke_hoach',
						codes: ['rieng'],
						target
					}
				}),
				estimate: estimate({})
			},
			{
				indicator: indicator({
					id: 'CT-II.3-05',
					nameVi: 'Tỷ lệ lượt truy cập từ thiết bị di động',
					source: 'events',
					formulaVi: 'số lượt truy cập từ điện thoại, máy tính bảng / tổng số lượt truy cập',
					planItems: ['II.3'],
					measure: {
						kind: 'share_of_visits',
						dimension: 'device',
						values: ['mobile', 'tablet'],
						target: { ...target, value: 0.5 }
					}
				}),
				estimate: estimate({
					value: 0.6124,
					numerator: 152_034,
					denominator: 248_260,
					n: 90,
					low: 0.604,
					high: 0.621,
					method: 'ratio_by_day'
				})
			}
		],
		...fields
	};
}

export function emptyOverview(): Overview {
	return {
		simulated: false,
		asOf: '2026-11-23T03:42:00Z',
		periodFrom: '2026-10-25',
		periodTo: '2026-11-22',
		visits: [],
		sitesHeard: 0,
		sitesKnown: 2,
		botEvents: 0,
		campaign: null,
		progress: [],
		indicators: []
	};
}
