/**
 * Simulated citizens' answers to the effectiveness survey (`surveys/hieu-qua`): only questions that
 * the form would ask, with a planted truth. How many learn of the law through digital channels
 * depends on town or countryside and on the pilot; so do knowledge, quality and change, which make
 * the index, in pilot provinces by a known amount.
 */
import type { Answers } from './answers.ts';
import { maybe, several, weighted } from './choosing.ts';
import type { Citizen } from './citizens.ts';
import type { Random } from './random.ts';

/** The share that learns of the law through at least one digital channel. */
export function plantedReach(area: string, pilot: boolean): number {
	return (area === 'thanh_thi' ? 0.74 : 0.55) + (pilot ? 0.08 : 0);
}

/** The share of right answers. */
export function plantedKnowledge(pilot: boolean): number {
	return pilot ? 0.62 : 0.54;
}

const digital = [
	...['zalo', 'facebook', 'video', 'cong_plqg', 'cong_pbgdpl', 'app', 'sms', 'thi', 'tro_ly_ao']
];
const others = ['ptth', 'truyen_thanh', 'nguoi_quen', 'hoi_nghi', 'bao_chi', 'tu_sach'];
const right: Record<string, string> = { HQ22: 'b', HQ23: 'b', HQ24: 'a', HQ25: 'a', HQ26: 'b' };
const wishes = ['Mong trang xem được trên điện thoại cũ.', 'Nên trả lời câu hỏi nhanh hơn.'];

/** One person of a province, given as its code. */
export function answerEffects(random: Random, province: string, pilot: boolean): Citizen {
	if (random.chance(0.012))
		return { data: { HQ00: 'khong' }, seconds: random.between(5, 60), kind: 'declined' };
	const data: Answers = { HQ00: 'dong_y' };
	about(random, data, province);
	reach(random, data, pilot);
	if (data.HQ09 === 'co') quality(random, data, pilot);
	knowledge(random, data, pilot);
	change(random, data, pilot);
	if (data.HQ01 === 'can_bo') atWork(random, data);
	data.HQ41 = several(
		random,
		['noi_dung', 'kip_thoi', 'giao_dien', 'hoi_dap', 'video', 'mxh', 'vung_kho', 'truc_tiep'],
		1,
		3
	);
	if (random.chance(0.03)) data.HQ42 = random.pick(wishes);
	const fast = random.chance(0.015);
	const seconds = fast ? random.between(12, 40) : random.between(240, 900);
	return { data, seconds, kind: fast ? 'fast' : 'plain' };
}

function about(random: Random, data: Answers, province: string): void {
	data.HQ01 = random.chance(0.85) ? 'nguoi_dan' : 'can_bo';
	data.HQ02 = province;
	data.HQ03 = weighted(random, {
		...{ '25_34': 0.24, '35_44': 0.24, '18_24': 0.15, '45_54': 0.16, '55_64': 0.1, '65': 0.06 },
		...{ '15_17': 0.03, ktl: 0.02 }
	});
	maybe(random, data, 'HQ04', () =>
		weighted(random, { nu: 0.5, nam: 0.46, khac: 0.01, ktl: 0.03 })
	);
	data.HQ05 = weighted(random, { nong_thon: 0.42, thanh_thi: 0.38, mien_nui: 0.18, hai_dao: 0.02 });
	maybe(random, data, 'HQ06', () =>
		weighted(random, {
			thpt: 0.34,
			dai_hoc: 0.24,
			thcs: 0.2,
			nghe: 0.14,
			tieu_hoc: 0.05,
			ktl: 0.03
		})
	);
	if (data.HQ01 === 'nguoi_dan')
		maybe(random, data, 'HQ07', () =>
			weighted(random, {
				...{ nong_dan: 0.3, cong_nhan: 0.25, kinh_doanh: 0.17, hoc_sinh: 0.1, noi_tro: 0.06 },
				...{ huu_tri: 0.06, khac: 0.04, ktl: 0.02 }
			})
		);
	else data.HQ08 = weighted(random, { khong: 0.6, truc_tiep: 0.3, quan_ly: 0.1 });
}

function reach(random: Random, data: Answers, pilot: boolean): void {
	const isReached = random.chance(plantedReach(String(data.HQ05), pilot));
	// Of those not reached digitally, half have heard of the law in other ways.
	const heard = isReached || random.chance(0.5);
	data.HQ09 = heard ? 'co' : random.chance(0.8) ? 'khong' : 'khong_nho';
	if (heard) {
		const ways = isReached ? several(random, digital, 1, 4) : [];
		const more = isReached && random.chance(0.4) ? [] : several(random, others, 1, 2);
		const all = [...ways, ...more];
		data.HQ10 = all;
		if (all.length > 1) maybe(random, data, 'HQ11', () => random.pick(all));
		data.HQ12 = isReached
			? weighted(random, { hang_thang: 0.35, hang_tuan: 0.3, it_hon: 0.2, hang_ngay: 0.15 })
			: 'khong';
	}
	data.HQ13 = weighted(random, { nghe_noi: 0.45, khong: 0.3, biet_ro: pilot ? 0.35 : 0.25 });
	if (data.HQ13 === 'khong') return;
	maybe(random, data, 'HQ14', () =>
		weighted(random, { chua: 0.4, vai_lan: 0.4, thuong_xuyen: 0.2 })
	);
	if (data.HQ14 === 'vai_lan' || data.HQ14 === 'thuong_xuyen')
		maybe(random, data, 'HQ15', () =>
			several(
				random,
				['tra_cuu', 'doc_tin', 'hoi_dap', 'xem_video', 'thi', 'tai_lieu', 'gop_y', 'tro_ly_ao'],
				1,
				3
			)
		);
}

