import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Unit } from '#lib/unit.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as decisions from '#lib/server/decisions.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plan from '#lib/server/plan.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();

const period = { periodFrom: '2026-10-25', periodTo: '2026-11-23' };
let provinces: Unit[];
let nationId: number;
let userId: number;
let campaignId: number;

type Answer = { question: string; item?: string; code: string };

/** A province's form of one version, in the record and in the warehouse. */
async function submit(unit: Unit, version: number, answers: Answer[], response = randomUUID()) {
	await sql`insert into responses
			(id, campaign_id, survey_version_id, unit_id, state, sequence, version, submitted_at)
		select ${response}, id, survey_version_id, ${unit.id}, 'submitted', 1, ${version}, now()
			from campaigns where id = ${campaignId}
		on conflict (campaign_id, unit_id) do update set version = excluded.version`;
	const rows = answers.map(({ question, item = '', code }) => ({
		...{ campaign_id: campaignId, survey: 'thuc-trang', response_id: response, version },
		...{ unit_id: unit.id, question, item, code, number: null, text: '' },
		submitted_at: '2026-11-20 03:00:00.000'
	}));
	await warehouse.insert('answers', rows, `${response}-${version}`);
	return response;
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
	userId = user!.id;
	const campaign = await campaigns.create(sql, userId, {
		slug: 'thuc-trang-2026',
		survey: 'thuc-trang',
		titleVi: 'Khảo sát',
		titleEn: 'Survey',
		periodFrom: '2026-01-01',
		periodTo: '2026-12-31',
		opensAt: '2026-11-01T00:00:00Z',
		closesAt: '2099-01-01T00:00:00Z'
	});
	campaignId = campaign.id;
	await campaigns.open(sql, userId, campaign.slug);
});

async function value(indicatorId: string, unitId = nationId) {
	return estimates.compute(sql, warehouse, { indicatorId, unitId, ...period });
}

