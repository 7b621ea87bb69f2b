/** Why a form may not be published, in words; the detail follows the colon. */
import { catalogue } from '../locale.ts';

export const gateReasons = catalogue({
	vi: {
		why: {
			'not-an-object': 'không đúng dạng',
			'key-not-allowed': 'có thiết đặt không được phép:',
			'type-not-allowed': 'kiểu câu không được phép:',
			'name-not-ascii': 'mã phải bắt đầu bằng chữ cái, chỉ gồm chữ không dấu, số và dấu gạch dưới:',
			'name-twice': 'mã đã có ở chỗ khác:',
			'name-reserved': 'mã là từ dành riêng của hệ thống:',
			'code-not-ascii': 'mã lựa chọn chỉ gồm chữ thường không dấu, số và dấu gạch dưới:',
			'code-twice': 'hai lựa chọn trùng mã:',
			markup: 'có mã đánh dấu (HTML) trong lời:',
			'not-composed': 'chữ tiếng Việt gõ dạng tổ hợp, gõ lại chữ này:',
			'function-unknown': 'biểu thức dùng hàm không có:',
			'variable-unknown': 'biểu thức nhắc đến câu không có:',
			'pattern-not-vetted': 'mẫu kiểm tra chưa được duyệt:',
			'free-text-shown': 'lời hiện lại chữ người trả lời tự viết:',
			'too-large': 'phiếu dài quá số ký tự cho phép:',
			'too-many-questions': 'phiếu quá 500 câu, số câu hiện có:',
			'list-unknown': 'danh mục không có:',
			'correct-not-a-choice': 'đáp án không nằm trong các lựa chọn:',
			'translation-missing': 'thiếu lời tiếng Việt hoặc tiếng Anh:',
			'placeholder-missing': 'hai thứ tiếng không cùng chỗ điền:',
			'condition-loop': 'điều kiện vòng quanh:',
			'condition-on-later': 'điều kiện dựa vào câu đứng sau:',
			'never-asked': 'điều kiện không bao giờ đúng nên câu không bao giờ được hỏi:',
			'name-other-type': 'mã đã dùng cho kiểu câu khác ở phiên bản trước:',
			'name-other-meaning': 'mã đã dùng cho câu có nghĩa khác, đặt mã mới; câu trước là:',
			'name-renamed': 'câu này trước có mã khác, giữ mã cũ:',
			'code-other-meaning': 'mã lựa chọn trước có nghĩa khác, đặt mã mới; nghĩa trước là:',
			'code-renamed': 'lựa chọn này trước có mã khác, giữ mã cũ:'
		} as Record<string, string>
	},
	en: {
		why: {
			'not-an-object': 'has the wrong form',
			'key-not-allowed': 'a setting that is not allowed:',
			'type-not-allowed': 'a type that is not allowed:',
			'name-not-ascii': 'a code begins with a letter and has letters, digits and underscores only:',
			'name-twice': 'this code is used elsewhere:',
			'name-reserved': 'this code is a word of the platform:',
			'code-not-ascii': 'codes of choices have a-z, digits and underscores only:',
			'code-twice': 'two choices with one code:',
			markup: 'markup (HTML) in a text:',
			'not-composed': 'decomposed characters, type this again:',
			'function-unknown': 'the expression uses an unknown function:',
			'variable-unknown': 'the expression reads a question there is not:',
			'pattern-not-vetted': 'a pattern that was not vetted:',
			'free-text-shown': 'the text repeats what respondents typed:',
			'too-large': 'the form is longer than allowed, in characters:',
			'too-many-questions': 'more than 500 questions:',
			'list-unknown': 'there is no list:',
			'correct-not-a-choice': 'the right answer is not among the choices:',
			'translation-missing': 'Vietnamese or English is missing:',
			'placeholder-missing': 'the languages have different placeholders:',
			'condition-loop': 'the condition goes in a circle:',
			'condition-on-later': 'the condition reads a later question:',
			'never-asked': 'the condition never holds, so this is never asked:',
			'name-other-type': 'the code had another type in an earlier version:',
			'name-other-meaning': 'the code had another meaning, choose a new one; it was:',
			'name-renamed': 'this question had another code, keep it:',
			'code-other-meaning': 'the code of the choice meant something else; it was:',
			'code-renamed': 'this choice had another code, keep it:'
		}
	}
});