/** A grade around 3,5, in pilot provinces around 3,9. */
function grade(random: Random, pilot: boolean): string {
	return weighted(
		random,
		pilot
			? { '4': 0.42, '5': 0.28, '3': 0.2, '2': 0.07, '1': 0.03 }
			: { '4': 0.38, '3': 0.3, '5': 0.16, '2': 0.11, '1': 0.05 }
	);
}

function grades(random: Random, pilot: boolean, rows: readonly string[], passed: number) {
	const answers: Record<string, string> = {};
	for (const row of rows) if (!random.chance(passed)) answers[row] = grade(random, pilot);
	answers[rows[0]!] ??= grade(random, pilot);
	return answers;
}

function quality(random: Random, data: Answers, pilot: boolean): void {
	if (data.HQ12 !== 'khong') {
		const rows = ['chinhxac', 'kipthoi', 'dehieu', 'detim', 'thietthuc', 'dedung'];
		data.HQ16 = grades(random, pilot, rows, 0);
		data.HQ17 = Number(grade(random, pilot));
		maybe(random, data, 'HQ19', () =>
			random.chance(0.2)
				? ['none']
				: several(random, ['khong_thay', 'kho_hieu', 'cu', 'cham', 'dien_thoai'], 1, 3)
		);
	}
	maybe(random, data, 'HQ18', () => {
		const sources = ['cong_nn', 'mxh_nn', 'bao_chi', 'mxh_khac', 'ai_nn', 'ai_khac'];
		return Object.fromEntries(
			sources.map((row) => [row, random.chance(0.1) ? 'kb' : grade(random, pilot)])
		);
	});
	if (Array.isArray(data.HQ15) && data.HQ15.includes('hoi_dap'))
		maybe(random, data, 'HQ20', () =>
			weighted(random, { dung_han: 0.6, cham: 0.2, khong: 0.12, chua_dung: 0.08 })
		);
	maybe(random, data, 'HQ21', () =>
		random.chance(pilot ? 0.36 : 0.28)
			? random.between(9, 10)
			: random.chance(0.35)
				? random.between(0, 6)
				: random.between(7, 8)
	);
}

function knowledge(random: Random, data: Answers, pilot: boolean): void {
	for (const [question, answer] of Object.entries(right)) {
		if (question === 'HQ26' && data.HQ01 !== 'can_bo') continue;
		const wrong = ['a', 'b', 'c', 'kb'].filter((one) => one !== answer);
		maybe(random, data, question, () =>
			random.chance(plantedKnowledge(pilot)) ? answer : random.pick(wrong)
		);
	}
}

function change(random: Random, data: Answers, pilot: boolean): void {
	if (data.HQ09 === 'co') {
		data.HQ27 = weighted(random, {
			...{ mot_vai_lan: 0.42, chua: pilot ? 0.32 : 0.4, nhieu_lan: 0.18 }
		});
		if (data.HQ27 !== 'chua')
			maybe(random, data, 'HQ28', () =>
				several(random, ['thu_tuc', 'quyen_loi', 'cong_viec', 'tranh_vi_pham', 'huong_dan'], 1, 3)
			);
		if (data.HQ12 !== 'khong') {
			const rows = ['hieu_biet', 'y_thuc', 'noi_hoi', 'tiet_kiem', 'tu_tin', 'nhan_dien'];
			maybe(random, data, 'HQ29', () => grades(random, pilot, rows, 0.03));
			maybe(random, data, 'HQ30', () =>
				random.pick(['hon', 'nhu_nhau', 'kem', 'bo_sung', 'bo_sung', 'kho_noi'])
			);
		}
	}
	maybe(random, data, 'HQ31', () =>
		weighted(random, { thinh_thoang: 0.45, khong: 0.35, thuong_xuyen: 0.2 })
	);
	maybe(random, data, 'HQ32', () => weighted(random, { khong: 0.6, co: 0.2, khong_biet: 0.2 }));
	maybe(random, data, 'HQ33', () => weighted(random, { chua: 0.65, mot: 0.22, nhieu: 0.13 }));
	if (data.HQ33 === 'mot' || data.HQ33 === 'nhieu')
		maybe(random, data, 'HQ34', () => random.pick(['nhieu', 'it', 'khong']));
}

function atWork(random: Random, data: Answers): void {
	maybe(random, data, 'HQ35', () =>
		several(random, ['cong', 'mxh', 'hop', 'csdl', 'thi', 'ai'], 1, 4)
	);
	const rows = ['mo_rong', 'kip_thoi', 'chi_phi', 'tuong_tac', 'theo_doi', 'chat_luong'];
	maybe(random, data, 'HQ36', () => grades(random, false, rows, 0.03));
	if (data.HQ08 !== 'khong')
		maybe(random, data, 'HQ37', () =>
			random.pick(['0_25', '25_50', '50_75', '75_100', 'khong_ro'])
		);
	maybe(random, data, 'HQ38', () => random.pick(['trong_ky', 'truoc_do', 'chua']));
	if (data.HQ38 === 'trong_ky' || data.HQ38 === 'truoc_do')
		maybe(random, data, 'HQ39', () => random.between(2, 5));
	maybe(random, data, 'HQ40', () => random.between(2, 5));
}
