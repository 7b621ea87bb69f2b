/** What can go wrong with past figures of other counters. */
import type { Entry } from '../problem.ts';

export const historyProblems = {
	'history.no-file': {
		status: 422,
		vi: 'Chưa có tệp, hoặc tệp rỗng. Chọn tệp CSV rồi tải lên lại.',
		en: 'There is no file, or it is empty. Choose a CSV file and upload it again.'
	},
	'history.unknown-site': {
		status: 404,
		vi: 'Chưa có trang {site}. Thêm trang này trước, rồi nhập số liệu lại.',
		en: 'There is no site {site}. Add it first, then import the figures again.'
	},
	'history.not-csv': {
		status: 422,
		vi: 'Tệp này là sổ tính, không phải CSV. Mở tệp, lưu thành CSV (UTF-8) rồi tải lên lại.',
		en: 'This file is a workbook, not CSV. Open it, save it as CSV (UTF-8) and upload it again.'
	},
	'history.no-source': {
		status: 422,
		vi: 'Chưa ghi tên bộ đếm, hoặc tên dài quá 60 ký tự. Ghi ngắn gọn, ví dụ GA4 hoặc bộ đếm cũ.',
		en: 'The name of the counter is missing or longer than 60 characters. Write a short one, such as GA4.'
	},
	'history.encoding-doubtful': {
		status: 422,
		vi: 'Không chắc tệp dùng bảng mã nào ({encodings}). Nêu bảng mã bằng tham số encoding, hoặc lưu tệp thành UTF-8.',
		en: 'The encoding of the file is not certain ({encodings}). Name it with encoding=, or save the file as UTF-8.'
	},
	'history.no-measure': {
		status: 422,
		vi: 'Chưa cột nào được ghép vào lượt xem trang, lượt truy cập, người dùng hoặc sự kiện. Ghép ít nhất một cột.',
		en: 'No column is joined to page views, visits, visitors or events. Join at least one.'
	},
	'history.no-date': {
		status: 422,
		vi: 'Tệp không có cột ngày hoặc tháng, và phần ghi chú không nêu đúng một ngày hay một tháng trọn. Xuất lại tệp có cột ngày.',
		en: 'The file has no column of days or months, and its remarks do not name one day or one whole month. Export it with a column of days.'
	},
	'history.no-start': {
		status: 422,
		vi: 'Tệp đếm ngày từ 0 nhưng không nêu ngày bắt đầu. Giữ nguyên các dòng ghi chú (#) ở đầu tệp, hoặc xuất lại với cột ngày.',
		en: 'The file counts its days from 0 and does not say where they begin. Keep the lines of remarks (#) at its top, or export it with dates.'
	},
	'history.american-days': {
		status: 422,
		vi: 'Ngày trong tệp viết tháng trước ngày (tháng/ngày/năm). Chọn thứ tự ngày tháng rồi chạy thử lại.',
		en: 'Days in the file are written month first. Choose the order of days and months and run it dry again.'
	},
	'history.joined-twice': {
		status: 422,
		vi: 'Hai cột “{first}” và “{second}” cùng ghép vào một loại số liệu. Bỏ một cột.',
		en: 'The columns "{first}" and "{second}" are joined to the same thing. Leave one out.'
	},
	'history.has-errors': {
		status: 422,
		vi: 'Còn {bad} dòng có lỗi nên chưa ghi gì; lỗi đầu tiên ở dòng {line}. Sửa tệp, hoặc chọn chỉ ghi các dòng không lỗi.',
		en: '{bad} rows have errors, so nothing was written; the first stands in line {line}. Mend the file, or choose to write the good rows only.'
	},
	'history.no-good-rows': {
		status: 422,
		vi: 'Không có dòng nào ghi được. Sửa tệp theo các lỗi đã nêu rồi tải lên lại.',
		en: 'There is no row that could be written. Mend the file as the errors say and upload it again.'
	},
	'history.nothing-new': {
		status: 409,
		vi: 'Mọi số liệu trong tệp đã có sẵn và giống hệt, nên không có gì để ghi.',
		en: 'Every figure of the file is there already and the same, so there is nothing to write.'
	},
	'history.changed': {
		status: 409,
		vi: 'Số liệu đang có đã thay đổi sau lần chạy thử. Xem lại kết quả chạy thử mới rồi ghi.',
		en: 'The figures that stand have changed since the dry run. Look at the new dry run, then write.'
	},
	'history.not-now': {
		status: 409,
		vi: 'Lần nhập này đã được xử lý ở nơi khác. Tải lại trang để xem.',
		en: 'This import was dealt with elsewhere. Reload the page to see.'
	},
	'history.no-reason': {
		status: 422,
		vi: 'Chưa ghi lý do thu hồi. Ghi lý do để người sau hiểu.',
		en: 'The reason is missing. Write why the import is withdrawn.'
	}
} as const satisfies Record<string, Entry>;
