import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Campaign } from '#lib/campaign.ts';
import type { Link } from '#lib/citizen.ts';
import type { Problem } from '#lib/problem.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as citizensDoor from '#lib/server/citizens/citizens.ts';
import * as counts from '#lib/server/citizens/counts.ts';
import * as invitations from '#lib/server/citizens/invitations.ts';
import * as links from '#lib/server/citizens/links.ts';
import * as quotas from '#lib/server/citizens/quotas.ts';
import * as units from '#lib/server/units.ts';
import { needs, openCampaign, province, sending } from '../../citizens.ts';
import { binh } from '../../people.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const generous = { burst: 1e6, perSecond: 1e6 };
const rates = { address: generous, link: generous, bits: 1 };
const citizens = citizensDoor.open(sql, warehouse, { background: false, rates });
afterAll(() => citizens.close());
const sender = { address: '203.0.113.7', userAgent: 'Mozilla/5.0' };
let analyst: User;
let count = 0;

beforeAll(async () => {
	await units.load(sql);
	analyst = await binh(sql);
});

/** A campaign with one link of Lâm Đồng. */
async function opened(invitedOnly = false): Promise<{ campaign: Campaign; link: Link }> {
	const campaign = await openCampaign(sql, analyst.id, `nhu-cau-${++count}`);
	const unitId = await province(sql);
	const [link] = await links.create(sql, analyst.id, campaign, [{ unitId, invitedOnly }]);
	return { campaign, link: link! };
}

const problemOf = (work: Promise<unknown>) =>
	work.then(
		(value) => value,
		(error: Problem) => error.problem
	);
const submit = (body: unknown) => problemOf(citizens.submit(body, sender));

describe('an answer through a link', () => {
	it('is acknowledged with a receipt, stored once, and the same again gets the same receipt', async () => {
		const { campaign, link } = await opened();
		const body = sending(link.code, needs());
		const first = await citizens.submit(body, sender);
		expect(first).toMatchObject({ created: true, counted: true });
		expect(first.receipt).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){2}$/);
		const again = await citizens.submit({ ...body, seconds: 999 }, sender);
		expect(again).toEqual({ ...first, created: false });
		expect((await counts.total(sql, campaign.id)).received).toBe(1);
	});

	it('stands when other answers come under its id, and the differing questions are named', async () => {
		const { link } = await opened();
		const body = sending(link.code, needs());
		await citizens.submit(body, sender);
		const other = { ...body, data: needs({ NC34: 'sang', NC36: undefined }) };
		const error = (await citizens.submit(other, sender).catch((thrown) => thrown)) as Problem;
		expect(error).toMatchObject({ problem: 'citizen.other-content', status: 409 });
		expect(error.details.questions).toBe('NC34, NC36');
		const [row] = await sql`select data from citizen_responses where id = ${body.id}`;
		expect(row!.data).toEqual(body.data);
	});

	it('is one row when the same request comes a hundred times at once', async () => {
		const { campaign, link } = await opened();
		const body = sending(link.code, needs());
		const all = await Promise.all(Array.from({ length: 100 }, () => citizens.submit(body, sender)));
		expect(all.filter(({ created }) => created).length).toBe(1);
		expect(new Set(all.map(({ receipt }) => receipt)).size).toBe(1);
		expect((await counts.total(sql, campaign.id)).received).toBe(1);
	});

	it('is refused for an unknown code, a shape no form has, and keys of JavaScript’s objects', async () => {
		const { link } = await opened();
		expect(await submit(sending('abcdefgh', needs()))).toBe('citizen.link-not-found');
		expect(await submit(sending(link.code, needs({ NC01: 'thu_tuong' })))).toBe(
			'response.malformed'
		);
		expect(await submit(sending(link.code, { ...needs(), XX: 1 }))).toBe('response.malformed');
		const polluted = JSON.parse('{"__proto__": {"a": 1}}') as object;
		expect(await submit(sending(link.code, polluted))).toBe('response.malformed');
		expect(await submit({ ...sending(link.code, needs()), id: 'x' })).toBe('request.invalid');
		for (const body of [null, 3, [], 'x']) expect(await submit(body)).toBe('request.invalid');
	});
});

