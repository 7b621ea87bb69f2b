/** The quality annex in words: what each line is, and what exactly was counted of what. */
import { catalogue } from '../locale.ts';
import type { AnnexPart, MeasureName } from '../quality-annex.ts';

type Line = [label: string, definition: string];
type Words = {
	parts: Record<AnnexPart, string>;
	lines: Record<MeasureName, Line>;
};

const vi: Words = {
	parts: {
		coverage: 'Danh sách có bao quát không',
		response: 'Tỷ lệ trả lời theo cấp (AAPOR)',
		citizens: 'Phiếu của người dân',
		quotas: 'Hạn ngạch',
		items: 'Câu bỏ trống',
		punctuality: 'Đúng hạn',
		processing: 'Sửa, trả lại, duyệt',
		weights: 'Quyền số',
		suppression: 'Số liệu phải ẩn',
		breaks: 'Chỗ gãy của chuỗi số liệu'
	},
	lines: {
		standing: ['Đơn vị tồn tại khi mở đợt', 'Số đơn vị của cấp này có hiệu lực vào ngày mở đợt.'],
		listed: ['Đơn vị trong danh sách', 'Danh sách chốt khi mở đợt.'],
		undercovered: [
			'Thiếu trong danh sách',
			'Đơn vị tồn tại nhưng không có trong danh sách, trên số đơn vị tồn tại.'
		],
		overcovered: [
			'Thừa trong danh sách',
			'Đơn vị trong danh sách nhưng không tồn tại khi mở đợt, trên số đơn vị trong danh sách.'
		],
		exempt: [
			'Được miễn',
			'Đơn vị được miễn trả lời có lý do, trên số đơn vị trong danh sách; không tính vào số phải trả lời.'
		],
		rr1: [
			'Tỷ lệ trả lời RR1',
			'Phiếu đã nộp và không bị trả lại, trên số đơn vị phải trả lời. Mọi đơn vị trong danh sách đều biết là thuộc diện hỏi nên e = 1, RR3 và RR5 bằng RR1.'
		],
		rr2: [
			'Tỷ lệ trả lời RR2',
			'Phiếu đã nộp cộng phiếu đang làm hoặc đang sửa, trên số đơn vị phải trả lời.'
		],
		cooperation: ['Tỷ lệ hợp tác COOP1', 'Phiếu đã nộp trên số đơn vị đã mở phiếu.'],
		contact: ['Tỷ lệ tiếp cận CON1', 'Đơn vị đã mở phiếu trên số đơn vị phải trả lời.'],
		returnedNow: [
			'Đang bị trả lại',
			'Phiếu bị trả lại và chưa nộp lại, trên số đơn vị phải trả lời.'
		],
		untouched: ['Chưa mở phiếu', 'Đơn vị chưa viết gì, trên số đơn vị phải trả lời.'],
		received: [
			'Phiếu nhận được',
			'Mọi phiếu đã ghi bền, mỗi phiếu một lần. Phiếu mở không có danh sách nên không có tỷ lệ trả lời.'
		],
		counted: [
			'Phiếu được tính',
			'Hợp lệ theo logic của phiếu, trong hạn ngạch, không bị loại; trên số phiếu nhận được.'
		],
		setAside: ['Phiếu để riêng', 'Không qua logic của phiếu; trên số phiếu nhận được.'],
		surplus: ['Phiếu vượt hạn ngạch', 'Giữ lại nhưng không tính; trên số phiếu nhận được.'],
		waiting: ['Phiếu chờ kiểm tra', 'Chưa qua kiểm tra; trên số phiếu nhận được.'],
		excluded: ['Phiếu bị loại', 'Chuyên viên loại kèm lý do; trên số phiếu nhận được.'],
		flagged: [
			'Phiếu còn nghi vấn',
			'Được tính nhưng có dấu hiệu chưa ai xem xét; trên số phiếu nhận được, từng dấu hiệu trên số phiếu được tính.'
		],
		quota: ['Hạn ngạch đã dùng', 'Số chỗ đã có phiếu trên số chỗ của hạn ngạch.'],
		itemMissing: [
			'Tỷ lệ bỏ trống',
			'Phiếu không trả lời câu này, trên số phiếu được hỏi câu này (không bị điều kiện ẩn đi).'
		],
		onTime: [
			'Nộp đúng hạn',
			'Nộp lần đầu trước hạn của đơn vị (kể cả gia hạn), trên số phiếu đã nộp.'
		],
		late: ['Nộp muộn', 'Nộp lần đầu sau hạn của đơn vị, trên số phiếu đã nộp.'],
		extended: ['Được gia hạn', 'Đơn vị có hạn riêng, trên số đơn vị phải trả lời.'],
		median: ['Trung vị số ngày trước hạn', 'Từ lần nộp đầu tới hạn chung; số âm là sau hạn.'],
		latest: [
			'Phiếu muộn nhất',
			'Số ngày từ lần nộp đầu muộn nhất tới hạn chung; số âm là sau hạn.'
		],
		edited: ['Phiếu sửa sau khi nộp', 'Phiếu có từ hai phiên bản trở lên, trên số phiếu từng nộp.'],
		versions: ['Số phiên bản đã nộp', 'Mọi phiên bản của mọi phiếu; n là số phiếu từng nộp.'],
		sentBack: [
			'Phiếu từng bị trả lại',
			'Trả lại kèm lý do ít nhất một lần, trên số phiếu từng nộp.'
		],
		resubmitted: [
			'Đã nộp lại',
			'Phiếu từng bị trả lại và nay đã nộp, trên số phiếu từng bị trả lại.'
		],
		endorsed: ['Tỉnh đã duyệt', 'Trên số phiếu đã nộp.'],
		approved: ['Bộ đã duyệt', 'Trên số phiếu đã nộp.'],
		excepted: [
			'Câu duyệt trừ ra',
			'Câu bị loại khỏi phiếu đã duyệt, không tính vào chỉ số; n là số phiếu có câu như vậy.'
		],
		unweighted: [
			'Không dùng quyền số',
			'Mỗi phiếu tính như nhau: hiệu ứng thiết kế do quyền số bằng 1, cỡ mẫu hiệu dụng do quyền số bằng n.'
		],
		hidden: [
			'Ước lượng phải ẩn',
			'Ước lượng của chỉ số này trong kỳ bị ẩn vì dưới 10 người trả lời hoặc để bảo vệ ô khác, trên số ước lượng đã tính.'
		],
		formVersion: [
			'Phiếu theo phiên bản mẫu',
			'Phiếu trả lời theo phiên bản mẫu này, trên tổng số phiếu.'
		],
		changedForm: [
			'Câu khác đợt trước',
			'Câu thêm, bớt hoặc đổi lời, đổi đáp án so với mẫu của đợt trước, trên tổng số câu của hai mẫu.'
		],
		boundaries: [
			'Đơn vị thay đổi trong kỳ',
			'Đơn vị của các cấp được hỏi lập mới, đổi tên hoặc đổi địa giới trong kỳ báo cáo.'
		]
	}
};

