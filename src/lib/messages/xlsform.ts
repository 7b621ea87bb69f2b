/** What could not be carried over between our forms and XLSForm, in sentences. */
import { catalogue } from '../locale.ts';

export const xlsform = catalogue({
	vi: {
		form: 'cả phiếu',
		kinds: {
			setting: (where: string, what: string) =>
				`${where}: thiết đặt “${what}” không có trong XLSForm`,
			expression: (where: string, what: string) => `${where}: không dịch được biểu thức ${what}`,
			form: (_where: string, what: string) => `Cả phiếu: “${what}” không có trong XLSForm`,
			type: (where: string, what: string) =>
				`${where}: kiểu “${what}” không dùng được ở đây, câu bị bỏ`,
			column: (_where: string, what: string) => `Cột “${what}” không dùng được ở đây`,
			group: (where: string, _what: string) =>
				`${where}: nhóm lồng trong phần được trải thành các câu, điều kiện của nhóm bị bỏ`,
			calculation: (where: string, what: string) => `${where}: không dịch được phép tính ${what}`,
			note: (where: string, what: string) => `${where}: đoạn ghi chú bị bỏ: ${what}`
		}
	},
	en: {
		form: 'the form',
		kinds: {
			setting: (where: string, what: string) => `${where}: XLSForm has no setting "${what}"`,
			expression: (where: string, what: string) => `${where}: cannot translate ${what}`,
			form: (_where: string, what: string) => `The form: XLSForm has no "${what}"`,
			type: (where: string, what: string) =>
				`${where}: type "${what}" cannot be used here, the question was left out`,
			column: (_where: string, what: string) => `Column "${what}" cannot be used here`,
			group: (where: string, _what: string) =>
				`${where}: a group within a section was taken apart and its condition left out`,
			calculation: (where: string, what: string) => `${where}: cannot translate ${what}`,
			note: (where: string, what: string) => `${where}: a note was left out: ${what}`
		}
	}
});
