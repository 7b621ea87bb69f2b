/** Words of the report page: what the draft contains, what to know before exporting, the sheet. */
import { catalogue } from '#lib/locale.ts';
import type { Check, CheckName } from '#lib/report.ts';

type CheckWords = Record<CheckName, (check: Check) => string>;

export const report = catalogue({
	vi: {
		title: 'Báo cáo kết quả khảo sát, đánh giá',
		draft: 'Báo cáo dự thảo',
		asOf: (moment: string) => `Số liệu chốt ${moment}`,
		docx: 'Tải DOCX',
		pdf: 'Tải PDF dự thảo',
		outline: 'Bố cục',
		form: 'Thể thức và căn cứ',
		made: 'Lập từ số liệu',
		fixed: 'Theo mẫu',
		gaps: (count: number) => `Còn ${count} chỗ chưa viết`,
		checks: 'Kiểm tra trước khi xuất',
		checksWhy:
			'Vẫn tải được khi còn mục chưa đạt; mục đó được ghi trong báo cáo. Phần chưa viết điền trong tệp DOCX.',
		preview: 'Xem trước',
		previewWhy: 'Nội dung đúng như trong tệp; tệp chia trang A4 theo Nghị định 30/2020/NĐ-CP.',
		/** said before the state of a check, for those who do not see the sign */
		passed: 'Đạt',
		warning: 'Lưu ý',
		check: {
			unsigned: () => 'Số, ngày tháng, chữ ký để trống',
			intervals: ({ passed, count }) =>
				passed
					? 'Mọi tỷ lệ có cỡ mẫu và khoảng tin cậy, hoặc là số đếm toàn bộ'
					: `${count} tỷ lệ chưa có khoảng tin cậy`,
			estimates: ({ passed, count }) =>
				passed ? 'Mọi chỉ số có số liệu' : `${count} chỉ số chưa có số liệu hoặc được ẩn`,
			units: ({ passed, count }) =>
				passed
					? 'Đã thu đủ phiếu'
					: count > 0
						? `Thiếu phiếu của ${count} nơi: ghi ở phần I`
						: 'Chưa có đợt khảo sát',
			visits: ({ passed }): string =>
				passed ? 'Có số liệu truy cập trong kỳ' : 'Chưa có số liệu truy cập trong kỳ',
			gaps: ({ passed, count }) =>
				passed ? 'Không còn chỗ chưa viết' : `Còn ${count} chỗ đơn vị soạn thảo phải viết`,
			simulated: () => 'Mọi trang của tệp mang dấu DỮ LIỆU MÔ PHỎNG'
		} satisfies CheckWords
	},
	en: {
		title: 'Report on the survey and evaluation',
		draft: 'Draft report',
		asOf: (moment: string) => `Figures as of ${moment}`,
		docx: 'Download DOCX',
		pdf: 'Download draft PDF',
		outline: 'Contents',
		form: 'Heading and legal basis',
		made: 'Made from the figures',
		fixed: 'As the form prescribes',
		gaps: (count: number) => `${count} to be written`,
		checks: 'Before you export',
		checksWhy:
			'You can download with open points; the report names them. What is still to be written goes into the DOCX.',
		preview: 'Preview',
		previewWhy:
			'The same content as in the files, which are laid out on A4 as Decree 30/2020/NĐ-CP requires. The document is in Vietnamese.',
		passed: 'Passed',
		warning: 'Note',
		check: {
			unsigned: () => 'Number, date and signature are left empty',
			intervals: ({ passed, count }) =>
				passed
					? 'Every share has a sample size and an interval, or is a full count'
					: `${count} shares without an interval`,
			estimates: ({ passed, count }) =>
				passed ? 'Every indicator has figures' : `${count} indicators without figures or hidden`,
			units: ({ passed, count }) =>
				passed
					? 'All forms are in'
					: count > 0
						? `${count} forms are missing: part I says so`
						: 'There is no campaign yet',
			visits: ({ passed }): string =>
				passed ? 'There are visits in the period' : 'No visits in the period yet',
			gaps: ({ passed, count }) =>
				passed ? 'Nothing is left to write' : `${count} places the drafting unit has to write`,
			simulated: () => 'Every page of the file is marked DỮ LIỆU MÔ PHỎNG (simulated data)'
		} satisfies CheckWords
	}
});
