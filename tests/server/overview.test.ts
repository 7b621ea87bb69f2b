import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as overviews from '#lib/server/overview.ts';
import * as plan from '#lib/server/plan.ts';
import * as responses from '#lib/server/responses.ts';
import * as sites from '#lib/server/sites.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { byState, heads } from '#lib/overview.ts';
import { complete } from '../answers.ts';
import { an, binh, dung } from '../people.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const today = '2026-11-23';
const read = () => overviews.read(sql, warehouse, { today, days: 10 });
let officer: User;

/** Totals of one site's day, as a rebuild leaves them. */
async function total(
	siteId: number,
	day: string,
	dimension: string,
	value: string,
	visits: number
) {
	await warehouse.insert(
		'daily',
		[
			{
				...{ day, site_id: siteId, dimension, value, visits, visitors: visits },
				...{ bounces: 0, duration_ms: 0, page_views: visits * 2, events: visits * 2 }
			}
		],
		`${siteId}-${day}-${dimension}-${value}`
	);
}

beforeAll(async () => {
	await units.load(sql);
	await plan.load(sql);
	await indicators.load(sql);
	await surveys.publishFiles(sql);
	officer = await dung(sql);
});
afterAll(() => judge.close());

describe('the overview', () => {
	it('says of an empty system that there is nothing, without inventing zeros', async () => {
		const view = await read();
		expect(view).toMatchObject({ visits: [], campaign: null, progress: [], sitesKnown: 0 });
		expect(heads(view).map(({ estimate }) => estimate)).toEqual([null, null, null]);
	});

	it('sums sites by day, fills silent days after the first and counts silent sites', async () => {
		const { id: administrator } = await an(sql);
		const unitId = officer.unitId;
		const first = await sites.create(sql, administrator, { domain: 'a.gov.vn', name: 'A', unitId });
		const second = await sites.create(sql, administrator, {
			domain: 'b.gov.vn',
			name: 'B',
			unitId
		});
		await sites.create(sql, administrator, { domain: 'c.gov.vn', name: 'C', unitId });
		await total(first.id, '2026-11-20', 'total', '', 30);
		await total(second.id, '2026-11-20', 'total', '', 12);
		await total(first.id, '2026-11-22', 'total', '', 50);
		await total(first.id, '2026-11-20', 'bot', 'crawler', 4);
		const view = await read();
		expect(view.visits.map(({ day, visits }) => [day, visits])).toEqual([
			['2026-11-20', 42],
			['2026-11-21', 0],
			['2026-11-22', 50],
			['2026-11-23', 0]
		]);
		expect(view).toMatchObject({ sitesHeard: 2, sitesKnown: 3, botEvents: 8 });
	});

	it('follows a form the moment it is submitted, in the map and in the estimates', async () => {
		const analyst = await binh(sql);
		const campaign = await campaigns.create(sql, analyst.id, {
			slug: 'thuc-trang-2026',
			survey: 'thuc-trang',
			titleVi: 'Khảo sát thực trạng',
			titleEn: 'Status survey',
			periodFrom: '2026-01-01',
			periodTo: '2026-12-31',
			opensAt: new Date(Date.now() - 86_400_000).toISOString(),
			closesAt: new Date(Date.now() + 86_400_000).toISOString()
		});
		await campaigns.open(sql, analyst.id, campaign.slug);
		const submitted = async () => {
			const view = await read();
			const rate = view.indicators.find(({ indicator }) => indicator.id === 'CT-II.4-02');
			return [byState(view.progress).done.length, rate?.estimate?.numerator];
		};
		expect(await submitted()).toEqual([0, 0]);
		await responses.submit(sql, officer, campaign.slug, { sequence: 1, data: complete() });
		expect(await submitted()).toEqual([1, 1]);
	});

	it('shows exactly the estimates that are kept, and makes them anew only after a change', async () => {
		const shown = heads(await read())[0]?.estimate;
		expect(shown).toMatchObject({ n: 1, suppressed: true, value: null });
		const nation = await units.nation(sql);
		const period = ['2026-01-01', '2026-12-31'] as const;
		expect(await estimates.current(sql, 'CT-II.1a-01', nation.id, ...period)).toEqual(shown);
		expect(heads(await read())[0]?.estimate?.asOf).toBe(shown?.asOf);
	});
});
