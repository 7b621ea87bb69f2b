/** What is wrong with a row of an imported file, or was mended in it, in a sentence that says what to do. */
import type { Finding, FindingNotice, FindingReason } from '../import.ts';
import { catalogue, type Locale } from '../locale.ts';
import type { Reason } from '../questionnaire/structure.ts';
import { questionnaire } from './questionnaire.ts';

type Sentences = Record<FindingReason | FindingNotice, string>;

const vi: Sentences = {
	formula: 'Ô là công thức; công thức không được tính. Dán lại thành giá trị.',
	'cell-fault': 'Ô đang báo lỗi của bảng tính. Sửa ô thành giá trị đúng hoặc để trống.',
	'letters-lost': 'Có chữ không đọc được theo bảng mã đã chọn. Gõ lại ô, hoặc chọn lại bảng mã.',
	'choice-unknown': 'Không có lựa chọn này. Ghi mã hoặc nội dung đúng như trong phiếu.',
	'choice-ambiguous': 'Nhiều lựa chọn giống nhau khi bỏ dấu. Ghi mã của lựa chọn.',
	'number-unreadable': 'Không phải số. Ghi số như 1234 hoặc 1234,5.',
	'number-ambiguous':
		'Số này đọc được theo hai cách. Ở bước ghép cột, chọn cách viết số của cột này.',
	'date-unreadable': 'Không phải ngày. Ghi ngày/tháng/năm, ví dụ 05/8/2026.',
	'date-impossible': 'Ngày này không có thật. Kiểm tra ngày, tháng.',
	'boolean-unreadable': 'Không rõ có hay không. Ghi 1 hoặc 0.',
	'cells-beyond': 'Dòng có nhiều ô hơn tiêu đề. Kiểm tra dấu ngăn cột và dấu nháy ở dòng này.',
	'cells-missing': 'Dòng có ít ô hơn tiêu đề. Kiểm tra dấu ngăn cột ở dòng này.',
	'unit-missing': 'Chưa ghi mã hoặc tên đơn vị. Điền đơn vị của phiếu.',
	'unit-unknown': 'Không có đơn vị này. Kiểm tra mã, tên.',
	'unit-ambiguous': 'Nhiều đơn vị cùng tên. Ghi mã đơn vị, hoặc thêm tên tỉnh.',
	'unit-differs': 'Mã và tên chỉ hai đơn vị khác nhau. Sửa một trong hai.',
	'unit-split': 'Đơn vị này đã chia về nhiều đơn vị. Ghi đơn vị hiện nay.',
	'code-rounded': 'Mã bị bảng tính đổi thành số mũ. Định dạng cột mã là chữ rồi ghi lại mã.',
	'unit-formula': 'Ô đơn vị là công thức hoặc không phải chữ. Dán lại thành giá trị.',
	'unit-twice': 'Đơn vị này đã có ở dòng {first} của tệp. Giữ một dòng.',
	'unit-outside': 'Đơn vị nằm ngoài phạm vi của tài khoản. Bỏ dòng này.',
	'unit-not-expected': 'Đơn vị không thuộc đợt khảo sát này. Bỏ dòng này.',
	'unit-answered': 'Đơn vị đã nộp phiếu; phiếu đã nộp không bị ghi đè. Bỏ dòng này.',
	'unit-begun':
		'Đơn vị đang làm phiếu trên mạng; bản đang làm không bị ghi đè. Đề nghị đơn vị nộp.',
	'unit-closed': 'Đơn vị không còn hoạt động. Ghi đơn vị hiện nay.',
	structure: '',
	logic: '{message}',
	'check-timeout': 'Kiểm tra dòng này quá lâu. Rút gọn câu trả lời dài rồi chạy lại.',
	'campaign-closed': 'Đợt khảo sát không còn nhận phiếu.',
	'd-stroke': 'Chữ Ð (Eth) đã đổi thành Đ.',
	'marker-empty': 'Ghi là không hỏi hoặc không trả lời; ô được để trống.',
	'serial-day': 'Số của bảng tính đã đổi thành ngày.',
	apostrophe: 'Dấu nháy chống công thức ở đầu ô đã bỏ.',
	'unit-succeeded': 'Tên hoặc mã cũ; phiếu được tính cho {unit}.',
	'zeros-restored': 'Số 0 ở đầu mã bị mất; đã thêm lại thành {unit}.'
};

