/** Words of the catalogue of indicators and of each definition, notes of figures included. */
import { catalogue } from '#lib/locale.ts';

export const indicators = catalogue({
	vi: {
		title: 'Chỉ số',
		headline: (all: string, known: string) =>
			all === known
				? `${all}\u00a0chỉ số, tất cả có số liệu.`
				: `${all}\u00a0chỉ số, ${known}\u00a0chỉ số có số liệu.`,
		lead: 'Giá trị lấy từ phiếu khảo sát, lượt truy cập, sổ theo dõi và số liệu kênh; bấm tên chỉ số để xem cách tính, khoảng tin cậy, từng tỉnh và từng kỳ.',
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
		counted: 'Được tính',
		target: 'Mục tiêu',
		targetOf: (goal: string, year: string, source: string) => `${goal} năm ${year} (${source})`,
		noTarget: 'Chưa đặt mục tiêu bằng số',
		current: 'Giá trị gần nhất, cả nước',
		notComputed: 'Chỉ số này chưa tính được từ số liệu của hệ thống',
		notComputedWhy: (source: string) =>
			`Nguồn: ${source}. Giá trị sẽ hiện khi nguồn này được đưa vào hệ thống.`,
		noValue: 'Chưa có số liệu trong kỳ',
		noValueNext: {
			survey: 'Giá trị hiện khi có phiếu được nộp trong kỳ.',
			events: 'Giá trị hiện khi cổng, trang gửi lượt truy cập loại này.',
			record: 'Giá trị hiện khi có số trong sổ theo dõi hoặc đợt khảo sát của kỳ.',
			channel: 'Giá trị hiện khi có số liệu kênh của kỳ.'
		},
		suppressed: 'Ẩn vì dưới 10 nơi trả lời',
		suppressedNext: (n: string) => `Đã có ${n} nơi trả lời; giá trị hiện khi có đủ 10.`,
		period: (from: string, to: string) => `Kỳ ${from} đến ${to}`,
		asOf: (moment: string) => `Tính lúc ${moment}`,
		ruler: (from: string, to: string, value: string, low: string, high: string) =>
			`Thước từ ${from} đến ${to}: giá trị ${value}, khoảng từ ${low} đến ${high}`,
		goal: (goal: string) => `mục tiêu ${goal}`,
		direction: 'Chiều tốt',
		directions: {
			up: 'Càng cao càng tốt',
			down: 'Càng thấp càng tốt',
			neutral: 'Không có chiều tốt, xấu'
		},
		periodRule: 'Kỳ tính',
		periodRules: {
			day: 'Ngày, cộng được thành kỳ dài hơn',
			month: 'Tháng',
			quarter: 'Quý',
			year: 'Năm',
			campaign: 'Đợt khảo sát'
		},
		adding: 'Cộng theo địa phương',
		addingYes: 'Giá trị của các địa phương cộng lại bằng giá trị chung',
		addingNo: 'Không cộng giá trị; tính lại từ số liệu gốc của các địa phương',
		suppression: 'Bảo vệ',
		suppressions: {
			respondents: 'Ẩn khi dưới 10 nơi, người trả lời và ẩn bổ sung để không tính ngược được',
			none: 'Không có người trả lời cần bảo vệ'
		},
		targetGroup: (goal: string, group: string, year: string, source: string) =>
			`${goal} với ${group}, năm ${year} (${source})`,
		byPeriod: 'Theo kỳ, cả nước',
		bySplit: 'Tách theo',
		byPlace: 'Theo tỉnh, thành phố',
		noPlaces:
			'Chưa có giá trị theo tỉnh: mỗi tỉnh chỉ có một phiếu của chính mình, hoặc số liệu chỉ có ở cấp trung ương.',
		noSplit: 'Chưa có số liệu để tách theo cách này.',
		running: (period: string) => `${period} (chưa hết)`,
		wholeRow: 'Chung',
		tableColumns: {
			period: 'Kỳ',
			category: 'Nhóm',
			place: 'Tỉnh, thành phố',
			value: 'Giá trị',
			interval: 'Khoảng tin cậy 95\u00a0%',
			n: 'n',
			target: 'Mục tiêu'
		},
		hidden: 'ẩn',
		span: (count: string, from: string, to: string) =>
			`${count} tỉnh, thành phố có giá trị, từ ${from} đến ${to}`,
		allHidden: 'Giá trị của mọi tỉnh, thành phố đều ẩn vì ít người trả lời',
		tile: (name: string, value: string, range: string, n: string) =>
			`${name}: ${value}${range ? `, khoảng tin cậy ${range}` : ''}, n = ${n}`,
		tileNone: (name: string) => `${name}: chưa có số liệu`,
		tileHidden: (name: string) =>
			`${name}: ẩn vì dưới 10 nơi, người trả lời, hoặc để không tính ngược được`,
		mapNote:
			'Màu đậm hơn là giá trị cao hơn, không phải tốt hơn; khoảng tin cậy chồng nhau thì chưa phân biệt được.',
		choose: 'Xem'
	},
	en: {
		title: 'Indicators',
		headline: (all: string, known: string) =>
			all === known
				? `${all} indicators, all with a value.`
				: `${all} indicators, ${known} with a value.`,
		lead: 'Values come from surveys, usage, registers and channel figures; each name leads to how it is made, its interval, provinces and periods.',
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
		counted: 'What counts',
		target: 'Target',
		targetOf: (goal: string, year: string, source: string) => `${goal} by ${year} (${source})`,
		noTarget: 'No numeric target is set',
		current: 'Latest value, nation',
		notComputed: 'This indicator is not computed from the data held here yet',
		notComputedWhy: (source: string) =>
			`Source: ${source}. A value appears once this source is brought in.`,
		noValue: 'No data in the period',
		noValueNext: {
			survey: 'A value appears once forms of the period have come in.',
			events: 'A value appears once portals send acts of this kind.',
			record: 'A value appears with entries of a register or a campaign of the period.',
			channel: 'A value appears with channel figures of the period.'
		},
		suppressed: 'Hidden: fewer than 10 respondents',
		suppressedNext: (n: string) => `${n} have answered; the value appears with the tenth.`,
		period: (from: string, to: string) => `Period ${from} to ${to}`,
		asOf: (moment: string) => `Computed ${moment}`,
		ruler: (from: string, to: string, value: string, low: string, high: string) =>
			`Ruler from ${from} to ${to}: value ${value}, interval from ${low} to ${high}`,
		goal: (goal: string) => `target ${goal}`,
		direction: 'Direction',
		directions: { up: 'Higher is better', down: 'Lower is better', neutral: 'Neither is better' },
		periodRule: 'Period',
		periodRules: {
			day: 'Day; adds up to longer periods',
			month: 'Month',
			quarter: 'Quarter',
			year: 'Year',
			campaign: 'Campaign'
		},
		adding: 'Adding up',
		addingYes: 'Values of localities add up to that of the whole',
		addingNo: 'Values are not added: figured again from the facts of the localities',
		suppression: 'Protection',
		suppressions: {
			respondents:
				'Hidden below 10 respondents, others with it so that nothing can be computed back',
			none: 'No respondents to protect'
		},
		targetGroup: (goal: string, group: string, year: string, source: string) =>
			`${goal} for ${group} by ${year} (${source})`,
		byPeriod: 'By period, nation',
		bySplit: 'Split by',
		byPlace: 'By province',
		noPlaces:
			'No values by province: each has one form of its own, or the figures exist for the ministry only.',
		noSplit: 'There are no figures for this split yet.',
		running: (period: string) => `${period} (still running)`,
		wholeRow: 'All',
		tableColumns: {
			period: 'Period',
			category: 'Group',
			place: 'Province',
			value: 'Value',
			interval: '95% interval',
			n: 'n',
			target: 'Target'
		},
		hidden: 'hidden',
		span: (count: string, from: string, to: string) =>
			`${count} provinces with a value, from ${from} to ${to}`,
		allHidden: 'The values of all provinces are hidden: too few respondents',
		tile: (name: string, value: string, range: string, n: string) =>
			`${name}: ${value}${range ? `, interval ${range}` : ''}, n = ${n}`,
		tileNone: (name: string) => `${name}: no data`,
		tileHidden: (name: string) =>
			`${name}: hidden, fewer than 10 respondents or so that nothing can be computed back`,
		mapNote:
			'Darker is higher, not better; where intervals overlap provinces cannot be told apart.',
		choose: 'Show'
	}
});
