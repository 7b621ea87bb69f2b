/** What can go wrong with the writing of forms; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const editorProblems = {
	'survey.no-draft': {
		status: 404,
		vi: 'Phiếu {survey} không có bản soạn thảo. Mở trang mẫu phiếu rồi bắt đầu soạn.',
		en: 'Survey {survey} has no draft. Open its page and begin one.'
	},
	'survey.draft-exists': {
		status: 409,
		vi: 'Phiếu {survey} đang có bản soạn thảo. Soạn tiếp bản đó, hoặc bỏ bản đó rồi bắt đầu lại.',
		en: 'Survey {survey} has a draft already. Go on with it, or discard it and begin again.'
	},
	'survey.draft-malformed': {
		status: 422,
		vi: 'Nội dung này không phải định nghĩa phiếu: {reason}. Sửa rồi gửi lại.',
		en: 'This is not the definition of a form: {reason}. Mend it and send it again.'
	},
	'survey.nothing-new': {
		status: 409,
		vi: 'Bản soạn thảo không khác một phiên bản đã công bố nên không có gì để công bố. Sửa phiếu rồi công bố.',
		en: 'The draft is the same as a version that was published, so there is nothing to publish. Change the form first.'
	},
	'survey.unusable-id': {
		status: 422,
		vi: 'Mã phiếu “{survey}” không dùng được. Dùng 3 đến 60 ký tự gồm chữ thường a–z, số và dấu gạch nối, ví dụ hoa-giai-co-so.',
		en: 'The name "{survey}" cannot be used. Use 3 to 60 of a-z, 0-9 and hyphens, such as hoa-giai-co-so.'
	},
	'spreadsheet.unreadable': {
		status: 422,
		vi: 'Không đọc được tệp bảng tính: {reason}. Lưu lại thành tệp .xlsx không đặt mật khẩu rồi tải lên lần nữa.',
		en: 'The spreadsheet could not be read: {reason}. Save it as .xlsx without a password and upload it again.'
	},
	'spreadsheet.too-large': {
		status: 413,
		vi: 'Tệp bảng tính quá lớn: {reason}. Bỏ bớt trang tính, dòng hoặc hình rồi tải lên lần nữa.',
		en: 'The spreadsheet is too large: {reason}. Take out sheets, rows or pictures and upload it again.'
	}
} as const satisfies Record<string, Entry>;
