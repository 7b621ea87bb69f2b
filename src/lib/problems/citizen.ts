/** What can go wrong with citizens; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const citizenProblems = {
	'citizen.link-not-found': {
		status: 404,
		vi: 'Không có phiếu khảo sát ở địa chỉ này. Kiểm tra lại mã gồm 8 ký tự trên giấy mời hoặc mã QR.',
		en: 'There is no survey at this address. Check the code of 8 characters on the invitation or QR code.'
	},
	'citizen.not-begun': {
		status: 409,
		vi: 'Đợt khảo sát chưa bắt đầu. Quay lại sau khi đợt được mở.',
		en: 'The survey has not begun. Come back when it is open.'
	},
	'citizen.paused': {
		status: 409,
		vi: 'Đợt khảo sát đang tạm dừng. Câu trả lời vẫn ở trên thiết bị này; gửi lại khi đợt mở tiếp.',
		en: 'The survey is paused. Your answers stay on this device; send them when it goes on.'
	},
	'citizen.closed': {
		status: 410,
		vi: 'Đợt khảo sát đã kết thúc nên không nhận thêm câu trả lời. Cảm ơn ông/bà đã quan tâm.',
		en: 'The survey has ended and takes no more answers. Thank you for your interest.'
	},
	'citizen.link-closed': {
		status: 410,
		vi: 'Liên kết này đã đóng. Hỏi nơi đã gửi liên kết để nhận liên kết mới.',
		en: 'This link was closed. Ask whoever sent it for a new one.'
	},
	'citizen.token-needed': {
		status: 403,
		vi: 'Khảo sát này chỉ dành cho người được mời. Mở đúng liên kết ghi trên giấy mời.',
		en: 'This survey is for invited people. Open the very link of your invitation.'
	},
	'citizen.token-unknown': {
		status: 403,
		vi: 'Không tìm thấy lời mời này. Kiểm tra liên kết đã mở có đủ phần sau dấu # hay chưa.',
		en: 'This invitation is not known. Check that the part of the link after # is whole.'
	},
	'citizen.token-used': {
		status: 409,
		vi: 'Lời mời này đã được dùng để trả lời. Mỗi lời mời chỉ dùng được một lần.',
		en: 'This invitation was used already. Each one works once.'
	},
	'citizen.token-over': {
		status: 410,
		vi: 'Lời mời đã hết hạn hoặc bị thu hồi. Hỏi nơi đã mời để nhận lời mời mới.',
		en: 'The invitation has expired or was withdrawn. Ask for a new one.'
	},
	'citizen.other-content': {
		status: 409,
		vi: 'Phiếu này đã gửi trước đó với câu trả lời khác ở: {questions}. Bản đã gửi được giữ nguyên.',
		en: 'This form was sent before with other answers to: {questions}. What was sent first stands.'
	},
	'citizen.slow-down': {
		status: 429,
		vi: 'Nơi này đang gửi rất nhiều câu trả lời. Thiết bị sẽ tự làm một phép tính ngắn rồi gửi lại.',
		en: 'Very many answers come from this place. The device does a short calculation and sends again.'
	},
	'citizen.not-asked': {
		status: 409,
		vi: 'Đợt khảo sát này hỏi các đơn vị, không hỏi người dân. Tạo đợt khảo sát dành cho người dân trước.',
		en: 'This campaign asks units, not citizens. Create a campaign for citizens first.'
	},
	'citizen.quota-taken': {
		status: 409,
		vi: 'Đã có {taken} câu trả lời được tính theo chỉ tiêu này. Nhập số từ {taken} trở lên.',
		en: '{taken} answers count towards this quota already. Enter {taken} or more.'
	},
	'citizen.not-suspected': {
		status: 409,
		vi: '{count} phiếu đã chọn không thuộc đợt này, không có dấu hiệu cần xem hoặc không được tính, nên không quyết định được. Tải lại danh sách rồi chọn lại.',
		en: '{count} of the forms chosen are not of this campaign, bear no sign or do not count, so nothing was decided. Reload the list and choose again.'
	},
	'citizen.no-reason': {
		status: 422,
		vi: 'Chưa ghi lý do. Viết lý do để người xem sau hiểu vì sao phiếu được giữ lại hoặc bị loại.',
		en: 'There is no reason. Write down why the forms are kept or excluded.'
	},
	'citizen.none-chosen': {
		status: 422,
		vi: 'Chưa chọn phiếu nào. Đánh dấu ít nhất một phiếu rồi bấm lại.',
		en: 'No form was chosen. Tick at least one and press again.'
	},
	'citizen.too-many-chosen': {
		status: 422,
		vi: 'Một lần quyết định tối đa {most} phiếu; đã chọn {count}. Lọc hẹp hơn rồi làm nhiều lần.',
		en: 'One decision takes {most} forms at most; {count} were chosen. Narrow the list and decide in parts.'
	},
	'citizen.quota-full': {
		status: 409,
		vi: 'Hạn mức “{title}” đã đủ vì phiếu khác đã thế chỗ. Nâng hạn mức trước, rồi đưa phiếu trở lại số liệu.',
		en: 'The quota “{title}” is full: other forms took the seats. Raise it first, then put the forms back.'
	},
	'citizen.quota-unknown': {
		status: 422,
		vi: 'Phiếu không có câu {question} với mã {code}. Chọn câu hỏi một hoặc nhiều lựa chọn của phiếu.',
		en: 'The form has no question {question} with code {code}. Choose a question with choices.'
	}
} as const satisfies Record<string, Entry>;