const en: Sentences = {
	formula: 'The cell is a formula, and formulas are not computed. Paste its value.',
	'cell-fault': 'The cell shows an error of the spreadsheet. Put a value or leave it empty.',
	'letters-lost':
		'Some letters cannot be read in this encoding. Type the cell again or choose another encoding.',
	'choice-unknown': 'There is no such choice. Write its code or its text as in the form.',
	'choice-ambiguous': 'Several choices are alike without their marks. Write the code.',
	'number-unreadable': 'This is no number. Write 1234 or 1234,5.',
	'number-ambiguous': 'The number can be read in two ways. Choose how the column writes numbers.',
	'date-unreadable': 'This is no day. Write day/month/year, such as 05/8/2026.',
	'date-impossible': 'There is no such day. Check day and month.',
	'boolean-unreadable': 'Neither yes nor no. Write 1 or 0.',
	'cells-beyond':
		'The row has more cells than there are headings. Check its delimiters and quotes.',
	'cells-missing': 'The row has fewer cells than there are headings. Check its delimiters.',
	'unit-missing': 'The code or name of the unit is missing. Fill it in.',
	'unit-unknown': 'There is no such unit. Check its code and name.',
	'unit-ambiguous': 'Several units have this name. Write the code, or add the province.',
	'unit-differs': 'Code and name are those of two units. Mend one of them.',
	'unit-split': 'This unit was divided among several. Write the unit of today.',
	'code-rounded':
		'The spreadsheet turned the code into an exponent. Format the column as text and write the code again.',
	'unit-formula': 'The cell of the unit is a formula or no text. Paste its value.',
	'unit-twice': 'This unit stands in line {first} of the file too. Keep one line.',
	'unit-outside': 'The unit lies outside the scope of this account. Remove the row.',
	'unit-not-expected': 'The unit is not asked in this campaign. Remove the row.',
	'unit-answered': 'The unit has submitted its form, which is never overwritten. Remove the row.',
	'unit-begun':
		'The unit is filling its form in online, which is never overwritten. Ask it to submit.',
	'unit-closed': 'The unit does not exist any more. Write the unit of today.',
	structure: '',
	logic: '{message}',
	'check-timeout': 'Checking this row took too long. Shorten long answers and run again.',
	'campaign-closed': 'The campaign takes no more forms.',
	'd-stroke': 'Ð (eth) was changed into Đ.',
	'marker-empty': 'Marked as not asked or not answered; the cell was left empty.',
	'serial-day': "The spreadsheet's number was changed into a day.",
	apostrophe: 'The apostrophe against formulas was taken off.',
	'unit-succeeded': 'An old name or code; the form counts for {unit}.',
	'zeros-restored': 'The code had lost its leading zeros; it was completed to {unit}.'
};

const words = catalogue({ vi, en });
const nearest = { vi: 'Có phải: {nearest}?', en: 'Perhaps: {nearest}?' };

/** The sentence of a finding. */
export function findingText(
	{ reason, details }: Pick<Finding, 'reason' | 'details'>,
	locale: Locale
): string {
	const sentence =
		reason === 'structure'
			? questionnaire[locale][String(details.reason) as Reason]
			: words[locale][reason];
	const whole = details.nearest ? `${sentence} ${nearest[locale]}` : sentence;
	return whole.replace(/\{(\w+)\}/g, (hole, name: string) => String(details[name] ?? hole));
}
