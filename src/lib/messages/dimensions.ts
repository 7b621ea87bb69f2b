/** Words of what figures are split by. */
import { catalogue } from '#lib/locale.ts';
import type { Dimension } from '#lib/measure.ts';

type Names = Record<Dimension, string>;
type Categories = Partial<Record<Dimension, Record<string, string>>>;

export const dimensionWords = catalogue({
	vi: {
		names: {
			level: 'Cấp của đơn vị',
			pilot: 'Nơi thí điểm và nơi khác',
			area: 'Khu vực',
			age: 'Nhóm tuổi',
			sex: 'Giới tính',
			capacity: 'Tư cách trả lời',
			device: 'Thiết bị',
			channel: 'Kênh, loại',
			option: 'Từng lựa chọn',
			second: 'Số thứ hai'
		} as Names,
		categories: {
			level: { province: 'Cấp tỉnh', commune: 'Cấp xã', agency: 'Bộ, ngành, đoàn thể' },
			pilot: { thi_diem: 'Nơi thí điểm', khac: 'Nơi khác' },
			device: { mobile: 'Điện thoại', tablet: 'Máy tính bảng', desktop: 'Máy tính' }
		} as Categories
	},
	en: {
		names: {
			level: 'Level of the unit',
			pilot: 'Pilot and other places',
			area: 'Area',
			age: 'Age',
			sex: 'Sex',
			capacity: 'Capacity',
			device: 'Device',
			channel: 'Channel, kind',
			option: 'Each choice',
			second: 'Second figure'
		} as Names,
		categories: {
			level: { province: 'Provinces', commune: 'Communes', agency: 'Central agencies' },
			pilot: { thi_diem: 'Pilot places', khac: 'Other places' },
			device: { mobile: 'Phones', tablet: 'Tablets', desktop: 'Computers' }
		} as Categories
	}
});
