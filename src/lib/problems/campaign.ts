/** What can go wrong with following; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const campaignProblems = {
	'campaign.no-levels': {
		status: 422,
		vi: 'Chưa chọn cấp đơn vị nào. Chọn ít nhất một cấp phải trả lời phiếu.',
		en: 'No level of units was chosen. Choose at least one.'
	},
	'campaign.not-units': {
		status: 409,
		vi: 'Đợt này hỏi người dân qua liên kết nên không có danh sách đơn vị để gia hạn, miễn hoặc nhắc.',
		en: 'This campaign asks citizens through links; there are no units to extend, exempt or remind.'
	},
	'allowance.no-reason': {
		status: 422,
		vi: 'Chưa nêu lý do. Ghi lý do, ví dụ số công văn đề nghị, rồi lưu lại.',
		en: 'No reason was given. State one, such as the number of the request, and save again.'
	},
	'allowance.long-reason': {
		status: 422,
		vi: 'Lý do dài hơn 1.000 ký tự. Rút gọn rồi lưu lại.',
		en: 'The reason is longer than 1,000 characters. Shorten it and save again.'
	},
	'allowance.too-early': {
		status: 422,
		vi: 'Hạn riêng phải sau hạn chung của đợt và sau thời điểm hiện tại. Chọn thời điểm muộn hơn.',
		en: 'The time must be later than the closing time of the campaign and than now. Choose a later one.'
	},
	'allowance.no-units': {
		status: 422,
		vi: 'Không có đơn vị nào trong danh sách của đợt khớp với lựa chọn. Chọn lại đơn vị.',
		en: 'No unit on the list of the campaign matches. Choose units again.'
	},
	'allowance.standing': {
		status: 409,
		vi: 'Các đơn vị đã chọn đều đang được miễn. Rút lại quyết định miễn nếu cần đổi lý do.',
		en: 'All units chosen are exempt already. Withdraw the exemption to change its reason.'
	},
	'allowance.withdrawn': {
		status: 409,
		vi: 'Quyết định này đã được rút lại trước đó. Tải lại trang để xem.',
		en: 'This was withdrawn already. Reload the page to see it.'
	},
	'reminder.nobody': {
		status: 409,
		vi: 'Không còn đơn vị nào phải nhắc: tất cả đơn vị đã chọn đã nộp hoặc được miễn.',
		en: 'There is nobody to remind: all units chosen have answered or are exempt.'
	},
	'reminder.again-today': {
		status: 409,
		vi: 'Các đơn vị đã chọn đều đã được nhắc trong hôm nay. Đánh dấu “nhắc cả đơn vị đã nhắc hôm nay” nếu vẫn muốn gửi.',
		en: 'All units chosen were reminded today already. Tick “also those reminded today” to send it again.'
	},
	'reminder.not-open': {
		status: 409,
		vi: 'Đợt khảo sát không ở tình trạng đang mở nên chưa nhắc được. Mở đợt rồi nhắc.',
		en: 'The campaign is not open, so nobody can be reminded. Open it first.'
	},
	'letter.too-many': {
		status: 422,
		vi: 'Lựa chọn này có {count} đơn vị, nhiều hơn {most} công văn trong một tệp. Chọn từng tỉnh hoặc ít đơn vị hơn.',
		en: 'There are {count} units, more than {most} letters in one file. Choose a province or fewer units.'
	}
} as const satisfies Record<string, Entry>;
