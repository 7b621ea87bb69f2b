/** What can go wrong with sites, access logs and usage figures. */
import type { Entry } from '../problem.ts';

export const usageProblems = {
	'site.unusable-domain': {
		status: 422,
		vi: '“{domain}” không phải tên miền. Nhập tên miền của trang, ví dụ pbgdpl.lamdong.gov.vn.',
		en: '"{domain}" is no domain. Enter the domain of the site, such as pbgdpl.lamdong.gov.vn.'
	},
	'site.exists': {
		status: 409,
		vi: 'Trang {domain} đã có trong danh sách. Dùng trang đang có, hoặc nhập tên miền khác.',
		en: 'The site {domain} is on the list already. Use it, or enter another domain.'
	},
	'event.too-many': {
		status: 429,
		vi: 'Gửi quá nhiều sự kiện trong thời gian ngắn. Chờ {seconds} giây rồi gửi lại.',
		en: 'Too many events in a short time. Wait {seconds} seconds and send them again.'
	},
	'event.other-batch': {
		status: 409,
		vi: 'Gói “{batch}” đã nhận với nội dung khác. Đặt mã khác cho gói mới rồi gửi lại.',
		en: 'The batch "{batch}" was taken with other content. Give the new batch another name and send it again.'
	},
	'event.bad-signature': {
		status: 401,
		vi: 'Chữ ký không đúng, hoặc ký cách đây hơn 5 phút. Kiểm tra khóa và đồng hồ máy chủ rồi ký lại.',
		en: 'The signature is wrong, or was made more than 5 minutes ago. Check the key and the clock, then sign again.'
	},
	'log.unknown-format': {
		status: 422,
		vi: 'Không nhận ra định dạng nhật ký. Các định dạng đọc được: {formats}. Kiểm tra tệp rồi gửi lại.',
		en: 'The log format is not recognised. Known formats: {formats}. Check the file and send it again.'
	},
	'log.unknown-site': {
		status: 404,
		vi: 'Chưa có cổng {site}. Thêm cổng này trước, rồi nhập nhật ký lại.',
		en: 'There is no site {site}. Add it first, then import the log again.'
	},
	'log.damaged': {
		status: 422,
		vi: 'Tệp nén bị hỏng hoặc thiếu phần cuối; phần đọc được đã ghi nhận. Lấy lại tệp rồi nhập lại.',
		en: 'The compressed file is damaged or cut short; what could be read is kept. Fetch the file again and repeat.'
	},
	'log.gap': {
		status: 409,
		vi: 'Thiếu các dòng trước dòng {line}. Gửi tiếp từ dòng {expected}.',
		en: 'Lines before line {line} are missing. Continue from line {expected}.'
	},
	'log.under-way': {
		status: 409,
		vi: 'Tệp này đang được nhập ở nơi khác. Chờ lần nhập đó xong rồi nhập lại.',
		en: 'This file is being imported elsewhere. Wait for that import to end, then repeat.'
	},
	'warehouse.too-many-rows': {
		status: 422,
		vi: 'Kết quả có hơn {most} hàng. Chọn khoảng ngày ngắn hơn hoặc từng trang một rồi tải lại.',
		en: 'The result has more than {most} rows. Ask for fewer days, or for one site at a time.'
	}
} as const satisfies Record<string, Entry>;
