import { describe, expect, it } from 'vitest';
import * as units from '#lib/server/units.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
await units.load(sql);

const before = '2025-06-30';
const after = '2025-07-01';
const today = '2026-11-23';
const names = (list: { name: string }[]) => list.map((unit) => unit.name);

describe('provinces over time', () => {
	it('are 63 until the end of June 2025 and 34 from July', async () => {
		expect(await units.onDay(sql, '2020-08-05', { level: 'province' })).toHaveLength(63);
		expect(await units.onDay(sql, before, { level: 'province' })).toHaveLength(63);
		expect(await units.onDay(sql, after, { level: 'province' })).toHaveLength(34);
		expect(await units.onDay(sql, today, { level: 'province' })).toHaveLength(34);
	});

	it('give code 15 to Yên Bái, then to Lào Cai, which is another unit', async () => {
		const first = await units.find(sql, '15', 'province', before);
		const second = await units.find(sql, '15', 'province', after);
		expect([first?.name, second?.name]).toEqual(['Yên Bái', 'Lào Cai']);
		expect(first?.id).not.toBe(second?.id);
	});

	it('change the name of exactly seven codes in the merger', async () => {
		const old = new Map(
			(await units.onDay(sql, before, { level: 'province' })).map((unit) => [unit.code, unit.name])
		);
		const renamed = (await units.onDay(sql, after, { level: 'province' })).filter(
			(unit) => old.get(unit.code) !== unit.name
		);
		expect(renamed.map((unit) => unit.code).sort()).toEqual([
			'15',
			'24',
			'44',
			'52',
			'80',
			'82',
			'91'
		]);
	});

	it('go on as the same unit where nothing was merged', async () => {
		const old = await units.onDay(sql, before, { level: 'province' });
		const now = new Set((await units.onDay(sql, today, { level: 'province' })).map((u) => u.id));
		expect(old.filter((unit) => now.has(unit.id))).toHaveLength(11);
		const hue = await units.history(sql, (await units.find(sql, '46', 'province', today))!.id);
		expect(hue.map((version) => `${version.fullName} ${version.validFrom}`)).toEqual([
			'Tỉnh Thừa Thiên Huế 2008-08-01',
			'Thành phố Huế 2025-01-01',
			'Thành phố Huế 2025-07-01'
		]);
	});

	it('make Đồng Nai a city on 30 April 2026', async () => {
		const kinds = await Promise.all(
			['2026-04-29', '2026-04-30'].map((day) => units.find(sql, '75', 'province', day))
		);
		expect(kinds.map((unit) => unit?.fullName)).toEqual(['Tỉnh Đồng Nai', 'Thành phố Đồng Nai']);
		expect(kinds[0]?.id).toBe(kinds[1]?.id);
	});

	it('all have a successor, and every new one names those it came from', async () => {
		for (const unit of await units.onDay(sql, before, { level: 'province' }))
			expect(await units.successors(sql, unit.id), unit.name).toHaveLength(1);
		const [yenBai] = [await units.find(sql, '15', 'province', before)];
		expect(names(await units.successors(sql, yenBai!.id))).toEqual(['Lào Cai']);
		const phuTho = await units.find(sql, '25', 'province', after);
		expect(names(await units.predecessors(sql, phuTho!.id))).toEqual([
			'Hòa Bình',
			'Phú Thọ',
			'Vĩnh Phúc'
		]);
		const haNoi = await units.find(sql, '01', 'province', after);
		expect(await units.predecessors(sql, haNoi!.id)).toEqual([]);
		expect((await units.successors(sql, haNoi!.id))[0]?.id).toBe(haNoi!.id);
	});

	it('come in Vietnamese order', async () => {
		const list = names(await units.onDay(sql, today, { level: 'province' }));
		expect(list.indexOf('Cần Thơ')).toBeLessThan(list.indexOf('Đà Nẵng'));
		expect(list.slice(0, 3)).toEqual(['An Giang', 'Bắc Ninh', 'Cà Mau']);
	});
});

describe('communes, agencies and regions', () => {
	it('are 3,321 communes that add up over the 34 provinces', async () => {
		expect(await units.onDay(sql, before, { level: 'commune' })).toEqual([]);
		let sum = 0;
		for (const province of await units.onDay(sql, after, { level: 'province' }))
			sum += (await units.children(sql, province.id, after)).length;
		expect(sum).toBe(3321);
		expect(await units.onDay(sql, today, { level: 'commune' })).toHaveLength(3321);
	});

	it('turn ten communes of Đồng Nai into wards with the city', async () => {
		const count = async (day: string) =>
			(await units.onDay(sql, day, { level: 'commune' })).filter((unit) => unit.kind === 'Phường')
				.length;
		expect([await count('2026-04-29'), await count('2026-04-30')]).toEqual([687, 697]);
	});

	it('put ministries directly below the nation', async () => {
		const nation = await units.nation(sql);
		const agencies = await units.onDay(sql, today, { level: 'agency', parentId: nation.id });
		expect(agencies).toHaveLength(40);
		expect(names(agencies)).toContain('Bộ Tư pháp');
	});

	it('group every province in one of six regions in both eras', async () => {
		for (const [day, sizes] of [
			[before, [14, 11, 14, 5, 6, 13]],
			[today, [9, 6, 5, 6, 3, 5]]
		] as const)
			expect((await units.regions(sql, day)).map((region) => region.provinceIds.length)).toEqual(
				sizes
			);
	});
});

describe('search', () => {
	it('finds the same unit whatever the case, diacritics and tone placement', async () => {
		for (const text of ['hoa binh', 'HOÀ BÌNH', 'Hòa Bình', 'Hòa Bình'.normalize('NFD')])
			expect(names(await units.search(sql, text, before, { level: 'province' })), text).toEqual([
				'Hòa Bình'
			]);
	});

	it('looks at the beginning of words and puts names that begin with the text first', async () => {
		const found = await units.search(sql, 'huế', today, { limit: 5 });
		expect(found[0]?.fullName).toBe('Thành phố Huế');
		expect(names(await units.search(sql, 'phường ba đình', today))).toEqual(['Ba Đình']);
		expect(await units.search(sql, '%', today)).toEqual([]);
	});
});

describe('loading', () => {
	it('does nothing the second time and keeps the ids when it runs again', async () => {
		const ids = (await units.onDay(sql, today)).map((unit) => unit.id);
		expect(await units.load(sql)).toBe(false);
		await sql`delete from installation where key = 'reference.units'`;
		expect(await units.load(sql)).toBe(true);
		expect((await units.onDay(sql, today)).map((unit) => unit.id)).toEqual(ids);
	});

	it('gives a unit as it was on a day, or as it was last', async () => {
		const { id } = (await units.find(sql, '46', 'province', today))!;
		expect((await units.byId(sql, id, '2020-08-05'))?.name).toBe('Thừa Thiên Huế');
		expect((await units.byId(sql, id))?.name).toBe('Huế');
		expect(await units.byId(sql, 0)).toBeUndefined();
	});
});
