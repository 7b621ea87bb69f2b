import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Campaign } from '#lib/campaign.ts';
import type { CitizenDecision } from '#lib/citizen.ts';
import * as audit from '#lib/server/audit.ts';
import * as citizensDoor from '#lib/server/citizens/citizens.ts';
import * as counts from '#lib/server/citizens/counts.ts';
import * as decided from '#lib/server/citizens/decided.ts';
import * as deliver from '#lib/server/citizens/deliver.ts';
import * as links from '#lib/server/citizens/links.ts';
import * as quotas from '#lib/server/citizens/quotas.ts';
import * as suspects from '#lib/server/citizens/suspects.ts';
import * as accepted from '#lib/server/citizens/accepted.ts';
import * as crosstabs from '#lib/server/crosstabs.ts';
import { gather } from '#lib/server/texts/gather.ts';
import * as texts from '#lib/server/texts/texts.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { needs, openCampaign, province, sending } from '../../citizens.ts';
import { binh } from '../../people.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const generous = { burst: 1e6, perSecond: 1e6 };
const citizens = citizensDoor.open(sql, warehouse, {
	background: false,
	rates: { address: generous, link: generous, bits: 1 }
});
afterAll(() => citizens.close());
let analyst: User;
let count = 0;

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	analyst = await binh(sql);
});

async function opened(): Promise<{ campaign: Campaign; code: string }> {
	const campaign = await openCampaign(sql, analyst.id, `nghi-van-${++count}`);
	const [link] = await links.create(sql, analyst.id, campaign, [{ unitId: await province(sql) }]);
	return { campaign, code: link!.code };
}

/** Answers that a trap caught, or that are in order; each from an address of its own. */
async function take(code: string, part: object, isSuspect: boolean): Promise<string> {
	const trap = isSuspect ? { website: 'http://x' } : {};
	const body = sending(code, needs({ NC36: `Ý kiến ${++count}`, ...part }), trap);
	await citizens.submit(body, { address: `2001:db8:${count}::1`, userAgent: '' });
	return body.id;
}
async function takeMany(n: number, code: string, part: object, isSuspect: boolean) {
	const ids: string[] = [];
	for (let turn = 0; turn < n; turn++) ids.push(await take(code, part, isSuspect));
	return ids;
}

const decide = (
	campaign: Campaign,
	answers: string[],
	decision: CitizenDecision,
	reason = 'Đã gọi điện cho nhà văn hóa, máy dùng chung'
) => suspects.decide(sql, analyst, campaign, { answers, decision, reason });

async function women(campaign: Campaign, flagged: boolean): Promise<number | null> {
	const { table } = await crosstabs.make(sql, warehouse, analyst, campaign, {
		...{ row: 'NC05', flagged }
	});
	return table.rows.find(({ heading }) => heading.code === 'nu')!.total.n;
}

async function exported(campaign: Campaign) {
	const extent = { campaignId: campaign.id, unitIds: undefined };
	const { fields } = await surveys.version(sql, campaign.surveyVersionId);
	const ids: string[] = [];
	const catalogue = new Map([[campaign.surveyVersionId, fields]]);
	for await (const some of accepted.inBatches(sql, extent, catalogue))
		ids.push(...some.map(({ id }) => id));
	return { ids, ...(await accepted.count(sql, extent)) };
}

