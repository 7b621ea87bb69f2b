/** What can go wrong in reviewing forms; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const reviewProblems = {
	'campaign.locked': {
		status: 409,
		vi: 'Kết quả của đợt khảo sát đã khóa: phiếu chỉ còn để xem. Mở đợt mới nếu cần số liệu khác.',
		en: 'The results of this campaign are locked: forms can only be read. Field a new campaign for other data.'
	},
	'campaign.not-closed': {
		status: 409,
		vi: 'Đợt khảo sát chưa đóng nên chưa khóa được kết quả. Đóng đợt ở trang Khảo sát trước.',
		en: 'The campaign is not closed, so its results cannot be locked. Close it on the page Surveys first.'
	},
	'review.nothing-submitted': {
		status: 409,
		vi: 'Đơn vị chưa nộp phiếu nên chưa có gì để thẩm định. Quay lại khi phiếu đã nộp.',
		en: 'Nothing was submitted yet. Come back when the form is in.'
	},
	'review.own-form': {
		status: 403,
		vi: 'Người nộp phiếu không thẩm định phiếu của chính mình. Đề nghị người khác thẩm định.',
		en: 'Whoever submitted a form cannot review it. Ask somebody else to.'
	},
	'review.decided': {
		status: 409,
		vi: 'Bản phiếu này đã có quyết định như vậy. Tải lại trang để xem.',
		en: 'This decision was taken on this version already. Reload the page to see it.'
	},
	'review.signed': {
		status: 409,
		vi: 'Lãnh đạo đơn vị đã xác nhận bản phiếu này. Không cần xác nhận lại.',
		en: 'This version was signed off already. There is nothing more to sign.'
	},
	'review.no-reason': {
		status: 422,
		vi: 'Chưa nêu lý do trả lại. Ghim lý do vào ít nhất một câu rồi trả lại phiếu.',
		en: 'No reason was given. Pin a reason to at least one question, then send the form back.'
	},
	'review.unknown-question': {
		status: 422,
		vi: 'Phiếu không có câu {question}. Tải lại trang rồi ghim lý do vào câu của phiếu.',
		en: 'The form has no question {question}. Reload the page and pin the reason again.'
	},
	'review.due-passed': {
		status: 422,
		vi: 'Hạn nộp lại phải sau thời điểm hiện tại. Chọn ngày khác.',
		en: 'The new due date must lie ahead. Choose another day.'
	}
} as const satisfies Record<string, Entry>;
