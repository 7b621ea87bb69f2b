/**
 * Everything that can go wrong, named. A Problem carries a name, an HTTP status and a sentence that
 * tells the reader what to do. Domain code throws Problems and never framework errors; the edge
 * (`src/routes/edge.ts`) turns them into responses (RFC 9457) or error pages.
 */
import type { Locale } from './locale.ts';
import { accessProblems } from './problems/access.ts';
import { attachmentProblems } from './problems/attachment.ts';
import { campaignProblems } from './problems/campaign.ts';
import { citizenProblems } from './problems/citizen.ts';
import { codingProblems } from './problems/coding.ts';
import { compositeProblems } from './problems/composite.ts';
import { crosstabProblems } from './problems/crosstab.ts';
import { evaluationProblems } from './problems/evaluation.ts';
import { editorProblems } from './problems/editor.ts';
import { endorsementProblems } from './problems/endorsement.ts';
import { historyProblems } from './problems/history.ts';
import { indicatorProblems } from './problems/indicator.ts';
import { importProblems } from './problems/import.ts';
import { sectionProblems } from './problems/section.ts';
import { exportProblems } from './problems/export.ts';
import { reviewProblems } from './problems/review.ts';
import { registerProblems } from './problems/register.ts';
import { quarantineProblems } from './problems/quarantine.ts';
import { usageProblems } from './problems/usage.ts';

export type Entry = { status: number; vi: string; en: string };

