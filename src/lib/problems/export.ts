/** What can go wrong when answers are taken out as a file. */
import type { Entry } from '../problem.ts';

export const exportProblems = {
	'export.too-many': {
		status: 429,
		vi: 'Bạn đang có {most} tệp chờ tạo. Đợi các tệp đó xong rồi tạo thêm.',
		en: '{most} of your files are waiting already. Let them finish, then order more.'
	},
	'export.not-ready': {
		status: 409,
		vi: 'Tệp đang được tạo. Chờ đến khi xong rồi tải.',
		en: 'The file is still being made. Wait until it is done.'
	},
	'export.gone': {
		status: 410,
		vi: 'Tệp đã được xóa (chỉ giữ {days} ngày). Tạo lại tệp mới.',
		en: 'The file was deleted (files are kept {days} days). Order a new one.'
	},
	'export.cancelled': {
		status: 409,
		vi: 'Việc tạo tệp đã dừng theo yêu cầu. Tạo lại nếu cần.',
		en: 'The export was stopped on request. Order a new one if you need it.'
	},
	'export.disk-full': {
		status: 507,
		vi: 'Ổ đĩa của máy chủ hết chỗ nên không tạo được tệp. Báo quản trị viên dọn chỗ rồi tạo lại.',
		en: 'The disk of the server is full, so no file was made. Have it cleared, then order again.'
	},
	'export.fault': {
		status: 500,
		vi: 'Hệ thống gặp lỗi khi tạo tệp, không có tệp dở dang nào được giữ. Tạo lại; nếu vẫn lỗi, báo quản trị viên.',
		en: 'Making the file failed and nothing half done was kept. Order it again; if it fails again, tell an administrator.'
	}
} satisfies Record<string, Entry>;
