/** Words of the page on which answers of citizens under suspicion are kept or excluded. */
import { catalogue } from '#lib/locale.ts';

export const suspects = catalogue({
	vi: {
		title: 'Phiếu có dấu hiệu cần xem',
		intro:
			'Dấu hiệu chỉ là lời nhắc. Giữ lại thì phiếu được tính như mọi phiếu khác; loại khỏi số liệu thì phiếu vẫn được lưu nhưng không được tính ở bất kỳ bảng, tệp hay hạn mức nào. Mỗi quyết định ghi tên người quyết định, lý do, và sửa lại được bằng quyết định mới.',
		flag: 'Dấu hiệu',
		anyFlag: 'Mọi dấu hiệu',
		place: 'Địa phương',
		anyPlace: 'Mọi địa phương',
		nation: 'Đường dẫn chung cả nước',
		standing: 'Tình trạng',
		standings: {
			undecided: 'Chưa quyết định',
			keep: 'Đã giữ lại',
			exclude: 'Đã loại khỏi số liệu',
			all: 'Mọi tình trạng'
		},
		show: 'Lọc',
		clearFilters: 'Bỏ lọc',
		found: (count: string) => `${count} phiếu theo bộ lọc`,
		none: 'Không có phiếu nào theo bộ lọc này',
		noneWhy: 'Chọn tình trạng hoặc dấu hiệu khác, hoặc trở về trang số phiếu.',
		back: 'Về trang phiếu người dân gửi về',
		form: (number: string) => `Phiếu số ${number}`,
		choose: (number: string) => `Chọn phiếu số ${number}`,
		chooseAll: 'Chọn mọi phiếu trên trang này',
		everyFound: (count: string) =>
			`Quyết định cho cả ${count} phiếu theo bộ lọc, kể cả ở trang khác`,
		chosen: (count: string) => `Đang chọn ${count} phiếu`,
		sources: { link: 'Đường dẫn', invitation: 'Thư mời', paper: 'Phiếu giấy' },
		received: (moment: string) => `nhận ${moment}`,
		took: (minutes: string, seconds: string) =>
			minutes === '0'
				? `trả lời trong ${seconds} giây`
				: `trả lời trong ${minutes} phút ${seconds} giây`,
		tookUnknown: 'không rõ thời gian trả lời',
		answers: 'Xem câu trả lời',
		withheld: (count: string) =>
			`${count} lời viết chưa được duyệt nên không hiện ở đây. Xem ở trang “Ý kiến bằng lời”.`,
		unanswered: 'Không trả lời',
		decisions: {
			keep: 'Giữ lại',
			exclude: 'Loại khỏi số liệu',
			reopen: 'Bỏ quyết định trước'
		},
		decided: (what: string, who: string, moment: string) => `${what}: ${who}, ${moment}`,
		history: (count: string) => `Các quyết định trước (${count})`,
		decide: 'Quyết định cho phiếu đã chọn',
		reason: 'Lý do',
		reasonHint:
			'Ví dụ: máy dùng chung ở nhà văn hóa, đã hỏi xã. Lý do được lưu cùng tên người quyết định.',
		keep: 'Giữ lại',
		exclude: 'Loại khỏi số liệu',
		reopen: 'Bỏ quyết định',
		done: {
			keep: (count: string) => `Đã giữ lại ${count} phiếu.`,
			exclude: (count: string) => `Đã loại ${count} phiếu khỏi số liệu.`,
			reopen: (count: string) => `Đã bỏ quyết định của ${count} phiếu.`,
			undo: (count: string) => `Đã hoàn tác: ${count} phiếu trở về tình trạng trước.`,
			nothing: (_: string) => 'Các phiếu đã chọn đang ở đúng tình trạng đó; không có gì thay đổi.'
		},
		/** on the page of counts */
		excluded: 'Đã loại khỏi số liệu',
		lookAtEach: 'Xem từng phiếu và quyết định',
		undo: 'Hoàn tác',
		undoReason: 'Hoàn tác quyết định ngay trước',
		locked: 'Kết quả của đợt đã khóa nên danh sách chỉ để xem.',
		next: 'Các phiếu tiếp theo',
		first: 'Về đầu danh sách'
	},
	en: {
		title: 'Forms with signs to look at',
		intro:
			'A sign is only a hint. A form that is kept counts like any other; one that is excluded stays on record and counts in no table, file or quota. Each decision bears the name of who took it and a reason, and is changed by a new one.',
		flag: 'Sign',
		anyFlag: 'All signs',
		place: 'Locality',
		anyPlace: 'All localities',
		nation: 'Open link of the nation',
		standing: 'State',
		standings: {
			undecided: 'Undecided',
			keep: 'Kept',
			exclude: 'Excluded',
			all: 'All states'
		},
		show: 'Filter',
		clearFilters: 'Clear',
		found: (count: string) => `${count} forms meet the filter`,
		none: 'No form meets this filter',
		noneWhy: 'Choose another state or sign, or go back to the counts.',
		back: 'Back to forms from citizens',
		form: (number: string) => `Form ${number}`,
		choose: (number: string) => `Choose form ${number}`,
		chooseAll: 'Choose all forms on this page',
		everyFound: (count: string) =>
			`Decide on all ${count} forms that meet the filter, on other pages too`,
		chosen: (count: string) => `${count} forms chosen`,
		sources: { link: 'Link', invitation: 'Invitation', paper: 'Paper' },
		received: (moment: string) => `received ${moment}`,
		took: (minutes: string, seconds: string) =>
			minutes === '0' ? `answered in ${seconds} s` : `answered in ${minutes} min ${seconds} s`,
		tookUnknown: 'time taken unknown',
		answers: 'Show the answers',
		withheld: (count: string) =>
			`${count} texts were not cleared and are not shown here. See the page “Free text”.`,
		unanswered: 'No answer',
		decisions: { keep: 'Kept', exclude: 'Excluded', reopen: 'Taken back' },
		decided: (what: string, who: string, moment: string) => `${what}: ${who}, ${moment}`,
		history: (count: string) => `Earlier decisions (${count})`,
		decide: 'Decide on the forms chosen',
		reason: 'Reason',
		reasonHint:
			'For example: shared computer of the culture house, the commune was asked. Kept with your name.',
		keep: 'Keep',
		exclude: 'Exclude',
		reopen: 'Take the decision back',
		done: {
			keep: (count: string) => `${count} forms were kept.`,
			exclude: (count: string) => `${count} forms were excluded.`,
			reopen: (count: string) => `The decision on ${count} forms was taken back.`,
			undo: (count: string) => `Undone: ${count} forms stand as before.`,
			nothing: (_: string) => 'The forms chosen stand so already; nothing was changed.'
		},
		excluded: 'Excluded by decision',
		lookAtEach: 'Look at single forms and decide',
		undo: 'Undo',
		undoReason: 'The decision just before was undone',
		locked: 'The results of this campaign are locked: the list can only be read.',
		next: 'The next forms',
		first: 'Back to the start'
	}
});
