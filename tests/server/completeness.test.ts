import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import { faultsOf, sumOf, type Node } from '#lib/completeness.ts';
import { askedLevels, type AskedLevel } from '#lib/campaign.ts';
import * as allowances from '#lib/server/allowances.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as completeness from '#lib/server/completeness.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { binh } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
const day = 86_400_000;
const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
let analyst: User;
let count = 0;

async function opened(levels: AskedLevel[] = [...askedLevels]) {
	const { slug } = await campaigns.create(sql, analyst.id, {
		...{ slug: `day-du-${++count}`, survey: 'thuc-trang' },
		...{ titleVi: 'Khảo sát thực trạng', titleEn: 'Status survey' },
		...{ periodFrom: '2026-01-01', periodTo: '2026-12-31' },
		...{ opensAt: inDays(-2), closesAt: inDays(2), levels }
	});
	return campaigns.open(sql, analyst.id, slug);
}

type Form = { state: string; submittedAt?: string; version?: number; returned?: boolean };

/** Puts a form into the record as the doors would leave it. */
async function put(tx: Sql, campaignId: number, unitId: number, form: Form): Promise<void> {
	const { state, submittedAt = inDays(0), version = state === 'draft' ? 0 : 1 } = form;
	const at = version > 0 ? submittedAt : null;
	const [row] = await tx<{ id: string }[]>`insert into responses (campaign_id, unit_id, state,
			sequence, version, submitted_at, survey_version_id, answered, answerable)
		select ${campaignId}, ${unitId}, ${state}, 1, ${version}, ${at}, survey_version_id, 6, 12
		from campaigns where id = ${campaignId} returning id`;
	for (let number = 1; number <= version; number++) {
		await tx`insert into response_versions (response_id, version, replaces, data, hash,
				submitted_at, submitted_by, survey_version_id)
			select ${row!.id}, ${number}, ${number > 1 ? number - 1 : null}, '{}', 'x', ${at},
				${analyst.id}, survey_version_id from campaigns where id = ${campaignId}`;
		if (form.returned && number === 1)
			await tx`insert into reviews (response_id, version, decision, due_at, decided_by)
				values (${row!.id}, 1, 'returned', now() + interval '3 days', ${analyst.id})`;
	}
}

const nodeOf = (nodes: Node[], place: Node['place'], code: string, level: AskedLevel) =>
	nodes.find((node) => node.place === place && node.code === code && node.level === level)!;
const communesOf = async (code: string) =>
	units.children(sql, (await units.find(sql, code, 'province', today))!.id, today);

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	analyst = await binh(sql);
});

describe('opening a campaign for all levels', () => {
	it('freezes 34 provinces, 3,321 communes and every agency of the day', async () => {
		const { id } = await opened();
		const agencies = await units.onDay(sql, today, { level: 'agency' });
		expect(agencies.length).toBeGreaterThan(20);
		const nodes = await completeness.counts(sql, id);
		const listed = (level: AskedLevel) => nodeOf(nodes, 'nation', '', level).listed;
		expect([listed('province'), listed('commune'), listed('agency')]).toEqual([
			...[34, 3321, agencies.length]
		]);
		expect(sumOf(nodes.filter(({ place }) => place === 'nation'))).toMatchObject({
			...{ expected: 34 + 3321 + agencies.length, exempt: 0, started: 0, submitted: 0 }
		});
	});
});