/** `{name}` in a sentence is replaced by the detail of that name. */
export const problems = {
	...reviewProblems,
	...exportProblems,
	...usageProblems,
	...quarantineProblems,
	...registerProblems,
	...accessProblems,
	...attachmentProblems,
	...campaignProblems,
	...citizenProblems,
	...compositeProblems,
	...codingProblems,
	...crosstabProblems,
	...editorProblems,
	...endorsementProblems,
	...evaluationProblems,
	...historyProblems,
	...indicatorProblems,
	...importProblems,
	...sectionProblems,
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
	'user.exists': {
		status: 409,
		vi: 'Đã có tài khoản dùng thư điện tử {email}. Dùng tài khoản đó hoặc nhập địa chỉ khác.',
		en: 'An account with the e-mail address {email} exists. Use it or enter another address.'
	},
	'user.unusable-email': {
		status: 422,
		vi: '“{email}” không phải địa chỉ thư điện tử. Nhập như can.bo@stp.lamdong.gov.vn.',
		en: '"{email}" is no e-mail address. Enter one such as can.bo@stp.lamdong.gov.vn.'
	},
	'user.unusable-name': {
		status: 422,
		vi: 'Họ và tên để trống hoặc dài quá 200 ký tự. Nhập họ và tên.',
		en: 'The full name is missing or longer than 200 characters. Enter it.'
	},
	'user.not-found': {
		status: 404,
		vi: 'Không có tài khoản này. Kiểm tra lại thư điện tử hoặc mã tài khoản.',
		en: 'There is no such account. Check the e-mail address or the number.'
	},
	'user.weak-password': {
		status: 422,
		vi: 'Mật khẩu phải dài 12 đến 128 ký tự, không trùng thư điện tử và không thuộc loại dễ đoán. Chọn một câu ngắn chỉ mình biết.',
		en: 'A password needs 12 to 128 characters, must not be the e-mail address and not easy to guess. Choose a short sentence only you know.'
	},
	'user.passwords-differ': {
		status: 422,
		vi: 'Hai lần nhập mật khẩu không giống nhau. Nhập lại cả hai ô.',
		en: 'The two passwords are not the same. Enter both again.'
	},
	'user.wrong-current-password': {
		status: 422,
		vi: 'Mật khẩu đang dùng chưa đúng. Kiểm tra rồi nhập lại.',
		en: 'The current password is wrong. Check it and try again.'
	},
	'user.unknown-unit': {
		status: 422,
		vi: 'Không có đơn vị {unit}. Nhập mã đơn vị đang có, ví dụ 68 cho Lâm Đồng.',
		en: 'There is no unit {unit}. Enter the code of a unit, such as 68 for Lâm Đồng.'
	},
	'user.role-does-not-fit': {
		status: 422,
		vi: 'Vai trò này không hợp với đơn vị đã chọn: quản trị, chuyên viên, lãnh đạo thuộc cấp trung ương; cán bộ và người duyệt thuộc bộ, ngành, tỉnh, xã. Chọn lại vai trò hoặc đơn vị.',
		en: 'The role does not fit the unit: administrators, analysts and leaders belong to the nation; officers and approvers to an agency, province or commune. Choose another role or unit.'
	},
	'user.last-administrator': {
		status: 409,
		vi: 'Đây là quản trị viên cuối cùng. Thêm một quản trị viên khác trước.',
		en: 'This is the last administrator. Add another administrator first.'
	},
	'user.link-used': {
		status: 410,
		vi: 'Liên kết đặt mật khẩu đã dùng hoặc hết hạn. Đề nghị quản trị viên tạo liên kết mới.',
		en: 'The password link was used or has expired. Ask an administrator for a new one.'
	},
	'installation.other-kind': {
		status: 500,
		vi: 'Thư mục dữ liệu đang chứa dữ liệu loại khác ({holds}). Chạy {command}, hoặc đặt DATA_DIR sang thư mục khác.',
		en: 'The data folder holds {holds} data. Run "{command}" instead, or set DATA_DIR to another folder.'
	},
	'installation.in-use': {
		status: 500,
		vi: 'Một máy chủ Thước đo PBGDPL khác đang dùng cơ sở dữ liệu này. Dừng máy chủ đó, hoặc đặt DATABASE_URL sang cơ sở dữ liệu khác.',
		en: 'Another Thước đo PBGDPL server is using this database. Stop it, or set DATABASE_URL to another database.'
	},
	'report.failed': {
		status: 500,
		vi: 'Chưa lập được tệp báo cáo. Thử lại; nếu vẫn lỗi, tải bản DOCX và báo quản trị viên.',
		en: 'The report file could not be made. Try again; if it fails again, take the DOCX and tell an administrator.'
	},
	'survey.refused': {
		status: 422,
		vi: 'Phiếu {survey} chưa công bố được: {reasons}. Sửa tệp định nghĩa rồi khởi động lại.',
		en: 'Survey {survey} cannot be published: {reasons}. Mend its definition and start again.'
	},
	'survey.not-found': {
		status: 404,
		vi: 'Chưa có phiếu {survey}. Kiểm tra lại mã phiếu.',
		en: 'There is no survey {survey}. Check its name.'
	},
	'campaign.not-found': {
		status: 404,
		vi: 'Không có đợt khảo sát {campaign}. Kiểm tra lại địa chỉ.',
		en: 'There is no campaign {campaign}. Check the address.'
	},
	'campaign.not-open': {
		status: 409,
		vi: 'Đợt khảo sát chưa mở. Quay lại khi đến ngày bắt đầu.',
		en: 'The campaign is not open yet. Come back when it starts.'
	},
	'campaign.paused': {
		status: 409,
		vi: 'Đợt khảo sát đang tạm dừng. Câu trả lời trên máy vẫn còn; thử lại khi đợt mở tiếp.',
		en: 'The campaign is paused. Answers stay on this device; try again when it resumes.'
	},
	'campaign.closed': {
		status: 409,
		vi: 'Đợt khảo sát đã đóng, phiếu không nhận thêm. Liên hệ đơn vị phát phiếu nếu cần nộp bổ sung.',
		en: 'The campaign is closed and takes no more answers. Contact its owner to submit late.'
	},
	'campaign.wrong-step': {
		status: 409,
		vi: 'Không chuyển được đợt khảo sát từ “{from}” sang “{to}”. Tải lại trang để xem trạng thái mới.',
		en: 'A campaign cannot go from "{from}" to "{to}". Reload the page to see its state.'
	},
	'campaign.dates-backwards': {
		status: 422,
		vi: 'Ngày cuối kỳ phải từ ngày đầu kỳ trở đi, và hạn nộp phải sau lúc bắt đầu nhận phiếu. Sửa ngày rồi lưu lại.',
		en: 'The period must not end before it begins, and the closing time must follow the opening. Mend the dates and save again.'
	},
	'campaign.window-over': {
		status: 422,
		vi: 'Hạn nộp đã qua. Đặt hạn nộp mới (closesAt) sau thời điểm hiện tại rồi mở lại.',
		en: 'The closing time has passed. Give a later one (closesAt) and open it again.'
	},
	'response.not-expected': {
		status: 403,
		vi: 'Đơn vị không có trong danh sách của đợt khảo sát này. Liên hệ đơn vị phát phiếu nếu cần bổ sung.',
		en: 'Your unit is not on the list of this campaign. Contact its owner if it should be.'
	},
	'response.unit-closed': {
		status: 403,
		vi: 'Đơn vị đã kết thúc hoạt động nên không sửa được phiếu. Dùng tài khoản của đơn vị kế tục.',
		en: 'The unit no longer exists, so its form cannot be changed. Use the successor unit.'
	},
	'response.malformed': {
		status: 422,
		vi: 'Có câu trả lời không đúng dạng nên chưa lưu: {questions}. Sửa các câu này rồi lưu lại.',
		en: 'Some answers have the wrong form and were not saved: {questions}. Mend them and save again.'
	},
	'response.incomplete': {
		status: 422,
		vi: 'Chưa nộp được: còn {count} chỗ cần sửa. Sửa từng câu được nêu rồi nộp lại.',
		en: 'Not submitted: {count} places need mending. Mend each question named and submit again.'
	},
	'response.check-timeout': {
		status: 503,
		vi: 'Kiểm tra phiếu lâu hơn dự kiến nên chưa nộp. Bản nháp vẫn còn; thử nộp lại sau ít phút.',
		en: 'Checking the form took too long and it was not submitted. The draft is safe; try again.'
	},
	'server.busy': {
		status: 503,
		vi: 'Máy chủ đang bận hoặc đang dừng. Thử lại sau ít phút; chưa có gì bị mất.',
		en: 'The server is busy or stopping. Try again in a few minutes; nothing was lost.'
	},
	'server.disk-low': {
		status: 503,
		vi: 'Đĩa của máy chủ sắp đầy nên tạm dừng nhận dữ liệu mới; dữ liệu đã nhận vẫn còn và xem được. Báo quản trị viên giải phóng đĩa rồi gửi lại.',
		en: 'The disk of the server is nearly full, so nothing new is taken in; what was taken in is safe and can be read. Have it cleared, then send again.'
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
