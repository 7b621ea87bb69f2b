import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import { countsOf, openOnes } from '#lib/dossier.ts';
import type { Problem } from '#lib/problem.ts';
import * as allowances from '#lib/server/allowances.ts';
import * as audit from '#lib/server/audit.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as deputies from '#lib/server/deputies.ts';
import * as dossiers from '#lib/server/dossiers.ts';
import * as desks from '#lib/server/desk.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as responses from '#lib/server/responses.ts';
import * as reviews from '#lib/server/reviews.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { complete } from '../answers.ts';
import { binh, em, password } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
let analyst: User;
let province: User;
let slug: string;
let campaignId: number;
let count = 0;

const problemOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'nothing was thrown',
		(error: Problem) => error.problem
	);

async function person(email: string, unitId: number, role: 'unit_officer' | 'unit_approver') {
	return users.create(sql, undefined, { email, name: email, role, unitId, password });
}

/** Submits the form of a commune of Lâm Đồng; returns the response's id. */
async function submit(officer: User, changes: Record<string, unknown> = {}): Promise<string> {
	const { response } = await responses.open(sql, officer, slug);
	const data = { ...complete(), ...changes };
	await responses.submit(sql, officer, slug, { sequence: response.sequence + 1, data });
	return (await responses.open(sql, officer, slug)).response.id!;
}

const forms = () => dossiers.communes(sql, campaignId, province.unitId);
const reasonFor = (all: Awaited<ReturnType<typeof forms>>, reason = 'Chưa gửi phiếu.') =>
	openOnes(all).map(({ unitId }) => ({ unitId, reason }));
const stateOf = async ({ unitId }: User) =>
	(await forms()).find((form) => form.unitId === unitId)?.state;
const endorse = (id: string, version = 1) =>
	reviews.approve(sql, province, id, { version, exceptions: [] });

let officers: User[] = [];

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	[analyst, province] = [await binh(sql), await em(sql)];
	const all = await units.onDay(sql, '2026-11-01', { level: 'commune' });
	const own = all.filter(({ parentId }) => parentId === province.unitId).slice(0, 3);
	officers = await Promise.all(
		own.map(({ id, code }) => person(`xa-${code}@example.vn`, id, 'unit_officer'))
	);
});

beforeEach(async () => {
	slug = `ho-so-${++count}`;
	const campaign = await campaigns.create(sql, analyst.id, {
		slug,
		survey: 'thuc-trang',
		titleVi: 'Khảo sát thực trạng ở xã',
		titleEn: 'Status survey of communes',
		periodFrom: '2026-01-01',
		periodTo: '2026-06-30',
		opensAt: inDays(-1),
		closesAt: inDays(1),
		levels: ['commune']
	});
	campaignId = campaign.id;
	await campaigns.open(sql, analyst.id, slug);
});

afterAll(() => judge.close());

describe('the review by a province', () => {
	it('comes before that of the ministry, and both are named in the history', async () => {
		const id = await submit(officers[0]!);
		const early = reviews.approve(sql, analyst, id, { version: 1, exceptions: [] });
		expect(await problemOf(early)).toBe('review.province-first');
		await endorse(id);
		expect(await stateOf(officers[0]!)).toBe('endorsed');
		await reviews.approve(sql, analyst, id, { version: 1, exceptions: [] });
		const { reviews: history } = await reviews.read(sql, analyst, id, 'vi');
		expect(history.map(({ decision }) => decision)).toEqual(['approved', 'endorsed']);
		expect(await problemOf(endorse(id))).toBe('review.decided-above');
	});

	it('is void once the commune submits again, and reaches no commune of another province', async () => {
		const id = await submit(officers[0]!);
		await endorse(id);
		await submit(officers[0]!, { TT10: 5 });
		expect(await stateOf(officers[0]!)).toBe('submitted');
		const hanoi = await units.find(sql, '01', 'province', '2026-11-01');
		const foreign: User = { ...province, unitId: hanoi!.id };
		const wanted = { version: 2, exceptions: [] };
		expect(await problemOf(reviews.approve(sql, foreign, id, wanted))).toBe('access.forbidden');
		expect(await problemOf(reviews.read(sql, foreign, id, 'vi'))).toBe('access.forbidden');
	});

	it('shows a province the forms of its own communes only', async () => {
		await submit(officers[0]!);
		const { entries } = await desks.open(sql, province, slug);
		expect(entries.length).toBe((await forms()).length);
		expect(entries.length).toBeGreaterThan(100);
	});
});

