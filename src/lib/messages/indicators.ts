/** Words of the catalogue of indicators and of each definition, notes of figures included. */
import { catalogue } from '#lib/locale.ts';

export const indicators = catalogue({
	vi: {
		title: 'Chỉ số',
		headline: (all: string, computed: string) =>
			`${all}\u00a0chỉ số; ${computed}\u00a0chỉ số tính được từ số liệu của hệ thống.`,
		lead: 'Chỉ số còn lại chờ phiếu khảo sát nhu cầu, hiệu quả, hồ sơ quản lý hoặc số liệu kênh.',
		crumb: 'Danh mục chỉ số',
		kinds: { thuc_trang: 'Thực trạng', nhu_cau: 'Nhu cầu', hieu_qua: 'Hiệu quả' },
		sources: {
			survey: 'Phiếu khảo sát',
			events: 'Lượt truy cập',
			record: 'Hồ sơ quản lý',
			channel: 'Số liệu kênh'
		},
		columns: {
			id: 'Mã',
			name: 'Chỉ số',
			source: 'Nguồn',
			items: 'Mục của Kế hoạch',
			value: 'Cả nước, kỳ gần nhất'
		},
		value: {
			notComputed: 'chưa tính',
			none: 'chưa có số liệu',
			suppressed: 'ẩn'
		},
		download: 'Tải danh mục CSV',
		definition: 'Định nghĩa',
		otherName: 'Tên tiếng Anh',
		kind: 'Loại',
		unit: 'Đơn vị tính',
		formula: 'Công thức',
		source: 'Nguồn số liệu',
		collectedBy: 'Thu thập bằng',
		planItems: 'Nhiệm vụ của Kế hoạch',
		version: 'Bản định nghĩa',
		method: 'Cách tính khoảng tin cậy',
		methods: {
			share_of_answers:
				'Khoảng Wilson 95\u00a0%, hiệu chỉnh theo số đơn vị phải nộp (tổng thể hữu hạn). Coi các đơn vị đã nộp như được chọn ngẫu nhiên trong danh sách; khi mọi đơn vị đã nộp thì không còn sai số chọn mẫu.',
			share_of_visits:
				'Tỷ số của tổng lượt truy cập theo ngày, tuyến tính hóa Taylor, mỗi ngày là một cụm; khoảng 95\u00a0% theo phân phối t.',
			share_of_long_visits:
				'Tỷ số của tổng lượt truy cập theo ngày, tuyến tính hóa Taylor, mỗi ngày là một cụm; khoảng 95\u00a0% theo phân phối t.',
			share_of_acts:
				'Tỷ số của tổng lượt theo ngày, tuyến tính hóa Taylor, mỗi ngày là một cụm; khoảng 95\u00a0% theo phân phối t.',
			share_submitted: 'Đếm đủ các đơn vị trong danh sách, không có sai số chọn mẫu.',
			none: 'Chưa xác định: hệ thống chưa tính chỉ số này.'
		},
		counted: 'Được tính',
		countedAnswers: (question: string, codes: string) => `Câu ${question} chọn: ${codes}`,
		countedAnd: (question: string, codes: string) => `và câu ${question} chọn: ${codes}`,
		countedRow: (question: string, codes: string) =>
			`và ở câu ${question} có ít nhất một dòng của các lựa chọn đó ghi có: ${codes}`,
		countedVisits: (devices: string) => `Thiết bị: ${devices}`,
		countedLong: (pages: number, seconds: number) =>
			`Lượt truy cập xem từ ${pages} trang trở lên hoặc kéo dài từ ${seconds} giây trở lên`,
		countedActs: (act: string, property: string, values: string) =>
			`Lượt “${act}” có ${property} là ${values}`,
		devices: { mobile: 'điện thoại', tablet: 'máy tính bảng', desktop: 'máy tính' } as Record<
			string,
			string
		>,
		countedSubmitted: 'Phiếu đã nộp và không bị trả lại',
		countedOnTime: 'Phiếu đã nộp trước hạn và không bị trả lại',
		target: 'Mục tiêu',
		targetOf: (goal: string, year: string, source: string) => `${goal} năm ${year} (${source})`,
		noTarget: 'Chưa đặt mục tiêu bằng số',
		current: 'Giá trị gần nhất, cả nước',
		notComputed: 'Chỉ số này chưa tính được từ số liệu của hệ thống',
		notComputedWhy: (source: string) =>
			`Nguồn: ${source}. Giá trị sẽ hiện khi nguồn này được đưa vào hệ thống.`,
		noValue: 'Chưa có số liệu trong kỳ',
		noValueNext:
			'Giá trị hiện sau khi đơn vị đầu tiên nộp phiếu hoặc trang đầu tiên gửi lượt truy cập.',
		suppressed: 'Ẩn vì dưới 10 nơi trả lời',
		suppressedNext: (n: string) => `Đã có ${n} nơi trả lời; giá trị hiện khi có đủ 10.`,
		interval: (range: string, level: string) => `Khoảng tin cậy ${level}: ${range}`,
		exact: 'Đếm đủ, không có sai số chọn mẫu',
		parts: (numerator: string, denominator: string) => `${numerator} trong ${denominator}`,
		sample: {
			wilson_fpc: (n: string) => `n = ${n} nơi trả lời`,
			count: (n: string) => `n = ${n} nơi trong danh sách`,
			ratio_by_day: (n: string) => `n = ${n} ngày`
		},
		period: (from: string, to: string) => `Kỳ ${from} đến ${to}`,
		asOf: (moment: string) => `Tính lúc ${moment}`,
		ruler: (value: string, low: string, high: string) =>
			`Thước từ 0 đến 100\u00a0%: giá trị ${value}, khoảng từ ${low} đến ${high}`,
		goal: (goal: string) => `mục tiêu ${goal}`,
		notes: {
			complete: 'Mọi đơn vị trong danh sách đã trả lời nên không còn sai số chọn mẫu.',
			nonresponse:
				'Còn đơn vị chưa nộp; khoảng tin cậy coi các đơn vị đã nộp như được chọn ngẫu nhiên.',
			'campaign-open': 'Đợt khảo sát chưa đóng; giá trị còn có thể thay đổi.',
			'one-day': 'Mới có một ngày số liệu nên chưa tính được khoảng tin cậy.',
			'boundaries-of-today': 'Tính theo địa giới hiện nay: đầu kỳ đơn vị này chưa được thành lập.',
			'hidden-for-others': 'Ẩn để không tính ngược ra được giá trị của nơi khác.'
		} as Record<string, string>
	},
	en: {
		title: 'Indicators',
		headline: (all: string, computed: string) =>
			`${all} indicators; ${computed} are computed from the data held here.`,
		lead: 'The others wait for the surveys of needs and effects, for registers or channel figures.',
		crumb: 'Catalogue of indicators',
		kinds: { thuc_trang: 'Status', nhu_cau: 'Needs', hieu_qua: 'Effectiveness' },
		sources: {
			survey: 'Survey',
			events: 'Visits',
			record: 'Register',
			channel: 'Channel figures'
		},
		columns: {
			id: 'Code',
			name: 'Indicator',
			source: 'Source',
			items: 'Items of the plan',
			value: 'Nation, latest period'
		},
		value: { notComputed: 'not computed', none: 'no data', suppressed: 'hidden' },
		download: 'Download the catalogue as CSV',
		definition: 'Definition',
		otherName: 'Vietnamese name',
		kind: 'Kind',
		unit: 'Unit',
		formula: 'Formula (in Vietnamese)',
		source: 'Source',
		collectedBy: 'Collected by',
		planItems: 'Items of the plan',
		version: 'Version of the definition',
		method: 'Interval',
		methods: {
			share_of_answers:
				'Wilson interval at 95%, corrected for the length of the list (finite population). Units that answered are treated as drawn by lot; when all have answered no sampling error is left.',
			share_of_visits:
				'Ratio of totals over days, Taylor linearisation with days as clusters, t interval at 95%.',
			share_of_long_visits:
				'Ratio of totals over days, Taylor linearisation with days as clusters, t interval at 95%.',
			share_of_acts:
				'Ratio of totals over days, Taylor linearisation with days as clusters, t interval at 95%.',
			share_submitted: 'A complete count of the units on the list: no sampling error.',
			none: 'None yet: this indicator is not computed here.'
		},
		counted: 'What counts',
		countedAnswers: (question: string, codes: string) => `Question ${question}: ${codes}`,
		countedAnd: (question: string, codes: string) => `and question ${question}: ${codes}`,
		countedRow: (question: string, codes: string) =>
			`and in question ${question} at least one row of these says yes to: ${codes}`,
		countedVisits: (devices: string) => `Devices: ${devices}`,
		countedLong: (pages: number, seconds: number) =>
			`Visits of ${pages} pages or more, or of ${seconds} seconds or longer`,
		countedActs: (act: string, property: string, values: string) =>
			`Acts “${act}” whose ${property} is ${values}`,
		devices: { mobile: 'phone', tablet: 'tablet', desktop: 'computer' } as Record<string, string>,
		countedSubmitted: 'Forms submitted and not returned',
		countedOnTime: 'Forms submitted on time and not returned',
		target: 'Target',
		targetOf: (goal: string, year: string, source: string) => `${goal} by ${year} (${source})`,
		noTarget: 'No numeric target is set',
		current: 'Latest value, nation',
		notComputed: 'This indicator is not computed from the data held here yet',
		notComputedWhy: (source: string) =>
			`Source: ${source}. A value appears once this source is brought in.`,
		noValue: 'No data in the period',
		noValueNext: 'A value appears after the first form or the first visit has come in.',
		suppressed: 'Hidden: fewer than 10 respondents',
		suppressedNext: (n: string) => `${n} have answered; the value appears with the tenth.`,
		interval: (range: string, level: string) => `${level} interval: ${range}`,
		exact: 'Complete count, no sampling error',
		parts: (numerator: string, denominator: string) => `${numerator} of ${denominator}`,
		sample: {
			wilson_fpc: (n: string) => `n = ${n} respondents`,
			count: (n: string) => `n = ${n} on the list`,
			ratio_by_day: (n: string) => `n = ${n} days`
		},
		period: (from: string, to: string) => `Period ${from} to ${to}`,
		asOf: (moment: string) => `Computed ${moment}`,
		ruler: (value: string, low: string, high: string) =>
			`Ruler from 0 to 100%: value ${value}, interval from ${low} to ${high}`,
		goal: (goal: string) => `target ${goal}`,
		notes: {
			complete: 'Every unit on the list has answered, so no sampling error is left.',
			nonresponse: 'Some units have not answered; the interval treats the others as drawn by lot.',
			'campaign-open': 'The campaign is still open; the value may change.',
			'one-day': 'There is one day of data only, so there is no interval yet.',
			'boundaries-of-today':
				'On the boundaries of today: the unit did not stand yet when the period began.',
			'hidden-for-others': 'Hidden so that another figure cannot be computed back.'
		} as Record<string, string>
	}
});
