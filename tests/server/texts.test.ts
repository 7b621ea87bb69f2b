import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import { strike } from '#lib/open-text.ts';
import type { Problem } from '#lib/problem.ts';
import * as audit from '#lib/server/audit.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as responses from '#lib/server/responses.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as codes from '#lib/server/texts/codes.ts';
import { gather } from '#lib/server/texts/gather.ts';
import * as texts from '#lib/server/texts/texts.ts';
import * as units from '#lib/server/units.ts';
import { complete } from '../answers.ts';
import { binh, dung } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
let analyst: User;
let officer: User;
let forms: number;
let citizens: number;
let linkId: number;

const problemOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'nothing was thrown',
		(error: Problem) => error.problem
	);

async function campaign(slug: string, survey: string, audience: 'units' | 'citizens') {
	const { id } = await campaigns.create(sql, analyst.id, {
		...{ slug, survey, titleVi: 'Khảo sát', titleEn: 'Survey', audience },
		...{ periodFrom: '2026-01-01', periodTo: '2026-06-30' },
		...{ opensAt: inDays(-1), closesAt: inDays(1) }
	});
	await campaigns.open(sql, analyst.id, slug);
	return id;
}

/** One citizen's answer, checked unless `waiting`. */
async function citizen(text: string, waiting = false): Promise<string> {
	const id = randomUUID();
	await sql`insert into citizen_responses
			(id, campaign_id, survey_version_id, link_id, unit_id, data, hash, state, checked_at)
		select ${id}, c.id, c.survey_version_id, ${linkId}, ${officer.unitId},
			${sql.json({ NC36: text })}, ${Buffer.alloc(32)}, ${waiting ? 'received' : 'accepted'},
			${waiting ? null : new Date()}
		from campaigns c where c.id = ${citizens}`;
	return id;
}

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	[analyst, officer] = [await binh(sql), await dung(sql)];
	forms = await campaign('thuc-trang', 'thuc-trang', 'units');
	citizens = await campaign('nhu-cau', 'nhu-cau', 'citizens');
	const [link] = await sql<{ id: number }[]>`
		insert into public_links (campaign_id, unit_id, code)
		values (${citizens}, ${officer.unitId}, 'abcd2345') returning id`;
	linkId = link!.id;
});

afterAll(() => judge.close());

describe('gathering', () => {
	it('takes the current version of a form, once; a newer version replaces it', async () => {
		const submit = (text: string, sequence: number) =>
			responses.submit(sql, officer, 'thuc-trang', {
				sequence,
				data: { ...complete(), 'TT37-Comment': text }
			});
		await submit('Thiếu thiết bị', 1);
		const first = await gather(sql, forms);
		expect(first).toBeGreaterThan(0);
		expect(await gather(sql, forms)).toBe(0);
		await submit('Thiếu người', 2);
		await gather(sql, forms);
		const { texts: found } = await texts.find(sql, { campaignId: forms, question: 'TT37' });
		expect(found.map(({ body, item, source }) => [body, item, source])).toEqual([
			['Thiếu người', 'Comment', 'unit']
		]);
	});

	it('takes citizens’ answers in order of arrival and passes over none that waits to be checked', async () => {
		await citizen('Câu thứ nhất');
		const waiting = await citizen('Câu thứ hai', true);
		await citizen('Câu thứ ba');
		await gather(sql, citizens);
		const bodies = async () =>
			(await texts.find(sql, { campaignId: citizens })).texts.map(({ body }) => body);
		expect(await bodies()).toEqual(['Câu thứ nhất']);
		await sql`update citizen_responses set state = 'accepted', checked_at = now()
			where id = ${waiting}`;
		await Promise.all([gather(sql, citizens), gather(sql, citizens)]);
		expect(await bodies()).toEqual(['Câu thứ nhất', 'Câu thứ hai', 'Câu thứ ba']);
	});
});

