import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Problem } from '#lib/problem.ts';
import * as audit from '#lib/server/audit.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as desks from '#lib/server/desk.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as responses from '#lib/server/responses.ts';
import * as reviews from '#lib/server/reviews.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { complete } from '../answers.ts';
import { binh, dung, em } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
const day = 86_400_000;
let analyst: User;
let officer: User;
let approver: User;
let slug: string;
let campaignId: number;
let count = 0;

const problemOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'nothing was thrown',
		(error: Problem) => error.problem
	);
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();

/** Submits the form with these answers over the complete ones; returns the response's id. */
async function submit(changes: Record<string, unknown> = {}): Promise<string> {
	const { response } = await responses.open(sql, officer, slug);
	const data = { ...complete(), ...changes };
	await responses.submit(sql, officer, slug, { sequence: response.sequence + 1, data });
	return (await responses.open(sql, officer, slug)).response.id!;
}

const stateOf = async () =>
	(await campaigns.progress(sql, campaignId)).find(({ code }) => code === '68');
const remark = { question: 'TT10', reason: 'Số cuộc kiểm tra gấp mười lần kỳ trước.' };
const back = { version: 1, remarks: [remark], dueAt: inDays(3) };

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	[analyst, officer, approver] = [await binh(sql), await dung(sql), await em(sql)];
});

beforeEach(async () => {
	slug = `tham-dinh-${++count}`;
	const campaign = await campaigns.create(sql, analyst.id, {
		slug,
		survey: 'thuc-trang',
		titleVi: 'Khảo sát thực trạng',
		titleEn: 'Status survey',
		periodFrom: '2026-01-01',
		periodTo: '2026-06-30',
		opensAt: inDays(-1),
		closesAt: inDays(1)
	});
	campaignId = campaign.id;
	await campaigns.open(sql, analyst.id, slug);
});

afterAll(() => judge.close());

describe('sending a form back', () => {
	it('tells the unit which questions, why and until when; the form waits to be mended', async () => {
		const id = await submit();
		await reviews.sendBack(sql, analyst, id, back);
		const { response } = await responses.open(sql, officer, slug);
		expect(response).toMatchObject({ state: 'returned', dueAt: back.dueAt, writable: true });
		expect(response.review).toMatchObject({
			decision: 'returned',
			decidedBy: 'Trần Văn Bình',
			dueAt: back.dueAt,
			remarks: [{ ...remark, item: '' }]
		});
		expect(await stateOf()).toMatchObject({ state: 'returned', onTime: true });
		const [row] = await audit.list(sql, { limit: 1, object: `response/${id}` });
		expect(row).toMatchObject({ verb: 'response.returned', actorId: analyst.id });
	});

	it('needs a reason, a question the form has, and a due time ahead', async () => {
		const id = await submit();
		const send = (change: object) =>
			problemOf(reviews.sendBack(sql, analyst, id, { ...back, ...change }));
		expect(await send({ remarks: [] })).toBe('review.no-reason');
		expect(await send({ remarks: [{ question: 'TT10', reason: ' \u200b ' }] })).toBe(
			'review.no-reason'
		);
		const unknown = [{ question: '__proto__', reason: 'x' }];
		expect(await send({ remarks: unknown })).toBe('review.unknown-question');
		expect(await send({ dueAt: inDays(-1) })).toBe('review.due-passed');
		expect(await send({ version: 2 })).toBe('record.conflict');
		expect((await stateOf())?.state).toBe('submitted');
	});

	it('opens that form after the campaign has closed, until it is due again', async () => {
		const id = await submit();
		await campaigns.close(sql, analyst.id, slug);
		expect((await responses.open(sql, officer, slug)).response.writable).toBe(false);
		await reviews.sendBack(sql, analyst, id, back);
		await submit({ TT10: 5 });
		expect(await stateOf()).toMatchObject({ state: 'submitted', onTime: true });
		expect((await responses.open(sql, officer, slug)).response.writable).toBe(false);
	});

	it('is settled by a new version, even when the answers were right and stay the same', async () => {
		const id = await submit();
		await reviews.sendBack(sql, analyst, id, back);
		await submit();
		const reading = await reviews.read(sql, analyst, id, 'vi');
		expect(reading).toMatchObject({ state: 'submitted', version: 2, comparedWith: 1 });
		const questions = reading.sections.flatMap((section) => section.questions);
		expect(questions.filter(({ before }) => before)).toEqual([]);
		expect(questions.find(({ name }) => name === 'TT10')?.reasons).toEqual([remark.reason]);
	});
});

