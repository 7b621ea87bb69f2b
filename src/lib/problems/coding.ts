/** What can go wrong with free text and its codes; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const codingProblems = {
	'text.not-struck': {
		status: 422,
		vi: 'Bản che chỉ được thay phần của câu trả lời bằng “[đã che]”, không sửa hay thêm chữ. Khôi phục nguyên văn rồi che lại.',
		en: 'A redacted text may only have parts struck out as “[đã che]”; no word may be changed or added. Restore the text and strike out again.'
	},
	'text.no-reason': {
		status: 422,
		vi: 'Giữ lại một câu trả lời phải kèm lý do. Ghi lý do rồi làm lại.',
		en: 'Withholding a text needs a reason. Give it and try again.'
	},
	'text.unknown-code': {
		status: 422,
		vi: 'Mã {code} không có trong khung mã của câu này hoặc đã ngừng dùng. Thêm mã vào khung mã trước.',
		en: 'Code {code} is not in the code frame of this question, or was retired. Add it to the frame first.'
	},
	'text.code-exists': {
		status: 409,
		vi: 'Khung mã đã có mã {code}, kể cả mã đã ngừng dùng. Đặt tên khác: một mã luôn giữ nguyên nghĩa.',
		en: 'The frame has a code {code} already, perhaps a retired one. Choose another name: a code keeps its meaning.'
	}
} as const satisfies Record<string, Entry>;
