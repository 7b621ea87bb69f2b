/** What can go wrong with evaluations. */
import type { Entry } from '../problem.ts';

export const evaluationProblems = {
	'evaluation.no-title': {
		status: 422,
		vi: 'Chưa có tên đánh giá, hoặc tên dài quá 200 ký tự. Ghi tên ngắn gọn.',
		en: 'The evaluation has no title, or one longer than 200 characters. Write a short one.'
	},
	'evaluation.no-treated': {
		status: 422,
		vi: 'Chưa chọn đơn vị nào có thực hiện. Chọn ít nhất một đơn vị và ngày bắt đầu.',
		en: 'No treated unit is chosen. Choose at least one with the day on which it began.'
	},
	'evaluation.bad-day': {
		status: 422,
		vi: 'Ngày bắt đầu “{day}” không dùng được. Nhập ngày có thật, từ năm 2015.',
		en: 'The first day "{day}" cannot be used. Enter a calendar day from 2015 on.'
	},
	'evaluation.unit-twice': {
		status: 422,
		vi: 'Một đơn vị được chọn hai lần trong nhóm thực hiện. Giữ lại một ngày bắt đầu cho mỗi đơn vị.',
		en: 'A unit is named twice among the treated. Keep one first day for each unit.'
	},
	'evaluation.starts-alone': {
		status: 422,
		vi: 'Không có nhóm so sánh thì mọi đơn vị phải bắt đầu cùng ngày. Chọn nhóm so sánh hoặc sửa ngày.',
		en: 'Without a comparison group all units must begin on the same day. Choose a group or mend the days.'
	},
	'evaluation.no-comparison': {
		status: 422,
		vi: 'Đã chọn cách so sánh “các đơn vị nêu tên” nhưng chưa nêu đơn vị nào. Chọn ít nhất một đơn vị.',
		en: 'The comparison is with units you name, but none is named. Choose at least one.'
	},
	'evaluation.treated-compared': {
		status: 422,
		vi: 'Một đơn vị vừa ở nhóm thực hiện vừa ở nhóm so sánh. Bỏ đơn vị đó khỏi một nhóm.',
		en: 'A unit is both treated and compared with. Take it out of one group.'
	},
	'evaluation.bad-similar': {
		status: 422,
		vi: 'Số đơn vị tương đồng cho mỗi đơn vị thực hiện phải từ 1 đến 10.',
		en: 'The number of similar units for each treated one must be 1 to 10.'
	},
	'evaluation.no-outcome': {
		status: 422,
		vi: 'Chưa chọn chỉ số kết quả. Chọn ít nhất một chỉ số.',
		en: 'No outcome is chosen. Choose at least one.'
	},
	'evaluation.too-many-outcomes': {
		status: 422,
		vi: 'Nhiều hơn {most} chỉ số kết quả. Càng nhiều chỉ số càng dễ gặp khác biệt ngẫu nhiên; chọn ít hơn.',
		en: 'More than {most} outcomes. The more there are, the easier chance looks like an effect; choose fewer.'
	},
	'evaluation.unknown-outcome': {
		status: 422,
		vi: 'Không có chỉ số “{outcome}” tính được theo đơn vị và kỳ. Chọn chỉ số trong danh sách.',
		en: 'There is no outcome "{outcome}" that can be computed by unit and period. Choose one of the list.'
	},
	'evaluation.placebo-is-outcome': {
		status: 422,
		vi: 'Chỉ số đối chứng trùng với chỉ số kết quả. Chọn chỉ số khác mà việc đã làm không thể tác động tới.',
		en: 'The placebo outcome is also an outcome. Choose one that what was done cannot have moved.'
	},
	'evaluation.bad-periods': {
		status: 422,
		vi: 'Số kỳ trước và số kỳ sau phải từ 1, cộng lại không quá {most}; kỳ là tháng, tuần hoặc đợt khảo sát.',
		en: 'The periods before and after must be 1 or more and {most} together at most; a period is a month, a week or a wave.'
	},
	'evaluation.bad-margin': {
		status: 422,
		vi: 'Ngưỡng có ý nghĩa phải là số lớn hơn 0, tính bằng đơn vị của chỉ số hoặc phần trăm.',
		en: 'The margin that matters must be a number above 0, in the unit of the outcome or in per cent.'
	},
	'evaluation.bad-seed': {
		status: 422,
		vi: 'Số gieo ngẫu nhiên phải là số nguyên từ 0 đến 2147483648.',
		en: 'The seed must be a whole number from 0 to 2147483648.'
	},
	'evaluation.waves-needed': {
		status: 422,
		vi: 'Chỉ số “{outcome}” lấy từ phiếu khảo sát nên chỉ có theo đợt. Chọn kỳ là đợt khảo sát, hoặc chọn chỉ số khác.',
		en: 'The outcome "{outcome}" comes from a survey and exists by wave only. Choose waves as periods, or another outcome.'
	},
	'evaluation.no-waves': {
		status: 422,
		vi: 'Chỉ số “{outcome}” không lấy từ phiếu khảo sát nên không chia theo đợt được. Chọn kỳ là tháng hoặc tuần.',
		en: 'The outcome "{outcome}" is not from a survey and has no waves. Choose months or weeks.'
	},
	'evaluation.unknown-unit': {
		status: 422,
		vi: 'Không có đơn vị mang mã “{unit}”. Kiểm tra mã rồi nhập lại.',
		en: 'There is no unit with the code "{unit}". Check the code and enter it again.'
	},
	'evaluation.mixed-levels': {
		status: 422,
		vi: 'Các đơn vị thực hiện và so sánh phải cùng cấp (cùng là tỉnh hoặc cùng là xã).',
		en: 'Treated and comparison units must be of one level (all provinces or all communes).'
	},
	'evaluation.no-pairs': {
		status: 422,
		vi: 'Chưa có kết quả trước và sau của người học. Nhập mỗi người một dòng: trước; sau.',
		en: 'There are no results before and after. Enter one line for each person: before; after.'
	},
	'evaluation.bad-pair': {
		status: 422,
		vi: 'Dòng {line} không có hai số “trước; sau”. Sửa dòng đó rồi lưu lại.',
		en: 'Line {line} does not hold two numbers "before; after". Mend it and save again.'
	},
	'evaluation.too-many-pairs': {
		status: 422,
		vi: 'Nhiều hơn {most} người. Chia theo lớp rồi đánh giá từng lớp.',
		en: 'More than {most} people. Split them by course and evaluate each.'
	},
	'evaluation.pairs-elsewhere': {
		status: 422,
		vi: 'Kết quả từng cặp trước và sau chỉ dùng cho đánh giá tập huấn. Chọn loại “Tập huấn”.',
		en: 'Pairs before and after belong to training courses. Choose the kind "Training".'
	},
	'evaluation.fixed': {
		status: 409,
		vi: 'Kế hoạch đã chốt nên không sửa được. Lập phiên bản mới và nêu lý do.',
		en: 'The plan is fixed and cannot be changed. Write a new version and say why.'
	},
	'evaluation.not-fixed': {
		status: 409,
		vi: 'Chốt kế hoạch trước, rồi mới tính kết quả.',
		en: 'Fix the plan first; results come after.'
	},
	'evaluation.no-reason': {
		status: 422,
		vi: 'Nêu lý do của phiên bản mới (không quá 1.000 ký tự): người đọc cần biết vì sao kế hoạch đổi.',
		en: 'Say why there is a new version (up to 1,000 characters): readers must know why the plan changed.'
	},
	'evaluation.no-result': {
		status: 409,
		vi: 'Chưa có kết quả để công bố. Chốt kế hoạch và tính kết quả trước.',
		en: 'There is no result to publish. Fix the plan and compute it first.'
	}
} satisfies Record<string, Entry>;
