/** Words of a result of an evaluation: effect, trend, placebos, method, traces. */
import { catalogue } from '../locale.ts';

export const evaluationResult = catalogue({
	vi: {
		conclusion: 'Kết luận',
		effect: 'Tác động ước lượng',
		interval: (level: string) => `khoảng tin cậy ${level}`,
		adjusted: (p: string, n: string) => `p = ${p} sau hiệu chỉnh cho ${n} chỉ số`,
		p: (p: string) => `p = ${p}`,
		trend: 'Trước và sau khi bắt đầu',
		trendHead: (p: string | null, isSame: boolean) =>
			p === null
				? 'Chỉ có một kỳ trước nên không kiểm tra được xu hướng trước đó'
				: isSame
					? `Trước khi bắt đầu, hai nhóm không thay đổi khác nhau rõ rệt (p = ${p})`
					: `Trước khi bắt đầu, hai nhóm đã thay đổi khác nhau (p = ${p})`,
		trendSub: (outcome: string, grain: string) =>
			`Chênh lệch giữa nơi thực hiện và nhóm so sánh ở từng ${grain}, so với ${grain} ngay trước khi bắt đầu; dải màu là khoảng tin cậy 95 %. Chỉ số: ${outcome}.`,
		trendAbout:
			'Các kỳ có số âm là trước khi bắt đầu: nếu hai nhóm vốn thay đổi như nhau, các điểm này nằm quanh 0. Kiểm định chung dùng mọi kỳ trước cùng lúc.',
		time: 'Kỳ tính từ lúc bắt đầu',
		low: 'Cận dưới',
		high: 'Cận trên',
		difference: 'Chênh lệch',
		means: 'Bình quân từng kỳ',
		meansHead: (outcome: string) => `Bình quân ${outcome} của hai nhóm theo thời gian`,
		meansAlone: (outcome: string) =>
			`Bình quân ${outcome} và mức lẽ ra có nếu xu hướng cũ tiếp tục`,
		meansSub: (isRatio: boolean) =>
			`Nét liền: nơi thực hiện. Nét đứt: nhóm so sánh hoặc mức lẽ ra có.${isRatio ? ' Bình quân nhân.' : ''}`,
		period: 'Kỳ',
		treatedMean: 'Nơi thực hiện',
		comparisonMean: 'Nhóm so sánh',
		counterfactual: 'Lẽ ra có',
		placebos: 'Phép thử giả',
		placebosIntro: 'Nơi không có gì thì phép tính phải cho kết quả quanh 0.',
		fakeUnits: (share: string, n: string) =>
			`Trong ${n} lần coi các đơn vị không thực hiện là nơi thực hiện, ${share} cho con số lớn bằng hoặc hơn.`,
		fakeRange: (low: string, high: string) => `95 % các lần thử ấy nằm giữa ${low} và ${high}.`,
		fakeDates: 'Ngày bắt đầu giả, chỉ dùng số liệu trước khi bắt đầu thật',
		fakeDate: (n: string) => `${n} kỳ trước khi bắt đầu thật`,
		contains: 'chứa 0',
		misses: 'không chứa 0',
		fakeOutcome: (name: string, effect: string, low: string, high: string) =>
			`Chỉ số đối chứng (${name}): ${effect}, khoảng tin cậy ${low} đến ${high}.`,
		noFakes: 'Không đủ đơn vị hoặc kỳ để thử.',
		method: 'Cách tính',
		formula: 'Công thức',
		source: 'Nguồn',
		sizes: 'Cỡ mẫu',
		sizesOf: (treated: string, comparison: string, n: string) =>
			`${treated} đơn vị thực hiện, ${comparison} đơn vị so sánh, ${n} giá trị`,
		sizesOfPeople: (n: string) => `${n} người`,
		draws: 'Số lần rút ngẫu nhiên',
		drawsAll: 'không cần',
		error: 'Sai số chuẩn',
		degrees: 'Bậc tự do',
		rho: 'Tự tương quan',
		alongside: 'Cách tính khác, chỉ để đối chiếu',
		rule: 'Quy tắc chọn cách tính',
		limits: 'Hạn chế',
		snapshot: 'Dấu vết',
		facts: 'Mã băm số liệu và kế hoạch',
		rules: 'Phiên bản quy tắc tính',
		computedAt: (moment: string, by: string) => `tính lúc ${moment}, ${by}`,
		panel: 'Tải số liệu đã dùng (CSV)',
		report: 'Tải bản Word (DOCX)'
	},
	en: {
		conclusion: 'Conclusion',
		effect: 'Estimated effect',
		interval: (level: string) => `${level} interval`,
		adjusted: (p: string, n: string) => `p = ${p} adjusted for ${n} outcomes`,
		p: (p: string) => `p = ${p}`,
		trend: 'Before and after the start',
		trendHead: (p: string | null, isSame: boolean) =>
			p === null
				? 'With one period before, the earlier trend cannot be looked at'
				: isSame
					? `Before the start the groups did not clearly move apart (p = ${p})`
					: `Before the start the groups moved apart already (p = ${p})`,
		trendSub: (outcome: string, grain: string) =>
			`Difference between treated and comparison units by ${grain}, against the last period before the start; the band is the 95% interval. Outcome: ${outcome}.`,
		trendAbout:
			'Periods with negative numbers lie before the start: where both groups moved alike these points lie around 0. The joint test takes all of them together.',
		time: 'Period counted from the start',
		low: 'Lower end',
		high: 'Upper end',
		difference: 'Difference',
		means: 'Means by period',
		meansHead: (outcome: string) => `Mean ${outcome} of both groups over time`,
		meansAlone: (outcome: string) =>
			`Mean ${outcome}, and what the earlier course would have given`,
		meansSub: (isRatio: boolean) =>
			`Solid: treated. Broken: comparison, or what would have been.${isRatio ? ' Geometric means.' : ''}`,
		period: 'Period',
		treatedMean: 'Treated',
		comparisonMean: 'Comparison',
		counterfactual: 'Would have been',
		placebos: 'Placebos',
		placebosIntro: 'Where there was nothing, the computation has to give something around 0.',
		fakeUnits: (share: string, n: string) =>
			`Of ${n} times that untreated units were taken for treated, ${share} gave as large a figure.`,
		fakeRange: (low: string, high: string) => `95% of them lie between ${low} and ${high}.`,
		fakeDates: 'Starts that never were, with data from before the real start only',
		fakeDate: (n: string) => `${n} periods before the real start`,
		contains: 'holds 0',
		misses: 'does not hold 0',
		fakeOutcome: (name: string, effect: string, low: string, high: string) =>
			`Placebo outcome (${name}): ${effect}, interval ${low} to ${high}.`,
		noFakes: 'There are not enough units or periods to try.',
		method: 'Method',
		formula: 'Formula',
		source: 'Source',
		sizes: 'Sizes',
		sizesOf: (treated: string, comparison: string, n: string) =>
			`${treated} treated, ${comparison} comparison units, ${n} values`,
		sizesOfPeople: (n: string) => `${n} people`,
		draws: 'Draws by lot',
		drawsAll: 'none needed',
		error: 'Standard error',
		degrees: 'Degrees of freedom',
		rho: 'Autocorrelation',
		alongside: 'Other methods, for comparison only',
		rule: 'The rule that chose the method',
		limits: 'Limits',
		snapshot: 'Traces',
		facts: 'Hash of facts and plan',
		rules: 'Version of the rules',
		computedAt: (moment: string, by: string) => `computed at ${moment}, ${by}`,
		panel: 'Download the data used (CSV)',
		report: 'Download as Word (DOCX)'
	}
});
