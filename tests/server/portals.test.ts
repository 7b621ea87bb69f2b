/** Portals as a tree: who sees which, and parts that add up to the whole on every screen. */
import { beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#lib/event.ts';
import { visibleUnits } from '#lib/server/access.ts';
import * as days from '#lib/server/days.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import * as overview from '#lib/server/overview.ts';
import * as sites from '#lib/server/sites.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import type { User } from '#lib/access.ts';
import type { Site } from '#lib/site.ts';
import { pageView } from '../events.ts';
import { an, chi, dung, password } from '../people.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const today = dayOf(Date.now());
const noon = Date.now() - 3_600_000;
const span = { from: dayOf(noon), to: today };
let admin: User;
let ofCommune: User;
const made: Record<'ministry' | 'province' | 'commune' | 'elsewhere', Site> = {} as never;

beforeAll(async () => {
	await units.load(sql);
	admin = await an(sql);
	const province = (await units.find(sql, '68', 'province', today))!;
	const other = (await units.find(sql, '01', 'province', today))!;
	const [commune] = await units.children(sql, province.id, today);
	const add = (domain: string, unitId: number) =>
		sites.create(sql, admin.id, { domain, name: domain, unitId });
	made.ministry = await add('moj.example', admin.unitId);
	made.province = await add('lamdong.example', province.id);
	made.commune = await add('xa.lamdong.example', commune!.id);
	made.elsewhere = await add('hanoi.example', other.id);
	ofCommune = await users.create(sql, undefined, {
		...{ email: 'xa@example.vn', name: 'Lò Văn Xá', role: 'unit_officer' as const, password },
		unitId: commune!.id
	});
	const intake = await intakes.open(sql, warehouse, { background: false });
	const counts = { ministry: 5, province: 3, commune: 2, elsewhere: 7 };
	for (const [name, count] of Object.entries(counts)) {
		const { id } = made[name as keyof typeof made];
		// The first two people visit every portal.
		await intake.accept(
			Array.from({ length: count }, (_, index) =>
				pageView(id, noon + index * 1000, { ip: `203.0.113.${index}` })
			)
		);
		await intake.accept([
			pageView(id, noon, { name: 'File Download' }),
			pageView(id, noon, { userAgent: 'Googlebot/2.1' })
		]);
	}
	await intake.settle();
	return () => intake.close();
});

const seenBy = async (user: User) => {
	const list = await sites.list(sql, await visibleUnits(sql, user));
	return list.map(({ domain }) => domain).sort();
};

const sum = (
	rows: { visitors: number; visits: number; pageViews: number; events: number }[]
): Record<'visitors' | 'visits' | 'pageViews' | 'events', number> => {
	const total = { visitors: 0, visits: 0, pageViews: 0, events: 0 };
	for (const row of rows)
		for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += row[key];
	return total;
};

describe('the tree of portals', () => {
	it('lets the ministry see all, a province its communes too, a commune its own', async () => {
		const all = ['hanoi.example', 'lamdong.example', 'moj.example', 'xa.lamdong.example'];
		expect(await seenBy(admin)).toEqual(all);
		expect(await seenBy(await chi(sql))).toEqual(all);
		expect(await seenBy(await dung(sql))).toEqual(['lamdong.example', 'xa.lamdong.example']);
		expect(await seenBy(ofCommune)).toEqual(['xa.lamdong.example']);
	});

	it('adds up: sites to provinces, provinces and the ministry to the nation', async () => {
		const total = (siteIds?: number[]) =>
			days
				.totals(warehouse, { ...span, dimension: 'total', ...(siteIds ? { siteIds } : {}) })
				.then(sum);
		const bySite = await days.totals(warehouse, { ...span, dimension: 'total', bySite: true });
		const nation = await total();
		expect(bySite).toHaveLength(4);
		expect(sum(bySite)).toEqual(nation);
		expect(nation).toMatchObject({ pageViews: 17, events: 21 });

		const provinces = await units.provinceOfEach(sql);
		const parts = new Map<string, number[]>();
		for (const { id, unitId } of await sites.list(sql)) {
			const place = provinces.find((one) => one.unitId === unitId)!.province;
			parts.set(place, [...(parts.get(place) ?? []), id]);
		}
		expect(parts.size).toBe(3);
		const totals = await Promise.all([...parts.values()].map(total));
		expect(sum(totals)).toEqual(nation);
	});

	it('shows the nation on the overview as the sum of its portals', async () => {
		const { visits } = await overview.read(sql, warehouse, { today });
		const shown = visits.reduce((all, day) => all + day.pageViews, 0);
		expect(shown).toBe(17);
	});

	it('adds up within every dimension, the remainder included', async () => {
		for (const dimension of ['page', 'source', 'device', 'hour', 'event'] as const) {
			const rows = await days.totals(warehouse, { ...span, dimension, bySite: true });
			const bySite = await days.totals(warehouse, { ...span, dimension });
			expect(sum(rows), dimension).toEqual(sum(bySite));
		}
	});

	it('knows a person on two portals as two visitors, so visitors of portals are not people', async () => {
		const keys = await warehouse.rows<{ visitors: number; sites: number }>(
			`select uniqExact(visitor) as visitors, uniqExact(site_id) as sites from events where bot = ''`
		);
		expect(keys).toEqual([{ visitors: 17, sites: 4 }]);
	});
});