describe('an approval', () => {
	it('may name exceptions, and holds for one version: what is submitted later voids it', async () => {
		const id = await submit();
		const exceptions = [
			{ question: 'TT35', item: 'nhan_luc', reason: 'Tự đánh giá, chưa đối chiếu.' }
		];
		await reviews.approve(sql, analyst, id, { version: 1, exceptions });
		expect(await stateOf()).toMatchObject({ state: 'approved' });
		await submit({ TT10: 3 });
		expect(await stateOf()).toMatchObject({ state: 'submitted' });
		const reading = await reviews.read(sql, analyst, id, 'vi');
		expect(reading.reviews).toMatchObject([
			{ decision: 'approved', version: 1, remarks: exceptions }
		]);
		const changed = reading.sections
			.flatMap((section) => section.questions)
			.filter(({ before }) => before);
		expect(changed).toMatchObject([
			{ name: 'TT10', before: [{ text: '4' }], entries: [{ text: '3' }] }
		]);
		const desk = await desks.open(sql, analyst, slug);
		expect(desk.entries.find((entry) => entry.id === id)).toMatchObject({ reviews: 1, version: 2 });
	});

	it('survives the same content sent again, and a draft that is not submitted', async () => {
		const id = await submit();
		await reviews.approve(sql, analyst, id, { version: 1, exceptions: [] });
		const again = { sequence: 1, data: complete() };
		expect(await responses.submit(sql, officer, slug, again)).toMatchObject({ created: false });
		const { response } = await responses.open(sql, officer, slug);
		expect(response).toMatchObject({ state: 'approved', version: 1 });
		expect(response.receipt).toMatch(/^[0-9A-F]{4}-/);
		const draft = { sequence: 2, data: { TT10: 7 }, answered: 1, answerable: 2 };
		await responses.save(sql, officer, slug, draft);
		expect((await stateOf())?.state).toBe('approved');
	});

	it('racing a resubmission never covers answers nobody has seen', async () => {
		const id = await submit();
		for (let version = 1; version < 6; version++) {
			const { response } = await responses.open(sql, officer, slug);
			const data = { ...complete(), TT07a: `${version}/KH-UBND` };
			const [approval] = await Promise.allSettled([
				reviews.approve(sql, analyst, id, { version, exceptions: [] }),
				responses.submit(sql, officer, slug, { sequence: response.sequence + 1, data })
			]);
			const { state, version: now } = await reviews.read(sql, analyst, id, 'vi');
			expect([state, now]).toEqual(['submitted', version + 1]);
			if (approval.status === 'rejected')
				expect((approval.reason as Problem).problem).toBe('record.conflict');
		}
	});
});

describe('who may', () => {
	it('not a unit: neither its officer nor its approver decides, on its own or any form', async () => {
		const id = await submit();
		const wanted = { version: 1, exceptions: [] };
		expect(await problemOf(reviews.approve(sql, officer, id, wanted))).toBe('access.forbidden');
		expect(await problemOf(reviews.sendBack(sql, officer, id, back))).toBe('access.forbidden');
		expect(await problemOf(desks.open(sql, officer, slug))).toBe('access.forbidden');
		expect(await problemOf(reviews.approve(sql, approver, id, wanted))).toBe('review.own-form');
		expect(await problemOf(reviews.sendBack(sql, approver, id, back))).toBe('review.own-form');
		const moved: User = { ...officer, role: 'analyst', unitId: analyst.unitId };
		const own = reviews.approve(sql, moved, id, { version: 1, exceptions: [] });
		expect(await problemOf(own)).toBe('review.own-form');
	});

	it('only somebody whose units include it: another scope sees and decides nothing', async () => {
		const id = await submit();
		const hanoi = await units.find(sql, '01', 'province', '2026-11-01');
		const foreign: User = { ...analyst, unitId: hanoi!.id };
		expect(await problemOf(reviews.read(sql, foreign, id, 'vi'))).toBe('access.forbidden');
		const wanted = { version: 1, exceptions: [] };
		expect(await problemOf(reviews.approve(sql, foreign, id, wanted))).toBe('access.forbidden');
		expect((await desks.open(sql, foreign, slug)).entries.map(({ code }) => code)).toEqual(['01']);
		expect(await problemOf(reviews.read(sql, analyst, 'x', 'vi'))).toBe('record.not-found');
	});

	it("the unit's approver signs off a version once, by its content", async () => {
		const id = await submit();
		expect(await problemOf(reviews.signOff(sql, officer, id, 1))).toBe('access.forbidden');
		await reviews.signOff(sql, approver, id, 1);
		expect(await problemOf(reviews.signOff(sql, approver, id, 1))).toBe('review.signed');
		const { signoff } = await reviews.read(sql, analyst, id, 'vi');
		const [version] = await sql<{ hash: string }[]>`
			select hash from response_versions where response_id = ${id}`;
		expect(signoff).toMatchObject({ signedBy: 'Hoàng Thị Em', hash: version!.hash });
		await submit({ TT10: 3 });
		expect((await reviews.read(sql, analyst, id, 'vi')).signoff).toBeNull();
	});
});

describe('the lock', () => {
	it('freezes which version counts, once the campaign is closed; then nothing moves', async () => {
		const id = await submit();
		expect(await problemOf(reviews.lock(sql, analyst, slug))).toBe('campaign.not-closed');
		await reviews.sendBack(sql, analyst, id, back);
		await campaigns.close(sql, analyst.id, slug);
		expect(await reviews.lock(sql, analyst, slug)).toBe(1);
		const rows = await sql`select version, state from campaign_snapshot
			where campaign_id = ${campaignId}`;
		expect(rows).toMatchObject([{ version: 1, state: 'returned' }]);
		const submission = { sequence: 2, data: complete() };
		const late = responses.submit(sql, officer, slug, submission);
		expect(await problemOf(late)).toBe('campaign.locked');
		const wanted = { version: 1, exceptions: [] };
		expect(await problemOf(reviews.approve(sql, analyst, id, wanted))).toBe('campaign.locked');
		expect(await problemOf(campaigns.open(sql, analyst.id, slug, inDays(9)))).toBe(
			'campaign.locked'
		);
		await expect(sql`delete from campaign_snapshot`).rejects.toThrow(/immutable/);
	});
});
