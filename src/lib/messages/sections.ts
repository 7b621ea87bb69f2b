/** Words about giving sections of a form to colleagues, and about several people in one form. */
import { catalogue } from '#lib/locale.ts';

export const sectionWords = catalogue({
	vi: {
		give: 'Giao phần này cho người khác',
		change: 'Đổi người',
		takeBack: 'Thu lại phần này',
		taken: (letter: string) => `Đã thu lại phần ${letter}.`,
		given: (letter: string, person: string) => `Đã giao phần ${letter} cho ${person}.`,
		holder: 'Người trả lời phần này:',
		you: 'anh/chị',
		givenOn: (day: string, by: string) => `${by} giao ngày ${day}`,
		due: (day: string) => `hạn ${day}`,
		note: 'Lời nhắn',
		doneAt: (moment: string) => `đã xong lúc ${moment}`,
		markDone: 'Đánh dấu phần này đã xong',
		reopen: 'Làm tiếp phần này',
		markedDone: (letter: string) => `Đã đánh dấu phần ${letter} xong.`,
		reopened: (letter: string) => `Phần ${letter} lại đang làm.`,
		readOnly: (person: string) =>
			`Phần này chỉ ${person} sửa được. Muốn sửa, bấm “Thu lại phần này”.`,
		left: (person: string) =>
			`${person} không còn lập phiếu cho đơn vị, nên ai trong đơn vị cũng sửa được phần này.`,
		dialogTitle: (letter: string) => `Giao phần ${letter} cho ai?`,
		dialogWhat:
			'Người được giao thấy phần này ở trang Phiếu của đơn vị và là người duy nhất sửa được, cho đến khi thu lại.',
		person: 'Cán bộ của đơn vị',
		choosePerson: 'Chọn một người',
		noPerson: 'Chọn người nhận phần này.',
		noteLabel: 'Lời nhắn (không bắt buộc)',
		dueLabel: 'Hạn xong (không bắt buộc)',
		confirm: (letter: string) => `Giao phần ${letter}`,
		confirming: 'Đang giao',
		cancel: 'Không giao',
		nobody:
			'Đơn vị chưa có cán bộ lập phiếu nào khác. Đề nghị quản trị viên thêm tài khoản cho đồng nghiệp rồi giao phần này.',
		close: 'Đóng',
		state: (person: string) => `Giao ${person}`,
		stateYou: 'Giao cho anh/chị',
		stateDone: (person: string) => `${person} đã xong`,
		stateYouDone: 'Anh/chị đã xong',
		waitingTitle: 'Phần được giao cho anh/chị',
		waitingBy: (by: string) => `${by} giao`,
		waitingDone: 'đã xong',
		overdue: 'đã quá hạn',
		unreachable: 'Chưa làm được vì không kết nối được máy chủ. Kiểm tra mạng rồi làm lại.',
		foreignTitle: 'Có thay đổi chưa lưu được',
		foreignTake: 'Thu lại phần này rồi lưu',
		foreignForget: 'Bỏ thay đổi của tôi ở phần này',
		elsewhere:
			'Phiếu vừa được người khác trong đơn vị nộp. Tải lại trang để xem biên nhận trước khi sửa tiếp.',
		reload: 'Tải lại trang',
		overtaken:
			'Chưa nộp: người khác trong đơn vị vừa lưu câu trả lời mới, các câu đó đã hiện trong phiếu. Xem lại rồi nộp.'
	},
	en: {
		give: 'Give this section to somebody else',
		change: 'Change person',
		takeBack: 'Take this section back',
		taken: (letter: string) => `Section ${letter} was taken back.`,
		given: (letter: string, person: string) => `Section ${letter} was given to ${person}.`,
		holder: 'Who answers this section:',
		you: 'you',
		givenOn: (day: string, by: string) => `given by ${by} on ${day}`,
		due: (day: string) => `due ${day}`,
		note: 'Note',
		doneAt: (moment: string) => `done at ${moment}`,
		markDone: 'Mark this section done',
		reopen: 'Go on with this section',
		markedDone: (letter: string) => `Section ${letter} is marked done.`,
		reopened: (letter: string) => `Section ${letter} is in progress again.`,
		readOnly: (person: string) =>
			`Only ${person} can change this section. To change it, choose “Take this section back”.`,
		left: (person: string) =>
			`${person} no longer answers for the unit, so everyone in the unit can change this section.`,
		dialogTitle: (letter: string) => `Who answers section ${letter}?`,
		dialogWhat:
			'They see this section on the page Your forms and alone can change it, until it is taken back.',
		person: 'Officer of the unit',
		choosePerson: 'Choose a person',
		noPerson: 'Choose who gets this section.',
		noteLabel: 'Note (optional)',
		dueLabel: 'Due day (optional)',
		confirm: (letter: string) => `Give section ${letter}`,
		confirming: 'Giving',
		cancel: 'Do not give it',
		nobody:
			'The unit has no other officer. Ask an administrator for an account for your colleague, then give the section.',
		close: 'Close',
		state: (person: string) => `Given to ${person}`,
		stateYou: 'Given to you',
		stateDone: (person: string) => `Done by ${person}`,
		stateYouDone: 'Done by you',
		waitingTitle: 'Sections given to you',
		waitingBy: (by: string) => `given by ${by}`,
		waitingDone: 'done',
		overdue: 'overdue',
		unreachable: 'The server could not be reached. Check the connection and try again.',
		foreignTitle: 'Some changes could not be saved',
		foreignTake: 'Take the section back and save',
		foreignForget: 'Drop my changes in this section',
		elsewhere:
			'Somebody of the unit has just submitted the form. Reload the page to see the receipt before going on.',
		reload: 'Reload the page',
		overtaken:
			'Not submitted: somebody of the unit just saved new answers, and the form shows them now. Look it over and submit.'
	}
});
