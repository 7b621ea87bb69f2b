/**
 * Simulated citizens' answers to the needs survey (`surveys/nhu-cau`): only questions that the form
 * would ask, with a planted truth (how many would take legal news by Zalo differs by province, in a
 * known order), questions passed over, people who rush, who tick the same grade all the way down,
 * and who send the same answers twice.
 */
import type { Answers } from './answers.ts';
import { graded, maybe, several, weighted } from './choosing.ts';
import type { Random } from './random.ts';

export type Citizen = {
	data: Answers;
	/** from opening the form to finishing it */
	seconds: number;
	/** why the answers deserve a second look, as planted */
	kind: 'plain' | 'fast' | 'straight-lined' | 'same-answers' | 'declined';
};

/** The share of a province that would take legal news by Zalo: rises evenly along the list. */
export function plantedShare(province: string, provinces: readonly string[]): number {
	return 0.25 + (0.45 * provinces.indexOf(province)) / Math.max(1, provinces.length - 1);
}

const capacities = ['nguoi_dan', 'doanh_nghiep', 'cb_khac', 'cb_pbgdpl'];
const fieldsOfLaw = [
	...['dat_dai', 'hon_nhan', 'dan_su', 'hinh_su', 'hanh_chinh', 'ho_tich', 'lao_dong', 'bhxh'],
	...['giao_duc', 'y_te', 'giao_thong', 'xay_dung', 'moi_truong', 'binh_dang_gioi', 'thue'],
	...['doanh_nghiep', 'an_ninh_mang', 'qp_an', 'chinh_sach_moi']
];
const channels = [
	...['ptth', 'truyen_thanh', 'hoi_nghi', 'bao_chi', 'cong_plqg', 'cong_pbgdpl', 'facebook'],
	...['zalo', 'video', 'sms', 'app', 'thi', 'tro_ly_ao', 'tu_sach']
];
const services = [
	...['tra_cuu', 'hoi_dap', 'tinh_huong', 'thu_tuc', 'gop_y', 'tgpl', 'thi', 'tro_ly_ao']
];
const skills = [
	...['tra_cuu', 'bien_tap', 'do_hoa', 'video', 'mxh', 'hop', 'ai', 'so_lieu', 'dlcn']
];
const obstacles = [
	...['khong_biet', 'kho_hieu', 'qua_nhieu', 'cham', 'giao_dien', 'thiet_bi', 'ky_nang'],
	...['ngon_ngu', 'khuyet_tat', 'lo_ngai', 'thoi_gian']
];
const grades = ['1', '2', '3', '4', '5'];
const wishes = [
	'Mong có bài ngắn, dễ hiểu hơn.',
	'Nên có người trả lời khi dân hỏi về đất đai.',
	'Đề nghị phát trên loa xã vào buổi chiều.',
	'Cần hướng dẫn thủ tục từng bước.'
];

/** One person of a province, given as its code. */
export function answerNeeds(
	random: Random,
	province: string,
	provinces: readonly string[],
	earlier?: Answers
): Citizen {
	if (random.chance(0.015))
		return { data: { NC00: 'khong' }, seconds: random.between(5, 60), kind: 'declined' };
	if (earlier && earlier.NC00 === 'dong_y' && random.chance(0.01))
		return {
			data: { ...earlier, NC02: province },
			seconds: random.between(90, 400),
			kind: 'same-answers'
		};
	const lined = random.chance(0.02);
	const fast = !lined && random.chance(0.02);
	const data: Answers = {};
	about(random, data, province);
	habits(random, data, lined);
	if (data.NC01 === 'cb_pbgdpl') skilled(random, data, lined);
	online(random, data, lined, plantedShare(province, provinces));
	rest(random, data);
	const seconds = fast ? random.between(12, 55) : random.between(180, 900);
	return { data, seconds, kind: fast ? 'fast' : lined ? 'straight-lined' : 'plain' };
}

function about(random: Random, data: Answers, province: string): void {
	data.NC00 = 'dong_y';
	const [citizens, companies, officials] = capacities;
	const who = weighted(random, {
		[citizens!]: 0.72,
		[companies!]: 0.1,
		[officials!]: 0.1,
		cb_pbgdpl: 0.08
	});
	data.NC01 = who;
	data.NC02 = province;
	data.NC03 = weighted(random, { nong_thon: 0.45, thanh_thi: 0.35, mien_nui: 0.18, hai_dao: 0.02 });
	maybe(random, data, 'NC04', () =>
		weighted(random, {
			...{ '25_34': 0.24, '35_44': 0.24, '18_24': 0.15, '45_54': 0.16, '55_64': 0.1, '65': 0.06 },
			...{ '15_17': 0.03, ktl: 0.02 }
		})
	);
	maybe(random, data, 'NC05', () =>
		weighted(random, { nu: 0.5, nam: 0.46, khac: 0.01, ktl: 0.03 })
	);
	if (who === 'nguoi_dan') {
		maybe(random, data, 'NC06', () =>
			weighted(random, {
				...{ thpt: 0.34, dai_hoc: 0.22, thcs: 0.2, nghe: 0.14, tieu_hoc: 0.07, ktl: 0.03 }
			})
		);
		maybe(random, data, 'NC07', () =>
			weighted(random, {
				...{ nong_dan: 0.3, cong_nhan: 0.25, kinh_doanh: 0.17, hoc_sinh: 0.1, noi_tro: 0.06 },
				...{ huu_tri: 0.06, khac: 0.04, ktl: 0.02 }
			})
		);
	}
	if (who === 'cb_pbgdpl')
		maybe(random, data, 'NC08', () =>
			random.pick(['ttv', 'ttv', 'cong_chuc_xa', 'bcv_tinh', 'cong_chuc_stp', 'phap_che', 'khac'])
		);
	if (who === 'cb_pbgdpl' || who === 'cb_khac')
		maybe(random, data, 'NC09', () => random.between(1, 5));
}

