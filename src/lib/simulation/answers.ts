/**
 * Simulated answers of a province to the status survey (`surveys/thuc-trang`), with a planted
 * difference: pilot provinces are further along. Only answers that the form would show are made.
 */
import type { Random } from './random.ts';

export type Answers = Record<string, unknown>;

/** A complete, consistent form. */
export function answerStatusSurvey(random: Random, pilot: boolean): Answers {
	const ahead = (usual: number) => random.chance(pilot ? Math.min(1, usual + 0.2) : usual);
	const some = (codes: string[], usual: number) => {
		const chosen = codes.filter(() => ahead(usual));
		return chosen.length ? chosen : [codes[0]!];
	};
	const plan = ahead(0.75)
		? random.pick(['rieng', 'long_ghep'])
		: random.pick(['dang_xay_dung', 'chua']);
	const portal = ahead(0.8) ? random.pick(['rieng', 'chuyen_muc']) : 'chua';
	const channels = some(['fanpage', 'zalo_oa', 'youtube', 'tiktok', 'truyen_thanh'], 0.5);
	const courses = random.between(0, 6);
	const answers: Answers = {
		TT05: random.pick(['lanh_dao', 'phu_trach_pbgdpl']),
		TT07: plan,
		TT08: ahead(0.6) ? 'da_ban_hanh' : random.pick(['dang_xay_dung', 'chua']),
		TT09: some(['kiem_tra', 'so_ket', 'khao_sat', 'truyen_thong'], 0.5),
		TT10: random.between(2, 5),
		TT11: pilot ? 'co' : 'khong',
		TT13: budget(random),
		TT14: {
			bao_cao_vien: random.between(40, 300),
			tuyen_truyen_vien: random.between(900, 6000),
			cong_chuc: random.between(5, 40),
			quan_tri_kenh: random.between(1, 12)
		},
		TT14a: rows(
			random,
			['may_tinh', 'internet', 'hop_truc_tuyen', 'truyen_thanh', 'san_xuat_nd'],
			['tot', 'co_ban', 'chua']
		),
		TT15: portal,
		TT21: {
			van_ban: random.between(10, 400),
			do_hoa: random.between(0, 150),
			video: random.between(0, 90),
			am_thanh: random.between(0, 200),
			trac_nghiem: random.between(0, 40)
		},
		TT22: ahead(0.55) ? some(['tieng_dtts', 'phu_de', 'doc_van_ban'], 0.5) : ['none'],
		TT23: random.pick(['thuong_xuyen', 'thinh_thoang', 'chua']),
		TT24: channels,
		TT25: channels.map((channel) => ({
			kenh: channel,
			nguoi_theo_doi: random.between(800, 90_000),
			bai_dang: random.between(5, 400),
			bai_30_ngay: ahead(0.8)
		})),
		TT26: random.pick(['thoa_thuan', 'vu_viec', 'khong']),
		TT27: quizzes(random),
		TT28: courses,
		TT31: some(['bcv', 'ttv', 'ke_hoach', 'tai_lieu'], 0.5),
		TT32: random.pick(['thuong_xuyen', 'co_tai_khoan', 'chua_cap']),
		TT33: some(['cap_do', 'quy_che', 'sao_luu', 'kiem_duyet'], 0.5),
		TT34: some(['thong_ke', 'khao_sat_tt', 'phieu_giay'], 0.4),
		TT35: rows(
			random,
			['chi_dao', 'kinh_phi', 'nhan_luc', 'ha_tang', 'noi_dung', 'tuong_tac'],
			grades
		),
		TT36: rows(
			random,
			['truc_tiep', 'truyen_thanh', 'ptth', 'cong', 'mxh', 'thi', 'tro_ly_ao'],
			grades
		),
		TT37: some(['kinh_phi', 'nhan_luc', 'ky_nang', 'ha_tang'], 0.5),
		TT40: true
	};
	if (pilot) answers.TT12 = some(['cong', 'mxh', 'thi_truc_tuyen'], 0.6);
	if (answers.TT26 === 'thoa_thuan') answers.TT26a = random.between(1, 6);
	if (portal !== 'chua') Object.assign(answers, portalAnswers(random, ahead));
	if (courses > 0) {
		answers.TT29 = { truc_tiep: random.between(40, 900), truc_tuyen: random.between(0, 2000) };
		answers.TT30 = some(['bien_tap', 'mxh', 'truc_tuyen', 'ai'], 0.5);
	}
	return answers;
}

const grades = ['2', '3', '4', '5'];

function rows(random: Random, names: string[], codes: string[]): Record<string, string> {
	return Object.fromEntries(names.map((name) => [name, random.pick(codes)]));
}

function budget(random: Random) {
	const state = random.between(200, 3000);
	const other = random.between(0, 400);
	const total = state + other;
	const spent = Math.round(total * (0.4 + 0.5 * random.next()));
	return { tong: total, nsnn_giao: state, xa_hoi_hoa: other, da_chi: spent };
}

/** Online quizzes held: entries, and the people behind them. */
function quizzes(random: Random) {
	const held = random.between(0, 3);
	const people = held * random.between(200, 6000);
	return { cuoc: held, luot: Math.round(people * 1.2), nguoi: people };
}

function portalAnswers(random: Random, ahead: (usual: number) => boolean): Answers {
	const asked = random.between(0, 300);
	return {
		TT17: ahead(0.65) ? random.pick(['du_lieu', 'lien_ket']) : 'chua',
		TT18: random.pick(['hang_ngay', 'hang_tuan']),
		TT19: ['tra_cuu', 'hoi_dap'],
		TT20: {
			luot_truy_cap: random.between(5_000, 400_000),
			tin_bai: random.between(50, 900),
			cau_hoi: asked,
			tra_loi: Math.floor(asked * (0.6 + 0.4 * random.next()))
		},
		TT20a: random.pick(['tu_dong', 'bo_dem'])
	};
}

/** Shares that the indicators must report, counted from the answers themselves. */
export function sharesOf(
	forms: Answers[]
): Record<string, { numerator: number; denominator: number }> {
	const share = (counts: (form: Answers) => boolean) => ({
		numerator: forms.filter(counts).length,
		denominator: forms.length
	});
	const linked = ['du_lieu', 'lien_ket'];
	return {
		'CT-II.1a-01': share(({ TT07 }) => TT07 === 'rieng' || TT07 === 'long_ghep'),
		'CT-II.2-01': share(({ TT08 }) => TT08 === 'da_ban_hanh'),
		'CT-II.3-04': share(({ TT17 }) => linked.includes(String(TT17)))
	};
}