describe('an invitation', () => {
	it('lets one of many simultaneous answers in, whichever comes first, and no other', async () => {
		const { campaign, link } = await opened(true);
		const wanted = { labels: ['Ông A'] };
		const [made] = await invitations.create(sql, analyst.id, campaign, link.id, wanted);
		const bodies = Array.from({ length: 60 }, () =>
			sending(link.code, needs(), { token: made!.token })
		);
		const all = await Promise.all(bodies.map(submit));
		expect(all.filter((one) => typeof one === 'object').length).toBe(1);
		expect(all.filter((one) => one === 'citizen.token-used').length).toBe(59);
		expect((await counts.total(sql, campaign.id)).received).toBe(1);
		expect(await invitations.list(sql, link.id)).toMatchObject([{ state: 'used', label: 'Ông A' }]);
	});

	it('is needed where the link says so, and is nothing when withdrawn, expired or of another link', async () => {
		const { campaign, link } = await opened(true);
		const other = await opened(true);
		const make = async (expiresAt?: string) =>
			(
				await invitations.create(sql, analyst.id, campaign, link.id, {
					labels: [''],
					expiresAt: expiresAt ?? null
				})
			)[0]!.token;
		expect(await submit(sending(link.code, needs()))).toBe('citizen.token-needed');
		const late = await make('2026-01-01T00:00:00Z');
		expect(await submit(sending(link.code, needs(), { token: late }))).toBe('citizen.token-over');
		const withdrawn = await make();
		const listed = await invitations.list(sql, link.id);
		const { id } = listed.find(({ state }) => state === 'unused')!;
		await invitations.revoke(sql, analyst.id, campaign, link.id, [id]);
		expect(await submit(sending(link.code, needs(), { token: withdrawn }))).toBe(
			'citizen.token-over'
		);
		const elsewhere = sending(other.link.code, needs(), { token: await make() });
		expect(await submit(elsewhere)).toBe('citizen.token-unknown');
	});

	it('is kept as a hash only', async () => {
		const { campaign, link } = await opened();
		const wanted = { labels: ['Bà B'] };
		const [made] = await invitations.create(sql, analyst.id, campaign, link.id, wanted);
		const rows = await sql`select row_to_json(i)::text as row from invitations i
			union all select row_to_json(a)::text from audit a`;
		expect(rows.some(({ row }) => (row as string).includes(made!.token))).toBe(false);
		expect(made!.path).toBe(`/k/${link.code}#${made!.token}`);
	});
});

describe('a quota', () => {
	it('is never oversold by hundreds of answers at once, and what is beyond is kept', async () => {
		const { campaign, link } = await opened();
		const kind = { title: 'Nữ', unitId: null, question: 'NC05', code: 'nu', most: 37 };
		await quotas.create(sql, analyst.id, campaign, kind);
		const rivals = [citizens, citizensDoor.open(sql, warehouse, { background: false, rates })];
		const all = await Promise.all(
			Array.from({ length: 400 }, (_, index) =>
				rivals[index % 2]!.submit(sending(link.code, needs()), {
					...sender,
					address: `198.51.100.${index % 200}`
				})
			)
		);
		await rivals[1]!.close();
		expect(all.filter(({ counted }) => counted).length).toBe(37);
		expect(await quotas.list(sql, campaign.id)).toMatchObject([{ taken: 37, most: 37 }]);
		const total = await counts.total(sql, campaign.id);
		expect(total).toMatchObject({ received: 400, surplus: 363 });
		const man = await citizens.submit(sending(link.code, needs({ NC05: 'nam' })), sender);
		expect(man.counted).toBe(true);
	});

	it('refuses rather than oversells when it cannot be asked, and nothing is lost', async () => {
		const { campaign, link } = await opened();
		const body = sending(link.code, needs());
		await sql`alter table quotas rename to quotas_away`;
		expect(await submit(body)).toBe('server.busy');
		await sql`alter table quotas_away rename to quotas`;
		expect((await counts.total(sql, campaign.id)).received).toBe(0);
		expect(await submit(body)).toMatchObject({ created: true, counted: true });
	});

	it('is guarded by the record itself', async () => {
		const { campaign } = await opened();
		const all = { title: 'Tất cả', unitId: null, question: '', code: '', most: 2 };
		const { id } = await quotas.create(sql, analyst.id, campaign, all);
		await expect(quotas.move(sql, [id, id, id], 1)).rejects.toThrow(
			/quotas_check|check constraint/
		);
		expect(await quotas.list(sql, campaign.id)).toMatchObject([{ taken: 0 }]);
	});

	it('gets a seat back when an answer is set aside', async () => {
		const { campaign, link } = await opened();
		const all = { title: 'Tất cả', unitId: null, question: '', code: '', most: 2 };
		await quotas.create(sql, analyst.id, campaign, all);
		await citizens.submit(sending(link.code, needs({ NC12: undefined })), sender);
		await citizens.submit(sending(link.code, needs()), sender);
		await citizens.settle();
		expect(await quotas.list(sql, campaign.id)).toMatchObject([{ taken: 1 }]);
		expect(await counts.total(sql, campaign.id)).toMatchObject({ counted: 1, setAside: 1 });
	}, 120_000);
});