describe('a decision on answers under suspicion', () => {
	it('counts kept ones without suspicion and excluded ones nowhere, at once and after a rebuild', async () => {
		const { campaign, code } = await opened();
		await takeMany(12, code, { NC05: 'nu' }, false);
		await takeMany(30, code, { NC05: 'nam' }, false);
		const kept = await takeMany(12, code, { NC05: 'nu' }, true);
		const stuffed = await takeMany(15, code, { NC05: 'nu' }, true);
		await citizens.settle();
		expect([await women(campaign, true), await women(campaign, false)]).toEqual([39, 12]);

		await decide(campaign, kept, 'keep');
		expect([await women(campaign, true), await women(campaign, false)]).toEqual([39, 24]);
		await decide(campaign, stuffed, 'exclude');
		const stands = async () => {
			expect([await women(campaign, true), await women(campaign, false)]).toEqual([24, 24]);
			expect(await counts.total(sql, campaign.id)).toMatchObject({
				...{ received: 69, counted: 54, flagged: 0, excluded: 15, setAside: 0 }
			});
		};
		await stands();
		expect(await counts.byFlag(sql, campaign.id)).toEqual({});
		const out = await exported(campaign);
		expect(out).toMatchObject({ total: 54, excluded: 15 });
		expect(out.ids.filter((id) => stuffed.includes(id))).toEqual([]);

		await warehouse.command('truncate table citizen_answers');
		await warehouse.command('truncate table citizen_decisions');
		await deliver.rebuild(sql, warehouse);
		await counts.addUp(sql);
		// What was counted a minute ago is kept in memory under the latest decision.
		await decide(campaign, [kept[0]!], 'reopen');
		await decide(campaign, [kept[0]!], 'keep');
		await stands();
	}, 60_000);

	it('is taken back by another decision, and both stay on record with who, when and why', async () => {
		const { campaign, code } = await opened();
		const [id] = await takeMany(1, code, {}, true);
		await citizens.settle();
		expect(await decide(campaign, [id!], 'exclude', '  Chương trình   điền hộ ')).toMatchObject({
			answers: 1
		});
		expect(await decide(campaign, [id!], 'exclude')).toEqual({ id: 0, answers: 0 });
		await decide(campaign, [id!], 'reopen', 'Bấm nhầm');
		const { suspects: found } = await suspects.list(sql, { campaignId: campaign.id });
		expect(found).toHaveLength(1);
		expect(found[0]).toMatchObject({
			...{ id, decision: '', flags: ['honeypot'] },
			history: [
				{ decision: 'reopen', reason: 'Bấm nhầm', by: analyst.name },
				{ decision: 'exclude', reason: 'Chương trình điền hộ', by: analyst.name }
			]
		});
		expect(await counts.total(sql, campaign.id)).toMatchObject({ flagged: 1, excluded: 0 });
		const object = `campaign/${campaign.slug}`;
		const written = await audit.list(sql, { limit: 9, object, verb: 'citizen.decide' });
		expect(written.map(({ actorId, detail }) => [actorId, detail])).toMatchObject([
			[analyst.id, { decision: 'reopen', reason: 'Bấm nhầm', answers: 1 }],
			[analyst.id, { decision: 'exclude', reason: 'Chương trình điền hộ', answers: 1 }]
		]);
		await expect(sql`update citizen_decisions set reason = 'khác'`).rejects.toThrow();
		await expect(sql`delete from citizen_decision_answers`).rejects.toThrow();
	});

	it('is refused without a reason, about answers nobody suspects or of elsewhere, and after the lock', async () => {
		const { campaign, code } = await opened();
		const other = await opened();
		const [suspected] = await takeMany(1, code, {}, true);
		const [clean] = await takeMany(1, code, {}, false);
		const [foreign] = await takeMany(1, other.code, {}, true);
		const aside = await take(code, { NC12: undefined }, true);
		await citizens.settle();
		const refused = (ids: string[], problem: string, reason?: string) =>
			expect(decide(campaign, ids, 'exclude', reason)).rejects.toMatchObject({ problem });
		await refused([suspected!], 'citizen.no-reason', ' \u00a0\n');
		await refused([], 'citizen.none-chosen');
		for (const id of [clean!, foreign!, aside, randomUUID()])
			await refused([suspected!, id], 'citizen.not-suspected');
		await refused(
			Array.from({ length: 10_001 }, () => randomUUID()),
			'citizen.too-many-chosen'
		);
		await sql`update campaigns set locked_at = now() where id = ${campaign.id}`;
		await refused([suspected!], 'campaign.locked');
		expect(await counts.total(sql, campaign.id)).toMatchObject({ flagged: 1, excluded: 0 });
		expect(await sql`select 1 from citizen_decisions where campaign_id = ${campaign.id}`).toEqual(
			[]
		);
	});

	it('is undone as a whole: each answer stands as it stood before', async () => {
		const { campaign, code } = await opened();
		const [one, two, three] = await takeMany(3, code, {}, true);
		await citizens.settle();
		await decide(campaign, [one!], 'keep');
		const { id } = await decide(campaign, [one!, two!, three!], 'exclude');
		await decide(campaign, [three!], 'keep', 'Đã gặp người trả lời');
		const undo = () => suspects.undo(sql, analyst, campaign, { id, reason: 'Hoàn tác' });
		expect(await undo()).toBe(2);
		const { suspects: found } = await suspects.list(sql, { campaignId: campaign.id });
		expect(found.map(({ decision }) => decision)).toEqual(['keep', '', 'keep']);
		expect(await undo()).toBe(0);
		const other = await opened();
		await expect(
			suspects.undo(sql, analyst, other.campaign, { id, reason: 'Hoàn tác' })
		).rejects.toMatchObject({ problem: 'record.not-found' });
	});

	it('frees the seats of what it excludes, and takes them again only while there are any', async () => {
		const { campaign, code } = await opened();
		const quota = await quotas.create(sql, analyst.id, campaign, {
			...{ title: 'Nữ, cả nước', unitId: null, question: 'NC05', code: 'nu', most: 2 }
		});
		const taken = async () => (await quotas.list(sql, campaign.id))[0]!.taken;
		const [one, two] = await takeMany(2, code, { NC05: 'nu' }, true);
		await citizens.settle();
		await decide(campaign, [one!, two!], 'exclude');
		expect(await taken()).toBe(0);
		await decide(campaign, [one!], 'reopen');
		expect(await taken()).toBe(1);
		await take(code, { NC05: 'nu' }, false);
		await citizens.settle();
		expect(await taken()).toBe(2);
		await expect(decide(campaign, [two!], 'keep')).rejects.toMatchObject({
			problem: 'citizen.quota-full'
		});
		await quotas.change(sql, analyst.id, campaign, quota.id, 3);
		await decide(campaign, [two!], 'keep');
		expect(await taken()).toBe(3);
		await decide(campaign, [two!], 'exclude');
		await decide(campaign, [two!, one!], 'exclude');
		expect(await taken()).toBe(1);
	});

	it('on the same answers by two people at once frees each seat once', async () => {
		const { campaign, code } = await opened();
		await quotas.create(sql, analyst.id, campaign, {
			...{ title: 'Mọi phiếu', unitId: null, question: '', code: '', most: 50 }
		});
		const ids = await takeMany(6, code, {}, true);
		await citizens.settle();
		const made = await Promise.all([
			decide(campaign, ids, 'exclude'),
			decide(campaign, ids.toReversed(), 'exclude'),
			decide(campaign, ids.slice(0, 3), 'exclude')
		]);
		expect(made.reduce((sum, { answers }) => sum + answers, 0)).toBe(6);
		expect((await quotas.list(sql, campaign.id))[0]!.taken).toBe(0);
	});

	it('hides what excluded people wrote from those who read and code free text', async () => {
		const { campaign, code } = await opened();
		const [id] = await takeMany(1, code, { NC36: 'Quảng cáo vay tiền' }, true);
		await citizens.settle();
		await gather(sql, campaign.id);
		const wanted = { campaignId: campaign.id, question: 'NC36' };
		expect((await texts.find(sql, wanted)).found).toBe(1);
		await decide(campaign, [id!], 'exclude');
		expect((await texts.find(sql, wanted)).found).toBe(0);
		expect(await texts.counts(sql, campaign.id)).toEqual([]);
	});
});

