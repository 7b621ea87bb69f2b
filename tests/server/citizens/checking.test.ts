import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Campaign } from '#lib/campaign.ts';
import { canonical } from '#lib/questionnaire/canonical.ts';
import type { Box, Field } from '#lib/questionnaire/fields.ts';
import { check, type Answers } from '#lib/questionnaire/structure.ts';
import * as citizensDoor from '#lib/server/citizens/citizens.ts';
import * as counts from '#lib/server/citizens/counts.ts';
import * as deliver from '#lib/server/citizens/deliver.ts';
import { fencesFrom, own } from '#lib/server/citizens/flags.ts';
import * as links from '#lib/server/citizens/links.ts';
import * as decided from '#lib/server/logic/decided.ts';
import * as judges from '#lib/server/logic/judge.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { seeded, type Random } from '#lib/simulation/random.ts';
import { needs, openCampaign, province, sending } from '../../citizens.ts';
import { binh } from '../../people.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const generous = { burst: 1e6, perSecond: 1e6 };
const rates = { address: generous, link: generous, bits: 1 };
const open = () => citizensDoor.open(sql, warehouse, { background: false, rates });
const citizens = open();
const judge = judges.open();
afterAll(async () => {
	await citizens.close();
	await judge.close();
});
const variables = { kyBaoCao: 'năm 2026', nhom: links.citizenGroup };
let analyst: User;
let count = 0;

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	analyst = await binh(sql);
});

async function opened(): Promise<{ campaign: Campaign; code: string }> {
	const campaign = await openCampaign(sql, analyst.id, `kiem-tra-${++count}`);
	const [link] = await links.create(sql, analyst.id, campaign, [{ unitId: await province(sql) }]);
	return { campaign, code: link!.code };
}

/** Each answer from an address of its own unless `sender` says otherwise. */
async function take(code: string, data: object, more: object = {}, sender: object = {}) {
	const body = sending(code, data, more);
	await citizens.submit(body, { address: `2001:db8:${++count}::1`, userAgent: '', ...sender });
	return body.id;
}

async function read(id: string) {
	const [row] = await sql<
		{ state: string; flags: string[]; unasked: string[]; findings: { question: string }[] }[]
	>`select state, flags, unasked, findings from citizen_responses where id = ${id}`;
	return row!;
}

function anyBox(random: Random, box: Box): unknown {
	switch (box.kind) {
		case 'choice':
			return random.pick(box.choices).code;
		case 'choices': {
			const some = box.choices.filter(() => random.chance(0.3)).map(({ code }) => code);
			return some.slice(0, box.most);
		}
		case 'number':
			return random.between(Math.max(box.min, 0), Math.min(box.max, 10));
		case 'boolean':
			return random.chance(0.5);
		case 'text':
			return random.pick(['', ' ', 'Ý kiến', ' Ý kiến ', 'Ý kiến\nkhác']);
	}
}

/** Answers that may be anything the structural check lets through. */
function anyAnswers(random: Random, fields: readonly Field[]): Answers {
	const data: Answers = {};
	for (const { name, shape, other } of fields) {
		if (random.chance(0.1)) continue;
		if (shape.kind === 'matrix')
			data[name] = Object.fromEntries(
				shape.rows
					.filter(() => random.chance(0.9))
					.map(({ code }) => [code, random.pick(shape.columns).code])
			);
		else if (shape.kind !== 'items' && shape.kind !== 'table') data[name] = anyBox(random, shape);
		if (other && random.chance(0.4)) data[`${name}-Comment`] = random.pick(['', ' ', 'Khác nữa']);
	}
	for (const { question } of check(fields, data)) delete data[question];
	return data;
}