describe('a dossier', () => {
	it('goes when every commune is endorsed or named with a reason; one silent commune stops nobody', async () => {
		for (const officer of officers.slice(0, 2)) await endorse(await submit(officer));
		const all = await forms();
		const exceptions = reasonFor(all);
		const { unitId } = exceptions[0]!;
		const short = exceptions.filter((one) => one.unitId !== unitId);
		expect(await problemOf(dossiers.forward(sql, province, slug, { exceptions: short }))).toBe(
			'dossier.incomplete'
		);
		const blank = [...short, { unitId, reason: ' \u200b ' }];
		expect(await problemOf(dossiers.forward(sql, province, slug, { exceptions: blank }))).toBe(
			'dossier.incomplete'
		);
		const sent = await dossiers.forward(sql, province, slug, { exceptions, note: 'Kính chuyển.' });
		expect(sent.exceptions.length).toBe(all.length - 2);
		expect(countsOf(all)).toEqual({
			all: all.length,
			ready: 2,
			exempt: 0,
			open: all.length - 2
		});
		expect(await problemOf(dossiers.forward(sql, province, slug, { exceptions }))).toBe(
			'dossier.forwarded'
		);
	});

	it('asks no reason for a commune that is exempt', async () => {
		const [one, ...others] = await forms();
		await allowances.give(
			sql,
			analyst.id,
			slug,
			{ unitIds: [one!.unitId] },
			{ kind: 'exemption', reason: 'Xã bị lũ quét.' }
		);
		const exceptions = reasonFor(others);
		const sent = await dossiers.forward(sql, province, slug, { exceptions });
		expect(sent.exceptions.map(({ unitId }) => unitId)).not.toContain(one!.unitId);
		expect(countsOf(await forms())).toMatchObject({ exempt: 1, open: others.length });
	});

	it('accepted approves what was endorsed, at once and once; what came late waits by itself', async () => {
		const first = await submit(officers[0]!);
		await reviews.approve(sql, province, first, {
			version: 1,
			exceptions: [{ question: 'TT10', reason: 'Chưa đối chiếu được.' }]
		});
		const { id } = await dossiers.forward(sql, province, slug, {
			exceptions: reasonFor(await forms())
		});
		const late = await submit(officers[1]!);
		const accept = () => dossiers.decide(sql, analyst, id, { decision: 'accepted' });
		const answers = await Promise.allSettled([accept(), accept()]);
		expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await stateOf(officers[0]!)).toBe('approved');
		expect(await stateOf(officers[1]!)).toBe('submitted');
		const { response } = await responses.open(sql, officers[0]!, slug);
		expect(response.review).toMatchObject({
			decision: 'approved',
			remarks: [{ question: 'TT10', reason: 'Chưa đối chiếu được.' }]
		});
		// Named as an exception, the latecomer does not need its province any more.
		await reviews.approve(sql, analyst, late, { version: 1, exceptions: [] });
		expect(await stateOf(officers[1]!)).toBe('approved');
		const [row] = await audit.list(sql, { limit: 1, object: `dossier/${id}` });
		expect(row).toMatchObject({ verb: 'dossier.accepted', detail: { approved: 1 } });
	});

	it('returned with a reason can be forwarded again; without one it is not returned', async () => {
		const exceptions = reasonFor(await forms());
		const { id } = await dossiers.forward(sql, province, slug, { exceptions });
		const bare = dossiers.decide(sql, analyst, id, { decision: 'returned', note: ' ' });
		expect(await problemOf(bare)).toBe('dossier.no-reason');
		await dossiers.decide(sql, analyst, id, { decision: 'returned', note: 'Còn thiếu nhiều xã.' });
		const late = await submit(officers[0]!);
		const wanted = { version: 1, exceptions: [] };
		expect(await problemOf(reviews.approve(sql, analyst, late, wanted))).toBe(
			'review.province-first'
		);
		await endorse(late);
		const again = await dossiers.forward(sql, province, slug, {
			exceptions: reasonFor(await forms())
		});
		expect(again.exceptions.length).toBe(exceptions.length - 1);
	});

	it('is the work of the province and the decision of the ministry, each barred from the other', async () => {
		const exceptions = reasonFor(await forms());
		expect(await problemOf(dossiers.forward(sql, analyst, slug, { exceptions }))).toBe(
			'access.forbidden'
		);
		expect(await problemOf(dossiers.forward(sql, officers[0]!, slug, { exceptions }))).toBe(
			'access.forbidden'
		);
		const { id } = await dossiers.forward(sql, province, slug, { exceptions });
		const own = dossiers.decide(sql, province, id, { decision: 'accepted' });
		expect(await problemOf(own)).toBe('access.forbidden');
		await campaigns.close(sql, analyst.id, slug);
		await reviews.lock(sql, analyst, slug);
		const late = dossiers.decide(sql, analyst, id, { decision: 'accepted' });
		expect(await problemOf(late)).toBe('campaign.locked');
	});
});

