/** What can go wrong with endorsement; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const endorsementProblems = {
	'review.province-first': {
		status: 409,
		vi: 'Phiếu của xã, phường này chưa được tỉnh thẩm định. Chờ tỉnh duyệt, hoặc chờ tỉnh chuyển hồ sơ có nêu xã, phường này là ngoại lệ.',
		en: 'The province has not reviewed this form yet. Wait until it endorses the form or forwards its dossier with this commune named as an exception.'
	},
	'review.decided-above': {
		status: 409,
		vi: 'Bộ đã duyệt phiếu này nên tỉnh không đổi quyết định được nữa. Đề nghị Bộ trả lại phiếu nếu cần sửa.',
		en: 'The ministry has approved this form, so the province can no longer change the decision. Ask the ministry to send it back.'
	},
	'dossier.incomplete': {
		status: 422,
		vi: 'Còn {count} xã, phường chưa được duyệt và chưa nêu lý do ngoại lệ. Duyệt phiếu hoặc ghi lý do cho từng đơn vị rồi chuyển hồ sơ.',
		en: '{count} communes are neither endorsed nor excepted with a reason. Endorse them or give each a reason, then forward the dossier.'
	},
	'dossier.nothing': {
		status: 409,
		vi: 'Tỉnh không có xã, phường nào phải trả lời trong đợt này nên không có hồ sơ để chuyển.',
		en: 'No commune of this province is expected in this campaign: there is nothing to forward.'
	},
	'dossier.forwarded': {
		status: 409,
		vi: 'Hồ sơ đã chuyển và đang chờ Bộ quyết định. Chỉ chuyển lại sau khi Bộ trả hồ sơ.',
		en: 'The dossier was forwarded and waits for the ministry. It can be forwarded again after the ministry returns it.'
	},
	'dossier.decided': {
		status: 409,
		vi: 'Bộ đã quyết định về hồ sơ này. Tải lại trang để xem quyết định.',
		en: 'The ministry has decided on this dossier. Reload the page to see the decision.'
	},
	'dossier.no-reason': {
		status: 422,
		vi: 'Trả hồ sơ phải kèm lý do. Ghi điều tỉnh cần làm rồi trả lại.',
		en: 'Returning a dossier needs a reason. Say what the province has to do.'
	},
	'deputy.unusable': {
		status: 422,
		vi: 'Chỉ ủy quyền được cho đồng nghiệp cùng đơn vị đang có tài khoản hoạt động, trong thời hạn có ngày bắt đầu trước ngày kết thúc và không quá 366 ngày.',
		en: 'Only a colleague of the same unit with an active account can act as deputy, from one day to a later one, for at most 366 days.'
	}
} as const satisfies Record<string, Entry>;
