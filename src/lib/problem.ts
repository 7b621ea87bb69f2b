/**
 * Everything that can go wrong, named. A Problem carries a name, an HTTP status and a sentence that
 * tells the reader what to do. Domain code throws Problems and never framework errors; the edge
 * (`src/routes/edge.ts`) turns them into responses (RFC 9457) or error pages.
 */
import type { Locale } from './locale.ts';

type Entry = { status: number; vi: string; en: string };

/** `{name}` in a sentence is replaced by the detail of that name. */
export const problems = {
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
	},
	'request.malformed': {
		status: 400,
		vi: 'Không đọc được nội dung gửi lên: {reason}. Sửa rồi gửi lại.',
		en: 'The body could not be read: {reason}. Mend it and send it again.'
	},
	'request.invalid': {
		status: 422,
		vi: 'Nội dung gửi lên chưa đúng: {reason}.',
		en: 'The content is not valid: {reason}.'
	},
	'request.too-large': {
		status: 413,
		vi: 'Nội dung gửi lên lớn hơn {limit}. Chia nhỏ rồi gửi lại.',
		en: 'The body is larger than {limit}. Split it and send it again.'
	},
	'request.unknown-type': {
		status: 415,
		vi: 'Kiểu nội dung {type} không nhận được ở đây.',
		en: 'Content type {type} is not accepted here.'
	},
	'record.not-found': {
		status: 404,
		vi: 'Không tìm thấy nội dung này. Kiểm tra lại địa chỉ.',
		en: 'There is nothing here. Check the address.'
	},
	'record.exists': {
		status: 409,
		vi: 'Đã có {what} này. Dùng bản đang có hoặc đổi tên.',
		en: 'This {what} exists already. Use it or choose another name.'
	},
	'record.conflict': {
		status: 409,
		vi: 'Nội dung đã được sửa ở nơi khác. Tải lại trang để xem bản mới.',
		en: 'This was changed elsewhere. Reload the page to see the newer version.'
	},
	'server.busy': {
		status: 503,
		vi: 'Máy chủ đang bận hoặc đang dừng. Thử lại sau ít phút; chưa có gì bị mất.',
		en: 'The server is busy or stopping. Try again in a few minutes; nothing was lost.'
	},
	'server.fault': {
		status: 500,
		vi: 'Hệ thống gặp lỗi ngoài dự kiến, mã {reference}. Thử lại; nếu còn lỗi, báo mã này cho quản trị viên.',
		en: 'Something unexpected went wrong, reference {reference}. Try again, or report the reference.'
	}
} as const satisfies Record<string, Entry>;

export type ProblemName = keyof typeof problems;
export type Details = Record<string, unknown>;

export class Problem extends Error {
	readonly problem: ProblemName;
	readonly details: Details;

	constructor(problem: ProblemName, details: Details = {}) {
		super(sentence(problem, 'en', details));
		this.name = 'Problem';
		this.problem = problem;
		this.details = details;
	}

	get status(): number {
		return problems[this.problem].status;
	}
}

/** The sentence of a problem for a reader. */
export function sentence(problem: ProblemName, locale: Locale, details: Details = {}): string {
	return problems[problem][locale].replace(/\{(\w+)\}/g, (whole, name: string) =>
		name in details ? String(details[name]) : whole
	);
}