describe('a deputy', () => {
	let colleague: User;
	beforeAll(async () => {
		colleague = await person('pho@example.vn', province.unitId, 'unit_officer');
	});

	it('reviews and signs until the time is over or the right is taken back', async () => {
		const id = await submit(officers[0]!);
		const approve = () => reviews.approve(sql, colleague, id, { version: 1, exceptions: [] });
		expect(await problemOf(approve())).toBe('access.forbidden');
		const wanted = { userId: colleague.id, startsAt: inDays(-1), endsAt: inDays(2) };
		await deputies.give(sql, province, wanted);
		await approve();
		expect(await stateOf(officers[0]!)).toBe('endorsed');

		const [given] = await deputies.ofUnit(sql, province);
		await deputies.withdraw(sql, province, given!.id);
		const back = { version: 1, remarks: [{ question: 'TT10', reason: 'x' }], dueAt: inDays(3) };
		expect(await problemOf(reviews.sendBack(sql, colleague, id, back))).toBe('access.forbidden');

		await deputies.give(sql, province, wanted);
		await sql`update deputies set starts_at = now() - interval '2 days',
			ends_at = now() - interval '1 second' where withdrawn_at is null`;
		expect(await problemOf(reviews.sendBack(sql, colleague, id, back))).toBe('access.forbidden');
	});

	it('loses the right with the unit, and nobody but a colleague can be one', async () => {
		await deputies.give(sql, province, {
			userId: colleague.id,
			startsAt: inDays(-1),
			endsAt: inDays(2)
		});
		expect(await deputies.isDeputy(sql, colleague)).toBe(true);
		expect(await deputies.mayReview(sql, colleague)).toBe(true);
		await sql`update users set unit_id = ${officers[0]!.unitId} where id = ${colleague.id}`;
		expect(await deputies.isDeputy(sql, colleague)).toBe(false);
		expect(await deputies.mayReview(sql, colleague)).toBe(false);
		const give = (userId: number, endsAt = inDays(2)) =>
			problemOf(deputies.give(sql, province, { userId, startsAt: inDays(0), endsAt }));
		expect(await give(officers[0]!.id)).toBe('deputy.unusable');
		expect(await give(province.id)).toBe('deputy.unusable');
		const own = deputies.give(sql, officers[0]!, {
			userId: officers[1]!.id,
			startsAt: inDays(0),
			endsAt: inDays(1)
		});
		expect(await problemOf(own)).toBe('access.forbidden');
	});
});
