/** What can go wrong with entries of registers. */
import type { Entry } from '../problem.ts';

export const registerProblems = {
	'register.unknown': {
		status: 404,
		vi: 'Chỉ số {indicator} không có sổ nhập số liệu. Chọn một sổ trong danh sách.',
		en: 'Indicator {indicator} has no register. Choose one of the list.'
	},
	'register.no-unit': {
		status: 422,
		vi: 'Không có đơn vị {unit}. Ghi mã hoặc tên đơn vị đang có.',
		en: 'There is no unit {unit}. Give the code or the name of a unit.'
	},
	'register.unit-not-asked': {
		status: 422,
		vi: 'Sổ này không thu số liệu của {unit}. Chọn đơn vị khác hoặc sổ khác.',
		en: 'This register does not ask {unit}. Choose another unit or another register.'
	},
	'register.unit-not-standing': {
		status: 422,
		vi: '{unit} không tồn tại vào ngày cuối kỳ {day}. Chọn đơn vị của ngày đó.',
		en: '{unit} did not stand on {day}, the last day of the period. Choose the unit of that day.'
	},
	'register.no-channel': {
		status: 422,
		vi: 'Chưa chọn {split}. Chọn một mục trong danh sách hoặc ghi tên khác.',
		en: 'The field "{split}" is empty. Choose one of the list or write another name.'
	},
	'register.unknown-channel': {
		status: 422,
		vi: 'Sổ này không có mục “{channel}”. Dùng một trong: {known}.',
		en: 'This register has no "{channel}". Use one of: {known}.'
	},
	'register.channel-not-asked': {
		status: 422,
		vi: 'Sổ này không chia theo kênh hay loại. Để trống ô “{channel}”.',
		en: 'This register is not divided by channel or kind. Leave out "{channel}".'
	},
	'register.no-period': {
		status: 422,
		vi: '“{period}” không phải một kỳ của sổ này. Ghi như {example}.',
		en: '"{period}" is no period of this register. Write it as {example}.'
	},
	'register.period-too-early': {
		status: 422,
		vi: 'Kỳ {period} quá sớm: sổ nhận số liệu từ {earliest}.',
		en: 'The period {period} is too early: figures are taken from {earliest} on.'
	},
	'register.period-ahead': {
		status: 422,
		vi: 'Kỳ {period} chưa bắt đầu. Nhập khi đã có số liệu của kỳ.',
		en: 'The period {period} has not begun. Enter it when there are figures.'
	},
	'register.no-number': {
		status: 422,
		vi: 'Thiếu số ở ô “{field}”. Không có thì ghi 0.',
		en: 'The number of "{field}" is missing. Write 0 for none.'
	},
	'register.unreadable-number': {
		status: 422,
		vi: '“{value}” ở ô “{field}” không đọc được thành số. Ghi số nguyên như 1250 hoặc 1.250.',
		en: '"{value}" in "{field}" is no number. Write a whole number such as 1250.'
	},
	'register.not-whole': {
		status: 422,
		vi: '“{value}” ở ô “{field}” phải là số nguyên từ 0 trở lên, vì sổ này đếm.',
		en: '"{value}" in "{field}" must be a whole number from 0, as this register counts.'
	},
	'register.too-large': {
		status: 422,
		vi: '“{value}” ở ô “{field}” lớn hơn mức có thể có ({most}). Kiểm tra lại số.',
		en: '"{value}" in "{field}" is larger than can be ({most}). Check the number.'
	},
	'register.number-not-asked': {
		status: 422,
		vi: 'Sổ này không hỏi “{field}”. Để trống ô này.',
		en: 'This register does not ask for "{field}". Leave it out.'
	},
	'register.part-over-whole': {
		status: 422,
		vi: '“{partField}” ({part}) lớn hơn “{wholeField}” ({whole}). Một phần không thể lớn hơn tổng; kiểm tra cả hai số.',
		en: '"{partField}" ({part}) is larger than "{wholeField}" ({whole}). A part cannot exceed its whole; check both.'
	},
	'register.unknown-step': {
		status: 422,
		vi: '“{value}” không phải một mốc của sổ này. Dùng 0 đến {most}.',
		en: '"{value}" is no step of this register. Use 0 to {most}.'
	},
	'register.no-reached-day': {
		status: 422,
		vi: 'Thiếu ngày đạt trạng thái này. Ghi ngày theo văn bản, như 05/8/2020.',
		en: 'The day on which this was reached is missing. Give the day of the document.'
	},
	'register.unreadable-day': {
		status: 422,
		vi: '“{value}” không phải một ngày. Ghi như 05/8/2020.',
		en: '"{value}" is no day. Write it as 2020-08-05.'
	},
	'register.reached-nothing': {
		status: 422,
		vi: 'Trạng thái chưa đạt mà lại có ngày đạt. Bỏ ngày, hoặc chọn trạng thái đã đạt.',
		en: 'Nothing was reached, yet a day is given. Remove the day or choose what was reached.'
	},
	'register.reached-outside': {
		status: 422,
		vi: 'Ngày đạt {day} sau ngày cuối kỳ {last}. Sửa ngày hoặc chọn kỳ sau.',
		en: 'The day {day} is after the last day of the period, {last}. Mend the day or choose a later period.'
	},
	'register.no-days': {
		status: 422,
		vi: 'Chưa có số ngày của văn bản nào. Ghi mỗi văn bản một số; kỳ không có văn bản thì không cần nhập.',
		en: 'There is no number of days. Give one for each document; a period without documents needs no entry.'
	},
	'register.too-many-days': {
		status: 422,
		vi: 'Có {count} văn bản, nhiều hơn {most} trong một lần nhập. Kiểm tra lại danh sách.',
		en: '{count} documents are more than {most} in one entry. Check the list.'
	},
	'register.no-document': {
		status: 422,
		vi: 'Chưa ghi căn cứ hoặc số văn bản của số liệu. Ghi như “Báo cáo số 12/BC-STP ngày 05/8/2026”.',
		en: 'The legal basis or number of the document is missing. Give it, such as "Báo cáo số 12/BC-STP".'
	},
	'register.unreadable-text': {
		status: 422,
		vi: '“{value}” ở ô “{field}” không phải chữ. Ghi thành chữ.',
		en: '"{value}" in "{field}" is no text. Give it as text.'
	},
	'register.day-too-early': {
		status: 422,
		vi: 'Ngày {day} quá sớm: chỉ nhận từ {earliest}. Kiểm tra lại năm.',
		en: 'The day {day} is too early: days are taken from {earliest} on. Check the year.'
	},
	'register.text-too-long': {
		status: 422,
		vi: 'Ô “{field}” dài quá {most} ký tự. Viết ngắn lại.',
		en: '"{field}" is longer than {most} characters. Shorten it.'
	},
	'register.letters-lost': {
		status: 422,
		vi: 'Ô “{field}” có ký tự hỏng (�) hoặc ký tự điều khiển. Lưu tệp thành UTF-8 rồi nhập lại.',
		en: '"{field}" holds broken or control characters. Save the file as UTF-8 and enter it again.'
	},
	'register.overlap': {
		status: 409,
		vi: 'Đã có số liệu của {unit} cho kỳ {period}. Sửa số liệu đó, hoặc thu hồi rồi nhập lại.',
		en: 'There are figures of {unit} for {period} already. Edit them, or withdraw them and enter anew.'
	},
	'register.unit-not-yours': {
		status: 403,
		vi: '{unit} không thuộc đơn vị của tài khoản. Chỉ nhập được cho đơn vị mình và đơn vị cấp dưới.',
		en: '{unit} is not in your charge. You may enter figures for your own unit and those below it.'
	},
	'register.unit-doubtful': {
		status: 422,
		vi: '“{unit}” có thể là nhiều đơn vị ({nearest}). Ghi mã đơn vị.',
		en: '"{unit}" may be several units ({nearest}). Give the code.'
	},
	'register.unit-differs': {
		status: 422,
		vi: 'Mã và tên không chỉ cùng một đơn vị: {unit}. Sửa một trong hai.',
		en: 'Code and name do not mean the same unit: {unit}. Mend one of them.'
	},
	'register.twice': {
		status: 422,
		vi: 'Đơn vị, kỳ và kênh này đã có ở dòng {first}. Bỏ một dòng.',
		en: 'This unit, period and channel stand in line {first} already. Remove one of the lines.'
	},
	'register.has-errors': {
		status: 422,
		vi: 'Còn {bad} dòng có lỗi nên chưa ghi gì; lỗi đầu tiên ở dòng {line}: {reason}',
		en: '{bad} rows have errors, so nothing was written; the first stands in line {line}: {reason}'
	},
	'register.no-rows': {
		status: 422,
		vi: 'Không có dòng số liệu nào. Dán bảng có dòng tiêu đề, hoặc chọn tệp CSV theo mẫu.',
		en: 'There are no rows. Paste a table with its headings, or choose a CSV file like the template.'
	},
	'register.too-many-rows': {
		status: 422,
		vi: 'Có {rows} dòng, nhiều hơn {most} trong một lần nhập. Chia thành nhiều lần.',
		en: '{rows} rows are more than {most} at once. Enter them in several parts.'
	},
	'register.no-column': {
		status: 422,
		vi: 'Bảng thiếu cột “{column}”. Dùng dòng tiêu đề của tệp mẫu.',
		en: 'The table has no column "{column}". Use the headings of the template.'
	},
	'register.unknown-column': {
		status: 422,
		vi: 'Không hiểu cột “{column}”. Bỏ cột này hoặc đặt tên như tệp mẫu.',
		en: 'The column "{column}" means nothing here. Remove it or name it as in the template.'
	},
	'register.column-twice': {
		status: 422,
		vi: 'Cột “{column}” có hai lần. Bỏ một cột.',
		en: 'The column "{column}" stands twice. Remove one.'
	},
	'register.encoding-doubtful': {
		status: 422,
		vi: 'Không chắc tệp dùng bảng mã nào ({encodings}), chữ có thể hỏng. Lưu tệp thành CSV UTF-8 rồi chọn lại.',
		en: 'The encoding of the file is not certain ({encodings}). Save it as CSV UTF-8 and choose it again.'
	},
	'register.not-csv': {
		status: 422,
		vi: 'Tệp này là sổ tính, không phải CSV. Lưu thành CSV (UTF-8), hoặc chép các ô rồi dán vào ô bảng.',
		en: 'This file is a workbook, not CSV. Save it as CSV (UTF-8), or copy its cells and paste them.'
	},
	'register.nothing-new': {
		status: 409,
		vi: 'Mọi số liệu đã có sẵn và giống hệt, nên không có gì để ghi.',
		en: 'All figures are there already and the same, so there is nothing to write.'
	},
	'register.preview-old': {
		status: 409,
		vi: 'Số liệu đang có đã thay đổi sau lần xem trước. Xem lại bảng dưới đây rồi ghi.',
		en: 'The figures that stand have changed since the preview. Look at the table again, then write.'
	},
	'register.changed': {
		status: 409,
		vi: 'Số liệu đã có phiên bản {version}, mới hơn bản đang sửa. Tải lại trang để xem rồi sửa tiếp.',
		en: 'These figures have version {version}, newer than the one being edited. Reload, look and go on.'
	},
	'register.same': {
		status: 409,
		vi: 'Số liệu giống hệt bản đang có nên không có gì để ghi.',
		en: 'The figures are the same as those that stand, so there is nothing to write.'
	},
	'register.withdrawn': {
		status: 409,
		vi: 'Số liệu này đã được thu hồi. Nhập lại thành số liệu mới nếu cần.',
		en: 'These figures were withdrawn. Enter them anew if they are needed.'
	},
	'register.no-reason': {
		status: 422,
		vi: 'Chưa ghi lý do thu hồi. Ghi lý do để người sau hiểu.',
		en: 'The reason is missing. Write why the figures are withdrawn.'
	}
} as const satisfies Record<string, Entry>;
