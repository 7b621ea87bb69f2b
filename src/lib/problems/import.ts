/** What can go wrong with imports and with the files they read; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const importProblems = {
	'workbook.broken': {
		status: 422,
		vi: 'Không đọc được tệp bảng tính: tệp hỏng hoặc không phải XLSX. Mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi tải lên.',
		en: 'The spreadsheet cannot be read: it is damaged or no XLSX. Open it, save it as .xlsx and upload it again.'
	},
	'workbook.locked': {
		status: 422,
		vi: 'Tệp có đặt mật khẩu. Bỏ mật khẩu, lưu lại rồi tải lên.',
		en: 'The file has a password. Remove it, save the file and upload it again.'
	},
	'workbook.old': {
		status: 422,
		vi: 'Tệp ở dạng .xls cũ hoặc có đặt mật khẩu. Mở tệp, bỏ mật khẩu nếu có, lưu lại dạng .xlsx rồi tải lên.',
		en: 'The file is an old .xls or has a password. Open it, remove the password, save it as .xlsx and upload it again.'
	},
	'workbook.too-large': {
		status: 422,
		vi: 'Tệp giải nén ra quá lớn hoặc đọc quá lâu nên bị từ chối. Xóa các trang tính, hình ảnh không cần, lưu lại rồi tải lên.',
		en: 'The file unpacks to too much or takes too long. Remove sheets and pictures that are not needed and upload it again.'
	},
	'workbook.too-many-rows': {
		status: 422,
		vi: 'Trang tính có {rows} dòng, nhiều hơn {most}. Chia thành nhiều tệp.',
		en: 'The sheet has {rows} rows, more than {most}. Split it into several files.'
	},
	'workbook.too-many-columns': {
		status: 422,
		vi: 'Trang tính có {columns} cột, nhiều hơn {most}. Xóa các cột không phải câu hỏi.',
		en: 'The sheet has {columns} columns, more than {most}. Remove those that are no questions.'
	},
	'import.no-file': {
		status: 422,
		vi: 'Chưa chọn tệp, hoặc tệp rỗng. Chọn tệp CSV hay XLSX có dữ liệu.',
		en: 'No file was chosen, or it is empty. Choose a CSV or XLSX file with data.'
	},
	'import.same-file': {
		status: 409,
		vi: 'Tệp này đã nhập vào đợt khảo sát ngày {day} (lần nhập số {id}). Không nhập lần nữa; nếu lần trước sai, thu hồi lần đó trước.',
		en: 'This very file was imported into the campaign on {day} (import {id}). If that was wrong, withdraw it first.'
	},
	'import.no-header': {
		status: 422,
		vi: 'Không thấy dòng tiêu đề cột. Ghi mã câu hoặc tên câu ở dòng đầu, hoặc chọn lại dòng tiêu đề.',
		en: 'There is no row of headings. Put question codes in the first row, or choose the row of headings.'
	},
	'import.no-rows': {
		status: 422,
		vi: 'Dưới dòng tiêu đề không có dòng dữ liệu nào. Chọn lại trang tính hoặc dòng tiêu đề.',
		en: 'No rows follow the headings. Choose another sheet or another row of headings.'
	},
	'import.header-twice': {
		status: 422,
		vi: 'Dòng {line}: tiêu đề “{name}” có ở cả cột {first} và cột {second}. Đổi tên hoặc xóa một cột.',
		en: 'Line {line}: the heading "{name}" stands in columns {first} and {second}. Rename or remove one.'
	},
	'import.header-reserved': {
		status: 422,
		vi: 'Dòng {line}: tiêu đề “{name}” không dùng được. Đổi tên cột.',
		en: 'Line {line}: the heading "{name}" cannot be used. Rename the column.'
	},
	'import.quote-open': {
		status: 422,
		vi: 'Dòng {line}: dấu nháy kép mở mà không đóng, phần còn lại của tệp bị nuốt vào một ô. Thêm hoặc xóa dấu nháy.',
		en: 'Line {line}: a quote is opened and never closed, so that the rest of the file falls into one cell. Close or remove it.'
	},
	'import.quote-wrong': {
		status: 422,
		vi: 'Dòng {line}: dấu nháy kép nằm giữa ô. Viết đôi ("") hoặc xóa dấu nháy.',
		en: 'Line {line}: a quote stands inside a cell. Double it ("") or remove it.'
	},
	'import.too-many-rows': {
		status: 422,
		vi: 'Tệp có {rows} dòng dữ liệu, nhiều hơn {most}. Chia thành nhiều tệp.',
		en: 'The file has {rows} rows, more than {most}. Split it into several files.'
	},
	'import.too-many-columns': {
		status: 422,
		vi: 'Tệp có {columns} cột, nhiều hơn {most}. Xóa các cột không phải câu hỏi.',
		en: 'The file has {columns} columns, more than {most}. Remove those that are no questions.'
	},
	'import.merged': {
		status: 422,
		vi: 'Có ô gộp ở {places}: không biết giá trị thuộc dòng nào. Bỏ gộp ô, ghi giá trị vào từng dòng rồi tải lên.',
		en: 'Cells are merged at {places}, so their values belong to no certain row. Split them and upload the file again.'
	},
	'import.no-sheet': {
		status: 422,
		vi: 'Tệp không có trang tính nào có dữ liệu. Kiểm tra lại tệp.',
		en: 'No sheet of the file has data. Check the file.'
	},
	'import.nothing-joined': {
		status: 422,
		vi: 'Chưa ghép cột nào với câu hỏi. Ghép ít nhất một cột.',
		en: 'No column is joined to a question. Join at least one.'
	},
	'import.no-unit-column': {
		status: 422,
		vi: 'Chưa ghép cột mã đơn vị hoặc tên đơn vị, nên không biết mỗi dòng của ai. Ghép một trong hai cột đó.',
		en: 'No column is joined to the code or name of the unit, so nobody knows whose rows these are. Join one.'
	},
	'import.joined-twice': {
		status: 422,
		vi: 'Hai cột “{first}” và “{second}” cùng ghép với {target}. Chọn lại một cột.',
		en: 'Both "{first}" and "{second}" are joined to {target}. Change one of them.'
	},
	'import.not-now': {
		status: 409,
		vi: 'Lần nhập đang ở bước khác nên chưa làm được việc này. Tải lại trang.',
		en: 'The import stands at another step, so this cannot be done now. Reload the page.'
	},
	'import.changed': {
		status: 409,
		vi: 'Từ lúc chạy thử, dữ liệu đã đổi (có đơn vị vừa nộp phiếu hoặc phiếu hỏi đã khác) nên kết quả không còn như chạy thử. Chưa ghi gì. Chạy thử lại.',
		en: 'Since the dry run something has changed, and the result would not be the same. Nothing was written. Run it dry again.'
	},
	'import.has-errors': {
		status: 409,
		vi: 'Còn {bad} dòng có lỗi nên chưa ghi gì. Sửa tệp, hoặc chọn chỉ ghi các dòng không lỗi.',
		en: '{bad} rows have errors, so nothing was written. Mend the file, or choose to write the good rows only.'
	},
	'import.no-good-rows': {
		status: 409,
		vi: 'Không có dòng nào ghi được. Sửa tệp theo báo cáo lỗi rồi tải lên lại.',
		en: 'There is no row that could be written. Mend the file as the report says and upload it again.'
	},
	'import.cancelled': {
		status: 409,
		vi: 'Đã dừng theo yêu cầu, chưa ghi gì. Chạy thử lại khi cần.',
		en: 'Stopped on request; nothing was written. Run it dry again when you like.'
	},
	'import.file-gone': {
		status: 410,
		vi: 'Tệp đã xóa sau {days} ngày. Tải tệp lên lại.',
		en: 'The file was deleted after {days} days. Upload it again.'
	},
	'import.fault': {
		status: 500,
		vi: 'Hệ thống gặp lỗi khi đọc tệp, chưa ghi gì. Chạy lại; nếu vẫn lỗi, báo quản trị viên.',
		en: 'The run failed and nothing was written. Run it again; if it fails again, tell an administrator.'
	},
	'import.reviewed': {
		status: 409,
		vi: 'Không thu hồi được: {count} phiếu của lần nhập này đã được thẩm định hoặc đơn vị đã sửa. Xử lý từng phiếu ở bàn thẩm định.',
		en: 'It cannot be withdrawn: {count} of its forms were reviewed or changed since. Deal with them one by one.'
	},
	'import.no-reason': {
		status: 422,
		vi: 'Chưa ghi lý do thu hồi. Ghi lý do để người sau hiểu.',
		en: 'The reason is missing. Write why the import is withdrawn.'
	}
} as const satisfies Record<string, Entry>;
