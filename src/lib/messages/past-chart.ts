/** Words of the chart that sets earlier counters beside our own count. */
import { catalogue } from '../locale.ts';

export const pastChart = catalogue({
	vi: {
		headline: (domain: string) =>
			`${domain}: bộ đếm cũ đặt cạnh số của hệ thống, không cộng vào nhau`,
		sub: (measure: string, from: string, to: string) =>
			`${measure} theo tháng, ${from} – ${to}; chỉ tháng trọn. Nét liền: hệ thống. Nét đứt: số liệu bộ đếm cũ, đếm bằng cách khác`,
		caption: 'Số của hệ thống và của bộ đếm cũ theo tháng',
		month: 'Tháng',
		own: 'Hệ thống',
		of: (source: string) => `Nguồn cũ: ${source}`,
		keys: 'Các nét',
		solid: 'nét liền',
		strokes: ['nét đứt', 'nét chấm', 'nét gạch chấm'],
		about:
			'Mỗi bộ đếm có cách nhận ra người, phiên và máy tự động riêng, nên hai đường không nối tiếp nhau: chênh lệch lúc chuyển bộ đếm không phải là tăng hay giảm lượt sử dụng.',
		foot: 'Bộ đếm cũ: theo tệp đã nhập. Tháng thiếu ngày không có số.'
	},
	en: {
		headline: (domain: string) => `${domain}: earlier counters beside our own count, not added up`,
		sub: (measure: string, from: string, to: string) =>
			`${measure} by month, ${from} – ${to}; whole months only. Solid: this platform. Broken: earlier counters, counted by another method`,
		caption: 'Our count and those of earlier counters by month',
		month: 'Month',
		own: 'This platform',
		of: (source: string) => `Earlier counter: ${source}`,
		keys: 'Lines',
		solid: 'solid',
		strokes: ['dashed', 'dotted', 'dash and dot'],
		about:
			'Every counter knows people, sessions and robots in its own way, so the lines do not continue each other: a step where counters changed is no rise or fall of usage.',
		foot: 'Earlier counters: as in the imported files. Months that lack days have no figure.'
	}
});