describe('a text', () => {
	it('is found by words without their tones, by state and by what is suspected', async () => {
		await citizen('Gọi ông Nguyễn Văn Ba, 0912345678, ở Hoà Bình');
		await gather(sql, citizens);
		const found = async (wanted: object) =>
			(await texts.find(sql, { campaignId: citizens, ...wanted })).found;
		expect(await found({ search: 'hòa binh' })).toBe(1);
		expect(await found({ search: '100%_' })).toBe(0);
		expect(await found({ suspicious: true })).toBe(1);
		expect(await found({ state: 'cleared' })).toBe(0);
	});

	it('leaves the platform only after somebody cleared it, and only as it was struck out', async () => {
		const [text] = (await texts.find(sql, { campaignId: citizens, suspicious: true })).texts;
		const [row] = await sql<{ responseId: string }[]>`select response_id from open_texts
			where id = ${text!.id}`;
		const out = async () => (await texts.cleared(sql, [row!.responseId])).get(row!.responseId);
		expect(await out()).toBeUndefined();
		const suggested = texts.suggestion(text!);
		expect(suggested).toBe(`Gọi ${strike}, ${strike}, ở Hoà Bình`);
		const invented = texts.clear(sql, analyst, text!.id, `Gọi ${strike} ngay`);
		expect(await problemOf(invented)).toBe('text.not-struck');
		await texts.clear(sql, analyst, text!.id, suggested);
		expect(await out()).toEqual([{ question: 'NC36', item: '', text: suggested }]);
		await texts.reopen(sql, analyst, text!.id);
		expect(await out()).toBeUndefined();
	});

	it('is withheld with a reason, and named in the audit without its words', async () => {
		const [text] = (await texts.find(sql, { campaignId: citizens, suspicious: true })).texts;
		expect(await problemOf(texts.withhold(sql, analyst, text!.id, ' '))).toBe('text.no-reason');
		await texts.withhold(sql, analyst, text!.id, 'Nêu đích danh một người.');
		const [row] = await audit.list(sql, { limit: 1, object: `text/${text!.id}` });
		expect(row).toMatchObject({ verb: 'text.withhold', actorId: analyst.id });
		expect(JSON.stringify(row)).not.toContain('0912345678');
	});

	it('without a suspicion can be cleared with others at once; the rest waits for a reader', async () => {
		await citizen('Số 0987654321 của tôi');
		await gather(sql, citizens);
		expect(await texts.clearUnsuspected(sql, analyst, { campaignId: citizens })).toBe(3);
		const { texts: left } = await texts.find(sql, { campaignId: citizens, state: 'new' });
		expect(left.map(({ body }) => body)).toEqual(['Số 0987654321 của tôi']);
	});
});

describe('a code', () => {
	const place = { surveyId: 'nhu-cau', question: 'NC36' };

	it('is added once, given to texts and counted; a retired one is given to no more', async () => {
		const code = await codes.add(sql, analyst, { ...place, label: 'Muốn học trực tuyến' });
		expect(code).toBe('muon_hoc_truc_tuyen');
		const again = codes.add(sql, analyst, { ...place, label: 'Muốn học trực tuyến!' });
		expect(await problemOf(again)).toBe('text.code-exists');
		const [one, other] = (await texts.find(sql, { campaignId: citizens })).texts;
		await codes.assign(sql, analyst, one!.id, [code, code]);
		expect(await codes.frame(sql, 'nhu-cau', 'NC36', citizens)).toMatchObject([
			{ code, texts: 1, retired: false }
		]);
		await codes.retire(sql, analyst, { ...place, code, retired: true });
		expect(await problemOf(codes.assign(sql, analyst, other!.id, [code]))).toBe(
			'text.unknown-code'
		);
		await codes.assign(sql, analyst, one!.id, [code]);
		const coded = await texts.find(sql, { campaignId: citizens, code });
		expect(coded.texts.map(({ id }) => id)).toEqual([one!.id]);
		expect((await texts.find(sql, { campaignId: citizens, code: '-' })).found).toBe(4);
	});
});
