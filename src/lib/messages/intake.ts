/** Words of the intake's health: ledger, lag, and each site's state with what to do about it. */
import { catalogue } from '../locale.ts';
import type { State } from '../intake-health.ts';

export const intakeWords = catalogue({
	vi: {
		title: 'Tiếp nhận',
		balanced: 'Sổ cái khớp: mọi sự kiện đã nhận đều có chỗ.',
		unbalanced: (hours: string) => `Sổ cái lệch ở ${hours} giờ của trang.`,
		unbalancedTodo:
			'Số liệu các giờ này có thể thiếu hoặc thừa. Giữ nguyên dữ liệu và báo người vận hành kèm trang này.',
		behind: (time: string) => `Số liệu trên các trang chậm ${time} so với sự kiện đã nhận.`,
		absent: 'Kho số liệu không trả lời: số liệu trên các trang đứng yên.',
		behindTodo:
			'Kiểm tra dung lượng đĩa và nhật ký của máy chủ. Sự kiện đã nhận vẫn an toàn trong sổ tạm.',
		watch: (sites: number) =>
			sites === 0 ? 'Không trang nào cần xem.' : `${sites} trang cần xem.`,
		held: (rows: string) => `${rows} dòng đang cách ly.`,
		works: 'Nhận được, ghi được',
		updated: (at: string) => `Cập nhật ${at}`,
		auto: 'tự làm mới mỗi 30 giây',
		pause: 'Tạm dừng làm mới',
		resume: 'Tiếp tục làm mới',
		refresh: 'Làm mới',
		ledgerOf: (day: string) => `Sổ cái ngày ${day}`,
		received: 'Đã nhận',
		receivedWhy: 'sự kiện vào sổ cái trong ngày',
		parts: {
			stored: ['Đã ghi vào kho', 'có mặt trong bảng sự kiện'],
			bot: ['Máy dò tìm', 'ghi vào kho, để riêng'],
			duplicate: ['Trùng, bỏ qua', 'cùng mã sự kiện, gửi lại'],
			quarantined: ['Cách ly', 'chờ người quản trị xử lý'],
			refused: ['Từ chối', 'có lý do, ghi ở dưới']
		},
		adds: 'Cộng lại bằng số đã nhận',
		addsNot: 'Cộng lại không bằng số đã nhận',
		difference: (n: string) => `chênh lệch ${n}`,
		waitingWhy: (events: string) =>
			`Ngoài sổ cái: ${events} sự kiện còn trong sổ tạm, đã ghi đĩa, chưa vào kho.`,
		flow: (events: string) => `${events} sự kiện trong 24 giờ qua`,
		flowSub: 'Sự kiện mỗi giờ, giờ Việt Nam; cột nét đứt là giờ đang chạy',
		flowText: (most: string, at: string) => `Giờ nhiều nhất: ${most} sự kiện lúc ${at}.`,
		journal: 'Chờ trong sổ tạm',
		journalOf: (events: string, age: string) => `${events} sự kiện, cũ nhất ${age}`,
		empty: 'không có',
		dirty: 'Ngày phải tính lại',
		lag: 'Trang số liệu chậm',
		noLag: 'không chậm',
		sites: 'Trang đang gửi',
		sending: (heard: string, known: string) => `${heard}/${known} trang gửi trong 24 giờ qua`,
		noSites: 'Chưa có trang nào.',
		addSite: 'Thêm trang',
		site: 'Trang',
		last: 'Lần gửi cuối',
		ago: (time: string) => `${time} trước`,
		day24: '24 giờ qua',
		usual: 'Thường ngày',
		usualUnknown: 'chưa đủ 3 ngày',
		sparkText: (now: string, usual: string) => `24 giờ qua ${now} sự kiện, thường ngày ${usual}`,
		clock: 'Lệch giờ',
		clockText: (p50: string, p5: string, p95: string) => `${p50} (từ ${p5} đến ${p95})`,
		clockWhy:
			'Lệch giờ là giờ nhận trừ giờ trang ghi, trung vị và khoảng giữa của 90 % sự kiện trong hai ngày; số âm là đồng hồ của trang chạy trước. Chỉ tính sự kiện đến trong vòng một giờ.',
		state: 'Tình trạng và việc cần làm',
		fine: 'Bình thường',
		states: {
			never: 'Chưa gửi lần nào',
			silent: 'Im lặng lâu hơn thường lệ',
			few: 'Ít hơn hẳn thường ngày',
			clock: 'Đồng hồ lệch',
			refused: 'Nhiều sự kiện bị từ chối',
			overflow: 'Quá nhiều giá trị khác nhau',
			held: 'Có dòng đang cách ly'
		} as Record<State, string>,
		todos: {
			never: 'Gắn mã bộ đếm vào trang, hoặc nhập nhật ký truy cập.',
			silent: 'Mở trang xem còn chạy không; xem mã bộ đếm còn trên trang và khóa gửi còn hiệu lực.',
			few: 'Xem mã bộ đếm còn trên mọi trang con, nhất là sau khi đổi giao diện.',
			clock: 'Báo đơn vị đồng bộ giờ của máy chủ (NTP).',
			refused: 'Xem lý do ở bảng từ chối và báo đơn vị gửi sửa.',
			overflow:
				'Phần vượt mức đếm chung vào “(khác)”. Báo đơn vị bỏ mã phiên, mã ngẫu nhiên khỏi địa chỉ.',
			held: 'Sửa và phát lại, hoặc loại bỏ.'
		} as Record<State, string>,
		open: 'Mở cách ly',
		refusals: 'Từ chối trong 7 ngày',
		noRefusals: 'Không có sự kiện nào bị từ chối.',
		reason: 'Lý do',
		events: 'Sự kiện',
		unknownSite: 'trang chưa rõ',
		reasons: {
			'unknown-site': 'Trang chưa khai báo',
			'impossible-time': 'Thời điểm trước năm 2000 hoặc ở tương lai',
			'opted-out': 'Người xem yêu cầu không theo dõi (GPC, DNT)',
			'too-large': 'Sự kiện quá lớn (trên 64 kB)',
			'too-many-of-address': 'Một địa chỉ gửi quá nhanh',
			'too-many-of-key': 'Một khóa gửi quá nhanh',
			discarded: 'Người quản trị loại bỏ khỏi cách ly',
			expired: 'Cách ly quá 180 ngày'
		} as Record<string, string>
	},
	en: {
		title: 'Intake',
		balanced: 'The ledger balances: every event received has its place.',
		unbalanced: (hours: string) => `The ledger does not balance in ${hours} site-hours.`,
		unbalancedTodo:
			'Figures of these hours may be too low or too high. Leave the data as they are and tell the operator.',
		behind: (time: string) => `Figures on pages are ${time} behind the events received.`,
		absent: 'The warehouse does not answer: figures on pages stand still.',
		behindTodo:
			'Look at the free disk space and the log of the server. What was accepted is safe in the journal.',
		watch: (sites: number) =>
			sites === 0 ? 'No site needs a look.' : `${sites} sites need a look.`,
		held: (rows: string) => `${rows} rows are quarantined.`,
		works: 'Receiving and writing',
		updated: (at: string) => `As of ${at}`,
		auto: 'refreshed every 30 seconds',
		pause: 'Stop refreshing',
		resume: 'Go on refreshing',
		refresh: 'Refresh',
		ledgerOf: (day: string) => `Ledger of ${day}`,
		received: 'Received',
		receivedWhy: 'events entered on this day',
		parts: {
			stored: ['Stored', 'in the table of events'],
			bot: ['Bots', 'stored, kept apart'],
			duplicate: ['Repeats', 'same event id, sent again'],
			quarantined: ['Quarantined', 'an administrator has to look'],
			refused: ['Refused', 'with a reason, see below']
		},
		adds: 'Adds up to what was received',
		addsNot: 'Does not add up to what was received',
		difference: (n: string) => `difference ${n}`,
		waitingWhy: (events: string) =>
			`Not in the ledger yet: ${events} events in the journal, on disk, on their way to the warehouse.`,
		flow: (events: string) => `${events} events in the last 24 hours`,
		flowSub: 'Events per hour, Vietnamese time; the dashed column is the hour under way',
		flowText: (most: string, at: string) => `Busiest hour: ${most} events at ${at}.`,
		journal: 'Waiting in the journal',
		journalOf: (events: string, age: string) => `${events} events, the oldest ${age}`,
		empty: 'none',
		dirty: 'Days to be rebuilt',
		lag: 'Figures are behind by',
		noLag: 'nothing',
		sites: 'Sites',
		sending: (heard: string, known: string) => `${heard} of ${known} sent in the last 24 hours`,
		noSites: 'There are no sites.',
		addSite: 'Add a site',
		site: 'Site',
		last: 'Last heard',
		ago: (time: string) => `${time} ago`,
		day24: 'Last 24 hours',
		usual: 'Usual',
		usualUnknown: 'less than 3 days known',
		sparkText: (now: string, usual: string) => `${now} events in 24 hours, usually ${usual}`,
		clock: 'Clock',
		clockText: (p50: string, p5: string, p95: string) => `${p50} (${p5} to ${p95})`,
		clockWhy:
			'Clock: time of receipt less the time the site gave, median and middle 90 % of two days; negative means that its clock runs ahead. Only events that came within an hour.',
		state: 'State and what to do',
		fine: 'As usual',
		states: {
			never: 'Never heard',
			silent: 'Silent for longer than usual',
			few: 'Far fewer than usual',
			clock: 'Clock is wrong',
			refused: 'Many events refused',
			overflow: 'Too many different values',
			held: 'Rows in quarantine'
		} as Record<State, string>,
		todos: {
			never: 'Put the tracker on its pages, or import an access log.',
			silent: 'See whether the site is up, the tracker is still there and the key still works.',
			few: 'See whether every page still has the tracker, above all after a redesign.',
			clock: 'Ask the unit to synchronise the clock of its server (NTP).',
			refused: 'Look up the reason below and tell the sender.',
			overflow:
				'What is beyond the limit counts as “(khác)”. Ask the unit to keep session ids and random words out of addresses.',
			held: 'Mend and replay, or discard.'
		} as Record<State, string>,
		open: 'Open the quarantine',
		refusals: 'Refused in 7 days',
		noRefusals: 'Nothing was refused.',
		reason: 'Reason',
		events: 'Events',
		unknownSite: 'unknown site',
		reasons: {
			'unknown-site': 'Unknown site',
			'impossible-time': 'Time before 2000 or in the future',
			'opted-out': 'The visitor asked not to be tracked (GPC, DNT)',
			'too-large': 'Event too large (over 64 kB)',
			'too-many-of-address': 'One address sent too fast',
			'too-many-of-key': 'One key sent too fast',
			discarded: 'Discarded from the quarantine',
			expired: 'In quarantine for 180 days'
		} as Record<string, string>
	}
});