const en: Words = {
	parts: {
		coverage: 'Coverage of the list',
		response: 'Response by level (AAPOR)',
		citizens: 'Forms of citizens',
		quotas: 'Quotas',
		items: 'Questions left open',
		punctuality: 'Punctuality',
		processing: 'Edits, returns, approvals',
		weights: 'Weights',
		suppression: 'Hidden figures',
		breaks: 'Breaks of the series'
	},
	lines: {
		standing: [
			'Units standing at the opening',
			'Units of the level in force on the day of the opening.'
		],
		listed: ['Units on the list', 'The list as frozen at the opening.'],
		undercovered: ['Missing from the list', 'Units standing and not listed, of those standing.'],
		overcovered: [
			'Listed in excess',
			'Units listed and not standing at the opening, of those listed.'
		],
		exempt: ['Exempt', 'Units exempt with a reason, of those listed; they are not expected.'],
		rr1: [
			'Response rate RR1',
			'Forms in and not sent back, of the units expected. All listed units are known to be eligible, so e = 1 and RR3 and RR5 equal RR1.'
		],
		rr2: ['Response rate RR2', 'Forms in and forms begun or being mended, of the units expected.'],
		cooperation: ['Cooperation rate COOP1', 'Forms in, of the units that began one.'],
		contact: ['Contact rate CON1', 'Units that began a form, of those expected.'],
		returnedNow: ['Sent back now', 'Forms sent back and not in again, of the units expected.'],
		untouched: ['Not begun', 'Units that wrote nothing, of those expected.'],
		received: [
			'Forms received',
			'Every durable form once. An open link has no list, and so no response rate.'
		],
		counted: [
			'Forms that count',
			'In order by the form’s logic, within quotas, not excluded; of those received.'
		],
		setAside: ['Set aside', 'Refused by the form’s logic; of those received.'],
		surplus: ['Beyond quotas', 'Kept, not counted; of those received.'],
		waiting: ['Waiting', 'Not checked yet; of those received.'],
		excluded: ['Excluded', 'By an analyst, with a reason; of those received.'],
		flagged: [
			'Under suspicion',
			'Counted, with a sign nobody has decided on; of those received, each sign of those that count.'
		],
		quota: ['Quota used', 'Seats taken of the seats there are.'],
		itemMissing: [
			'Left open',
			'Forms without an answer, of those that were asked the question (not spared by a condition).'
		],
		onTime: [
			'On time',
			'First handed in by the unit’s closing time (extensions included), of the forms in.'
		],
		late: ['Late', 'First handed in after the unit’s closing time, of the forms in.'],
		extended: ['Given more time', 'Units with a closing time of their own, of those expected.'],
		median: [
			'Median of days before the close',
			'From the first submission to the common close; below 0 is after it.'
		],
		latest: [
			'Latest form',
			'Days from the latest first submission to the common close; below 0 is after it.'
		],
		edited: ['Edited after submission', 'Forms of two versions and more, of those ever handed in.'],
		versions: ['Versions handed in', 'All versions of all forms; n is the number of forms.'],
		sentBack: ['Ever sent back', 'Sent back with reasons at least once, of those ever handed in.'],
		resubmitted: [
			'Handed in again',
			'Forms once sent back that are in now, of those once sent back.'
		],
		endorsed: ['Endorsed by the province', 'Of the forms in.'],
		approved: ['Approved by the ministry', 'Of the forms in.'],
		excepted: [
			'Answers excepted',
			'Answers left out of approved forms, in no figure; n is the number of such forms.'
		],
		unweighted: [
			'No weights are used',
			'Each form counts alike: the design effect of weights is 1, the effective n is n.'
		],
		hidden: [
			'Estimates hidden',
			'Estimates of the indicator in the period hidden for fewer than 10 respondents or to protect others, of those computed.'
		],
		formVersion: ['Forms by version', 'Forms given to this version of the form, of all forms.'],
		changedForm: [
			'Questions that changed',
			'Added, dropped or worded differently since the wave before, of the questions of both forms.'
		],
		boundaries: [
			'Units that changed',
			'Units of the levels asked that were made, renamed or redrawn in the period.'
		]
	}
};

