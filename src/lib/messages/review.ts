/** Words of the review desk and of a form being reviewed. */
import { catalogue } from '#lib/locale.ts';

export const review = catalogue({
	vi: {
		title: 'Thẩm định',
		intro: 'Đọc phiếu các đơn vị đã nộp, rồi duyệt hoặc trả lại kèm lý do ở từng câu.',
		campaign: 'Đợt khảo sát',
		change: 'Xem đợt này',
		noCampaign: 'Chưa có phiếu nào để thẩm định',
		noCampaignWhy: 'Khi một đợt khảo sát được mở và có đơn vị nộp phiếu, phiếu sẽ hiện ở đây.',
		tabs: {
			waiting: 'Chờ thẩm định',
			again: 'Nộp lại',
			returned: 'Đã trả lại',
			endorsed: 'Tỉnh đã duyệt',
			approved: 'Đã duyệt',
			missing: 'Chưa nộp'
		},
		empty: {
			waiting: 'Không còn phiếu nào chờ thẩm định.',
			again: 'Chưa có phiếu nào nộp lại sau khi bị trả hoặc sau khi đã duyệt.',
			returned: 'Chưa trả lại phiếu nào.',
			endorsed: 'Chưa có phiếu nào được tỉnh duyệt.',
			approved: 'Chưa duyệt phiếu nào.',
			missing: 'Mọi đơn vị đã nộp phiếu.'
		},
		unit: 'Đơn vị',
		version: (number: number) => `Bản ${number}`,
		versionHead: 'Bản',
		submittedAt: 'Nộp lúc',
		submitted: (moment: string) => `nộp ${moment}`,
		signoff: 'Lãnh đạo đơn vị',
		signed: (name: string) => `${name} đã xác nhận`,
		signedWhen: (name: string, moment: string) => `${name} đã xác nhận lúc ${moment}`,
		unsigned: 'Chưa xác nhận',
		due: (moment: string) => `nộp lại trước ${moment}`,
		lock: 'Khóa kết quả',
		lockWhy:
			'Chốt bản của từng phiếu được tính vào kết quả. Sau khi khóa, không nộp, trả lại hay duyệt được nữa.',
		locked: 'Kết quả của đợt này đã khóa: phiếu chỉ còn để xem.',
		lockedNow: (count: string) => `Đã khóa kết quả: chốt ${count} phiếu.`,
		answered: (part: string, whole: string) => `${part}/${whole} câu`,
		by: (name: string) => `${name} nộp`,
		receipt: (receipt: string) => `mã biên nhận ${receipt}`,
		replaces: (version: number) => `so với bản ${version}`,
		look: 'Cần xem',
		all: 'Tất cả',
		keys: 'Phím J, K: tới điểm cần xem sau, trước.',
		before: (version: number) => `bản ${version}:`,
		blank: 'bỏ trống',
		earlierReason: 'Lý do đã trả lại',
		earlierException: 'Ngoại lệ đã nêu',
		pin: 'Ghim lý do',
		pinOn: (number: string) => `Ghim lý do vào câu ${number}`,
		reason: (number: string) => `Lý do ở câu ${number}`,
		reasonHint: 'Nêu điều cần kiểm tra và cách sửa. Đơn vị đọc nguyên văn ngay tại câu.',
		unpin: 'Bỏ lý do',
		decide: (version: number) => `Quyết định cho bản ${version}`,
		pinned: (count: number) =>
			count === 0 ? 'Chưa ghim lý do vào câu nào' : `${count} câu có lý do`,
		newDue: 'Hạn nộp lại (17:00)',
		note: 'Ý kiến chung (không bắt buộc)',
		sendBack: (count: number) => (count === 0 ? 'Trả lại' : `Trả lại kèm ${count} lý do`),
		sendBackPlain: 'Trả lại kèm lý do',
		approve: (count: number) => (count === 0 ? 'Duyệt' : `Duyệt trừ ${count} câu`),
		approvePlain: 'Duyệt, trừ các câu có lý do',
		sendBackFirst: 'Muốn trả lại, ghim lý do vào ít nhất một câu.',
		confirm: {
			tra: (unit: string, count: number) => `Trả lại phiếu của ${unit} kèm ${count} lý do?`,
			duyet: (unit: string, count: number) =>
				count === 0 ? `Duyệt phiếu của ${unit}?` : `Duyệt phiếu của ${unit}, trừ ${count} câu?`
		},
		confirmWhat: {
			tra: 'Đơn vị thấy lý do ngay tại câu, sửa và nộp lại được đến hạn mới, kể cả khi đợt đã đóng.',
			duyet:
				'Phiếu được tính là đã duyệt. Các câu có lý do được ghi là ngoại lệ trong hồ sơ. Nếu đơn vị nộp bản khác, phiếu phải thẩm định lại.'
		},
		stay: 'Xem lại đã',
		decided: {
			returned: 'Đã trả lại phiếu. Đơn vị thấy lý do ở từng câu và hạn nộp lại.',
			endorsed: 'Đã duyệt phiếu ở cấp tỉnh. Phiếu theo hồ sơ của tỉnh chuyển về Bộ.',
			approved: 'Đã duyệt phiếu.'
		},
		next: (unit: string) => `Phiếu chờ tiếp theo: ${unit}`,
		history: 'Lịch sử',
		submittedBy: (version: number, name: string) => `Bản ${version}: ${name} nộp`,
		decisions: {
			returned: (version: number, name: string) => `Bản ${version}: ${name} trả lại`,
			endorsed: (version: number, name: string) => `Bản ${version}: ${name} duyệt ở cấp tỉnh`,
			approved: (version: number, name: string) => `Bản ${version}: ${name} duyệt`
		},
		withReasons: (count: number) => `${count} lý do`,
		withExceptions: (count: number) => (count === 0 ? 'toàn bộ' : `trừ ${count} câu`),
		notAllowed: 'Chỉ để xem:',
		province: 'Tỉnh, thành phố',
		search: 'Tìm đơn vị',
		searchButton: 'Tìm',
		showAll: 'Bỏ tìm',
		found: (count: string, words: string) => `${count} đơn vị khớp “${words}”.`,
		notFound: (words: string) =>
			`Không có đơn vị nào khớp “${words}” trong mục này. Thử một phần của tên, hoặc xem mục khác.`,
		rows: (from: string, to: string, all: string) => `${from}–${to} trong ${all} phiếu`,
		earlierPage: 'Trang trước',
		laterPage: 'Trang sau',
		pages: 'Các trang của danh sách',
		lookHead: 'Điểm cần xem',
		points: (count: number) => (count === 0 ? 'Không có điểm lạ' : `${count} điểm cần xem`),
		point: (value: string, low: string, high: string) =>
			`${value} nằm ngoài mức thường gặp: một nửa số đơn vị cùng cấp trả lời từ ${low} đến ${high}.`,
		pick: (unit: string) => `Chọn phiếu của ${unit}`,
		pickClean: (count: number) => `Chọn ${count} phiếu không có điểm lạ`,
		approvePicked: (count: number) => `Duyệt ${count} phiếu đã chọn`,
		approvePickedPlain: 'Duyệt các phiếu đã chọn',
		nonePicked: 'Chọn ít nhất một phiếu để duyệt cùng lúc.',
		bulkDone: (count: number) => `Đã duyệt ${count} phiếu.`,
		bulkRefused: (count: number) => `${count} phiếu không duyệt được:`,
		moreWaiting: (count: string) => `${count} phiếu chờ, xem cả danh sách`,
		dossiers: 'Hồ sơ của tỉnh'
	},
	en: {
		title: 'Review',
		intro: 'Read what units submitted, then approve it or send it back with reasons.',
		campaign: 'Campaign',
		change: 'Show this campaign',
		noCampaign: 'There is no form to review yet',
		noCampaignWhy: 'Forms appear here once a campaign is open and units have submitted.',
		tabs: {
			waiting: 'To review',
			again: 'Resubmitted',
			returned: 'Sent back',
			endorsed: 'Endorsed by provinces',
			approved: 'Approved',
			missing: 'Not submitted'
		},
		empty: {
			waiting: 'No form waits for review.',
			again: 'No form came again after a decision.',
			returned: 'No form was sent back.',
			endorsed: 'No form was endorsed by a province.',
			approved: 'No form was approved yet.',
			missing: 'Every unit has submitted.'
		},
		unit: 'Unit',
		version: (number: number) => `Version ${number}`,
		versionHead: 'Version',
		submittedAt: 'Submitted',
		submitted: (moment: string) => `submitted ${moment}`,
		signoff: 'Sign-off in the unit',
		signed: (name: string) => `Signed off by ${name}`,
		signedWhen: (name: string, moment: string) => `signed off by ${name}, ${moment}`,
		unsigned: 'Not signed off',
		due: (moment: string) => `due again ${moment}`,
		lock: 'Lock the results',
		lockWhy:
			'Freezes which version of each form counts. Nothing can be submitted, sent back or approved afterwards.',
		locked: 'The results of this campaign are locked: forms can only be read.',
		lockedNow: (count: string) => `Locked: ${count} forms are frozen.`,
		answered: (part: string, whole: string) => `${part}/${whole} questions`,
		by: (name: string) => `by ${name}`,
		receipt: (receipt: string) => `receipt ${receipt}`,
		replaces: (version: number) => `compared with version ${version}`,
		look: 'To look at',
		all: 'All',
		keys: 'Keys J and K: next and previous point.',
		before: (version: number) => `version ${version}:`,
		blank: 'blank',
		earlierReason: 'Reason it was sent back',
		earlierException: 'Exception named',
		pin: 'Pin a reason',
		pinOn: (number: string) => `Pin a reason to question ${number}`,
		reason: (number: string) => `Reason at question ${number}`,
		reasonHint: 'Say what to check and how to mend it. The unit reads this beside the question.',
		unpin: 'Remove the reason',
		decide: (version: number) => `Decision on version ${version}`,
		pinned: (count: number) =>
			count === 0 ? 'No reason pinned' : `${count} question${count === 1 ? '' : 's'} with a reason`,
		newDue: 'Due again (17:00)',
		note: 'General remark (optional)',
		sendBack: (count: number) =>
			count === 0 ? 'Send back' : `Send back with ${count} reason${count === 1 ? '' : 's'}`,
		sendBackPlain: 'Send back with reasons',
		approve: (count: number) => (count === 0 ? 'Approve' : `Approve except ${count}`),
		approvePlain: 'Approve, except questions with a reason',
		sendBackFirst: 'To send it back, pin a reason to at least one question.',
		confirm: {
			tra: (unit: string, count: number) => `Send ${unit} its form back with ${count} reasons?`,
			duyet: (unit: string, count: number) =>
				count === 0 ? `Approve the form of ${unit}?` : `Approve ${unit} except ${count} questions?`
		},
		confirmWhat: {
			tra: 'The unit sees the reasons at the questions and may resubmit until the new due date.',
			duyet:
				'The form counts as approved; questions with a reason are recorded as exceptions. Another version has to be reviewed again.'
		},
		stay: 'Look again',
		decided: {
			returned: 'Sent back. The unit sees the reasons and the new due date.',
			endorsed: 'Endorsed. The form goes to the ministry with the dossier of the province.',
			approved: 'Approved.'
		},
		next: (unit: string) => `Next form: ${unit}`,
		history: 'History',
		submittedBy: (version: number, name: string) => `Version ${version}: submitted by ${name}`,
		decisions: {
			returned: (version: number, name: string) => `Version ${version}: sent back by ${name}`,
			endorsed: (version: number, name: string) => `Version ${version}: endorsed by ${name}`,
			approved: (version: number, name: string) => `Version ${version}: approved by ${name}`
		},
		withReasons: (count: number) => `${count} reasons`,
		withExceptions: (count: number) => (count === 0 ? 'all of it' : `except ${count}`),
		notAllowed: 'For reading only:',
		province: 'Province',
		search: 'Find a unit',
		searchButton: 'Find',
		showAll: 'Show all',
		found: (count: string, words: string) => `${count} units match “${words}”.`,
		notFound: (words: string) =>
			`No unit here matches “${words}”. Try a part of the name, or look under another state.`,
		rows: (from: string, to: string, all: string) => `${from}–${to} of ${all} forms`,
		earlierPage: 'Previous page',
		laterPage: 'Next page',
		pages: 'Pages of the list',
		lookHead: 'Points to look at',
		points: (count: number) => (count === 0 ? 'Nothing unusual' : `${count} to look at`),
		point: (value: string, low: string, high: string) =>
			`${value} is unusual: half of the units of this level answered ${low} to ${high}.`,
		pick: (unit: string) => `Choose the form of ${unit}`,
		pickClean: (count: number) => `Choose ${count} forms with nothing unusual`,
		approvePicked: (count: number) => `Approve ${count} chosen forms`,
		approvePickedPlain: 'Approve the chosen forms',
		nonePicked: 'Choose at least one form to approve together.',
		bulkDone: (count: number) => `${count} forms approved.`,
		bulkRefused: (count: number) => `${count} forms could not be approved:`,
		moreWaiting: (count: string) => `${count} forms wait: see the whole list`,
		dossiers: 'Dossiers of provinces'
	}
});
