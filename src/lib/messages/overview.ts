/**
 * Words of the national overview. Sentences about figures are functions; they never say more than
 * the interval allows, which `src/lib/headline.ts` decides.
 */
import { catalogue } from '#lib/locale.ts';

type Answer = { question: string; say: (part: string, whole: string) => string };

export const overview = catalogue({
	vi: {
		title: 'Tổng quan cả nước',
		sent: (done: string, all: string) => `${done}/${all} tỉnh, thành phố đã gửi`,
		asOf: (moment: string) => `Số liệu tính lúc ${moment}`,
		from: (first: string, last: string) => `Truy cập: ${first} đến ${last}`,
		export: 'Xuất báo cáo',
		nothingYet: 'Chưa có số liệu để kết luận.',
		plan: {
			most: 'phần lớn địa phương trả lời đã có kế hoạch triển khai Đề án',
			few: 'chưa tới một nửa địa phương trả lời có kế hoạch triển khai Đề án',
			unclear: 'chưa kết luận được quá nửa địa phương có kế hoạch triển khai Đề án hay chưa'
		},
		linked: {
			reached: (goal: string) => `liên kết với Cổng của Bộ đạt mục tiêu ${goal}`,
			missed: (goal: string) => `liên kết với Cổng của Bộ chưa đạt mục tiêu ${goal}`,
			unclear: (goal: string) =>
				`chưa kết luận được liên kết với Cổng của Bộ đạt mục tiêu ${goal} hay chưa`
		},
		mobile: {
			most: 'phần lớn lượt truy cập đến từ thiết bị di động',
			few: 'chưa tới một nửa lượt truy cập đến từ thiết bị di động',
			unclear: 'lượt truy cập từ thiết bị di động ở quanh một nửa'
		},
		answers: {
			'CT-II.1a-01': {
				question: 'Địa phương đã có kế hoạch triển khai Đề án chưa?',
				say: (part, whole) =>
					`địa phương trả lời đã ban hành kế hoạch, riêng hoặc lồng ghép: ${part} trong ${whole}.`
			},
			'CT-II.3-04': {
				question: 'Trang PBGDPL của địa phương đã nối với Cổng của Bộ chưa?',
				say: (part, whole) =>
					`địa phương trả lời có trang liên kết, chia sẻ với Cổng của Bộ: ${part} trong ${whole}.`
			},
			'CT-II.3-05': {
				question: 'Người dùng vào các trang bằng thiết bị nào?',
				say: (part, whole) => `lượt truy cập từ thiết bị di động: ${part} trong ${whole} lượt.`
			}
		} as Record<string, Answer>,
		say: (part: string, whole: string) => `${part} trong ${whole}.`,
		suppressed: 'ẩn',
		suppressedWhy: 'Ẩn vì dưới 10 đơn vị trả lời. Số đo sẽ hiện khi có đủ 10 phiếu được nộp.',
		noValue: 'chưa có',
		noSurveyValue: 'Chưa có phiếu nào được nộp trong kỳ. Số đo hiện ngay khi có đủ 10 phiếu.',
		noVisitValue: 'Chưa ghi nhận lượt truy cập nào trong kỳ.',
		target: 'So mục tiêu',
		verdict: {
			reached: (goal: string) => `Đạt mục tiêu ${goal}`,
			missed: (goal: string, gap: string) => `Không đạt mục tiêu ${goal}, thiếu ${gap}`,
			unclear: (goal: string) => `Chưa kết luận so với mục tiêu ${goal}`,
			none: () => 'Chưa đặt mục tiêu'
		},
		targetSource: (year: string, source: string) => `năm ${year}, ${source}`,
		gap: (from: string, to: string) => (from === to ? `${to} điểm` : `${from} đến ${to} điểm`),
		interval: 'Khoảng tin cậy',
		intervalOf: (low: string, high: string, level: string) => `${low} đến ${high} (${level})`,
		complete: 'đếm đủ, không có sai số chọn mẫu',
		sample: 'Cỡ mẫu',
		samples: {
			survey: (n: string) => `n = ${n} đơn vị trả lời`,
			events: (n: string) => `n = ${n} ngày`,
			record: (n: string) => `n = ${n} đơn vị`,
			channel: (n: string) => `n = ${n}`
		},
		period: 'Kỳ',
		periodOf: (from: string, to: string) => `${from} đến ${to}`,
		definition: (id: string) => `Chỉ số ${id} và cách tính`,
		planItem: (id: string) => `Mục ${id} của Kế hoạch`,
		rulerOf: (from: string, to: string, value: string, low: string, high: string, level: string) =>
			`Thước từ ${from} đến ${to}: giá trị ${value}, khoảng tin cậy ${level} từ ${low} đến ${high}`,
		rulerGoal: (goal: string) => `, mục tiêu ${goal}`,
		goal: (goal: string) => `mục tiêu ${goal}`,
		missing: 'Còn thiếu gì',
		missingUnits: 'tỉnh, thành phố chưa nộp phiếu:',
		missingNote: (done: string) => `Kết quả cả nước tính trên ${done} phiếu đã nộp.`,
		missingNone: 'tỉnh, thành phố còn thiếu phiếu; kết quả tính trên toàn bộ danh sách.',
		silentSites: (known: string) =>
			`trong ${known} trang không gửi lượt nào trong kỳ; truy cập của các trang này không có trong số liệu.`,
		suppressedCount: 'số đo bị ẩn vì dưới 10 đơn vị trả lời.',
		robots: 'sự kiện của rô-bốt đã loại khỏi số lượt truy cập.',
		seeSites: 'Xem các trang',
		where: 'Ở đâu',
		daily: 'Theo ngày',
		noCampaign: 'Chưa có đợt khảo sát nào đang mở',
		noCampaignNext: 'Mở một đợt khảo sát để biết địa phương nào đã nộp phiếu.',
		openCampaign: 'Mở đợt khảo sát',
		noSites: 'Chưa có trang nào gửi số liệu truy cập',
		noSitesNext: 'Thêm trang, gắn mã đo, số liệu sẽ hiện sau khoảng một phút.',
		noVisits: 'Các trang chưa gửi lượt truy cập nào trong kỳ',
		noVisitsNext: 'Kiểm tra mã đo trên từng trang; lượt mới hiện sau khoảng một phút.',
		addSite: 'Thêm trang'
	},
	en: {
		title: 'National overview',
		sent: (done: string, all: string) => `${done} of ${all} provinces have answered`,
		asOf: (moment: string) => `Figures computed at ${moment}`,
		from: (first: string, last: string) => `Usage: ${first} to ${last}`,
		export: 'Export the report',
		nothingYet: 'There are no figures yet to conclude from.',
		plan: {
			most: 'most localities that answered have an implementation plan',
			few: 'less than half of the localities that answered have an implementation plan',
			unclear: 'whether more than half of the localities have an implementation plan is open'
		},
		linked: {
			reached: (goal: string) => `links with the national portal meet the target of ${goal}`,
			missed: (goal: string) => `links with the national portal miss the target of ${goal}`,
			unclear: (goal: string) =>
				`whether links with the national portal meet the target of ${goal} is open`
		},
		mobile: {
			most: 'most visits come from mobile devices',
			few: 'less than half of the visits come from mobile devices',
			unclear: 'visits from mobile devices are around one half'
		},
		answers: {
			'CT-II.1a-01': {
				question: 'Do localities have an implementation plan?',
				say: (part, whole) =>
					`of localities that answered have issued a plan, own or combined: ${part} of ${whole}.`
			},
			'CT-II.3-04': {
				question: 'Are local pages linked with the national portal?',
				say: (part, whole) =>
					`of localities that answered have a page linked with the portal: ${part} of ${whole}.`
			},
			'CT-II.3-05': {
				question: 'Which devices do visits come from?',
				say: (part, whole) => `of visits came from mobile devices: ${part} of ${whole} visits.`
			}
		},
		say: (part: string, whole: string) => `${part} of ${whole}.`,
		suppressed: 'hidden',
		suppressedWhy: 'Hidden: fewer than 10 units answered. It appears once 10 forms are in.',
		noValue: 'none yet',
		noSurveyValue: 'No form has been submitted in the period. The figure appears once 10 are in.',
		noVisitValue: 'No visit has been recorded in the period.',
		target: 'Target',
		verdict: {
			reached: (goal: string) => `Meets the target of ${goal}`,
			missed: (goal: string, gap: string) => `Misses the target of ${goal} by ${gap}`,
			unclear: (goal: string) => `Open against the target of ${goal}`,
			none: () => 'No target set'
		},
		targetSource: (year: string, source: string) => `${year}, ${source}`,
		gap: (from: string, to: string) => (from === to ? `${to} points` : `${from} to ${to} points`),
		interval: 'Interval',
		intervalOf: (low: string, high: string, level: string) => `${low} to ${high} (${level})`,
		complete: 'complete count, no sampling error',
		sample: 'Sample',
		samples: {
			survey: (n: string) => `n = ${n} units answered`,
			events: (n: string) => `n = ${n} days`,
			record: (n: string) => `n = ${n} units`,
			channel: (n: string) => `n = ${n}`
		},
		period: 'Period',
		periodOf: (from: string, to: string) => `${from} to ${to}`,
		definition: (id: string) => `Indicator ${id} and its method`,
		planItem: (id: string) => `Item ${id} of the plan`,
		rulerOf: (from: string, to: string, value: string, low: string, high: string, level: string) =>
			`Ruler from ${from} to ${to}: value ${value}, ${level} interval from ${low} to ${high}`,
		rulerGoal: (goal: string) => `, target ${goal}`,
		goal: (goal: string) => `target ${goal}`,
		missing: 'What is missing',
		missingUnits: 'provinces have not submitted their form:',
		missingNote: (done: string) => `National results rest on ${done} submitted forms.`,
		missingNone: 'provinces are missing; results rest on the whole list.',
		silentSites: (known: string) =>
			`of ${known} sites sent no visit in the period; their usage is not in the figures.`,
		suppressedCount: 'figures hidden because fewer than 10 units answered.',
		robots: 'events of robots were left out of the visits.',
		seeSites: 'See the sites',
		where: 'Where',
		daily: 'Day by day',
		noCampaign: 'No survey round is open',
		noCampaignNext: 'Open a survey round to see which localities have answered.',
		openCampaign: 'Open a survey round',
		noSites: 'No site sends usage yet',
		noSitesNext: 'Add a site and its tracker; figures appear after about a minute.',
		noVisits: 'The sites have sent no visit in the period',
		noVisitsNext: 'Check the tracker on each site; new visits appear after about a minute.',
		addSite: 'Add a site'
	}
});