export const qualityAnnex = catalogue({
	vi: {
		...vi,
		title: 'Phụ lục chất lượng',
		intro:
			'Lập tự động từ hồ sơ của đợt khảo sát: mỗi con số kèm số đếm được, n và định nghĩa. Không có số nào gõ tay.',
		measure: 'Chỉ tiêu',
		about: 'Về',
		value: 'Giá trị',
		counted: 'Đếm được',
		of: 'Trên (n)',
		definition: 'Định nghĩa',
		days: (n: string) => `${n} ngày`,
		formNumber: (n: string) => `phiên bản ${n}`,
		formsRead: (read: string, total: string) =>
			read === total
				? `Câu bỏ trống tính trên ${total} phiếu.`
				: `Câu bỏ trống tính trên ${read} phiếu đầu tiên trong ${total} phiếu.`,
		nothing: 'Không có gì để đếm trong phần này.',
		csv: 'Tải CSV',
		docx: 'Tải bản Word (DOCX)',
		asOf: (moment: string) => `Tính lúc ${moment}`
	},
	en: {
		...en,
		title: 'Quality annex',
		intro:
			'Made from the record of the campaign: each figure with what was counted, its n and its definition. None is typed.',
		measure: 'Measure',
		about: 'Of',
		value: 'Value',
		counted: 'Counted',
		of: 'Of (n)',
		definition: 'Definition',
		days: (n: string) => `${n} days`,
		formNumber: (n: string) => `version ${n}`,
		formsRead: (read: string, total: string) =>
			read === total
				? `Questions left open are counted over ${total} forms.`
				: `Questions left open are counted over the first ${read} of ${total} forms.`,
		nothing: 'There is nothing to count in this part.',
		csv: 'Download CSV',
		docx: 'Download as Word (DOCX)',
		asOf: (moment: string) => `Computed at ${moment}`
	}
});
