/** Words about figures: how they are made, what they rest on, what a reader must know. */
import type { EstimateMethod } from '#lib/estimate.ts';
import type { FigureNote } from '#lib/figure.ts';
import type { IndicatorSource } from '#lib/indicator.ts';
import { catalogue } from '#lib/locale.ts';

type Methods = Record<EstimateMethod, string>;
type Notes = Record<FigureNote, string>;

export const figures = catalogue({
	vi: {
		methods: {
			wilson_fpc:
				'Khoảng Wilson 95\u00a0%, hiệu chỉnh theo số đơn vị phải nộp (tổng thể hữu hạn). Coi các đơn vị đã nộp như được chọn ngẫu nhiên trong danh sách; khi mọi đơn vị đã nộp thì không còn sai số chọn mẫu.',
			wilson:
				'Khoảng Wilson 95\u00a0%. Người trả lời không được chọn ngẫu nhiên nên khoảng chỉ nói lên sai số do số phiếu ít, không nói lên ai đã không trả lời.',
			mean: 'Trung bình hoặc tỷ số của người trả lời, tuyến tính hóa Taylor, khoảng 95\u00a0% theo phân phối t; hiệu chỉnh tổng thể hữu hạn khi có danh sách.',
			ratio_by_day:
				'Tỷ số của tổng theo ngày, tuyến tính hóa Taylor, mỗi ngày là một cụm; khoảng 95\u00a0% theo phân phối t.',
			percentile_by_day: 'Phân vị của mọi lần đo; khoảng Woodruff 95\u00a0%, mỗi ngày là một cụm.',
			difference:
				'Hiệu của hai nhóm người trả lời khác nhau; khoảng 95\u00a0% suy từ khoảng của từng nhóm (Newcombe, Zou và Donner).',
			count: 'Đếm đủ, không có sai số chọn mẫu.',
			total: 'Cộng số đã báo cáo; không ước lượng thay cho nơi chưa báo cáo.',
			median: 'Trung vị của mọi văn bản trong sổ; đếm đủ nên không có sai số chọn mẫu.',
			state: 'Số hoặc mốc mới nhất trong sổ.'
		} as Methods,
		sample: (method: EstimateMethod, source: IndicatorSource, n: string) => {
			if (source === 'events') return `n = ${n} ngày`;
			if (method === 'total' || method === 'state')
				return source === 'survey' ? `n = ${n} đơn vị báo cáo` : `n = ${n} mục trong sổ`;
			if (method === 'median') return `n = ${n} văn bản`;
			if (method === 'count') return `n = ${n} nơi trong danh sách`;
			return method === 'wilson' ? `n = ${n} người trả lời` : `n = ${n} nơi, người trả lời`;
		},
		effective: (n: string) => `Cỡ mẫu hữu hiệu: ${n}`,
		responseRate: (share: string) => `Tỷ lệ trả lời: ${share}`,
		parts: (numerator: string, denominator: string) => `${numerator} trong ${denominator}`,
		interval: (range: string, level: string) => `Khoảng tin cậy ${level}: ${range}`,
		boundaries: {
			reported: 'Theo địa giới tại ngày cuối kỳ',
			today: 'Theo địa giới hiện nay'
		},
		snapshot: (name: string) => `Mã bản chụp số liệu: ${name}`,
		notes: {
			complete: 'Mọi đơn vị trong danh sách đã trả lời nên không còn sai số chọn mẫu.',
			nonresponse:
				'Còn đơn vị chưa nộp; khoảng tin cậy coi các đơn vị đã nộp như được chọn ngẫu nhiên.',
			'not-all-reported': 'Còn đơn vị chưa báo cáo; tổng chưa có số của các nơi này.',
			'open-links':
				'Phiếu mở: người trả lời tự tìm đến, không phải mẫu ngẫu nhiên và không có tỷ lệ trả lời.',
			'campaign-open': 'Đợt khảo sát chưa đóng; giá trị còn có thể thay đổi.',
			'one-day': 'Mới có một ngày số liệu nên chưa tính được khoảng tin cậy.',
			'one-respondent': 'Chỉ có một phiếu nên không có khoảng tin cậy.',
			'boundaries-of-today': 'Tính theo địa giới hiện nay: đầu kỳ đơn vị này chưa được thành lập.',
			'hidden-for-others': 'Ẩn để không tính ngược ra được giá trị của nơi khác.',
			'not-people':
				'Cộng từng kênh tại ngày chốt; một người theo dõi nhiều kênh được tính nhiều lần, không phải số người.',
			'visits-not-people': 'Lượt không phải là người.',
			'one-unit-only': 'Trạng thái của nhiều đơn vị không gộp thành một; xem từng đơn vị.',
			'only-with-both':
				'Chỉ cộng nơi có đủ tử số và mẫu số; nơi thiếu một trong hai không được tính.',
			tied: 'Lựa chọn đứng sau còn sát: chưa đủ cơ sở để nói lựa chọn này đứng đầu.',
			'group-missing': 'Một trong hai nhóm chưa có số liệu.'
		} as Notes
	},
	en: {
		methods: {
			wilson_fpc:
				'Wilson interval at 95%, corrected for the length of the list (finite population). Units that answered are treated as drawn by lot; when all have answered no sampling error is left.',
			wilson:
				'Wilson interval at 95%. The respondents were not drawn by lot: the interval speaks of small numbers only, not of who did not answer.',
			mean: 'Mean or ratio over respondents, Taylor linearisation, t interval at 95%; corrected for the length of the list where there is one.',
			ratio_by_day:
				'Ratio of totals over days, Taylor linearisation with days as clusters, t interval at 95%.',
			percentile_by_day:
				'Percentile of all measurements; Woodruff’s interval at 95% with days as clusters.',
			difference:
				'Difference of two groups of different respondents; interval at 95% recovered from theirs (Newcombe; Zou and Donner).',
			count: 'A complete count: no sampling error.',
			total: 'What was reported, added up; nothing stands in for what was not.',
			median: 'Median of every document in the register: complete, so no sampling error.',
			state: 'The latest figure or step in the register.'
		} as Methods,
		sample: (method: EstimateMethod, source: IndicatorSource, n: string) => {
			if (source === 'events') return `n = ${n} days`;
			if (method === 'total' || method === 'state')
				return source === 'survey' ? `n = ${n} units reported` : `n = ${n} entries`;
			if (method === 'median') return `n = ${n} documents`;
			return method === 'count' ? `n = ${n} on the list` : `n = ${n} respondents`;
		},
		effective: (n: string) => `Effective n: ${n}`,
		responseRate: (share: string) => `Response rate: ${share}`,
		parts: (numerator: string, denominator: string) => `${numerator} of ${denominator}`,
		interval: (range: string, level: string) => `${level} interval: ${range}`,
		boundaries: {
			reported: 'On the boundaries of the last day of the period',
			today: 'On the boundaries of today'
		},
		snapshot: (name: string) => `Snapshot of the facts: ${name}`,
		notes: {
			complete: 'Every unit on the list has answered, so no sampling error is left.',
			nonresponse: 'Some units have not answered; the interval treats the others as drawn by lot.',
			'not-all-reported': 'Some units have not reported; what they would add is missing.',
			'open-links':
				'Open links: people came by themselves, no sample drawn by lot, and no response rate.',
			'campaign-open': 'The campaign is still open; the value may change.',
			'one-day': 'There is one day of data only, so there is no interval yet.',
			'one-respondent': 'There is one form only, so there is no interval.',
			'boundaries-of-today':
				'On the boundaries of today: the unit did not stand yet when the period began.',
			'hidden-for-others': 'Hidden so that another figure cannot be computed back.',
			'not-people':
				'Channels added up on the closing day; who follows several counts several times: no number of people.',
			'visits-not-people': 'Visits and acts are no people.',
			'one-unit-only': 'States of several units are not made one; see each unit.',
			'only-with-both': 'Only places that have every part count; others are left out.',
			tied: 'The next choice is close: whether this one leads is open.',
			'group-missing': 'One of the two groups has no figure yet.'
		} as Notes
	}
});