describe('closing', () => {
	it('ends it; answers finished before are taken for three days, and marked late', async () => {
		const { campaign, link } = await opened();
		const finishedAt = new Date().toISOString();
		await campaigns.close(sql, analyst.id, campaign.slug);
		expect(await submit(sending(link.code, needs()))).toBe('citizen.closed');
		const after = new Date(Date.now() + 60_000).toISOString();
		expect(await submit(sending(link.code, needs(), { finishedAt: after }))).toBe('citizen.closed');
		const late = sending(link.code, needs(), { finishedAt });
		expect(await submit(late)).toMatchObject({ counted: true });
		const [row] = await sql`select flags from citizen_responses where id = ${late.id}`;
		expect(row!.flags).toEqual(['late']);
		await sql`update campaigns set closed_at = now() - interval '73 hours' where id = ${campaign.id}`;
		const claim = { finishedAt: '2026-01-01T00:00:00Z' };
		expect(await submit(sending(link.code, needs(), claim))).toBe('citizen.closed');
		expect(await submit(late)).toMatchObject({ created: false });
	});

	it('of one link leaves the others open, and a paused campaign asks to come back', async () => {
		const { campaign, link } = await opened();
		const [nation] = await links.create(sql, analyst.id, campaign, [
			{ unitId: (await units.nation(sql)).id }
		]);
		await links.close(sql, analyst.id, campaign, link.id);
		expect(await submit(sending(link.code, needs()))).toBe('citizen.link-closed');
		expect(await submit(sending(nation!.code, needs()))).toMatchObject({ counted: true });
		await campaigns.pause(sql, analyst.id, campaign.slug);
		expect(await submit(sending(nation!.code, needs()))).toBe('citizen.paused');
	});

	it('in the middle of a stream refuses or keeps each answer, never half', async () => {
		const { campaign, link } = await opened();
		const bodies = Array.from({ length: 300 }, () => sending(link.code, needs()));
		const sent = bodies.map(async (body, index) => {
			await new Promise((done) => setTimeout(done, index / 2));
			return [body.id, await submit(body)] as const;
		});
		await new Promise((done) => setTimeout(done, 60));
		await campaigns.close(sql, analyst.id, campaign.slug);
		const all = await Promise.all(sent);
		const kept = all.filter(([, answer]) => typeof answer === 'object').map(([id]) => id);
		expect(all.filter(([, answer]) => answer === 'citizen.closed').length).toBe(300 - kept.length);
		const rows = await sql`select id from citizen_responses where campaign_id = ${campaign.id}`;
		expect(new Set(rows.map(({ id }) => id as string))).toEqual(new Set(kept));
	});
});

describe('a crowd', () => {
	it('beyond what may wait is told to come back, and those who waited are answered', async () => {
		const { campaign, link } = await opened();
		const small = citizensDoor.open(sql, warehouse, { background: false, rates, mostWaiting: 40 });
		const bodies = Array.from({ length: 200 }, () => sending(link.code, needs()));
		const all = await Promise.all(bodies.map((body) => problemOf(small.submit(body, sender))));
		await small.close();
		const busy = all.filter((one) => one === 'server.busy').length;
		expect(busy).toBeGreaterThan(0);
		expect((await counts.total(sql, campaign.id)).received).toBe(200 - busy);
	});
});

describe('answers gathered elsewhere', () => {
	it('go through the same rules, many at once', async () => {
		const { campaign, link } = await opened();
		const id = randomUUID();
		const from = { link: link.code };
		const outcomes = await citizens.store([
			{ id, from, data: needs(), receivedAt: '2026-11-20T03:00:00Z' },
			{ id, from, data: needs() },
			{ id: randomUUID(), from, data: { NC01: 7 } },
			{ id: randomUUID(), from: { campaignId: campaign.id, unitId: link.unitId }, data: needs() }
		]);
		expect(outcomes).toMatchObject([
			{ known: false },
			{ known: true },
			{ problem: 'response.malformed' },
			{ known: false, counted: true }
		]);
		expect(await counts.byDay(sql, campaign.id)).toMatchObject([
			{ day: '2026-11-20', received: 1 },
			{ received: 1 }
		]);
	});
});
