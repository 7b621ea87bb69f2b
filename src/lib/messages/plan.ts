/** Words of the plan's page. Titles, bodies and times of the plan stay as printed in 2020. */
import { catalogue } from '#lib/locale.ts';

export const plan = catalogue({
	vi: {
		title: 'Kế hoạch',
		crumb: (number: string, day: string) =>
			`Kế hoạch ban hành kèm theo Quyết định số ${number} ngày ${day}`,
		headline: (items: string, indicators: string, computed: string) =>
			`${items}\u00a0nhiệm vụ được đo bằng ${indicators}\u00a0chỉ số; ${computed}\u00a0chỉ số tính được từ số liệu của hệ thống.`,
		lead: 'Mở từng nhiệm vụ để xem sản phẩm, đơn vị phối hợp và giá trị của các chỉ số.',
		part: {
			II: 'Năm 2020 (Phần II)',
			III: 'Năm 2021 và các năm tiếp theo (Phần III)'
		},
		columns: {
			id: 'Mục',
			title: 'Nhiệm vụ',
			lead: 'Chủ trì',
			due: 'Hạn',
			indicators: 'Chỉ số'
		},
		count: (count: string) => `${count} chỉ số`,
		products: 'Sản phẩm',
		coordinating: 'Đơn vị phối hợp',
		inherits: (items: string) =>
			`Chủ trì, phối hợp và sản phẩm lấy theo mục ${items}; Kế hoạch ghi:`,
		discrepancies: 'Điểm cần lưu ý trong văn bản',
		measuredBy: (count: string) => `${count} chỉ số gắn với nhiệm vụ`,
		value: {
			notComputed: 'chưa tính được từ số liệu của hệ thống',
			none: 'chưa có số liệu trong kỳ',
			suppressed: 'ẩn vì dưới 10 nơi trả lời',
			interval: (range: string) => `khoảng tin cậy ${range}`,
			target: (goal: string) => `mục tiêu ${goal}`
		},
		about: 'Về văn bản',
		basis: 'Căn cứ',
		signed: (issuer: string, signer: string) => `${issuer}, ${signer}`,
		responsibilities: 'Trách nhiệm thực hiện (Phần IV)',
		readings: (count: string) => `${count} chỗ văn bản không thống nhất`,
		mended: (count: string) => `${count} lỗi của bản quét đã được sửa khi đọc`,
		mendedLead: 'Nội dung không thay đổi; mỗi chỗ sửa ghi chữ trên bản quét và chữ đã đọc.',
		printed: 'Trên bản quét',
		read: 'Đọc là',
		where: 'Vị trí',
		kept: 'Tên nhiệm vụ, tên đơn vị và thời hạn giữ như văn bản năm 2020; cơ cấu và tên gọi nay có thể đã khác.'
	},
	en: {
		title: 'Plan',
		crumb: (number: string, day: string) => `Plan issued with Decision ${number} of ${day}`,
		headline: (items: string, indicators: string, computed: string) =>
			`${items} items are measured by ${indicators} indicators; ${computed} of them are computed from the data held here.`,
		lead: 'Open an item to see its products, its partners and the values of its indicators.',
		part: { II: '2020 (Part II)', III: '2021 and after (Part III)' },
		columns: { id: 'Item', title: 'Task', lead: 'Lead', due: 'Due', indicators: 'Indicators' },
		count: (count: string) => `${count} indicators`,
		products: 'Products',
		coordinating: 'Partners',
		inherits: (items: string) =>
			`Lead, partners and products are those of item ${items}; the plan says:`,
		discrepancies: 'To note in the text',
		measuredBy: (count: string) => `${count} indicators of this item`,
		value: {
			notComputed: 'not computed from the data held here yet',
			none: 'no data in the period',
			suppressed: 'hidden: fewer than 10 respondents',
			interval: (range: string) => `interval ${range}`,
			target: (goal: string) => `target ${goal}`
		},
		about: 'About the document',
		basis: 'Legal basis',
		signed: (issuer: string, signer: string) => `${issuer}, ${signer}`,
		responsibilities: 'Responsibilities (Part IV)',
		readings: (count: string) => `${count} places where the text disagrees with itself`,
		mended: (count: string) => `${count} errors of the scan mended in reading`,
		mendedLead: 'The content is unchanged; each line shows the scan and what was read.',
		printed: 'In the scan',
		read: 'Read as',
		where: 'Where',
		kept: 'Tasks, bodies and times are named as in 2020; names and organisation may differ today.'
	}
});
