/** Words of the campaign pages: the list, one campaign's board, opening and closing. */
import type { CampaignState, ResponseState } from '../campaign.ts';
import { catalogue } from '../locale.ts';

const states: Record<CampaignState, string> = {
	draft: 'Chưa mở',
	open: 'Đang mở',
	paused: 'Tạm dừng',
	closed: 'Đã đóng'
};
const responses: Record<ResponseState, string> = {
	none: 'Chưa làm',
	draft: 'Đang làm',
	submitted: 'Đã nộp',
	returned: 'Trả lại để sửa',
	endorsed: 'Tỉnh đã duyệt',
	approved: 'Đã duyệt'
};

export const campaigns = catalogue({
	vi: {
		title: 'Đợt khảo sát',
		intro:
			'Mỗi đợt phát một phiếu cho các đơn vị trong danh sách, chốt vào lúc mở đợt. Đợt đang mở nhận phiếu đến hạn nộp.',
		states,
		responses,
		name: 'Đợt',
		period: 'Kỳ số liệu',
		window: 'Thời gian nộp',
		from: (moment: string) => `từ ${moment}`,
		to: (moment: string) => `đến ${moment}`,
		state: 'Tình trạng',
		progress: 'Đã nộp',
		of: (part: string, whole: string) => `${part}/${whole}`,
		notFrozen: 'chốt khi mở',
		none: 'Chưa có đợt nào',
		noneWhy: 'Tạo đợt đầu tiên ở cuối trang: đặt tên, kỳ số liệu và hạn nộp, rồi mở đợt.',
		create: 'Tạo đợt mới',
		createWhy:
			'Đợt tạo xong còn ở tình trạng chưa mở; các đơn vị chỉ thấy phiếu sau khi mở đợt. Giờ Việt Nam.',
		createButton: 'Tạo đợt',
		forms: 'Mẫu phiếu và các phiên bản',
		survey: 'Phiếu',
		statusForm: 'Phiếu thực trạng',
		titleVi: 'Tên đợt',
		titleVi_hint: 'Ví dụ: Khảo sát thực trạng 6 tháng cuối năm 2026.',
		titleEn: 'Tên tiếng Anh',
		slug: 'Mã đợt trong địa chỉ',
		slug_hint: 'Chữ thường không dấu, chữ số và dấu gạch nối, ví dụ thuc-trang-2026.',
		periodFrom: 'Ngày đầu kỳ số liệu',
		periodTo: 'Ngày cuối kỳ số liệu',
		opensAt: 'Bắt đầu nhận phiếu',
		closesAt: 'Hạn nộp',
		newClosesAt: 'Hạn nộp mới',
		open: 'Mở đợt',
		openWhy: (units: string) =>
			`Mở đợt sẽ chốt danh sách đơn vị hôm nay (${units}); danh sách không đổi và đợt không trở lại tình trạng chưa mở được.`,
		openCitizens: 'Mở đợt thì các liên kết bắt đầu nhận phiếu của người dân.',
		ofLevel: {
			province: (n: string) => `${n} tỉnh, thành phố`,
			commune: (n: string) => `${n} đơn vị cấp xã`,
			agency: (n: string) => `${n} bộ, ngành, đoàn thể`
		},
		ask: (step: string, title: string) => `${step}: “${title}”?`,
		stay: 'Quay lại',
		pause: 'Tạm dừng',
		pauseWhy:
			'Các đơn vị vẫn xem được phiếu nhưng chưa lưu, chưa nộp được. Mở tiếp lúc nào cũng được.',
		resumeWhy: 'Các đơn vị lưu và nộp phiếu được ngay; hạn nộp giữ nguyên.',
		closeWhy: (missing: string, extended: string) =>
			`Phiếu không nhận thêm; còn ${missing} đơn vị chưa nộp.${extended === '0' ? '' : ` ${extended} đơn vị được gia hạn vẫn nộp được đến hạn riêng.`} Mở lại được với hạn nộp mới, cho đến khi khóa kết quả.`,
		resume: 'Mở tiếp',
		close: 'Đóng đợt',
		reopen: 'Mở lại',
		reopenWhy: 'Đợt đã đóng. Đặt hạn nộp mới để các đơn vị nộp bổ sung.',
		board: (title: string) => `Tiến độ thu thập · ${title}`,
		frozen: 'danh sách chốt khi mở đợt',
		headline: (done: string, all: string, left: string) =>
			`${done} trong ${all} tỉnh, thành phố đã nộp phiếu; còn thiếu ${left}.`,
		headlineAll: (all: string) => `Đủ ${all} tỉnh, thành phố đã nộp phiếu.`,
		headlineDraft: 'Đợt chưa mở, chưa đơn vị nào nhận phiếu.',
		expected: 'Phải nộp',
		submitted: 'Đã nộp',
		begun: 'Đang làm',
		untouched: 'Chưa làm',
		show: 'Hiện',
		all: 'Tất cả',
		missing: 'Còn thiếu',
		download: 'Tải danh sách CSV',
		unit: 'Tỉnh, thành phố',
		form: 'Phiếu của Sở Tư pháp',
		answered: 'Câu đã trả lời',
		submittedAt: 'Nộp lúc',
		late: 'sau hạn',
		ofRegion: (part: string, whole: string) => `${part}/${whole} đã nộp`,
		elsewhere: 'Vùng khác',
		nothingMissing: 'Không còn đơn vị nào thiếu phiếu.',
		done: (state: string) => `Đợt đã chuyển sang: ${state.toLowerCase()}.`,
		steps: 'Điều hành đợt',
		due: (day: string) => `hạn ${day}`,
		arrivals: (done: string, all: string, from: string, seen: string, due: string) =>
			`Số phiếu đã nộp cộng dồn từ ${from}: đến ${seen} có ${done} trong ${all} phiếu; hạn nộp ${due}. Thời điểm nộp của từng đơn vị ở bảng dưới.`
	},
	en: {
		title: 'Campaigns',
		intro:
			'A campaign sends one form to the units on its list, which is frozen when it opens. An open campaign takes forms until its closing time.',
		states: { draft: 'Not open yet', open: 'Open', paused: 'Paused', closed: 'Closed' },
		responses: {
			none: 'Not begun',
			draft: 'Begun',
			submitted: 'Submitted',
			returned: 'Returned',
			endorsed: 'Endorsed by the province',
			approved: 'Approved'
		},
		name: 'Campaign',
		period: 'Period',
		window: 'Takes forms',
		from: (moment: string) => `from ${moment}`,
		to: (moment: string) => `to ${moment}`,
		state: 'State',
		progress: 'Submitted',
		of: (part: string, whole: string) => `${part}/${whole}`,
		notFrozen: 'frozen at opening',
		none: 'No campaign yet',
		noneWhy: 'Create the first one below: its name, period and closing time; then open it.',
		create: 'New campaign',
		createWhy:
			'A new campaign is not open; units see its form only after it is opened. Times are Vietnamese.',
		createButton: 'Create the campaign',
		forms: 'Forms and their versions',
		survey: 'Form',
		statusForm: 'Status form',
		titleVi: 'Name in Vietnamese',
		titleVi_hint: 'Such as: Khảo sát thực trạng 6 tháng cuối năm 2026.',
		titleEn: 'Name in English',
		slug: 'Name in the address',
		slug_hint: 'Lower-case letters, digits and hyphens, such as thuc-trang-2026.',
		periodFrom: 'First day of the period',
		periodTo: 'Last day of the period',
		opensAt: 'Takes forms from',
		closesAt: 'Closing time',
		newClosesAt: 'New closing time',
		open: 'Open',
		openWhy: (units: string) =>
			`Opening freezes the units of today (${units}); the list does not change and the campaign cannot go back.`,
		openCitizens: 'Once open, the links take answers of citizens.',
		ofLevel: {
			province: (n: string) => `${n} provinces`,
			commune: (n: string) => `${n} communes`,
			agency: (n: string) => `${n} agencies`
		},
		ask: (step: string, title: string) => `${step} "${title}"?`,
		stay: 'Back',
		pause: 'Pause',
		pauseWhy:
			'Units can read their forms but not save or submit them. It can be resumed at any time.',
		resumeWhy: 'Units can save and submit at once; the closing time stays.',
		closeWhy: (missing: string, extended: string) =>
			`No more forms are taken; ${missing} units are missing.${extended === '0' ? '' : ` ${extended} units with more time may submit until then.`} It can be reopened with a new closing time until its results are locked.`,
		resume: 'Resume',
		close: 'Close',
		reopen: 'Reopen',
		reopenWhy: 'The campaign is closed. Set a new closing time to let units submit late.',
		board: (title: string) => `Progress · ${title}`,
		frozen: 'list frozen at opening',
		headline: (done: string, all: string, left: string) =>
			`${done} of ${all} provinces have submitted; ${left} are missing.`,
		headlineAll: (all: string) => `All ${all} provinces have submitted.`,
		headlineDraft: 'The campaign is not open; no unit has its form yet.',
		expected: 'Expected',
		submitted: 'Submitted',
		begun: 'Begun',
		untouched: 'Not begun',
		show: 'Show',
		all: 'All',
		missing: 'Missing',
		download: 'Download as CSV',
		unit: 'Province',
		form: 'Form of the justice department',
		answered: 'Questions answered',
		submittedAt: 'Submitted at',
		late: 'late',
		ofRegion: (part: string, whole: string) => `${part}/${whole} submitted`,
		elsewhere: 'Other regions',
		nothingMissing: 'No unit is missing.',
		done: (state: string) => `The campaign is now: ${state.toLowerCase()}.`,
		steps: 'Run the campaign',
		due: (day: string) => `due ${day}`,
		arrivals: (done: string, all: string, from: string, seen: string, due: string) =>
			`Forms submitted since ${from}: ${done} of ${all} by ${seen}; due ${due}. The time of each unit is in the table below.`
	}
});
