/** Names of the pages of one campaign. */
import { catalogue } from '#lib/locale.ts';

export const campaignNav = catalogue({
	vi: {
		pages: 'Các trang của đợt khảo sát',
		board: 'Tiến độ',
		answers: 'Câu trả lời',
		links: 'Đường dẫn',
		crosstab: 'Bảng chéo',
		texts: 'Ý kiến bằng lời',
		paper: 'Nhập phiếu giấy'
	},
	en: {
		pages: 'Pages of the campaign',
		board: 'Progress',
		answers: 'Answers',
		links: 'Links',
		crosstab: 'Crosstab',
		texts: 'Free text',
		paper: 'Paper forms'
	}
});
