import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plan from '#lib/server/plan.ts';
import * as registers from '#lib/server/registers/registers.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { binh } from '../people.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
let analyst: User;
let nationId: number;

const quarter = { from: '2025-01-01', to: '2025-03-31' };

beforeAll(async () => {
	await units.load(sql);
	await plan.load(sql);
	await indicators.load(sql);
	await surveys.publishFiles(sql);
	analyst = await binh(sql);
	nationId = (await units.nation(sql)).id;
}, 60_000);

async function enter(
	indicatorId: string,
	[code, day]: [string, string],
	period: { from: string; to: string },
	part: number,
	channel: string | null = null
) {
	const unit = (await units.find(sql, code, 'province', day))!;
	const place = { indicatorId, unitId: unit.id, channel };
	const span = { periodFrom: period.from, periodTo: period.to };
	const beside = channel === null ? { beside: part * 10 } : {};
	const given = { part, ...beside, document: 'Báo cáo số 1' };
	return registers.enter(sql, analyst.id, { ...place, ...span }, given);
}

const table = (indicatorId: string, boundaries: 'reported' | 'today', period = quarter) =>
	estimates.table(sql, warehouse, { indicatorId, period, boundaries });

describe('figures on boundaries', () => {
	it('stand where they were reported, or add up in what became of those provinces', async () => {
		// Hà Giang and the former Tuyên Quang became Tuyên Quang on 1 July 2025.
		for (const [code, part] of [
			['02', 3],
			['08', 5],
			['01', 7]
		] as const)
			await enter('CT-II.5-01', [code, '2025-03-31'], quarter, part);
		const reported = await table('CT-II.5-01', 'reported');
		const today = await table('CT-II.5-01', 'today');
		const named = await units.named(
			sql,
			[...reported, ...today].map(({ unitId }) => unitId)
		);
		const values = (list: typeof today) =>
			list
				.filter(({ unitId }) => unitId !== nationId)
				.map(({ unitId, value }) => [named.get(unitId)!.name, value])
				.sort();
		expect(values(reported)).toEqual([
			['Hà Giang', 3],
			['Hà Nội', 7],
			['Tuyên Quang', 5]
		]);
		expect(values(today)).toEqual([
			['Hà Nội', 7],
			['Tuyên Quang', 8]
		]);
		for (const list of [reported, today])
			expect(list.find(({ unitId }) => unitId === nationId)).toMatchObject({ value: 15, n: 3 });
		const merged = today.find(({ value }) => value === 8)!;
		expect(merged).toMatchObject({ boundaries: 'today', method: 'total' });
		expect(merged.notes).toContain('boundaries-of-today');
		expect(reported.flatMap(({ notes }) => notes)).not.toContain('boundaries-of-today');
	});

	it('count the stock of provinces that were joined once, with the province they are in now', async () => {
		const may = { from: '2025-05-01', to: '2025-05-31' };
		const august = { from: '2025-08-01', to: '2025-08-31' };
		await enter('CT-II.9-02', ['02', '2025-05-31'], may, 100, 'zalo_oa');
		await enter('CT-II.9-02', ['08', '2025-05-31'], may, 200, 'zalo_oa');
		await enter('CT-II.9-02', ['08', '2025-08-31'], august, 310, 'zalo_oa');
		const nation = async (period: typeof may) =>
			(await table('CT-II.9-02', 'reported', period)).find(({ unitId }) => unitId === nationId);
		expect(await nation(may)).toMatchObject({ value: 300, n: 2 });
		expect(await nation(august)).toMatchObject({ value: 310, n: 1 });
	});

	it('give second figures, and refuse splits that an indicator does not have', async () => {
		const second = await estimates.compute(sql, warehouse, {
			...{ indicatorId: 'CT-II.5-01', unitId: nationId, dimension: 'second', category: 'second' },
			...{ periodFrom: quarter.from, periodTo: quarter.to }
		});
		expect(second).toMatchObject({ value: 150, dimension: 'second', category: 'second' });
		const wanted = { indicatorId: 'CT-II.5-01', period: quarter, dimension: 'age' as const };
		await expect(estimates.table(sql, warehouse, wanted)).rejects.toMatchObject({
			problem: 'estimate.not-split'
		});
	});
});

