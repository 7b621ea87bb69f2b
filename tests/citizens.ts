/** Citizens for tests: an open campaign with the needs survey, and complete answers to it. */
import { randomUUID } from 'node:crypto';
import type { Campaign } from '#lib/campaign.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';

const day = 86_400_000;

/** An open campaign that asks citizens. */
export async function openCampaign(sql: Sql, actorId: number, slug = 'nhu-cau'): Promise<Campaign> {
	await surveys.publishFiles(sql);
	await campaigns.create(sql, actorId, {
		slug,
		survey: 'nhu-cau',
		titleVi: 'Nhu cầu thông tin pháp luật',
		titleEn: 'Needs for legal information',
		periodFrom: '2026-01-01',
		periodTo: '2026-12-31',
		opensAt: new Date(Date.now() - day).toISOString(),
		closesAt: new Date(Date.now() + 30 * day).toISOString(),
		audience: 'citizens'
	});
	return campaigns.open(sql, actorId, slug);
}

/** The unit of a province of today. */
export async function province(sql: Sql, code = '68'): Promise<number> {
	const unit = await units.find(sql, code, 'province', '2026-11-01');
	if (!unit) throw new Error('The units have not been loaded.');
	return unit.id;
}

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

/** What a browser sends. */
export function sending(link: string, data: object, more: object = {}) {
	return { link, id: randomUUID(), data, seconds: 240, ...more };
}
