import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import * as campaigns from '#lib/server/campaigns.ts';
import * as composites from '#lib/server/composites.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plan from '#lib/server/plan.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { Problem } from '#lib/problem.ts';
import type { Unit } from '#lib/unit.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
let provinces: Unit[];
let nationId: number;
let campaignId: number;

/** A form in which all choices of all parts are made (1), or the least of each (0), or half of them. */
async function submit(unit: Unit, degree: 0 | 0.5 | 1): Promise<void> {
	const index = await composites.byId(sql, 'CT-II.4-03');
	const response = randomUUID();
	await sql`insert into responses
			(id, campaign_id, survey_version_id, unit_id, state, sequence, version, submitted_at)
		select ${response}, id, survey_version_id, ${unit.id}, 'submitted', 1, 1, now()
			from campaigns where id = ${campaignId}`;
	const rows = index.pillars.flatMap(({ leaves }) =>
		leaves.flatMap(({ item }): { question: string; code: string; number: number | null }[] => {
			const { question } = item;
			if ('codes' in item) {
				const made = item.codes.slice(0, Math.round(item.of * degree));
				return (made.length > 0 ? made : ['none']).map((code) => ({
					question,
					code,
					number: null
				}));
			}
			if ('points' in item) {
				const [code] = Object.entries(item.points).find(([, points]) => points === degree) ?? [];
				return code === undefined ? [] : [{ question, code, number: null }];
			}
			return [{ question, code: '', number: item.low + degree * (item.high - item.low) }];
		})
	);
	await warehouse.insert(
		'answers',
		rows.map((row) => ({
			...{ campaign_id: campaignId, survey: 'thuc-trang', response_id: response, version: 1 },
			...{ unit_id: unit.id, item: '', text: '', submitted_at: '2026-11-20 03:00:00.000' },
			...row
		})),
		response
	);
}

beforeAll(async () => {
	await units.load(sql);
	await plan.load(sql);
	await indicators.load(sql);
	await surveys.publishFiles(sql);
	provinces = await units.onDay(sql, '2026-11-23', { level: 'province' });
	nationId = (await units.nation(sql)).id;
	const [user] = await sql<{ id: number }[]>`insert into users (email, name, role, unit_id)
		values ('a@example.vn', 'A', 'analyst', ${nationId}) returning id`;
	const campaign = await campaigns.create(sql, user!.id, {
		...{ slug: 'thuc-trang-2026', survey: 'thuc-trang', titleVi: 'Khảo sát', titleEn: 'Survey' },
		...{ periodFrom: '2026-01-01', periodTo: '2026-12-31' },
		...{ opensAt: '2026-11-01T00:00:00Z', closesAt: '2099-01-01T00:00:00Z' }
	});
	campaignId = campaign.id;
	await campaigns.open(sql, user!.id, campaign.slug);
	await submit(provinces[0]!, 1);
	await submit(provinces[1]!, 0.5);
	await submit(provinces[2]!, 0);
});

const scoresOf = async (weights = new Map<string, string>()) => {
	const index = composites.tried(await composites.byId(sql, 'CT-II.4-03'), weights);
	const computed = await composites.compute(sql, warehouse, index);
	return { ...computed, of: (at: number) => computed.result!.units[at]! };
};

describe('the composite index of provinces', () => {
	it('is made of each province’s own form, and of no other', async () => {
		const { of, result } = await scoresOf();
		expect(of(0).score).toBeCloseTo(100, 6);
		expect(of(2).score).toBeCloseTo(0, 6);
		expect(of(1).score! > 20 && of(1).score! < 80).toBe(true);
		expect([of(0).group, of(1).group, of(2).group]).toEqual([1, 2, 3]);
		expect(result!.units.filter(({ score }) => score !== null)).toHaveLength(3);
		expect(of(3)).toMatchObject({ score: null, group: 0, available: 0, drivers: [] });
	});

	it('agrees with the estimate of the indicator: the nation is the mean of those who answered', async () => {
		const { of } = await scoresOf();
		const wanted = { indicatorId: 'CT-II.4-03', unitId: nationId };
		const period = { periodFrom: '2026-01-01', periodTo: '2026-12-31' };
		const estimate = await estimates.compute(sql, warehouse, { ...wanted, ...period });
		const mean = (of(0).score! + of(1).score! + of(2).score!) / 3;
		expect(estimate!.value).toBeCloseTo(mean, 3);
	});

	it('keeps its snapshot as long as nothing changes, and has another with other weights', async () => {
		const [one, again] = [await scoresOf(), await scoresOf()];
		expect(again.snapshot).toBe(one.snapshot);
		expect(again.result).toEqual(one.result);
		const other = await scoresOf(new Map([['n1', '4,5']]));
		expect(other.snapshot).not.toBe(one.snapshot);
		expect(other.index.pillars[0]!.weight).toBe(4.5);
	});

	it('refuses weights that are none, by name', async () => {
		const index = await composites.byId(sql, 'CT-II.4-03');
		for (const text of ['-1', '', 'nhiều', '1e9', 'NaN'])
			expect(() => composites.tried(index, new Map([['n1', text]]))).toThrow(Problem);
		const none = new Map(index.pillars.map(({ code }) => [code, '0']));
		expect(() => composites.tried(index, none)).toThrow(Problem);
		await expect(composites.byId(sql, 'CT-II.1a-01')).rejects.toThrow(Problem);
	});

	it('has no result where no campaign of citizens was held', async () => {
		const index = await composites.byId(sql, 'CT-II.4-06');
		const { result, campaign } = await composites.compute(sql, warehouse, index);
		expect([result, campaign]).toEqual([null, null]);
	});
});
