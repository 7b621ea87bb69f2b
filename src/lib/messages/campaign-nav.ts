/** Names of the pages of one campaign. */
import { catalogue } from '#lib/locale.ts';

export const campaignNav = catalogue({
	vi: {
		pages: 'Các trang của đợt khảo sát',
		board: 'Tiến độ',
		answers: 'Phiếu người dân gửi về',
		links: 'Đường dẫn và mã QR',
		crosstab: 'Bảng chéo',
		texts: 'Ý kiến bằng lời',
		quality: 'Phụ lục chất lượng',
		paper: 'Nhập phiếu giấy'
	},
	en: {
		pages: 'Pages of the campaign',
		board: 'Progress',
		answers: 'Forms from citizens',
		links: 'Links and QR codes',
		crosstab: 'Crosstab',
		texts: 'Free text',
		quality: 'Quality annex',
		paper: 'Paper forms'
	}
});
