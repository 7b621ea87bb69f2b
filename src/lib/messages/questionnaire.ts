/** What is wrong with an answer, in a sentence that says what to do. */
import { catalogue } from '../locale.ts';
import type { Reason } from '../questionnaire/structure.ts';

const vi: Record<Reason, string> = {
	'unknown-question': 'Phiếu không có câu này. Tải lại trang để lấy phiếu đang dùng.',
	'unknown-item': 'Câu này không có dòng đã gửi. Tải lại trang để lấy phiếu đang dùng.',
	'wrong-type': 'Kiểu câu trả lời chưa đúng. Xóa câu trả lời rồi nhập lại.',
	'not-a-choice': 'Lựa chọn không có trong danh sách. Chọn lại trong danh sách của câu.',
	'chosen-twice': 'Có lựa chọn bị lặp. Chọn mỗi mục một lần.',
	'not-alone': 'Đã chọn “không có” thì bỏ các lựa chọn còn lại.',
	'too-many-choices': 'Chọn quá số mục cho phép. Bỏ bớt mục ít quan trọng hơn.',
	'too-many-rows': 'Quá số dòng cho phép. Xóa bớt dòng.',
	'not-an-attachment':
		'Tệp đính kèm không thuộc phiếu này hoặc đã bị xóa. Xóa tệp khỏi câu trả lời rồi tải tệp lên lại.',
	'too-many-files': 'Quá số tệp cho phép. Bỏ bớt tệp.',
	'too-long': 'Nội dung dài quá mức cho phép. Rút gọn lại.',
	'too-small': 'Số nhỏ hơn mức cho phép. Kiểm tra rồi nhập lại.',
	'too-large': 'Số lớn hơn mức cho phép. Kiểm tra đơn vị tính rồi nhập lại.',
	'not-whole': 'Số này không có phần thập phân. Nhập số nguyên.',
	'not-composed': 'Chữ có dấu chưa ở dạng dựng sẵn (NFC). Gõ lại nội dung.',
	'forbidden-character': 'Nội dung có ký tự điều khiển. Gõ lại nội dung.',
	'not-an-address': 'Ghi địa chỉ đầy đủ, bắt đầu bằng https:// hoặc http://.',
	'impossible-date': 'Ngày này không có thật. Nhập lại ngày.',
	'too-deep': 'Câu trả lời lồng quá nhiều lớp. Xóa câu trả lời rồi nhập lại.'
};

const en: Record<Reason, string> = {
	'unknown-question': 'The form has no such question. Reload the page to get the current form.',
	'unknown-item': 'The question has no such row. Reload the page to get the current form.',
	'wrong-type': 'The answer is of the wrong kind. Clear it and enter it again.',
	'not-a-choice': 'The choice is not on the list. Choose from the list of the question.',
	'chosen-twice': 'A choice is repeated. Choose each once.',
	'not-alone': 'With "none" chosen, remove the other choices.',
	'too-many-choices': 'Too many choices. Remove the less important ones.',
	'too-many-rows': 'Too many rows. Remove some.',
	'not-an-attachment':
		'The attached file is not one of this form, or was deleted. Remove it and upload it again.',
	'too-many-files': 'Too many files. Remove some.',
	'too-long': 'The text is too long. Shorten it.',
	'too-small': 'The number is too small. Check it and enter it again.',
	'too-large': 'The number is too large. Check its unit and enter it again.',
	'not-whole': 'The number has no fraction. Enter a whole number.',
	'not-composed': 'Letters with marks are not composed (NFC). Type the text again.',
	'forbidden-character': 'The text has control characters. Type it again.',
	'not-an-address': 'Give the full address, beginning with https:// or http://.',
	'impossible-date': 'There is no such day. Enter the date again.',
	'too-deep': 'The answer is nested too deeply. Clear it and enter it again.'
};

export const questionnaire = catalogue({ vi, en });