describe('estimates', () => {
	it('are without a value while nobody has answered', async () => {
		expect(await value('CT-II.1a-01')).toMatchObject({ value: null, n: 0, suppressed: false });
		expect(await value('CT-II.3-05')).toBeNull();
		expect(await value('CT-II.4-02')).toMatchObject({ value: 0, denominator: 34, method: 'count' });
	});

	it('stay hidden up to nine respondents and appear with the tenth', async () => {
		for (const unit of provinces.slice(0, 9))
			await submit(unit, 1, [{ question: 'TT07', code: 'rieng' }]);
		expect(await value('CT-II.1a-01')).toMatchObject({ suppressed: true, value: null, n: 9 });
		await submit(provinces[9]!, 1, [{ question: 'TT07', code: 'chua' }]);
		expect(await value('CT-II.1a-01')).toMatchObject({ value: 0.9, n: 10, denominator: 10 });
	});

	it('read the latest version of a form only', async () => {
		const response = await submit(provinces[10]!, 1, [{ question: 'TT07', code: 'rieng' }]);
		expect(await value('CT-II.1a-01')).toMatchObject({ numerator: 10, denominator: 11 });
		await submit(provinces[10]!, 2, [{ question: 'TT07', code: 'chua' }], response);
		expect(await value('CT-II.1a-01')).toMatchObject({ numerator: 9, denominator: 11 });
		await submit(provinces[10]!, 3, [{ question: 'TT08', code: 'chua' }], response);
		expect(await value('CT-II.1a-01')).toMatchObject({ numerator: 9, denominator: 10 });
	});

	it('leave out a form that was sent back', async () => {
		const { id } = provinces[0]!;
		await sql`update responses set state = 'returned' where unit_id = ${id}`;
		expect(await value('CT-II.4-02')).toMatchObject({ numerator: 10, n: 34 });
		expect(await value('CT-II.1a-01')).toMatchObject({ n: 9, suppressed: true });
		await sql`update responses set state = 'approved' where unit_id = ${id}`;
		expect(await value('CT-II.1a-01')).toMatchObject({ n: 10, suppressed: false });
	});

	it('leave out an answer that the approval of its form excepts, and count its others', async () => {
		const [form] = await sql<{ id: string; version: number }[]>`select id, version from responses
			where unit_id = ${provinces[1]!.id} and campaign_id = ${campaignId}`;
		await sql`insert into response_versions
				(response_id, version, data, hash, submitted_by, survey_version_id)
			select id, version, '{}', '', ${userId}, survey_version_id from responses
			where id = ${form!.id}`;
		const remarks = [{ question: 'TT07', item: '', reason: 'Chưa đối chiếu được.' }];
		await decisions.add(sql, userId, {
			...{ responseId: form!.id, version: form!.version, decision: 'approved' },
			...{ note: '', dueAt: null, remarks }
		});
		expect(await value('CT-II.1a-01')).toMatchObject({ n: 9, suppressed: true });
		expect(await value('CT-II.4-02')).toMatchObject({ numerator: 11 });
		await decisions.add(sql, userId, {
			...{ responseId: form!.id, version: form!.version, decision: 'approved' },
			...{ note: '', dueAt: null, remarks: [] }
		});
		expect(await value('CT-II.1a-01')).toMatchObject({ n: 10, suppressed: false });
	});

	it('ask for both conditions, over all who answered the first question', async () => {
		const forms: [string, string | undefined][] = [
			...Array.from({ length: 6 }, () => ['rieng', 'du_lieu'] as [string, string]),
			...Array.from({ length: 4 }, () => ['chuyen_muc', 'chua'] as [string, string]),
			['chua', undefined],
			['chua', undefined]
		];
		for (const [index, [portal, link]] of forms.entries())
			await submit(provinces[11 + index]!, 1, [
				{ question: 'TT15', code: portal },
				...(link ? [{ question: 'TT17', code: link }] : [])
			]);
		expect(await value('CT-II.3-04')).toMatchObject({ numerator: 6, denominator: 12 });
	});

	it('look at the row and column of a table that the formula names', async () => {
		const row = (index: number, channel: string, active: boolean): Answer[] => [
			{ question: 'TT24', code: channel },
			{ question: 'TT25', item: `${index}.kenh`, code: channel },
			{ question: 'TT25', item: `${index}.bai_30_ngay`, code: String(active) }
		];
		const counted = [...row(1, 'fanpage', true), ...row(2, 'truyen_thanh', false)];
		const elsewhere = [...row(1, 'fanpage', false), ...row(2, 'truyen_thanh', true)];
		const other = row(1, 'truyen_thanh', true);
		for (const [index, unit] of provinces.slice(23, 34).entries())
			await submit(unit, 1, index < 3 ? counted : index < 6 ? elsewhere : other);
		expect(await value('CT-II.9-01')).toMatchObject({ numerator: 3, denominator: 11 });
	});

	it('take the share of visits from the daily totals, days as clusters', async () => {
		const unitId = provinces[0]!.id;
		const [site] = await sql<{ id: number }[]>`insert into sites (domain, name, unit_id)
			values ('a.example.vn', 'A', ${unitId}) returning id`;
		const day = (date: string, device: string, visits: number) => ({
			...{ day: date, site_id: site!.id, dimension: 'device', value: device, visitors: visits },
			...{ visits, bounces: 0, duration_ms: 0, page_views: visits, events: visits }
		});
		await warehouse.insert(
			'daily',
			[
				day('2026-11-01', 'mobile', 60),
				day('2026-11-01', 'desktop', 40),
				day('2026-11-02', 'tablet', 50),
				day('2026-11-02', 'desktop', 50),
				day('2026-09-01', 'mobile', 1000)
			],
			'totals'
		);
		const wanted = { value: 0.55, numerator: 110, denominator: 200, n: 2, method: 'ratio_by_day' };
		expect(await value('CT-II.3-05')).toMatchObject(wanted);
		expect(await value('CT-II.3-05', unitId)).toMatchObject(wanted);
		expect(await value('CT-II.3-05', provinces[1]!.id)).toBeNull();
	});

	it('take long visits over all visits, and acts with a value over acts that carry it', async () => {
		const [site] = await sql<{ id: number }[]>`insert into sites (domain, name, unit_id)
			values ('b.example.vn', 'B', ${provinces[1]!.id}) returning id`;
		const visit = (date: string, pages: number, seconds: number, number: number) => ({
			...{
				day: date,
				site_id: site!.id,
				visitor: number,
				visit: 1,
				page_views: pages,
				events: pages
			},
			duration_ms: seconds * 1000
		});
		const visits = [
			visit('2026-11-01', 1, 59, 1),
			visit('2026-11-01', 2, 5, 2),
			visit('2026-11-02', 1, 60, 3),
			visit('2026-11-02', 1, 0, 4),
			visit('2026-09-01', 9, 900, 5)
		];
		await warehouse.insert('visits', visits, 'visits');
		const long = { value: 0.5, numerator: 2, denominator: 4, n: 2, method: 'ratio_by_day' };
		expect(await value('CT-II.7-03')).toMatchObject(long);

		const search = (results: string | undefined, more = {}) => ({
			...{ event_id: randomUUID(), day: '2026-11-02', site_id: site!.id, name: 'Site Search' },
			...{ props: { query: 'hộ tịch', ...(results && { results }) }, ...more }
		});
		const twice = search('0');
		const events = [
			...[twice, twice, search('0'), search('3'), search('10'), search(undefined)],
			...[search('0', { bot: 'Googlebot' }), search('0', { name: 'Rating' })],
			search('7', { day: '2026-11-03' })
		];
		await warehouse.insert('events', events, 'events');
		const none = { value: 0.4, numerator: 2, denominator: 5, n: 2 };
		expect(await value('CT-II.7-04')).toMatchObject(none);
		expect(await value('CT-II.7-04', provinces[1]!.id)).toMatchObject(none);
		expect(await value('CT-II.7-04', provinces[0]!.id)).toBeNull();
	});

	it('refuse an indicator that cannot be computed and one that does not exist', async () => {
		await expect(value('CT-0')).rejects.toMatchObject({ problem: 'indicator.not-computable' });
		await sql`update indicators set measure = null where id = 'CT-II.5-02'`;
		await expect(value('CT-II.5-02')).rejects.toMatchObject({
			problem: 'indicator.not-computable'
		});
	});
});