describe('the counts', () => {
	it('tell every state of a province’s communes, on time and late, exempt and given more time', async () => {
		const { id, slug } = await opened();
		const [a, b, c, d, e, f, g, h, i] = (await communesOf('68')).map((unit) => unit.id);
		await put(sql, id, a!, { state: 'draft' });
		await put(sql, id, b!, { state: 'submitted' });
		await put(sql, id, c!, { state: 'submitted', submittedAt: inDays(3) });
		await put(sql, id, d!, { state: 'submitted', submittedAt: inDays(3) });
		await put(sql, id, e!, { state: 'returned', returned: true });
		await put(sql, id, f!, { state: 'submitted', version: 2, returned: true });
		await put(sql, id, g!, { state: 'approved' });
		await put(sql, id, h!, { state: 'submitted' });
		const give = (unitId: number, kind: 'extension' | 'exemption') =>
			allowances.give(
				sql,
				analyst.id,
				slug,
				{ unitIds: [unitId] },
				{
					...{ kind, reason: 'Bão số 5' },
					...(kind === 'extension' ? { until: inDays(5) } : {})
				}
			);
		await give(d!, 'extension');
		await give(h!, 'exemption');
		await give(i!, 'exemption');

		const nodes = await completeness.counts(sql, id);
		const node = nodeOf(nodes, 'province', '68', 'commune');
		expect(node).toMatchObject({
			...{ listed: 124, exempt: 2, exemptSubmitted: 1, expected: 122, started: 7, untouched: 115 },
			...{ begun: 1, returned: 1, submitted: 5, waiting: 4, approved: 1, endorsed: 0 },
			...{ onTime: 4, late: 1, resubmitted: 1, extended: 1 }
		});
		expect(faultsOf(node)).toEqual([]);
		const only = await completeness.counts(sql, id, {
			provinceId: (await completeness.provinceByCode(sql, '68')).unitId
		});
		expect(nodeOf(only, 'nation', '', 'commune')).toMatchObject({ listed: 124, submitted: 5 });
	});

	it('of provinces add up to those of regions, and regions to the nation', async () => {
		const { id } = await opened();
		for (const code of ['01', '11', '48', '68', '96'])
			for (const unit of (await communesOf(code)).slice(0, 7))
				await put(sql, id, unit.id, { state: unit.id % 2 ? 'submitted' : 'draft' });
		const nodes = await completeness.counts(sql, id);
		for (const level of ['province', 'commune'] as const) {
			const sum = (place: Node['place']) =>
				sumOf(nodes.filter((node) => node.place === place && node.level === level));
			expect(sum('province')).toEqual(sum('nation'));
			expect(sum('region')).toEqual(sum('nation'));
		}
		expect(nodes.flatMap(faultsOf)).toEqual([]);
	});

	it('show a state that no rule knows as a fault, not as a smaller or a capped figure', async () => {
		const { id } = await opened(['province']);
		const [unit] = await units.onDay(sql, today, { level: 'province' });
		await sql
			.begin(async (raw) => {
				const tx = raw as unknown as Sql;
				await tx`alter table responses drop constraint responses_state_check`;
				await put(tx, id, unit!.id, { state: 'odd' });
				const nodes = await completeness.counts(tx, id);
				expect(faultsOf(nodeOf(nodes, 'nation', '', 'province'))).toEqual(['submitted']);
				throw new Error('undo');
			})
			.catch((error: Error) => expect(error.message).toBe('undo'));
	});
});

describe('the list', () => {
	it('pages through all units once, and says how many there are', async () => {
		const { id } = await opened(['commune']);
		const seen = new Set<number>();
		let pages = 1;
		for (let page = 1; page <= pages; page++) {
			const listed = await completeness.list(sql, id, {}, { page });
			expect(listed.total).toBe(3321);
			pages = listed.pages;
			for (const { unitId } of listed.units) seen.add(unitId);
		}
		expect([pages, seen.size]).toEqual([67, 3321]);
		expect((await completeness.list(sql, id, {}, { page: 999 })).page).toBe(1);
	});

	it('finds names without diacritics and whatever the place of the tone mark', async () => {
		const { id } = await opened(['commune']);
		const found = async (text: string) =>
			(await completeness.list(sql, id, { text }, { page: 1, size: 400 })).units.map(
				({ unitId }) => unitId
			);
		const all = await found('hoa');
		expect(all.length).toBeGreaterThan(20);
		expect(await found('Hòa')).toEqual(all);
		expect(await found('HOÀ')).toEqual(all);
		expect(await found('hoà'.normalize('NFD'))).toEqual(all);
		expect(await found("%' or 1=1 --")).toEqual([]);
	});

	it('narrows to a province, a level and who is missing, and sorts', async () => {
		const { id, slug } = await opened();
		const { unitId: provinceId } = await completeness.provinceByCode(sql, '20');
		const communes = await communesOf('20');
		await put(sql, id, communes[0]!.id, { state: 'approved' });
		await put(sql, id, communes[1]!.id, { state: 'draft' });
		const chosen = { unitIds: [communes[2]!.id] };
		await allowances.give(sql, analyst.id, slug, chosen, { kind: 'exemption', reason: 'Sáp nhập' });
		const list = (more: object, order?: 'state') =>
			completeness.list(
				sql,
				id,
				{ provinceId, ...more },
				{ page: 1, size: 400, ...(order && { order }) }
			);
		expect((await list({})).total).toBe(communes.length + 1);
		const missing = await list({ level: 'commune', state: 'missing' });
		expect(missing.total).toBe(communes.length - 2);
		expect((await list({ state: 'exempt' })).units.map(({ unitId }) => unitId)).toEqual([
			communes[2]!.id
		]);
		const sorted = (await list({ level: 'commune' }, 'state')).units.map(({ state }) => state);
		expect(sorted.indexOf('approved')).toBeGreaterThan(sorted.indexOf('draft'));
	});
});
