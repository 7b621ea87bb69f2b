/** What can go wrong with attachments; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const attachmentProblems = {
	'attachment.type-refused': {
		status: 415,
		vi: 'Không nhận loại tệp này. Chỉ gửi tệp PDF, ảnh JPEG hoặc PNG, Word (.docx) hoặc Excel (.xlsx); tệp cũ .doc, .xls thì lưu lại thành .docx, .xlsx.',
		en: 'Files of this type are not taken. Send PDF, JPEG, PNG, Word (.docx) or Excel (.xlsx); save old .doc and .xls files as .docx and .xlsx.'
	},
	'attachment.name-mismatch': {
		status: 415,
		vi: 'Đuôi tên tệp không khớp nội dung: tệp “{name}” thực chất là {type}. Lưu lại tệp đúng loại rồi gửi.',
		en: 'The ending of the name does not match the content: “{name}” really is {type}. Save it as what it is, then send it.'
	},
	'attachment.two-endings': {
		status: 422,
		vi: 'Tên tệp “{name}” có hai đuôi nên bị từ chối. Đổi tên tệp, chỉ giữ một đuôi, rồi gửi lại.',
		en: 'The name “{name}” has two endings and was refused. Rename the file with one ending and send it again.'
	},
	'attachment.empty': {
		status: 422,
		vi: 'Tệp rỗng. Kiểm tra lại tệp rồi gửi.',
		en: 'The file is empty. Check it and send it again.'
	},
	'attachment.damaged': {
		status: 422,
		vi: 'Tệp bị hỏng hoặc có phần lạ gắn thêm. Mở tệp bằng phần mềm gốc, lưu lại rồi gửi.',
		en: 'The file is damaged or something foreign was added to it. Open it in its own program, save it anew and send it.'
	},
	'attachment.active-content': {
		status: 422,
		vi: 'Tệp chứa macro, chương trình nhúng hoặc liên kết tự tải từ nơi khác. Bỏ phần đó (hoặc lưu thành PDF) rồi gửi lại.',
		en: 'The file holds macros, embedded programs or links that load by themselves. Remove them (or save as PDF) and send it again.'
	},
	'attachment.packed-too-tightly': {
		status: 422,
		vi: 'Tệp nở ra quá lớn khi mở nên bị từ chối. Lưu lại tệp với ít nội dung hơn, hoặc lưu thành PDF.',
		en: 'The file grows too large when opened and was refused. Save it with less content, or as PDF.'
	},
	'attachment.unknown-question': {
		status: 422,
		vi: 'Câu {question} của phiếu này không nhận tệp. Tải lại trang để lấy phiếu đang dùng.',
		en: 'Question {question} of this form takes no files. Reload the page to get the current form.'
	},
	'attachment.too-many': {
		status: 409,
		vi: 'Phiếu đã có quá nhiều tệp (nhiều nhất {files} tệp, tổng cộng {size}). Bỏ bớt tệp; tệp đã bỏ được xóa hẳn sau {days} ngày.',
		en: 'The form holds too many files (at most {files}, {size} together). Remove some; removed files are cleared after {days} days.'
	},
	'attachment.gone': {
		status: 410,
		vi: 'Tệp này đã bị xóa vì không còn câu trả lời nào dùng đến.',
		en: 'This file was cleared because no answer uses it any more.'
	}
} as const satisfies Record<string, Entry>;
