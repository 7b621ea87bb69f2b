/** Words of the form that makes a campaign: its fields and what is wrong with them. */
import type { AskedLevel, Audience } from '../campaign.ts';
import type { PlanFault } from '../campaign-plan.ts';
import { catalogue } from '../locale.ts';

const faults: Record<PlanFault, string> = {
	survey: 'Chưa có phiếu này. Chọn một phiếu trong danh sách.',
	levels: 'Chưa chọn cấp đơn vị nào. Chọn ít nhất một cấp phải trả lời phiếu.',
	title: 'Tên đợt quá ngắn. Nhập tên từ 3 ký tự trở lên.',
	'long-title': 'Tên dài hơn 300 ký tự. Rút gọn tên.',
	slug: 'Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, từ 3 đến 80 ký tự. Sửa lại mã.',
	taken: 'Đã có đợt dùng mã này. Đặt mã khác.',
	day: 'Không có ngày này. Nhập ngày, tháng, năm.',
	moment: 'Không có thời điểm này. Nhập ngày và giờ.',
	period: 'Ngày cuối kỳ ở trước ngày đầu kỳ. Sửa ngày cuối kỳ.',
	window: 'Hạn nộp phải sau lúc bắt đầu nhận phiếu. Lùi hạn nộp lại.',
	past: 'Hạn nộp đã qua. Đặt hạn nộp sau thời điểm hiện tại.'
};
const audience: Record<Audience, string> = {
	units: 'Đơn vị (tỉnh, xã, bộ, ngành) có tài khoản',
	citizens: 'Người dân, qua liên kết và mã QR'
};
const levels: Record<AskedLevel, (n: string) => string> = {
	province: (n) => `Cấp tỉnh: ${n} đơn vị hôm nay`,
	commune: (n) => `Cấp xã: ${n} đơn vị hôm nay`,
	agency: (n) => `Bộ, ngành, đoàn thể: ${n} đơn vị hôm nay`
};

export const campaignPlan = catalogue({
	vi: {
		faults,
		audience,
		levels,
		survey: 'Phiếu',
		surveyHint: (n: string, version: string) => `${n} câu, phiên bản ${version}`,
		whom: 'Hỏi ai',
		levelsTitle: 'Cấp phải trả lời',
		levelsHint:
			'Danh sách được chốt theo ngày mở đợt; đơn vị lập sau ngày đó không có trong danh sách.',
		titleVi: 'Tên đợt',
		titleViHint: 'Tên này đứng trong thư nhắc và công văn.',
		titleEn: 'Tên tiếng Anh',
		titleEnHint: 'Để trống thì dùng tên tiếng Việt.',
		slug: 'Mã đợt trong địa chỉ',
		slugHint: 'Để trống thì lấy từ tên đợt.',
		period: 'Kỳ số liệu',
		periodFrom: 'Ngày đầu kỳ số liệu',
		periodTo: 'Ngày cuối kỳ số liệu',
		window: 'Thời gian nhận phiếu, giờ Việt Nam',
		opensAt: 'Bắt đầu nhận phiếu',
		closesAt: 'Hạn nộp',
		closesAtHint:
			'Phiếu nộp đúng phút này vẫn đúng hạn. Muốn nhận hết một ngày, đặt 00:00 của ngày sau.',
		wrong: (n: number) => `Còn ${n} chỗ cần sửa:`
	},
	en: {
		faults: {
			survey: 'There is no such form. Choose one of the list.',
			levels: 'No level was chosen. Choose at least one.',
			title: 'The name is too short. Enter at least 3 characters.',
			'long-title': 'The name is longer than 300 characters. Shorten it.',
			slug: 'Lower-case letters, digits and hyphens only, 3 to 80 of them.',
			taken: 'Another campaign has this address. Choose another.',
			day: 'There is no such day. Enter day, month and year.',
			moment: 'There is no such moment. Enter day and time.',
			period: 'The period ends before it begins. Mend its last day.',
			window: 'It must close after it opens. Choose a later closing time.',
			past: 'The closing time has passed. Choose one that lies ahead.'
		},
		audience: {
			units: 'Units (provinces, communes, agencies) with accounts',
			citizens: 'Citizens, by links and QR codes'
		},
		levels: {
			province: (n: string) => `Provinces: ${n} today`,
			commune: (n: string) => `Communes: ${n} today`,
			agency: (n: string) => `Agencies: ${n} today`
		},
		survey: 'Form',
		surveyHint: (n: string, version: string) => `${n} questions, version ${version}`,
		whom: 'Who is asked',
		levelsTitle: 'Levels that answer',
		levelsHint: 'The list is frozen on the day of opening; units made later are not on it.',
		titleVi: 'Name in Vietnamese',
		titleViHint: 'Reminders and letters bear this name.',
		titleEn: 'Name in English',
		titleEnHint: 'Empty: the Vietnamese name.',
		slug: 'Name in the address',
		slugHint: 'Empty: made from the name.',
		period: 'Period',
		periodFrom: 'First day of the period',
		periodTo: 'Last day of the period',
		window: 'Takes forms, Vietnamese time',
		opensAt: 'Takes forms from',
		closesAt: 'Closing time',
		closesAtHint:
			'A form sent at this very minute is on time. For a whole day choose 00:00 of the next.',
		wrong: (n: number) => `${n} places need mending:`
	}
});
