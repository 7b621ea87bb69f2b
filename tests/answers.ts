/** Answers of a Sở Tư pháp to the status form: complete, and every question answered that is asked. */
export function complete(): Record<string, unknown> {
	return {
		TT05: 'phu_trach_pbgdpl',
		TT07: 'rieng',
		TT07a: '45/KH-UBND ngày 10/02/2026',
		TT08: 'da_ban_hanh',
		TT09: ['kiem_tra', 'khao_sat'],
		TT10: 4,
		TT11: 'khong',
		TT13: { tong: 180.5, nsnn_giao: 140, xa_hoi_hoa: 20.5, da_chi: 120 },
		TT14: { bao_cao_vien: 30, tuyen_truyen_vien: 1200 },
		TT14a: {
			may_tinh: 'tot',
			internet: 'tot',
			hop_truc_tuyen: 'co_ban',
			truyen_thanh: 'chua',
			san_xuat_nd: 'khong_co'
		},
		TT15: 'rieng',
		TT16: 'https://pbgdpl.lamdong.gov.vn',
		TT17: 'lien_ket',
		TT22: ['tieng_dtts', 'phu_de'],
		TT24: ['fanpage', 'zalo_oa'],
		TT25: [
			{ kenh: 'fanpage', nguoi_theo_doi: 12000, bai_dang: 80, bai_30_ngay: true },
			{ kenh: 'zalo_oa', nguoi_theo_doi: 3000, bai_dang: 12, bai_30_ngay: false }
		],
		TT28: 0,
		TT35: {
			chi_dao: '4',
			kinh_phi: '2',
			nhan_luc: '3',
			ha_tang: '3',
			noi_dung: '4',
			tuong_tac: '3'
		},
		TT37: ['kinh_phi', 'other'],
		'TT37-Comment': 'Thiếu thiết bị quay dựng',
		TT40: true
	};
}