describe('snapshots', () => {
	it('have one name for the same facts and another once these change', async () => {
		const name = async () => (await table('CT-II.5-01', 'reported'))[0]!.snapshot;
		const first = await name();
		expect(await name()).toBe(first);
		await enter('CT-II.5-01', ['79', '2025-03-31'], quarter, 1);
		expect(await name()).not.toBe(first);
		const other = (await table('CT-II.5-01', 'today'))[0]!.snapshot;
		expect(other).not.toBe(await name());
	});

	it('are kept with their estimates and let go with them', async () => {
		const period = { periodFrom: quarter.from, periodTo: quarter.to };
		const count = async () => (await sql`select 1 from estimate_facts`).length;
		await estimates.refresh(sql, warehouse, { ...period, indicatorIds: ['CT-II.5-01'] });
		const kept = await estimates.list(sql, { indicatorId: 'CT-II.5-01' });
		const before = await count();
		const { name, figures } = await estimates.reproduce(sql, kept[0]!.snapshot);
		expect(name).toBe(kept[0]!.snapshot);
		expect(figures.length).toBeGreaterThan(2);
		for (const { estimate, again } of figures) expect(again?.value).toBe(estimate.value);
		await enter('CT-II.5-01', ['92', '2025-03-31'], quarter, 2);
		await estimates.refresh(sql, warehouse, { ...period, indicatorIds: ['CT-II.5-01'] });
		expect(await count()).toBe(before);
		await expect(estimates.reproduce(sql, kept[0]!.snapshot)).rejects.toMatchObject({
			problem: 'record.not-found'
		});
	});
});

describe('citizens', () => {
	it('whose answers a decision leaves out are in no figure, and small groups stay hidden', async () => {
		const campaign = await campaigns.create(sql, analyst.id, {
			...{ slug: 'hieu-qua-2026', survey: 'hieu-qua', titleVi: 'Hiệu quả', titleEn: 'Effect' },
			...{ periodFrom: '2026-01-01', periodTo: '2026-12-31', audience: 'citizens' },
			...{ opensAt: '2026-11-01T00:00:00Z', closesAt: '2099-01-01T00:00:00Z' }
		});
		await campaigns.open(sql, analyst.id, campaign.slug);
		const [one, other] = await units.onDay(sql, '2026-11-20', { level: 'province' });
		const person = (respondent: number) => {
			const unitId = respondent < 30 ? one!.id : other!.id;
			const row = (question: string, code: string) => ({
				...{ campaign_id: campaign.id, question, item: '', respondent, unit_id: unitId, code },
				...{ number: null, flags: [], received_at: '2026-11-20 03:00:00' }
			});
			const area = respondent % 6 === 0 ? 'hai_dao' : 'nong_thon';
			const known = respondent % 2 === 0 ? [row('HQ09', 'co'), row('HQ10', 'zalo')] : [];
			return [row('HQ05', area), ...(known.length > 0 ? known : [row('HQ09', 'khong')])];
		};
		const rows = Array.from({ length: 42 }, (_, index) => person(index)).flat();
		await warehouse.insert('citizen_answers', rows, 'people');
		const period = { from: '2026-01-01', to: '2026-12-31' };
		const find = async (dimension: '' | 'area' = '') =>
			estimates.table(sql, warehouse, { indicatorId: 'CT-X-01', period, dimension });
		const nation = (list: Awaited<ReturnType<typeof find>>) =>
			list.find(({ unitId }) => unitId === nationId);
		expect(nation(await find())).toMatchObject({ numerator: 21, denominator: 42, n: 42 });
		const decision = { campaign_id: campaign.id, respondent: 0, id: 1, decision: 'exclude' };
		await warehouse.insert('citizen_decisions', [decision], 'decision');
		expect(nation(await find())).toMatchObject({ numerator: 20, denominator: 41, n: 41 });
		const split = await find('area');
		const island = split.find((row) => row.unitId === nationId && row.category === 'hai_dao');
		expect(island).toMatchObject({ n: 6, suppressed: true, value: null });
		// The other area would give it away by subtraction.
		const rural = split.find((row) => row.unitId === nationId && row.category === 'nong_thon');
		expect(rural).toMatchObject({ suppressed: true, value: null });
		expect(rural?.notes).toContain('hidden-for-others');
	});
});
