/** The registers: for each indicator kept by hand, what its units are asked. */
import type { Register, Split, Words } from '../register.ts';
import type { Level } from '../unit.ts';

const words = (vi: string, en: string): Words => ({ vi, en });
const one = (code: string, vi: string, en = vi) => ({ code, label: words(vi, en) });

const ministry: Level[] = ['nation'];
const bodies: Level[] = ['agency', 'province'];
const plain = { split: null, whole: null, beside: null, steps: [], also: [] as Level[] };
const own = words(
	'Chỉ tính số của chính đơn vị, không gồm số của đơn vị cấp dưới.',
	'Figures of the unit itself, without those of units below it.'
);

const channel = words('Kênh', 'Channel');
const social: Split = {
	label: channel,
	values: [
		one('zalo_oa', 'Zalo OA'),
		one('facebook', 'Facebook'),
		one('youtube', 'YouTube'),
		one('tiktok', 'TikTok')
	],
	open: true
};
const messages: Split = {
	label: channel,
	values: [one('sms', 'SMS'), one('zns', 'Zalo ZNS')],
	open: true
};
const materials: Split = {
	label: words('Loại tài liệu', 'Kind of material'),
	values: [
		one('van_ban', 'Văn bản, tài liệu chữ', 'Text'),
		one('infographic', 'Infographic'),
		one('video', 'Video'),
		one('podcast', 'Podcast, âm thanh', 'Podcast, audio'),
		one('trac_nghiem', 'Trắc nghiệm, cuộc thi', 'Quiz')
	],
	open: true
};
const issued = [words('Chưa ban hành', 'Not issued'), words('Đã ban hành', 'Issued')];

