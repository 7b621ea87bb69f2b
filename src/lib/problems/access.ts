/** What can go wrong with who may do what; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const accessProblems = {
	'access.signed-out': {
		status: 401,
		vi: 'Phiên làm việc đã hết hoặc chưa đăng nhập. Đăng nhập rồi làm lại.',
		en: 'You are not signed in. Sign in and try again.'
	},
	'access.forbidden': {
		status: 403,
		vi: 'Tài khoản không có quyền làm việc này. Liên hệ quản trị viên nếu cần quyền.',
		en: 'Your account may not do this. Ask an administrator if you need the right.'
	},
	'access.foreign-origin': {
		status: 403,
		vi: 'Yêu cầu đến từ một trang khác nên bị từ chối. Mở lại trang của hệ thống rồi làm lại.',
		en: 'The request came from another site and was refused. Reopen this site and try again.'
	},
	'access.wrong-password': {
		status: 401,
		vi: 'Thư điện tử hoặc mật khẩu không đúng. Kiểm tra rồi nhập lại.',
		en: 'The e-mail address or the password is wrong. Check both and try again.'
	},
	'access.too-many-attempts': {
		status: 429,
		vi: 'Đã thử quá nhiều lần. Chờ {seconds} giây rồi thử lại.',
		en: 'Too many attempts. Wait {seconds} seconds and try again.'
	},
	'access.link-used': {
		status: 410,
		vi: 'Liên kết đã dùng hoặc hết hạn. Khởi động lại máy chủ để nhận liên kết mới.',
		en: 'The link was used or has expired. Restart the server to get a new one.'
	}
} as const satisfies Record<string, Entry>;