describe('the cheap look', () => {
	it.each(['nhu-cau', 'hieu-qua'])(
		'says of no random answers to %s that they are in order when the engine does not',
		async (survey) => {
			const { definition, fields } = await surveys.latest(sql, survey);
			const cheap = decided.open(definition, variables)!;
			const random = seeded(survey);
			let sure = 0;
			for (let turn = 0; turn < 40; turn++) {
				let data = anyAnswers(random, fields);
				if (random.chance(0.9)) data[survey === 'nhu-cau' ? 'NC00' : 'HQ00'] = 'dong_y';
				// As it came, without what is not asked, and then without what is wrong.
				for (let step = 0; step < 4; step++) {
					const [says] = await cheap.of([JSON.stringify(data)]);
					const {
						findings,
						data: kept,
						visible
					} = await judge.judge({ definition, data, variables });
					if (says) {
						sure++;
						expect({ findings, kept: canonical(kept) }).toEqual({
							findings: [],
							kept: canonical(data)
						});
					}
					const wrong = new Set(findings.map(({ question }) => question));
					data = Object.fromEntries(
						Object.entries(data).filter(([name]) => {
							const question = name.replace(/-Comment$/, '');
							return visible.includes(question) && !(step > 0 && wrong.has(question));
						})
					);
					for (const { name, shape } of fields)
						if (wrong.has(name) && step > 0 && shape.kind === 'choice')
							data[name] = random.pick(shape.choices).code;
				}
			}
			expect(sure).toBeGreaterThan(10);
			await cheap.close();
		},
		240_000
	);
});

describe('the checker', () => {
	it('accepts complete answers, and sets incomplete ones aside with what is wrong', async () => {
		const { campaign, code } = await opened();
		const good = await take(code, needs());
		const bad = await take(code, needs({ NC12: undefined }));
		const declined = await take(code, { NC00: 'khong' });
		await citizens.settle();
		expect(await read(good)).toEqual({ state: 'accepted', flags: [], unasked: [], findings: [] });
		expect(await read(bad)).toMatchObject({ state: 'set-aside', findings: [{ question: 'NC12' }] });
		expect(await read(declined)).toMatchObject({ state: 'accepted' });
		expect(await counts.byUnit(sql, campaign.id)).toMatchObject([
			{ unitCode: '68', received: 3, counted: 2, setAside: 1, waiting: 0 }
		]);
	});

	it('keeps answers to questions that are not asked, and does not count them', async () => {
		const { campaign, code } = await opened();
		const id = await take(code, needs({ NC31: 'duoi_10' }));
		await citizens.settle();
		expect(await read(id)).toMatchObject({ state: 'accepted', unasked: ['NC31'] });
		const found = await facts(campaign.id);
		expect(found.some(({ question }) => question === 'NC31')).toBe(false);
		expect(found.some(({ question }) => question === 'NC34')).toBe(true);
	});

	it('goes on where it stopped: nothing is checked twice and nothing forgotten', async () => {
		const { campaign, code } = await opened();
		const first = open();
		const answers = Array.from({ length: 1200 }, () => ({
			...{ id: randomUUID(), from: { link: code }, data: needs() }
		}));
		await first.store(answers);
		const checking = first.settle().catch(() => {});
		await new Promise((done) => setTimeout(done, 150));
		await first.close();
		await checking;
		await citizens.settle();
		const total = await counts.total(sql, campaign.id);
		expect(total).toMatchObject({ received: 1200, counted: 1200, waiting: 0 });
		expect(await respondents(campaign.id)).toBe(1200);
	});
});

const facts = (campaignId: number) =>
	warehouse.rows<{ question: string; item: string; respondent: number; copies: number }>(
		`select question, item, code, respondent, count() as copies from citizen_answers
		where campaign_id = {campaignId:UInt32} group by question, item, code, respondent`,
		{ campaignId }
	);

async function respondents(campaignId: number): Promise<number> {
	const found = await facts(campaignId);
	expect(found.filter(({ copies }) => copies > 1)).toEqual([]);
	return new Set(found.map(({ respondent }) => respondent)).size;
}

describe('delivery', () => {
	it('brings each answer that counts once, also when it is repeated after a crash, without free text', async () => {
		const { campaign, code } = await opened();
		await take(code, needs());
		await take(code, needs({ NC12: undefined }));
		await citizens.settle();
		const before = await facts(campaign.id);
		expect(before.length).toBeGreaterThan(30);
		expect(before.some(({ question }) => question === 'NC36')).toBe(false);
		// As after a crash between the warehouse and the note that it was delivered.
		await sql`update citizen_batches set delivered_at = null`;
		await deliver.deliverAll(sql, warehouse);
		expect(await facts(campaign.id)).toHaveLength(before.length);
		expect(await respondents(campaign.id)).toBe(1);
	});

	it('can be made anew from the record', async () => {
		const { campaign, code } = await opened();
		for (let index = 0; index < 5; index++) await take(code, needs());
		await citizens.settle();
		await warehouse.command('truncate table citizen_answers');
		await deliver.rebuild(sql, warehouse);
		expect(await respondents(campaign.id)).toBe(5);
	});
});

