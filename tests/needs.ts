/** Answers to the needs survey, for tests on either side of the door. */

/** A complete answer to the needs survey; `part` changes it, undefined takes out. */
export function needs(part: Record<string, unknown> = {}): Record<string, unknown> {
	const all: Record<string, unknown> = {
		NC00: 'dong_y',
		NC01: 'nguoi_dan',
		NC02: '68',
		NC03: 'nong_thon',
		NC04: '35_44',
		NC05: 'nu',
		NC06: 'thpt',
		NC07: 'nong_dan',
		NC10: ['dien_thoai', 'tv'],
		NC11: 'hang_tuan',
		NC12: ['dat_dai', 'hon_nhan', 'bhxh'],
		NC13: ['thu_tuc', 'tranh_chap'],
		NC14: {
			...{ ptth: 'thuong_xuyen', truyen_thanh: 'thuong_xuyen', hoi_nghi: 'thinh_thoang' },
			...{ bao_chi: 'thinh_thoang', cong_plqg: 'chua', facebook: 'thuong_xuyen', zalo: 'chua' }
		},
		NC15: ['truyen_thanh', 'zalo'],
		NC16: ['kho_hieu', 'qua_nhieu'],
		NC23: ['bai_ngan', 'video_ngan'],
		NC24: 'co_zalo',
		NC25: { tra_cuu: '4', hoi_dap: '5', tinh_huong: '3', thu_tuc: '5', gop_y: '2' },
		NC26: 'can_nhac',
		NC27: ['trich_dan', 'co_quan'],
		NC28: 'co',
		NC33: 'truc_tiep',
		NC34: 'toi',
		NC35: ['de_hieu', 'dien_thoai'],
		NC36: 'Mong có bản tin pháp luật bằng tiếng Thái trên loa truyền thanh của xã.',
		...part
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
