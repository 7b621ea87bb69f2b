/** Words of files under a question, and of forms that wait for the network. */
import { catalogue } from '#lib/locale.ts';

export const attachments = catalogue({
	vi: {
		add: 'Chọn tệp để gửi kèm',
		hint: (most: number) =>
			`Nhiều nhất ${most} tệp PDF, ảnh JPEG hoặc PNG, Word (.docx), Excel (.xlsx); mỗi tệp không quá 10 MB. Thông tin vị trí trong ảnh được xóa khi gửi.`,
		none: 'Chưa có tệp nào.',
		list: 'Tệp gửi kèm',
		remove: (name: string) => `Bỏ tệp ${name}`,
		removeShort: 'Bỏ tệp',
		download: (name: string) => `Tải tệp ${name}`,
		kept: 'Đã gửi',
		sending: (percent: number) => `Đang gửi ${percent} %`,
		waiting: 'Chờ gửi: tệp được giữ trên máy này, tự gửi khi có mạng',
		signedOut: 'Chưa gửi được: phiên làm việc đã hết. Đăng nhập ở thẻ mới, tệp sẽ tự gửi.',
		tooLarge: 'Tệp lớn hơn 10 MB. Chọn tệp nhỏ hơn hoặc nén ảnh trong tệp rồi gửi lại.',
		tooMany: (most: number) => `Câu này nhận nhiều nhất ${most} tệp. Bỏ bớt tệp rồi chọn lại.`,
		wrongType: 'Không nhận loại tệp này. Chọn tệp PDF, JPEG, PNG, .docx hoặc .xlsx.',
		notKept:
			'Không giữ được tệp trên máy này (hết chỗ hoặc trình duyệt không cho). Chọn lại tệp khi có mạng.',
		added: (name: string) => `Đã gửi tệp ${name}`,
		unknown: 'Tệp đã gửi',
		retry: 'Gửi lại',
		filesWaiting: 'Còn tệp chưa gửi xong. Chờ tệp gửi xong rồi nộp, hoặc bỏ tệp đó.',
		willSubmit: 'Phiếu sẽ được nộp khi có mạng',
		willSubmitWhy: (time: string) =>
			`Đã ghi nhận yêu cầu nộp lúc ${time}. Câu trả lời được giữ trên máy này; khi có mạng, phiếu tự nộp và kết quả hiện ở đây. Có thể đóng trang, nhưng đừng xóa dữ liệu trình duyệt.`,
		cancel: 'Chưa nộp nữa, sửa tiếp',
		cancelled: 'Đã bỏ yêu cầu nộp. Phiếu chưa được nộp.',
		submittedMeanwhile: 'Phiếu đã được nộp khi có mạng trở lại.',
		notSubmittedMeanwhile: (sentence: string) =>
			`Có mạng trở lại nhưng chưa nộp được phiếu. ${sentence} Xem lại phiếu rồi nộp lại.`
	},
	en: {
		add: 'Choose files to send along',
		hint: (most: number) =>
			`At most ${most} files: PDF, JPEG, PNG, Word (.docx), Excel (.xlsx), up to 10 MB each. Locations in photographs are removed.`,
		none: 'No files yet.',
		list: 'Files sent along',
		remove: (name: string) => `Remove the file ${name}`,
		removeShort: 'Remove',
		download: (name: string) => `Save the file ${name}`,
		kept: 'Sent',
		sending: (percent: number) => `Sending, ${percent} %`,
		waiting: 'Waiting: the file is kept on this device and sent when there is a network',
		signedOut: 'Not sent: your session has ended. Sign in in a new tab and it will be sent.',
		tooLarge: 'The file is larger than 10 MB. Choose a smaller one.',
		tooMany: (most: number) => `At most ${most} files. Remove some, then choose again.`,
		wrongType: 'Files of this type are not taken. Choose PDF, JPEG, PNG, .docx or .xlsx.',
		notKept: 'The file could not be kept on this device. Choose it again when there is a network.',
		added: (name: string) => `The file ${name} was sent`,
		unknown: 'File sent',
		retry: 'Send again',
		filesWaiting: 'Some files are not sent yet. Wait for them, or remove them, then submit.',
		willSubmit: 'The form will be submitted when there is a network',
		willSubmitWhy: (time: string) =>
			`Your decision to submit was noted at ${time}. The answers are kept on this device; the form submits itself and tells the result here. You may close the page, but do not clear the browser’s data.`,
		cancel: 'Do not submit yet, go on editing',
		cancelled: 'The form will not be submitted by itself. It has not been submitted.',
		submittedMeanwhile: 'The form was submitted when the network came back.',
		notSubmittedMeanwhile: (sentence: string) =>
			`The network came back, but the form was not submitted. ${sentence} Look it over and submit again.`
	}
});
