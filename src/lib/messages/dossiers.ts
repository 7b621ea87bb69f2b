/** Words of the provinces' dossiers and of deputies. */
import { catalogue } from '#lib/locale.ts';

export const dossiers = catalogue({
	vi: {
		title: 'Hồ sơ của tỉnh',
		intro:
			'Tỉnh duyệt phiếu của các xã, phường rồi chuyển cả hồ sơ về Bộ. Đơn vị chưa gửi hoặc chưa duyệt được thì nêu lý do, không làm chậm các đơn vị khác.',
		desk: 'Bàn thẩm định',
		counts: {
			all: 'Phải trả lời',
			ready: 'Đã duyệt',
			exempt: 'Được miễn',
			open: 'Còn lại'
		},
		noCommunes: 'Đợt này không hỏi xã, phường nào của tỉnh nên không có hồ sơ để chuyển.',
		noDossiers: 'Chưa có tỉnh nào chuyển hồ sơ.',
		noDossiersWhy: 'Hồ sơ hiện ở đây khi tỉnh đã duyệt phiếu của các xã, phường và chuyển về Bộ.',
		openTitle: (count: string) => `${count} xã, phường cần nêu lý do ngoại lệ`,
		openWhy:
			'Duyệt phiếu của các đơn vị này trước, hoặc ghi lý do để chuyển hồ sơ mà không chờ. Bộ đọc nguyên văn lý do.',
		allReady: 'Mọi xã, phường đã được duyệt hoặc được miễn: hồ sơ chuyển được ngay.',
		unit: 'Đơn vị',
		state: 'Tình trạng',
		reason: 'Lý do ngoại lệ',
		reasonFor: (unit: string) => `Lý do ngoại lệ của ${unit}`,
		sameReason: 'Lý do chung',
		sameReasonWhy: 'Dùng cho các đơn vị chưa ghi lý do riêng.',
		note: 'Ý kiến gửi Bộ (không bắt buộc)',
		forward: 'Chuyển hồ sơ về Bộ',
		forwardQuestion: (ready: string, open: string) =>
			`Chuyển hồ sơ gồm ${ready} phiếu đã duyệt và ${open} ngoại lệ về Bộ?`,
		forwardWhat:
			'Bộ chấp nhận hồ sơ thì mọi phiếu tỉnh đã duyệt được tính là đã duyệt. Hồ sơ chỉ chuyển lại được khi Bộ trả.',
		stay: 'Xem lại đã',
		forwarded: 'Đã chuyển hồ sơ về Bộ.',
		sent: (name: string, moment: string) => `${name} chuyển lúc ${moment}`,
		waiting: 'Chờ Bộ quyết định',
		accepted: (name: string, moment: string) => `${name} chấp nhận lúc ${moment}`,
		returned: (name: string, moment: string) => `${name} trả lại lúc ${moment}`,
		exceptions: (count: string) => `${count} ngoại lệ`,
		noException: 'Không có ngoại lệ',
		accept: 'Chấp nhận hồ sơ',
		acceptQuestion: (unit: string) => `Chấp nhận hồ sơ của ${unit}?`,
		acceptWhat: (count: string) => `${count} phiếu tỉnh đã duyệt được duyệt cùng lúc.`,
		send: 'Trả hồ sơ',
		sendReason: 'Lý do trả hồ sơ',
		sendHint: 'Nêu việc tỉnh cần làm. Tỉnh đọc nguyên văn.',
		done: {
			accepted: (count: string) => `Đã chấp nhận hồ sơ: duyệt ${count} phiếu.`,
			returned: 'Đã trả hồ sơ kèm lý do.'
		},
		deputies: 'Ủy quyền',
		deputiesWhy:
			'Người được ủy quyền xác nhận và thẩm định phiếu thay trong thời hạn; hết hạn là hết quyền. Không ai thẩm định phiếu do chính mình nộp.',
		deputy: 'Người được ủy quyền',
		from: 'Từ ngày',
		until: 'Đến hết ngày',
		give: 'Ủy quyền',
		given: 'Đã ủy quyền.',
		withdraw: 'Thu lại',
		withdrawn: 'Đã thu lại ủy quyền.',
		noColleague:
			'Chưa có đồng nghiệp nào cùng đơn vị có tài khoản. Đề nghị quản trị viên mở tài khoản.',
		noDeputy: 'Chưa ủy quyền cho ai.',
		inForce: (name: string) => `${name} đã ủy quyền cho tài khoản này thẩm định và xác nhận phiếu.`
	},
	en: {
		title: 'Dossiers of provinces',
		intro:
			'A province endorses the forms of its communes and forwards them together. Communes that are silent or not endorsed are named with a reason and hold up nobody.',
		desk: 'Review desk',
		counts: { all: 'Expected', ready: 'Endorsed', exempt: 'Exempt', open: 'Left' },
		noCommunes: 'This campaign asks no commune of the province: there is nothing to forward.',
		noDossiers: 'No province has forwarded a dossier yet.',
		noDossiersWhy:
			'A dossier appears here once a province has endorsed its communes and forwarded it.',
		openTitle: (count: string) => `${count} communes need a reason`,
		openWhy:
			'Endorse their forms first, or give a reason so that the dossier need not wait. The ministry reads the reason as written.',
		allReady: 'Every commune is endorsed or exempt: the dossier can go.',
		unit: 'Unit',
		state: 'State',
		reason: 'Reason for the exception',
		reasonFor: (unit: string) => `Reason for excepting ${unit}`,
		sameReason: 'One reason for all',
		sameReasonWhy: 'Used for the units without a reason of their own.',
		note: 'Note to the ministry (optional)',
		forward: 'Forward the dossier',
		forwardQuestion: (ready: string, open: string) =>
			`Forward the dossier with ${ready} endorsed forms and ${open} exceptions?`,
		forwardWhat:
			'When the ministry accepts it, every form the province endorsed is approved. It can be forwarded again only after the ministry returns it.',
		stay: 'Look again',
		forwarded: 'The dossier was forwarded.',
		sent: (name: string, moment: string) => `forwarded by ${name}, ${moment}`,
		waiting: 'Waits for the ministry',
		accepted: (name: string, moment: string) => `accepted by ${name}, ${moment}`,
		returned: (name: string, moment: string) => `returned by ${name}, ${moment}`,
		exceptions: (count: string) => `${count} exceptions`,
		noException: 'No exceptions',
		accept: 'Accept the dossier',
		acceptQuestion: (unit: string) => `Accept the dossier of ${unit}?`,
		acceptWhat: (count: string) =>
			`${count} forms that the province endorsed are approved at once.`,
		send: 'Return the dossier',
		sendReason: 'Reason for returning it',
		sendHint: 'Say what the province has to do. It reads this as written.',
		done: {
			accepted: (count: string) => `The dossier is accepted: ${count} forms approved.`,
			returned: 'The dossier was returned with the reason.'
		},
		deputies: 'Deputies',
		deputiesWhy:
			'A deputy signs and reviews for you between two days, and not after. Nobody reviews a form they submitted.',
		deputy: 'Deputy',
		from: 'From',
		until: 'To the end of',
		give: 'Appoint',
		given: 'Appointed.',
		withdraw: 'Take back',
		withdrawn: 'Taken back.',
		noColleague: 'No colleague of your unit has an account. Ask an administrator to open one.',
		noDeputy: 'There is no deputy.',
		inForce: (name: string) => `${name} lets this account review and sign off forms.`
	}
});