function habits(random: Random, data: Answers, lined: boolean): void {
	maybe(random, data, 'NC10', () =>
		random.chance(0.04)
			? ['none']
			: several(random, ['dien_thoai', 'may_tinh', 'tv', 'may_tinh_bang', 'diem_cong_cong'], 1, 3)
	);
	data.NC11 = weighted(random, {
		...{ khi_can: 0.46, hang_tuan: 0.2, hang_thang: 0.16, hang_ngay: 0.09, khong: 0.09 }
	});
	const fields = several(random, fieldsOfLaw, 1, 5);
	if (fields.length < 5 && random.chance(0.02)) {
		fields.push('other');
		data['NC12-Comment'] = 'Luật về nhà ở xã hội';
	}
	data.NC12 = fields;
	maybe(random, data, 'NC13', () =>
		several(
			random,
			['thu_tuc', 'cong_viec', 'tranh_chap', 'bao_ve', 'hoc_tap', 'tuyen_truyen'],
			1,
			3
		)
	);
	const used = ['thinh_thoang', 'chua', 'thuong_xuyen'];
	maybe(random, data, 'NC14', () => graded(random, channels, used, lined), 0.1);
	data.NC15 = several(
		random,
		['facebook', 'zalo', ...channels.filter((one) => !/^(facebook|zalo)$/.test(one))],
		1,
		3
	);
	maybe(random, data, 'NC16', () =>
		random.chance(0.12) ? ['none'] : several(random, obstacles, 1, 5)
	);
}

function skilled(random: Random, data: Answers, lined: boolean): void {
	const same = random.pick(grades);
	data.NC18 = Object.fromEntries(skills.map((row) => [row, lined ? same : random.pick(grades)]));
	data.NC19 = several(random, [...skills.slice(1), 'ky_nang_noi'], 1, 3);
	maybe(random, data, 'NC20', () => random.pick(['truc_tiep', 'truc_tuyen', 'tu_hoc', 'ket_hop']));
	maybe(random, data, 'NC21', () =>
		several(
			random,
			['kho_tai_lieu', 'mau', 'hoi_dap', 'thi', 'thong_ke', 'tro_ly', 'khao_sat'],
			1,
			4
		)
	);
	maybe(random, data, 'NC22', () => random.pick(['0', '1_2', '2_5', '5']));
}

function online(random: Random, data: Answers, lined: boolean, zalo: number): void {
	const forms = [
		'video_ngan',
		'bai_ngan',
		'do_hoa',
		'am_thanh',
		'trac_nghiem',
		'phim',
		'truc_tiep'
	];
	data.NC23 = several(random, [...forms, 'van_ban'], 1, 3);
	maybe(random, data, 'NC24', () =>
		random.chance(zalo)
			? 'co_zalo'
			: random.pick(['co_vneid', 'co_vneid', 'co_sms', 'co_email', 'khong'])
	);
	maybe(random, data, 'NC25', () => graded(random, services, grades, lined), 0.1);
	maybe(random, data, 'NC26', () =>
		weighted(random, { can_nhac: 0.38, san_sang: 0.33, khong: 0.14, chua_biet: 0.15 })
	);
	if (data.NC26 === 'san_sang' || data.NC26 === 'can_nhac')
		maybe(random, data, 'NC27', () =>
			several(random, ['trich_dan', 'co_quan', 'chuyen_gia', 'khong_luu', 'ngay_cap_nhat'], 1, 4)
		);
	maybe(random, data, 'NC28', () =>
		weighted(random, { chi_khi_can: 0.4, co: 0.24, khong: 0.16, chua_co: 0.2 })
	);
	maybe(random, data, 'NC29', () => {
		if (random.chance(0.8)) return ['none'];
		return random.chance(0.1)
			? ['refused']
			: several(random, ['tay_nung', 'thai', 'mong', 'khmer', 'muong', 'anh'], 1, 2);
	});
	maybe(random, data, 'NC30', () => {
		if (random.chance(0.82)) return ['none'];
		return random.chance(0.1)
			? ['refused']
			: several(random, ['chu_lon', 'doc', 'huong_dan', 'ky_hieu', 'ban_phim'], 1, 2);
	});
}

function rest(random: Random, data: Answers): void {
	if (data.NC01 === 'doanh_nghiep') {
		maybe(random, data, 'NC31', () =>
			weighted(random, { duoi_10: 0.6, '10_50': 0.22, '50_200': 0.1, tren_200: 0.04, ktl: 0.04 })
		);
		maybe(random, data, 'NC32', () =>
			several(
				random,
				['thue', 'hop_dong', 'lao_dong', 'thu_tuc', 'dat_dai', 'dlcn', 'hoi_nhap'],
				1,
				3
			)
		);
	}
	if (data.NC01 === 'nguoi_dan' || data.NC01 === 'doanh_nghiep')
		maybe(random, data, 'NC33', () => random.pick(['truc_tiep', 'truc_tuyen', 'ket_hop', 'khong']));
	maybe(random, data, 'NC34', () =>
		random.pick(['toi', 'toi', 'cuoi_tuan', 'sang', 'trua', 'chieu', 'bat_ky'])
	);
	maybe(random, data, 'NC35', () =>
		several(
			random,
			['de_hieu', 'kip_thoi', 'dien_thoai', 'tra_loi', 'mot_dau_moi', 'vung_kho', 'tin_gia'],
			1,
			3
		)
	);
	if (random.chance(0.05)) data.NC36 = random.pick(wishes);
}