export const list: Register[] = [
	{
		...plain,
		...{ indicatorId: 'CT-II.1a-02', kind: 'count', rhythm: 'year', levels: bodies },
		part: words('Số văn bản đã ban hành trong kỳ', 'Documents issued in the period'),
		hint: own
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.1a-03', kind: 'share', rhythm: 'year', levels: bodies },
		part: words('Nhiệm vụ có sản phẩm trước hạn', 'Tasks with their product in time'),
		whole: words('Nhiệm vụ đến hạn trong kỳ', 'Tasks due in the period'),
		hint: own
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.1b-01', kind: 'state', rhythm: 'year', levels: ministry },
		part: words('Tổ công tác và Quy chế hoạt động', 'Task force and its rules'),
		steps: issued,
		hint: words(
			'Trạng thái đến ngày cuối kỳ; ghi ngày ban hành.',
			'As it stood on the last day of the period; with the day of issue.'
		)
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.1c-02', kind: 'share', rhythm: 'quarter', levels: bodies },
		part: words('Kiến nghị, vướng mắc đã xử lý', 'Difficulties resolved'),
		whole: words('Kiến nghị, vướng mắc tiếp nhận trong kỳ', 'Difficulties received in the period'),
		hint: own
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.3-01', kind: 'share', rhythm: 'quarter', levels: ministry },
		part: words('Mốc đã hoàn thành', 'Milestones completed'),
		whole: words('Tổng số mốc đã đăng ký', 'Milestones registered'),
		hint: words('Cộng dồn đến ngày cuối kỳ.', 'All until the last day of the period.')
	},
	{
		...plain,
		...{ indicatorId: 'CT-III.3a-01', kind: 'share', rhythm: 'year', levels: bodies },
		part: words('Thiết bị đã nghiệm thu', 'Devices accepted'),
		whole: words('Thiết bị theo kế hoạch', 'Devices planned'),
		hint: own
	},
	{
		...plain,
		...{ indicatorId: 'CT-III.3b-01', kind: 'state', rhythm: 'year', levels: ministry },
		part: words('Quy chế cập nhật, quản lý, vận hành CSDL', 'Rules of the database'),
		steps: issued,
		hint: words(
			'Trạng thái đến ngày cuối kỳ; ghi ngày ban hành.',
			'As it stood on the last day of the period; with the day of issue.'
		)
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.4-07', kind: 'count', rhythm: 'year', levels: bodies },
		part: words('Giải pháp đề xuất được tiếp thu', 'Proposals accepted'),
		hint: own
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.5-01', kind: 'count', rhythm: 'quarter', levels: bodies },
		part: words('Số hội thảo, tọa đàm', 'Seminars held'),
		beside: words('Lượt người tham dự', 'Attendances'),
		hint: words(
			'Một người dự hai cuộc là hai lượt. Chỉ tính cuộc do đơn vị chủ trì.',
			'One person at two seminars is two attendances. Only those held by the unit itself.'
		)
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.5-02', kind: 'count', rhythm: 'year', levels: bodies },
		part: words('Giải pháp công nghệ được thử nghiệm', 'Technologies trialled'),
		hint: own
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.6-01', kind: 'state', rhythm: 'year', levels: bodies },
		part: words('Tham gia thí điểm', 'Takes part in the pilot'),
		steps: [words('Không tham gia', 'No'), words('Có tham gia', 'Yes')],
		hint: words(
			'Trạng thái đến ngày cuối kỳ; ghi ngày bắt đầu tham gia.',
			'As it stood on the last day of the period; with the day on which it joined.'
		)
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.7-06', kind: 'days', rhythm: 'month', levels: bodies },
		part: words(
			'Số ngày từ ban hành đến đăng, từng văn bản',
			'Days from issue to publication, document by document'
		),
		hint: words(
			'Mỗi văn bản một số, cách nhau bằng dấu chấm phẩy hoặc xuống dòng; đăng cùng ngày là 0.',
			'One number for each document, parted by semicolons or new lines; 0 for the same day.'
		)
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.7-07', kind: 'share', rhythm: 'month', levels: bodies },
		part: words('Câu hỏi đã trả lời đúng hạn', 'Questions answered in time'),
		whole: words('Câu hỏi đủ điều kiện trả lời', 'Questions that could be answered'),
		hint: own
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.8-01', kind: 'count', rhythm: 'month', levels: bodies },
		also: ['commune'],
		split: materials,
		part: words('Chương trình, tài liệu đã đăng trong kỳ', 'Materials published in the period'),
		hint: own
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.9-02', kind: 'stock', rhythm: 'month', levels: bodies },
		also: ['commune'],
		split: social,
		part: words('Người theo dõi vào ngày cuối kỳ', 'Followers on the last day of the period'),
		hint: words(
			'Số trên trang quản trị của kênh. Một người theo dõi hai kênh được đếm hai lần, nên cộng các kênh không phải là số người.',
			'As the channel’s own page shows it. Who follows two channels is counted twice, so channels never add up to people.'
		)
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.9-03', kind: 'ratio', rhythm: 'month', levels: bodies },
		also: ['commune'],
		split: social,
		part: words('Lượt thích, bình luận, chia sẻ', 'Likes, comments and shares'),
		whole: words('Lượt tiếp cận', 'Reach'),
		hint: own
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.9-04', kind: 'stock', rhythm: 'year', levels: bodies },
		part: words(
			'Thỏa thuận đang có hiệu lực vào ngày cuối kỳ',
			'Agreements in force on the last day'
		),
		hint: own
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.9-06', kind: 'count', rhythm: 'month', levels: bodies },
		split: messages,
		part: words('Tin nhắn gửi thành công', 'Messages delivered'),
		hint: own
	},
	{
		...plain,
		...{ indicatorId: 'CT-II.11-01', kind: 'state', rhythm: 'year', levels: ministry },
		part: words('Mốc của hồ sơ dự án', 'Milestone of the dossier'),
		steps: [
			words('Chưa lập', 'Not begun'),
			words('Đã lập', 'Drawn up'),
			words('Đã thẩm định', 'Appraised'),
			words('Đã trình', 'Submitted'),
			words('Đã phê duyệt', 'Approved')
		],
		hint: words(
			'Mốc cao nhất đã đạt đến ngày cuối kỳ; ghi ngày đạt mốc.',
			'The furthest milestone reached by the last day of the period; with its day.'
		)
	}
];
