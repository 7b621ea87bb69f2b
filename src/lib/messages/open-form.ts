/** Words of the form that citizens answer, without an account. */
import { catalogue } from '#lib/locale.ts';

export const openForm = catalogue({
	vi: {
		kind: (place: string) => `Phiếu khảo sát · ${place}`,
		otherLanguage: 'English',
		lead: 'Câu trả lời giúp Bộ Tư pháp biết cách nào đưa pháp luật đến người dân hiệu quả hơn.',
		minutes: (minutes: string) => `Khoảng ${minutes} phút, `,
		most: (questions: number) => `nhiều nhất ${questions} câu, dừng lúc nào cũng được.`,
		whoTitle: 'Ai hỏi và để làm gì',
		placeTitle: 'Nơi nhận phiếu',
		anonymousTitle: 'Không ghi tên',
		anonymous:
			'Không cần tài khoản, không dùng cookie. Máy chủ không lưu địa chỉ mạng. Vì phiếu không ghi tên, sau khi gửi không tìm lại được để sửa.',
		deviceTitle: 'Trên máy này',
		device:
			'Câu đang trả lời được giữ trên máy này để không mất khi mất mạng, và tự xóa sau khi gửi. Dùng máy chung thì bấm “Xóa và làm lại” trước khi rời máy.',
		untilTitle: 'Hạn trả lời',
		choose: 'Chọn một ý. Chưa có ý nào được chọn sẵn.',
		chooseFirst: 'Chọn một trong hai ý để tiếp tục.',
		refusing: 'Chỉ gửi một lượt không tham gia, không kèm câu trả lời nào.',
		goOn: 'Tiếp tục',
		start: 'Bắt đầu trả lời',
		sendRefusal: 'Gửi ý không tham gia',
		opening: 'Đang mở các câu hỏi…',
		notOpened: 'Chưa tải được các câu hỏi. Kiểm tra kết nối mạng rồi bấm “Thử lại”.',
		retry: 'Thử lại',
		noScript: 'Trình duyệt đang tắt JavaScript nên chưa mở được các câu hỏi',
		noScriptWhat:
			'Bật JavaScript trong phần cài đặt của trình duyệt rồi tải lại trang, hoặc xin phiếu giấy ở nơi đã đưa mã QR.',
		states: {
			'not-begun': ['Đợt khảo sát chưa bắt đầu', 'Quay lại trang này sau khi đợt được mở.'],
			paused: [
				'Đợt khảo sát đang tạm dừng',
				'Câu đã trả lời vẫn ở trên máy này. Quay lại khi đợt mở tiếp.'
			],
			closed: [
				'Đợt khảo sát đã đóng',
				'Phiếu không nhận thêm câu trả lời. Cảm ơn Ông/Bà đã quan tâm.'
			]
		},
		full: 'Đã đủ số phiếu cần cho nơi này',
		fullWhat: 'Ông/Bà vẫn trả lời được; phiếu được lưu nhưng không tính vào kết quả.',
		invited: 'Phiếu này dành cho người được mời',
		invitedWhat: 'Mở đúng liên kết hoặc mã QR trên giấy mời của Ông/Bà.',
		unfinished: 'Máy này còn một phiếu đang trả lời dở',
		unfinishedAt: (moment: string) => `Lưu lúc ${moment}, chưa gửi.`,
		resume: 'Trả lời tiếp',
		erase: 'Xóa và làm lại',
		eraseAsk: 'Xóa mọi câu trả lời trên máy này?',
		eraseWhat: 'Câu trả lời chưa gửi sẽ mất hẳn, không lấy lại được.',
		eraseNo: 'Giữ lại',
		eraseYes: 'Xóa câu trả lời',
		erased: 'Đã xóa câu trả lời trên máy này.',
		steps: 'Tiến độ',
		step: (place: number, count: number) => `Phần ${place} trong ${count}`,
		answered: (answered: number, of: number) => `đã trả lời ${answered}/${of} câu`,
		keptAt: (time: string) => `Đã lưu trên máy này lúc ${time}. Chưa gửi.`,
		keptNot: 'Trình duyệt không cho lưu trên máy này. Giữ trang mở cho đến khi gửi xong.',
		fresh: 'Câu trả lời được lưu trên máy này khi chọn hoặc nhập.',
		offline: 'Đang mất mạng. Cứ trả lời tiếp; phiếu sẽ gửi khi có mạng.',
		previous: 'Phần trước',
		next: 'Sang phần sau',
		toReview: 'Xem lại câu trả lời',
		wrong: (count: number) => `Còn ${count} chỗ cần sửa ở phần này`,
		wrongAll: (count: number) => `Còn ${count} chỗ cần sửa trước khi gửi`,
		row: 'Chọn một mức cho dòng này',
		reviewTitle: 'Xem lại trước khi gửi',
		reviewWhat:
			'Kiểm tra câu trả lời. Sau khi gửi không sửa được, vì phiếu không ghi tên nên không tìm lại được.',
		change: (section: string) => `Sửa phần “${section}”`,
		changeShort: 'Sửa',
		blank: 'không trả lời',
		send: 'Gửi phiếu',
		sending: 'Đang gửi phiếu',
		thanks: 'Đã gửi phiếu. Cảm ơn Ông/Bà!',
		sentAt: (moment: string) => `Đã gửi lúc ${moment}`,
		receipt: 'Mã biên nhận',
		receiptWhy:
			'Mã này chỉ chứng tỏ một phiếu đã đến nơi. Không ghi tên ai, không mở lại được câu trả lời.',
		counted: 'Phiếu đã được nhận. Câu trả lời trên máy này đã xóa.',
		surplus:
			'Phiếu đã được nhận và lưu, nhưng nơi này đã đủ số phiếu nên phiếu không tính vào kết quả. Câu trả lời trên máy này đã xóa.',
		waitingTitle: 'Phiếu đã xong, đang chờ gửi',
		waitingLine: 'Chưa gửi: sẽ gửi khi có mạng',
		waitingWhat:
			'Câu trả lời đã lưu trên máy này. Trang tự gửi khi có mạng; đóng trang rồi mở lại cũng được. Đừng xóa dữ liệu trình duyệt trước lúc đó.',
		waitingFleeting:
			'Phiếu đã xong nhưng trình duyệt không cho lưu trên máy này. Giữ trang mở cho đến khi gửi xong.',
		waitingBusy: 'Chưa gửi: máy chủ đang bận, trang sẽ tự gửi lại',
		sendNow: 'Gửi ngay',
		refusedTitle: 'Không gửi được phiếu',
		eraseHere: 'Xóa phiếu này khỏi máy',
		another: 'Trả lời phiếu khác trên máy này',
		anotherWhy: 'Dành cho người khác dùng chung máy. Mỗi người chỉ nên trả lời một lần.',
		before: (moment: string, receipt: string) =>
			`Máy này đã gửi một phiếu lúc ${moment}, mã biên nhận ${receipt}. Mỗi người chỉ nên trả lời một lần.`,
		address: 'Địa chỉ đúng của phiếu này',
		addressWhy:
			'Trang thật của Bộ Tư pháp không hỏi họ tên, số định danh, tài khoản ngân hàng hay mã OTP.'
	},
	en: {
		kind: (place: string) => `Survey form · ${place}`,
		otherLanguage: 'Tiếng Việt',
		lead: 'Your answers help the Ministry of Justice learn which ways of informing people about the law work better.',
		minutes: (minutes: string) => `About ${minutes} minutes, `,
		most: (questions: number) => `at most ${questions} questions; you may stop at any time.`,
		whoTitle: 'Who asks and why',
		placeTitle: 'Place of this form',
		anonymousTitle: 'Anonymous',
		anonymous:
			'No account, no cookie. The server does not keep your network address. Because the form bears no name, it cannot be found again and changed once it is sent.',
		deviceTitle: 'On this device',
		device:
			'Answers are kept on this device while you answer, so that a lost connection loses nothing, and are erased after sending. On a shared device choose “Erase and start again” before you leave.',
		untilTitle: 'Open until',
		choose: 'Choose one. Nothing is chosen beforehand.',
		chooseFirst: 'Choose one of the two to go on.',
		refusing: 'Only the fact that someone does not take part is sent, without any answer.',
		goOn: 'Continue',
		start: 'Start answering',
		sendRefusal: 'Send that I do not take part',
		opening: 'Opening the questions…',
		notOpened: 'The questions could not be loaded. Check the connection and choose “Try again”.',
		retry: 'Try again',
		noScript: 'The questions cannot open because JavaScript is off in this browser',
		noScriptWhat:
			'Turn JavaScript on in the browser settings and reload the page, or ask for a paper form where you got the QR code.',
		states: {
			'not-begun': ['The survey has not begun', 'Come back to this page when it is open.'],
			paused: [
				'The survey is paused',
				'What you have answered stays on this device. Come back when it goes on.'
			],
			closed: ['The survey is closed', 'It takes no more answers. Thank you for your interest.']
		},
		full: 'This place has as many forms as it needs',
		fullWhat: 'You can still answer; the form is kept but does not count in the results.',
		invited: 'This form is for people who were invited',
		invitedWhat: 'Open the very link or QR code of your invitation.',
		unfinished: 'This device holds a form that is not finished',
		unfinishedAt: (moment: string) => `Kept at ${moment}, not sent.`,
		resume: 'Go on answering',
		erase: 'Erase and start again',
		eraseAsk: 'Erase all answers on this device?',
		eraseWhat: 'Answers that were not sent are lost for good.',
		eraseNo: 'Keep them',
		eraseYes: 'Erase the answers',
		erased: 'The answers on this device are erased.',
		steps: 'Progress',
		step: (place: number, count: number) => `Section ${place} of ${count}`,
		answered: (answered: number, of: number) => `${answered} of ${of} questions answered`,
		keptAt: (time: string) => `Kept on this device at ${time}. Not sent yet.`,
		keptNot:
			'This browser does not allow keeping anything here. Leave the page open until it is sent.',
		fresh: 'Answers are kept on this device as you choose or type.',
		offline: 'You are offline. Go on answering; the form is sent when the connection is back.',
		previous: 'Previous section',
		next: 'Next section',
		toReview: 'Look over the answers',
		wrong: (count: number) =>
			`${count} ${count === 1 ? 'thing' : 'things'} to correct in this section`,
		wrongAll: (count: number) =>
			`${count} ${count === 1 ? 'thing' : 'things'} to correct before sending`,
		row: 'Choose one level in this row',
		reviewTitle: 'Look over before sending',
		reviewWhat:
			'Check your answers. They cannot be changed after sending: without a name the form cannot be found again.',
		change: (section: string) => `Change section “${section}”`,
		changeShort: 'Change',
		blank: 'not answered',
		send: 'Send the form',
		sending: 'Sending',
		thanks: 'The form is sent. Thank you!',
		sentAt: (moment: string) => `Sent at ${moment}`,
		receipt: 'Receipt',
		receiptWhy:
			'It only proves that a form arrived. It names nobody and does not open the answers again.',
		counted: 'The form was received. The answers on this device are erased.',
		surplus:
			'The form was received and kept, but this place has enough forms, so it does not count in the results. The answers on this device are erased.',
		waitingTitle: 'The form is finished and waits',
		waitingLine: 'Not sent yet: it is sent when the connection is back',
		waitingWhat:
			'The answers are kept on this device. The page sends them when the connection is back; you may close it and open it again. Do not clear the browser data before then.',
		waitingFleeting:
			'The form is finished, but this browser does not allow keeping it. Leave the page open until it is sent.',
		waitingBusy: 'Not sent yet: the server is busy, the page tries again by itself',
		sendNow: 'Send now',
		refusedTitle: 'The form could not be sent',
		eraseHere: 'Erase this form from the device',
		another: 'Answer another form on this device',
		anotherWhy: 'For another person who shares the device. Each person should answer once.',
		before: (moment: string, receipt: string) =>
			`This device sent a form at ${moment}, receipt ${receipt}. Each person should answer once.`,
		address: 'The right address of this form',
		addressWhy:
			'The real page of the Ministry of Justice never asks for names, identity numbers, bank accounts or one-time codes.'
	}
});
