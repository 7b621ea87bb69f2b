/** What can go wrong with sections; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const sectionProblems = {
	'response.not-your-section': {
		status: 403,
		vi: 'Chưa lưu: phần “{section}” đã giao cho {person}, chỉ người đó sửa được. Thu lại phần này rồi lưu, hoặc bỏ thay đổi ở phần này.',
		en: 'Not saved: section “{section}” was given to {person}, who alone may change it. Take the section back and save again, or drop the changes in it.'
	},
	'response.other-form': {
		status: 409,
		vi: 'Trang đang mở là phiếu của đơn vị khác nên chưa lưu. Mở lại phiếu từ trang Phiếu của đơn vị.',
		en: 'The open page is the form of another unit, so nothing was saved. Open the form again from the list of forms.'
	},
	'section.not-done': {
		status: 409,
		vi: 'Chưa nộp được vì còn phần đã giao chưa xong: {sections}. Nhắc người được giao đánh dấu xong, hoặc thu lại phần đó rồi nộp.',
		en: 'Not submitted: sections given away are not done yet: {sections}. Ask the person to mark the section done, or take it back and submit.'
	},
	'section.unknown': {
		status: 404,
		vi: 'Phiếu không có phần này, hoặc phần này chưa giao cho ai. Tải lại trang để xem các phần.',
		en: 'The form has no such section, or nobody was given it. Reload the page to see the sections.'
	},
	'section.unfit-person': {
		status: 422,
		vi: 'Phần của phiếu chỉ giao được cho cán bộ lập phiếu đang hoạt động của chính đơn vị. Chọn người khác trong danh sách.',
		en: 'A section can only be given to an active officer of the same unit. Choose another person from the list.'
	},
	'section.due-passed': {
		status: 422,
		vi: 'Hạn của phần được giao đã qua. Chọn từ hôm nay trở đi, hoặc để trống.',
		en: 'The due day of the section has passed. Choose today or a later day, or leave it empty.'
	},
	'section.not-holder': {
		status: 403,
		vi: 'Chỉ người được giao mới đánh dấu phần này xong. Thu lại phần này nếu cần.',
		en: 'Only the person who was given the section can mark it done. Take it back if need be.'
	}
} as const satisfies Record<string, Entry>;
