/** Words about trackers of other products that send here, on the page of sites. */
import { catalogue } from '../locale.ts';

export const trackers = catalogue({
	vi: {
		title: 'Bộ đếm Plausible, Umami, Matomo',
		why: 'Trang đang dùng một trong các bộ đếm này thì giữ nguyên mã, chỉ đổi địa chỉ gửi và mã trang như sau.',
		past: 'Số liệu bộ đếm cũ',
		addPast: 'Nhập số liệu bộ đếm cũ'
	},
	en: {
		title: 'Trackers of Plausible, Umami, Matomo',
		why: 'A site that uses one of these keeps its code; only the address and the id change as follows.',
		past: 'Figures of earlier counters',
		addPast: 'Import figures of an earlier counter'
	}
});
