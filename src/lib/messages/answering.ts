/** Words of the answering page and of the list of a unit's forms. */
import { catalogue } from '#lib/locale.ts';

export const answering = catalogue({
	vi: {
		forms: 'Phiếu của đơn vị',
		formsIntro: (unit: string) => `Các phiếu khảo sát ${unit} cần trả lời và đã trả lời.`,
		noForms: 'Chưa có phiếu nào gửi tới đơn vị',
		noFormsWhy:
			'Khi Bộ Tư pháp mở một kỳ khảo sát có đơn vị trong danh sách, phiếu sẽ hiện ở đây. Chưa cần làm gì.',
		toAnswer: 'Cần trả lời',
		past: 'Đã nộp hoặc đã đóng',
		paused: 'kỳ đang tạm dừng',
		closed: 'kỳ đã đóng',
		states: {
			none: 'Chưa trả lời',
			draft: 'Đang trả lời',
			submitted: 'Đã nộp',
			returned: 'Bị trả lại',
			endorsed: 'Tỉnh đã duyệt',
			approved: 'Đã duyệt'
		},
		begin: 'Trả lời phiếu',
		goOn: 'Trả lời tiếp',
		mend: 'Sửa và nộp lại',
		look: 'Xem phiếu',
		periodIn: (period: string) => `Kỳ ${period}`,
		dueAt: (moment: string) => `Hạn nộp ${moment}`,
		left: (days: number) =>
			days < 0 ? 'đã hết hạn' : days === 0 ? 'hết hạn hôm nay' : `còn ${days} ngày`,
		required: '(bắt buộc)',
		opening: 'Đang mở phiếu…',
		notOpened:
			'Không tải được phần trả lời phiếu. Kiểm tra kết nối mạng rồi tải lại trang; câu trả lời đã lưu vẫn còn.',
		reload: 'Tải lại trang',
		noScript: 'Phiếu chưa mở được vì trình duyệt đang tắt JavaScript',
		noScriptWhat:
			'Bật JavaScript trong phần cài đặt của trình duyệt rồi tải lại trang này, hoặc mở phiếu trên máy khác. Nếu cơ quan không cho phép bật, đề nghị đầu mối của tỉnh gửi bản giấy; câu trả lời đã lưu không bị mất.',
		sections: 'Các phần của phiếu',
		progress: 'Tiến độ',
		questions: (answered: number, answerable: number) => `${answered}/${answerable} câu`,
		section: (letter: string, title: string) => `Phần ${letter}. ${title}`,
		sectionOf: (number: number, count: number) => `Phần ${number} trong ${count}`,
		sectionStates: {
			done: 'Xong',
			doing: 'Đang làm',
			todo: 'Chưa làm',
			wrong: (count: number) => `${count} chỗ cần sửa`
		},
		previous: (letter: string) => `Phần trước: ${letter}`,
		saveAndNext: (letter: string) => `Lưu và sang phần ${letter}`,
		laterNext: (letter: string) => `Sang phần ${letter}, sửa sau`,
		next: (letter: string) => `Phần sau: ${letter}`,
		submit: 'Nộp phiếu',
		resubmit: 'Nộp lại phiếu',
		submitting: 'Đang nộp phiếu',
		print: 'In phiếu',
		question: (number: string, sentence: string) => `Câu ${number}: ${sentence}`,
		missingRow: (row: string) => `chưa trả lời dòng “${row}”`,
		chooseInRow: 'Chọn một mức cho dòng này',
		wrongIn: (count: number, letter: string) => `Còn ${count} chỗ cần sửa ở phần ${letter}`,
		wrongEverywhere: (count: number) => `Còn ${count} chỗ cần sửa trước khi nộp phiếu`,
		cannotSubmit: 'Chưa nộp được:',
		openIn: (count: number, letter: string) =>
			`phần ${letter} còn ${count} câu cần trả lời hoặc sửa`,
		canSubmit: 'Đã trả lời đủ các câu bắt buộc. Sau khi nộp vẫn sửa được cho đến khi kỳ đóng.',
		draftNumber: (sequence: number) => `Bản nháp số ${sequence}, giữ đến khi kỳ đóng.`,
		save: {
			fresh: 'Câu trả lời được tự lưu khi nhập',
			saved: (time: string) => `Đã lưu lúc ${time}`,
			saving: 'Đang lưu',
			kept: (time: string, count: number) =>
				`Chưa gửi: ${count} thay đổi, đã giữ trên máy này lúc ${time}`,
			unkept: (count: number) =>
				`Chưa lưu được ${count} thay đổi: trình duyệt không cho lưu trên máy này. Giữ trang mở cho đến khi có mạng.`,
			conflict: 'Chưa lưu: có câu được hai nơi cùng sửa.',
			'signed-out': 'Không lưu được: phiên làm việc đã hết. Câu trả lời vẫn ở trên máy này.',
			refused: 'Không lưu được: có câu trả lời chưa đúng dạng.',
			closed: 'Không lưu được.'
		},
		seeBoth: 'Xem hai bản',
		signIn: 'Đăng nhập ở thẻ mới',
		signedIn: 'Đã đăng nhập, gửi tiếp',
		sendAgain: 'Gửi lại',
		offline: 'Đang mất mạng.',
		offlineKept: 'Câu trả lời vẫn được giữ trên máy này.',
		offlineCount: (count: number) =>
			`${count} thay đổi sẽ tự gửi khi có mạng; đừng xóa dữ liệu trình duyệt trước lúc đó.`,
		offlineNothing: 'Các câu đã trả lời trước đó đã lưu ở máy chủ; trả lời tiếp vẫn được.',
		retry: 'Thử kết nối lại',
		restored: (time: string, count: number) =>
			`Đã khôi phục ${count} thay đổi nhập lúc ${time} trên máy này mà máy chủ chưa nhận được.`,
		conflictTitle: 'Hai nơi cùng sửa. Giữ câu trả lời nào?',
		conflictWhy: (name: string, time: string) =>
			`${name || 'Người khác'} đã lưu các câu dưới đây lúc ${time}, trong khi máy này cũng sửa và chưa gửi. Chọn câu trả lời để giữ; các câu khác của cả hai bên đều còn nguyên.`,
		conflictCount: (count: number) => `${count} câu được cả hai nơi sửa`,
		here: 'Trên máy này',
		there: (name: string) => `Đã lưu${name ? ` của ${name}` : ' ở máy chủ'}`,
		takeHere: 'Giữ câu trả lời trên máy này',
		takeThere: (name: string) => `Giữ câu trả lời đã lưu${name ? ` của ${name}` : ' ở máy chủ'}`,
		later: 'Để sau',
		blank: 'chưa trả lời',
		confirmTitle: 'Nộp phiếu này?',
		confirmTitleAgain: 'Nộp lại phiếu này?',
		confirmWhat: (unit: string, answered: number, answerable: number) =>
			`Phiếu của ${unit}: đã trả lời ${answered}/${answerable} câu.`,
		confirmNext:
			'Sau khi nộp, cấp trên xem được phiếu. Phiếu sửa và nộp lại được cho đến khi kỳ đóng; mỗi lần nộp thay bản trước.',
		stay: 'Xem lại đã',
		submittedTitle: 'Đã nộp phiếu',
		receipt: 'Mã biên nhận',
		submittedAt: 'Nộp lúc',
		version: 'Lần nộp',
		nextTitle: 'Việc tiếp theo',
		nextSteps: [
			'Cơ quan cấp trên xem phiếu và duyệt, hoặc trả lại kèm lý do ở từng câu.',
			'Nếu phiếu bị trả lại, đơn vị thấy lý do ngay tại câu và nộp lại trước hạn.'
		],
		keepReceipt: 'Giữ mã biên nhận để đối chiếu khi cần.',
		amended: (version: number, moment: string) =>
			`Phiếu đã nộp lần ${version} lúc ${moment}; sau đó có thay đổi đã lưu nhưng chưa nộp lại. Bản dưới đây có các thay đổi đó.`,
		edit: 'Sửa phiếu',
		editWhy: (moment: string) =>
			`Sửa được đến ${moment}. Bản nộp lại thay bản này; bản này vẫn được lưu trong hồ sơ.`,
		approvedNote: 'Phiếu đã được duyệt. Nếu sửa và nộp lại, phiếu phải được duyệt lại.',
		returnedTitle: 'Phiếu bị trả lại, cần sửa và nộp lại',
		returnedWhat: 'Xem lại các câu được nêu trong ý kiến của cấp trên, sửa rồi nộp lại trước hạn.',
		readOnly: {
			closed: 'Kỳ khảo sát đã đóng: phiếu chỉ để xem.',
			paused: 'Kỳ khảo sát đang tạm dừng: phiếu chỉ để xem, sẽ sửa được khi kỳ mở lại.',
			early: 'Kỳ khảo sát chưa mở: phiếu xem được trước, trả lời được từ ngày mở.',
			unit: 'Đơn vị đã kết thúc hoạt động: phiếu chỉ để xem.',
			role: 'Tài khoản này xem được phiếu nhưng không sửa.'
		},
		unreachable:
			'Chưa nộp được vì không kết nối được máy chủ. Câu trả lời còn nguyên; kiểm tra mạng rồi nộp lại.',
		notSubmittedSignedOut:
			'Chưa nộp được vì phiên làm việc đã hết. Đăng nhập ở thẻ mới rồi quay lại thẻ này nộp phiếu.',
		printedAt: (moment: string) => `In lúc ${moment}`
	},
	en: {
		forms: 'Your forms',
		formsIntro: (unit: string) => `The survey forms that ${unit} has to answer or has answered.`,
		noForms: 'No form has been sent to your unit',
		noFormsWhy:
			'When the Ministry opens a survey that expects your unit, the form appears here. There is nothing to do yet.',
		toAnswer: 'To answer',
		past: 'Submitted or closed',
		paused: 'paused',
		closed: 'closed',
		states: {
			none: 'Not started',
			draft: 'In progress',
			submitted: 'Submitted',
			returned: 'Returned',
			endorsed: 'Endorsed by the province',
			approved: 'Approved'
		},
		begin: 'Answer the form',
		goOn: 'Go on answering',
		mend: 'Correct and resubmit',
		look: 'View the form',
		periodIn: (period: string) => `Period: ${period}`,
		dueAt: (moment: string) => `Due ${moment}`,
		left: (days: number) =>
			days < 0
				? 'overdue'
				: days === 0
					? 'due today'
					: days === 1
						? '1 day left'
						: `${days} days left`,
		required: '(required)',
		opening: 'Opening the form…',
		notOpened:
			'The form could not be loaded. Check the connection and reload the page; saved answers are safe.',
		reload: 'Reload the page',
		noScript: 'The form cannot open because JavaScript is off in this browser',
		noScriptWhat:
			'Turn JavaScript on in the browser settings and reload this page, or open the form on another machine. Saved answers are not lost.',
		sections: 'Sections of the form',
		progress: 'Progress',
		questions: (answered: number, answerable: number) => `${answered}/${answerable} questions`,
		section: (letter: string, title: string) => `Section ${letter}. ${title}`,
		sectionOf: (number: number, count: number) => `Section ${number} of ${count}`,
		sectionStates: {
			done: 'Done',
			doing: 'In progress',
			todo: 'Not started',
			wrong: (count: number) => (count === 1 ? '1 thing to correct' : `${count} things to correct`)
		},
		previous: (letter: string) => `Previous: section ${letter}`,
		saveAndNext: (letter: string) => `Save and go to section ${letter}`,
		laterNext: (letter: string) => `Go to section ${letter}, correct later`,
		next: (letter: string) => `Next: section ${letter}`,
		submit: 'Submit the form',
		resubmit: 'Resubmit the form',
		submitting: 'Submitting',
		print: 'Print the form',
		question: (number: string, sentence: string) => `Question ${number}: ${sentence}`,
		missingRow: (row: string) => `nothing chosen in row “${row}”`,
		chooseInRow: 'Choose one level in this row',
		wrongIn: (count: number, letter: string) =>
			`${count} ${count === 1 ? 'thing' : 'things'} to correct in section ${letter}`,
		wrongEverywhere: (count: number) =>
			`${count} ${count === 1 ? 'thing' : 'things'} to correct before submitting`,
		cannotSubmit: 'Cannot be submitted yet:',
		openIn: (count: number, letter: string) =>
			`section ${letter} has ${count} ${count === 1 ? 'question' : 'questions'} to answer or correct`,
		canSubmit:
			'All required questions are answered. You can still edit after submitting, until the survey closes.',
		draftNumber: (sequence: number) => `Draft number ${sequence}, kept until the survey closes.`,
		save: {
			fresh: 'Answers are saved as you type',
			saved: (time: string) => `Saved at ${time}`,
			saving: 'Saving',
			kept: (time: string, count: number) =>
				`Kept on this device at ${time}, not sent (${count} ${count === 1 ? 'change' : 'changes'})`,
			unkept: (count: number) =>
				`${count} ${count === 1 ? 'change is' : 'changes are'} not saved: this browser does not allow keeping them here. Leave the page open until you are online.`,
			conflict: 'Not saved: a question was changed in two places.',
			'signed-out': 'Not saved: your session ended. The answers are still on this device.',
			refused: 'Not saved: an answer is not in the right form.',
			closed: 'Not saved.'
		},
		seeBoth: 'Compare the two',
		signIn: 'Sign in in a new tab',
		signedIn: 'Signed in, go on saving',
		sendAgain: 'Send again',
		offline: 'You are offline.',
		offlineKept: 'The answers stay on this device.',
		offlineCount: (count: number) =>
			`${count} ${count === 1 ? 'change' : 'changes'} will be sent when you are online; do not clear the browser data before then.`,
		offlineNothing: 'Earlier answers are saved on the server; you can go on answering.',
		retry: 'Try again',
		restored: (time: string, count: number) =>
			`Restored ${count} ${count === 1 ? 'change' : 'changes'} typed at ${time} on this device that the server had not received.`,
		conflictTitle: 'Changed in two places. Which answers stay?',
		conflictWhy: (name: string, time: string) =>
			`${name || 'Someone else'} saved the questions below at ${time} while this device had unsent changes to them. Choose whose answers stay; all other answers of both are kept.`,
		conflictCount: (count: number) =>
			count === 1 ? '1 question was changed by both' : `${count} questions were changed by both`,
		here: 'On this device',
		there: (name: string) => (name ? `Saved by ${name}` : 'Saved on the server'),
		takeHere: 'Keep the answers on this device',
		takeThere: (name: string) =>
			name ? `Keep the answers saved by ${name}` : 'Keep the answers on the server',
		later: 'Later',
		blank: 'not answered',
		confirmTitle: 'Submit this form?',
		confirmTitleAgain: 'Resubmit this form?',
		confirmWhat: (unit: string, answered: number, answerable: number) =>
			`The form of ${unit}: ${answered} of ${answerable} questions answered.`,
		confirmNext:
			'After that your superiors can see it. You can edit and resubmit until the survey closes; each submission replaces the one before.',
		stay: 'Look it over first',
		submittedTitle: 'The form is submitted',
		receipt: 'Receipt',
		submittedAt: 'Submitted at',
		version: 'Submission',
		nextTitle: 'What happens next',
		nextSteps: [
			'Your superior unit reviews the form and approves it, or returns it with reasons on questions.',
			'If it is returned, the reasons stand beside the questions; correct and resubmit before it is due.'
		],
		keepReceipt: 'Keep the receipt for reference.',
		amended: (version: number, moment: string) =>
			`Submission ${version} was made at ${moment}; changes saved after that have not been submitted. The version below has them.`,
		edit: 'Edit the form',
		editWhy: (moment: string) =>
			`It can be edited until ${moment}. The next submission replaces this one, which stays on record.`,
		approvedNote:
			'The form is approved. If it is edited and resubmitted, it must be approved again.',
		returnedTitle: 'The form was returned: correct it and submit again',
		returnedWhat:
			'Look at the questions your superior unit named, correct them and resubmit in time.',
		readOnly: {
			closed: 'The survey is closed: the form can be read only.',
			paused: 'The survey is paused: the form can be edited again when it reopens.',
			early: 'The survey has not opened: the form can be read now and answered once it opens.',
			unit: 'The unit has ended: the form can be read only.',
			role: 'This account can read the form but not change it.'
		},
		unreachable:
			'Not submitted: the server could not be reached. Your answers are intact; check the connection and submit again.',
		notSubmittedSignedOut:
			'Not submitted: your session ended. Sign in in a new tab, come back to this one and submit.',
		printedAt: (moment: string) => `Printed at ${moment}`
	}
});