describe('kept estimates', () => {
	it('are the computed ones, for the nation and for provinces with sites', async () => {
		const kept = await estimates.refresh(sql, warehouse, period);
		const national = kept.filter((one) => one.unitId === nationId && one.value !== null);
		expect(new Set(national.map(({ indicatorId }) => indicatorId))).toEqual(
			new Set([
				...['CT-II.1a-01', 'CT-II.1c-03', 'CT-II.3-04', 'CT-II.3-05', 'CT-II.4-01', 'CT-II.4-02'],
				...['CT-II.7-03', 'CT-II.7-04', 'CT-II.9-01']
			])
		);
		const plan = await estimates.current(
			sql,
			'CT-II.1a-01',
			nationId,
			period.periodFrom,
			period.periodTo
		);
		expect(plan).toMatchObject({ ...(await value('CT-II.1a-01')), asOf: plan!.asOf });
		expect(plan!.asOf).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
		const province = await estimates.latest(sql, 'CT-II.3-05', provinces[0]!.id);
		expect(province).toMatchObject({ value: 0.55, n: 2 });
		expect(await estimates.latest(sql, 'CT-II.1a-01', provinces[0]!.id)).toBeUndefined();
	});

	it('take the place of the ones before, and only of their own period', async () => {
		await estimates.refresh(sql, warehouse, { periodFrom: '2026-01-01', periodTo: '2026-06-30' });
		const before = (await estimates.list(sql)).length;
		await estimates.refresh(sql, warehouse, period);
		expect(await estimates.list(sql)).toHaveLength(before);
		const visits = await estimates.refresh(sql, warehouse, { ...period, sources: ['events'] });
		expect(new Set(visits.map((one) => one.indicatorId))).toEqual(
			new Set(['CT-II.3-05', 'CT-II.7-03', 'CT-II.7-04'])
		);
		expect(await estimates.list(sql)).toHaveLength(before);
		expect(await estimates.list(sql, { from: '2026-07-01' })).not.toHaveLength(before);
	});

	it('tell usage of the time before a merger by the boundaries of today, part for part', async () => {
		const before = { periodFrom: '2025-03-01', periodTo: '2025-03-31' };
		const today = await units.onDay(sql, '2026-11-23', { level: 'province' });
		const old = new Set((await units.onDay(sql, '2025-03-01')).map(({ id }) => id));
		const merged = today.find(({ id }) => !old.has(id))!;
		const [commune] = await units.children(sql, merged.id, '2026-11-23');
		const unchanged = today.find(({ id }) => old.has(id))!;
		for (const [index, unitId] of [commune!.id, unchanged.id, nationId].entries()) {
			const domain = `truoc-${index}.example.vn`;
			const [site] = await sql<{ id: number }[]>`insert into sites (domain, name, unit_id)
				values (${domain}, ${domain}, ${unitId}) returning id`;
			const row = { day: '2025-03-10', site_id: site!.id, dimension: 'device', value: 'mobile' };
			const counts = {
				visitors: 7,
				visits: 7,
				bounces: 0,
				duration_ms: 0,
				page_views: 7,
				events: 7
			};
			await warehouse.insert('daily', [{ ...row, ...counts }], `before-${index}`);
		}
		const kept = (
			await estimates.refresh(sql, warehouse, { ...before, sources: ['events'] })
		).filter(({ indicatorId }) => indicatorId === 'CT-II.3-05');
		const of = (unitId: number) => kept.find((one) => one.unitId === unitId);
		expect(of(nationId)).toMatchObject({ denominator: 21 });
		expect(of(merged.id)).toMatchObject({ denominator: 7 });
		expect(of(merged.id)?.notes).toContain('boundaries-of-today');
		expect(of(unchanged.id)).toMatchObject({ denominator: 7 });
		expect(of(unchanged.id)?.notes).not.toContain('boundaries-of-today');
		const wanted = { indicatorId: 'CT-II.3-05', unitId: merged.id, ...before };
		const { asOf: _, ...computed } = (await estimates.compute(sql, warehouse, wanted))!;
		expect(of(merged.id)).toMatchObject(computed);
	});
});
