/** Words that tell a unit what was decided on its form. */
import { catalogue } from '#lib/locale.ts';

export const decided = catalogue({
	vi: {
		who: (name: string, moment: string) => `${name}, ${moment}.`,
		until: (moment: string) => `Sửa các câu dưới đây rồi nộp lại trước ${moment}.`,
		reason: 'Lý do trả lại',
		exceptionsTitle: 'Phiếu đã duyệt, trừ các câu sau',
		sign: 'Xác nhận phiếu',
		signWhy: 'Lãnh đạo đơn vị xác nhận bản đã nộp này. Bản nộp lại phải xác nhận lại.',
		signed: (name: string, moment: string) => `${name} đã xác nhận phiếu lúc ${moment}.`
	},
	en: {
		who: (name: string, moment: string) => `${name}, ${moment}.`,
		until: (moment: string) => `Mend the questions below and resubmit before ${moment}.`,
		reason: 'Reason for sending back',
		exceptionsTitle: 'The form is approved, except these questions',
		sign: 'Sign off the form',
		signWhy:
			'The head of the unit vouches for this submitted version. A new version needs a new sign-off.',
		signed: (name: string, moment: string) => `${name} signed off the form, ${moment}.`
	}
});
