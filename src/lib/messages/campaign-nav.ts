/** Names of the pages of one campaign. */
import { catalogue } from '#lib/locale.ts';

export const campaignNav = catalogue({
	vi: {
		pages: 'Các trang của đợt khảo sát',
		board: 'Tiến độ',
		texts: 'Ý kiến bằng lời'
	},
	en: {
		pages: 'Pages of the campaign',
		board: 'Progress',
		texts: 'Free text'
	}
});
