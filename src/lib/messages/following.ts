/** Words of a campaign's allowances (more time, exemption) and of its reminders. */
import type { AllowanceKind } from '../allowance.ts';
import { catalogue } from '../locale.ts';
import type { Ordered, ReminderState } from '../reminder.ts';

const kinds: Record<AllowanceKind, string> = { extension: 'Gia hạn', exemption: 'Miễn nộp' };
const states: Record<ReminderState, string> = {
	queued: 'Chờ gửi',
	sending: 'Đang gửi',
	sent: 'Đã gửi',
	failed: 'Không gửi được',
	kept: 'Chưa gửi, lưu tại hệ thống',
	unreachable: 'Không có tài khoản nhận thư',
	answered: 'Thôi gửi, đơn vị đã nộp'
};
type Count = Record<keyof Ordered, string>;

export const following = catalogue({
	vi: {
		kinds,
		states,
		chosenTitle: 'Đơn vị áp dụng',
		chosen: (n: string, names: string) => `${n} đơn vị: ${names}`,
		andMore: (n: string) => ` và ${n} đơn vị khác`,
		nobodyChosen: 'Chưa chọn đơn vị nào. Quay lại bảng tiến độ, đánh dấu đơn vị rồi thử lại.',
		backToBoard: 'Về bảng tiến độ',
		allow: {
			title: 'Gia hạn và miễn nộp',
			intro:
				'Đơn vị được gia hạn nộp phiếu được đến hạn riêng, kể cả khi đợt đã đóng. Đơn vị được miễn không tính vào số phải nộp. Mỗi quyết định có lý do, được lưu vết và rút lại được.',
			pick: 'Chọn đơn vị ở bảng tiến độ, hoặc chọn cả một tỉnh:',
			province: 'Cả tỉnh, thành phố',
			level: 'Cấp đơn vị',
			allLevels: 'Tỉnh và các xã',
			choose: 'Chọn',
			kind: 'Quyết định',
			until: 'Hạn nộp riêng',
			untilHint: (moment: string) => `Giờ Việt Nam, sau hạn chung của đợt (${moment}).`,
			reason: 'Lý do',
			reasonHint: 'Ví dụ: Công văn số 123/UBND ngày 20/11/2026, xã bị ngập lụt.',
			give: (n: string) => `Lưu cho ${n} đơn vị`,
			given: (n: string, kind: string) => `Đã lưu: ${kind.toLowerCase()} cho ${n} đơn vị.`,
			withdrawn: (n: string) => `Đã rút lại ${n} quyết định.`,
			list: 'Các quyết định',
			none: 'Chưa có đơn vị nào được gia hạn hoặc miễn.',
			unit: 'Đơn vị',
			what: 'Quyết định',
			by: 'Người quyết định',
			state: 'Hiệu lực',
			stands: 'Đang áp dụng',
			replaced: 'Đã thay bằng quyết định sau',
			gone: (moment: string, who: string, why: string) => `Rút lại lúc ${moment}, ${who}: ${why}`,
			until_: (moment: string) => `Gia hạn đến ${moment}`,
			withdraw: 'Rút lại',
			withdrawWhy: 'Lý do rút lại',
			shown: (n: string, all: string) => `Hiện ${n} quyết định gần nhất trong ${all}.`
		},
		remind: {
			title: 'Nhắc nộp phiếu',
			intro:
				'Thư nhắc gửi tới mọi tài khoản đang dùng của đơn vị chưa nộp, mỗi đơn vị nhiều nhất một lần trong ngày.',
			noServer:
				'Chưa đặt máy chủ thư (SMTP_URL) nên thư không được gửi đi: nội dung lưu tại hệ thống, xem ở danh sách dưới. Báo quản trị viên nếu cần gửi thật.',
			notOpen: 'Đợt không ở tình trạng đang mở nên chưa nhắc được.',
			will: (c: Count) => `Có ${c.units} đơn vị chưa nộp và nhận được thư, cộng ${c.messages} thư.`,
			nobody: 'Không có đơn vị nào phải nhắc: tất cả đã nộp hoặc được miễn.',
			skips: (n: string) => `${n} đơn vị đã được nhắc hôm nay nên bỏ qua.`,
			again: 'Nhắc cả đơn vị đã nhắc hôm nay',
			noAccount: (n: string) =>
				`${n} đơn vị chưa có tài khoản nào đang dùng nên không gửi thư được. In công văn để gửi các đơn vị này.`,
			preview: 'Xem trước thư',
			to: 'Người nhận',
			subject: 'Tiêu đề',
			example: (unit: string) => `Thư gửi ${unit}; các đơn vị khác nhận thư tương tự với tên mình.`,
			send: (n: string) => `Gửi nhắc ${n} đơn vị`,
			record: (n: string) => `Lập thư nhắc cho ${n} đơn vị`,
			ordered: (c: Count) =>
				`Đã lập ${c.messages} thư cho ${c.units} đơn vị.${c.unreachable === '0' ? '' : ` ${c.unreachable} đơn vị không có tài khoản nhận thư.`}${c.skipped === '0' ? '' : ` Bỏ qua ${c.skipped} đơn vị đã nhắc hôm nay.`}`,
			letters: 'Công văn giấy cho các đơn vị này',
			automatic: 'Nhắc tự động',
			automaticWhy:
				'Từ 08:00 của ngày đã chọn trước hạn nộp, hệ thống tự nhắc một lần mọi đơn vị chưa nộp.',
			days: 'Số ngày trước hạn nộp',
			daysHint: 'Từ 1 đến 60; để trống là không nhắc tự động.',
			save: 'Lưu',
			saved: 'Đã lưu cách nhắc tự động.',
			list: 'Thư đã lập',
			none: 'Chưa nhắc đơn vị nào.',
			unit: 'Đơn vị',
			address: 'Địa chỉ',
			at: 'Lập lúc',
			by: 'Người nhắc',
			byItself: 'Tự động',
			state: 'Tình trạng',
			attempts: (n: string) => `${n} lần thử`,
			tally: (n: string, state: string) => `${state}: ${n}`,
			read: 'Xem thư',
			shown: (n: string, all: string) => `Hiện ${n} thư gần nhất trong ${all}.`
		}
	},
	en: {
		kinds: { extension: 'More time', exemption: 'Exempt' },
		states: {
			queued: 'Waiting',
			sending: 'Being sent',
			sent: 'Sent',
			failed: 'Failed',
			kept: 'Not sent, kept here',
			unreachable: 'No account to write to',
			answered: 'Not sent, the form came in'
		},
		chosenTitle: 'Units',
		chosen: (n: string, names: string) => `${n} units: ${names}`,
		andMore: (n: string) => ` and ${n} more`,
		nobodyChosen: 'No unit was chosen. Go back to the board, tick units and try again.',
		backToBoard: 'Back to the board',
		allow: {
			title: 'Extensions and exemptions',
			intro:
				'A unit with more time may submit until its own closing time, also after the campaign has closed. Exempt units are not expected. Each decision has a reason, is recorded and can be withdrawn.',
			pick: 'Choose units on the board, or a whole province:',
			province: 'Whole province',
			level: 'Level',
			allLevels: 'Province and communes',
			choose: 'Choose',
			kind: 'Decision',
			until: 'Closing time of its own',
			untilHint: (moment: string) =>
				`Vietnamese time, later than that of the campaign (${moment}).`,
			reason: 'Reason',
			reasonHint: 'Such as: request no. 123/UBND of 20/11/2026, commune flooded.',
			give: (n: string) => `Save for ${n} units`,
			given: (n: string, kind: string) => `Saved for ${n} units: ${kind.toLowerCase()}.`,
			withdrawn: (n: string) => `${n} decisions withdrawn.`,
			list: 'Decisions',
			none: 'No unit has more time or is exempt.',
			unit: 'Unit',
			what: 'Decision',
			by: 'Decided by',
			state: 'In force',
			stands: 'In force',
			replaced: 'Replaced by a later one',
			gone: (moment: string, who: string, why: string) => `Withdrawn ${moment}, ${who}: ${why}`,
			until_: (moment: string) => `More time until ${moment}`,
			withdraw: 'Withdraw',
			withdrawWhy: 'Reason for withdrawing',
			shown: (n: string, all: string) => `The latest ${n} of ${all}.`
		},
		remind: {
			title: 'Reminders',
			intro:
				'A reminder goes to every account in use of a unit that has not answered, at most once a day.',
			noServer:
				'No mail server is set (SMTP_URL), so nothing is sent: messages are kept here and can be read below. Tell an administrator if they should be sent.',
			notOpen: 'The campaign is not open, so nobody can be reminded.',
			will: (c: Count) =>
				`${c.units} units have not answered and can be written to: ${c.messages} messages.`,
			nobody: 'There is nobody to remind: all have answered or are exempt.',
			skips: (n: string) => `${n} units were reminded today and are left out.`,
			again: 'Also those reminded today',
			noAccount: (n: string) =>
				`${n} units have no account in use and cannot be written to. Print letters for them.`,
			preview: 'Preview',
			to: 'To',
			subject: 'Subject',
			example: (unit: string) => `The message to ${unit}; the others are alike.`,
			send: (n: string) => `Remind ${n} units`,
			record: (n: string) => `Write reminders for ${n} units`,
			ordered: (c: Count) =>
				`${c.messages} messages for ${c.units} units.${c.unreachable === '0' ? '' : ` ${c.unreachable} units have no account.`}${c.skipped === '0' ? '' : ` ${c.skipped} reminded today were left out.`}`,
			letters: 'Letters on paper to these units',
			automatic: 'Automatic reminder',
			automaticWhy:
				'From 08:00 on that day before the closing time, every unit that has not answered is reminded once.',
			days: 'Days before the closing time',
			daysHint: '1 to 60; empty means never.',
			save: 'Save',
			saved: 'Saved.',
			list: 'Messages',
			none: 'Nobody was reminded yet.',
			unit: 'Unit',
			address: 'Address',
			at: 'Ordered at',
			by: 'Ordered by',
			byItself: 'Automatic',
			state: 'State',
			attempts: (n: string) => `${n} attempts`,
			tally: (n: string, state: string) => `${state}: ${n}`,
			read: 'Read it',
			shown: (n: string, all: string) => `The latest ${n} of ${all}.`
		}
	}
});
