import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as responses from '#lib/server/responses.ts';
import { stillValid } from '#lib/server/previous.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { complete } from '../answers.ts';
import { binh, dung, password } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
let analyst: User;
let officer: User;
let hanoi: User;

async function field(year: number): Promise<string> {
	const slug = `thuc-trang-${year}`;
	await campaigns.create(sql, analyst.id, {
		...{ slug, survey: 'thuc-trang', titleVi: 'Khảo sát', titleEn: 'Survey' },
		...{ periodFrom: `${year}-01-01`, periodTo: `${year}-12-31` },
		opensAt: new Date(Date.now() - 86_400_000).toISOString(),
		closesAt: new Date(Date.now() + 86_400_000).toISOString()
	});
	await campaigns.open(sql, analyst.id, slug);
	return slug;
}

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	[analyst, officer] = [await binh(sql), await dung(sql)];
	const unit = await units.find(sql, '01', 'province', '2026-11-01');
	hanoi = await users.create(sql, undefined, {
		...{ email: 'hanoi@example.vn', name: 'Vũ Thị Hà', role: 'unit_officer', password },
		unitId: unit!.id
	});
	for (const year of [2023, 2024, 2025]) await field(year);
});

afterAll(() => judge.close());

describe("the last period's figures", () => {
	it('are none before the unit has submitted anything', async () => {
		expect(await responses.previous(sql, hanoi, 'thuc-trang-2025')).toEqual({ kind: 'none' });
	});

	it('of a unit that came out of a merger are not added up: its predecessors are named', async () => {
		const previous = await responses.previous(sql, officer, 'thuc-trang-2025');
		expect(previous.kind).toBe('new-unit');
		expect(previous).toMatchObject({
			from: expect.arrayContaining(['Bình Thuận', 'Đắk Nông', 'Lâm Đồng'])
		});
	});

	it('are those of the latest earlier campaign in which this very unit submitted', async () => {
		const first = { ...complete(), TT13: { tong: 100 } };
		await responses.submit(sql, officer, 'thuc-trang-2023', { sequence: 1, data: first });
		// A draft of 2024 that was never submitted counts for nothing.
		await responses.save(sql, officer, 'thuc-trang-2024', {
			...{ base: 0, changed: ['TT13'], data: { TT13: { tong: 1 } } },
			...{ answered: 1, answerable: 30 }
		});
		const found = await responses.previous(sql, officer, 'thuc-trang-2025');
		expect(found).toMatchObject({
			kind: 'found',
			period: 'năm 2023',
			data: { TT13: { tong: 100 } }
		});
		const second = { ...complete(), TT13: { tong: 200 } };
		await responses.submit(sql, officer, 'thuc-trang-2024', { sequence: 2, data: second });
		const latest = await responses.previous(sql, officer, 'thuc-trang-2025');
		expect(latest).toMatchObject({ period: 'năm 2024', data: { TT13: { tong: 200 } } });
	});

	it('never come from a later campaign or from another unit', async () => {
		expect(await responses.previous(sql, officer, 'thuc-trang-2023')).toMatchObject({
			kind: 'new-unit'
		});
		expect(await responses.previous(sql, hanoi, 'thuc-trang-2025')).toEqual({ kind: 'none' });
	});

	it('leave out answers that the questions of today cannot hold, each by itself', async () => {
		const { fields } = await surveys.latest(sql, 'thuc-trang');
		const { data, dropped } = stillValid(fields, {
			TT05: 'lanh_dao',
			TT07: 'chuc_danh_cu',
			TT13: { tong: 'một trăm' },
			TT37: ['khong_con_nua', 'other'],
			'TT37-Comment': 'Thiếu máy',
			XX: 1
		});
		expect(data).toEqual({ TT05: 'lanh_dao' });
		expect(dropped.sort()).toEqual(['TT07', 'TT13', 'TT37', 'XX']);
	});
});
