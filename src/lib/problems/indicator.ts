/** What can go wrong with definitions of indicators. */
import type { Entry } from '../problem.ts';

export const indicatorProblems = {
	'indicator.not-computable': {
		status: 422,
		vi: 'Chỉ số {indicator} chưa tính được từ số liệu của hệ thống. Chọn chỉ số khác.',
		en: 'Indicator {indicator} cannot be computed from the data here yet. Choose another one.'
	},
	'estimate.not-split': {
		status: 422,
		vi: 'Chỉ số {indicator} không tách được theo {dimension}. Chọn cách tách khác.',
		en: 'Indicator {indicator} is not split by {dimension}. Choose another split.'
	},
	'indicator.malformed': {
		status: 422,
		vi: 'Ô “{field}” {reason}. Sửa rồi xem thử lại.',
		en: 'The field "{field}" {reason}. Mend it and try again.'
	},
	'indicator.unknown-survey': {
		status: 422,
		vi: 'Chưa có phiếu “{survey}”. Chọn một phiếu đã công bố.',
		en: 'There is no survey "{survey}". Choose one that was published.'
	},
	'indicator.unknown-question': {
		status: 422,
		vi: 'Phiếu {survey} không có câu “{question}”. Chọn câu trong danh sách.',
		en: 'Survey {survey} has no question "{question}". Choose one of the list.'
	},
	'indicator.unknown-code': {
		status: 422,
		vi: 'Câu {question} không có lựa chọn “{code}”. Dùng một trong: {known}.',
		en: 'Question {question} has no choice "{code}". Use one of: {known}.'
	},
	'indicator.unknown-row': {
		status: 422,
		vi: 'Câu {question} không có dòng hoặc cột “{code}”. Dùng một trong: {known}.',
		en: 'Question {question} has no row or column "{code}". Use one of: {known}.'
	},
	'indicator.unknown-plan-item': {
		status: 422,
		vi: 'Kế hoạch không có mục “{item}”. Chọn mục trong danh sách.',
		en: 'The plan has no item "{item}". Choose one of the list.'
	},
	'indicator.no-register': {
		status: 422,
		vi: 'Chỉ số {indicator} không có sổ nhập số liệu nên không tính theo sổ được. Chọn cách tính khác.',
		en: 'Indicator {indicator} has no register to compute from. Choose another formula.'
	},
	'indicator.register-does-not-fit': {
		status: 422,
		vi: 'Sổ của chỉ số {indicator} không cho cách tính này. Chọn cách tính khác.',
		en: 'The register of indicator {indicator} does not give this. Choose another formula.'
	},
	'indicator.unknown-indicator': {
		status: 422,
		vi: 'Không có chỉ số “{indicator}” tính được. Ghi mã như CT-X-01.',
		en: 'There is no computable indicator "{indicator}". Write a number such as CT-X-01.'
	},
	'indicator.refers-to-itself': {
		status: 422,
		vi: 'Chỉ số không thể tính từ chính nó, dù trực tiếp hay qua {indicator}. Chọn chỉ số khác.',
		en: 'An indicator cannot be made from itself, directly or through {indicator}. Choose another.'
	},
	'indicator.unit-does-not-fit': {
		status: 422,
		vi: 'Cách tính này không ra giá trị kiểu “{unit}”. Chọn một trong: {known}.',
		en: 'This formula gives no value of the kind "{unit}". Choose one of: {known}.'
	},
	'indicator.source-does-not-fit': {
		status: 422,
		vi: 'Cách tính này không lấy từ nguồn “{source}”. Chọn một trong: {known}.',
		en: 'This formula does not take from "{source}". Choose one of: {known}.'
	},
	'indicator.split-does-not-fit': {
		status: 422,
		vi: 'Cách tính này không chia được theo “{dimension}”. Bỏ mục này.',
		en: 'This formula cannot be split by "{dimension}". Leave it out.'
	},
	'indicator.not-additive': {
		status: 422,
		vi: 'Giá trị của cách tính này không cộng được giữa các đơn vị. Bỏ đánh dấu “cộng được”.',
		en: 'Values of this formula do not add up over units. Leave out "adds up".'
	},
	'indicator.not-authorities': {
		status: 422,
		vi: 'Chỉ phiếu thực trạng do cơ quan trả lời; phiếu khác phải bảo vệ người trả lời. Bỏ đánh dấu này.',
		en: 'Only the status survey is answered by authorities; others protect their respondents. Leave this out.'
	},
	'indicator.name-taken': {
		status: 422,
		vi: 'Chỉ số {indicator} đã có tên này. Đặt tên khác để không nhầm.',
		en: 'Indicator {indicator} has this name already. Choose another.'
	},
	'indicator.no-reason': {
		status: 422,
		vi: 'Chưa ghi lý do, hoặc lý do dài quá 2.000 ký tự. Ghi ngắn gọn vì sao sửa.',
		en: 'The reason is missing or longer than 2,000 characters. Write why.'
	},
	'indicator.changed': {
		status: 409,
		vi: 'Chỉ số đã có phiên bản {version}, mới hơn bản đang sửa. Tải lại trang, xem rồi sửa tiếp.',
		en: 'The indicator has version {version}, newer than the one being edited. Reload and look first.'
	},
	'indicator.same': {
		status: 409,
		vi: 'Định nghĩa giống hệt bản đang dùng nên không có gì để lưu.',
		en: 'The definition is the same as the one in force, so there is nothing to save.'
	},
	'indicator.refused': {
		status: 422,
		vi: 'Chưa lưu được: {reason}',
		en: 'Not saved: {reason}'
	},
	'indicator.not-own': {
		status: 409,
		vi: 'Chỉ số này thuộc danh mục chung nên không ngừng dùng được ở đây.',
		en: 'This indicator belongs to the catalogue and cannot be retired here.'
	},
	'indicator.used': {
		status: 409,
		vi: 'Chỉ số {indicator} đang tính từ chỉ số này. Sửa chỉ số đó trước.',
		en: 'Indicator {indicator} is made from this one. Change that one first.'
	},
	'indicator.retired': {
		status: 409,
		vi: 'Chỉ số đã ngừng dùng. Dùng lại rồi mới sửa.',
		en: 'The indicator is retired. Bring it back before editing it.'
	}
} as const satisfies Record<string, Entry>;