describe('the list of answers under suspicion', () => {
	it('is read page by page, by sign, place and decision, without a text that was not cleared', async () => {
		const { campaign, code } = await opened();
		const [inHanoi] = await links.create(sql, analyst.id, campaign, [
			{ unitId: await province(sql, '01') }
		]);
		const ids = await takeMany(23, code, { NC36: 'Tôi là Lò Văn Páo' }, true);
		const away = await take(inHanoi!.code, {}, true);
		await takeMany(2, code, {}, false);
		await citizens.settle();
		const wanted = { campaignId: campaign.id };
		const first = await suspects.read(sql, campaign, wanted, 0, 'vi');
		const second = await suspects.read(sql, campaign, wanted, first.next!, 'vi');
		expect([...first.suspects, ...second.suspects].map(({ id }) => id)).toEqual([...ids, away]);
		expect([first.suspects.length, second.next]).toEqual([suspects.suspectsOnPage, null]);
		expect(JSON.stringify(first)).not.toContain('Páo');
		expect(first.suspects[0]!.withheld).toBe(1);
		expect(JSON.stringify(first.suspects[0]!.sections)).toContain('Đất đai');
		await decide(campaign, ids.slice(0, 5), 'keep');
		const unitId = await province(sql, '01');
		expect(await suspects.count(sql, { ...wanted, standing: '' })).toBe(19);
		expect(await suspects.count(sql, { ...wanted, standing: 'keep' })).toBe(5);
		expect(await suspects.count(sql, { ...wanted, unitId })).toBe(1);
		expect(await suspects.count(sql, { ...wanted, flag: 'late' })).toBe(0);
		const all = { standing: '' as const, decision: 'exclude' as const, reason: 'Điền hộ' };
		expect(await suspects.decideAll(sql, analyst, campaign, all)).toMatchObject({ answers: 19 });
	});
});

it('fifty thousand decisions are counted like one', async () => {
	const { campaign } = await opened();
	await sql`insert into citizen_responses (id, campaign_id, survey_version_id, link_id, unit_id,
			data, hash, state, flags, checked_at)
		select gen_random_uuid(), ${campaign.id}, ${campaign.surveyVersionId}, l.id, l.unit_id,
			${sql.json(needs({ NC36: undefined }) as never)}, ${Buffer.alloc(32)}, 'accepted', '{late}', now()
		from generate_series(1, 50020) n, public_links l where l.campaign_id = ${campaign.id}`;
	const rows = await sql<{ number: number; unitId: number }[]>`select number, unit_id
		from citizen_responses where campaign_id = ${campaign.id} order by number`;
	await warehouse.insert(
		'citizen_answers',
		rows.map(({ number, unitId }) => ({
			...{ campaign_id: campaign.id, question: 'NC05', item: '', respondent: number },
			...{ unit_id: unitId, code: 'nu', number: null, flags: ['late'] },
			received_at: '2026-11-20 01:00:00'
		})),
		'fifty-thousand'
	);
	for (let turn = 0; turn < 5; turn++) {
		const ids = await sql<{ id: string }[]>`select id from citizen_responses
			where campaign_id = ${campaign.id} and decision = '' order by number limit 10000`;
		await decide(
			campaign,
			ids.map(({ id }) => id),
			'exclude'
		);
	}
	expect(await women(campaign, true)).toBe(20);
	expect(await counts.total(sql, campaign.id)).toMatchObject({ counted: 20, excluded: 50_000 });
	expect(await decided.tell(sql, warehouse)).toBe(0);
}, 120_000);