describe('a suspicion', () => {
	it('is raised for haste, straight lines, the same content, one device and filled traps, and deletes nothing', async () => {
		const { campaign, code } = await opened();
		const columns = [
			'ptth',
			'truyen_thanh',
			'hoi_nghi',
			'bao_chi',
			'facebook',
			'zalo',
			'app',
			'thi'
		];
		const straight = needs({
			NC14: Object.fromEntries(columns.map((row) => [row, 'chua'])),
			NC25: { tra_cuu: '3', hoi_dap: '3', tinh_huong: '3', thu_tuc: '3' }
		});
		const hasty = await take(code, needs(), { seconds: 9 });
		const again = await take(code, needs());
		const lined = await take(code, straight);
		const trapped = await take(code, needs({ NC34: 'sang' }), { website: 'http://x' });
		const device = { address: '203.0.113.5', userAgent: 'Mozilla/5.0' };
		const stuffed: string[] = [];
		for (const NC36 of ['a', 'b', 'c', 'd', 'e'])
			stuffed.push(await take(code, needs({ NC36 }), {}, device));
		await citizens.settle();
		expect((await read(hasty)).flags).toEqual(['fast']);
		expect((await read(again)).flags).toEqual(['same-answers']);
		expect((await read(lined)).flags).toEqual(['straight-lined']);
		expect((await read(trapped)).flags).toEqual(['honeypot']);
		const flagged = await Promise.all(stuffed.map(async (id) => (await read(id)).flags));
		expect(flagged).toEqual([[], [], [], [], ['same-device']]);
		expect(await counts.total(sql, campaign.id)).toMatchObject({
			received: 9,
			counted: 9,
			flagged: 5
		});
		expect(await counts.byFlag(sql, campaign.id)).toMatchObject({ fast: 1, honeypot: 1 });
	});

	it('is raised for numbers far beyond what others answered', async () => {
		const field = { name: 'SO', shape: { kind: 'number' } } as unknown as Field;
		const number = (value: number) => ({
			...{ question: 'SO', item: '', code: '', text: '', number: value }
		});
		const fences = fencesFrom(Array.from({ length: 60 }, (_, index) => number(20 + (index % 9))));
		expect(own([field], { SO: 24 }, null, fences).flags).toEqual([]);
		expect(own([field], { SO: 24000 }, null, fences).flags).toEqual(['outlier']);
	});
});

describe('the tallies', () => {
	it('say what counting the answers anew says, while answers come, are checked and are added up', async () => {
		const { campaign, code } = await opened();
		const device = { address: '203.0.113.9', userAgent: 'Mozilla/5.0' };
		await Promise.all([
			...Array.from({ length: 60 }, (_, index) =>
				take(code, index % 3 === 0 ? needs({ NC12: undefined }) : needs(), {}, device)
			),
			counts.addUp(sql),
			citizens.settle(),
			counts.addUp(sql)
		]);
		const [one] = await sql`select id from citizen_responses
			where campaign_id = ${campaign.id} limit 1`;
		await sql`update citizen_responses set state = 'set-aside', batch_id = null, seats = '{}'
			where id = ${one!.id}`;
		await citizens.settle();
		await counts.addUp(sql);
		const anew = sql`campaign_id, unit_id, (received_at at time zone 'Asia/Ho_Chi_Minh')::date as day,
			state, surplus, flags, decision`;
		const order = sql`order by unit_id, day, state, surplus, flags, decision`;
		const counted = await sql`select ${anew}, count(*) as answers from citizen_responses
			where campaign_id = ${campaign.id} group by 1, 2, 3, 4, 5, 6, 7 ${order}`;
		const tallied = await sql`select * from citizen_tallies
			where campaign_id = ${campaign.id} ${order}`;
		expect(counted.length).toBeGreaterThan(2);
		expect([...tallied]).toEqual([...counted]);
	});
});
