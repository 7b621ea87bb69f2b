import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Problem } from '#lib/problem.ts';
import * as answers from '#lib/server/answers.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as outbox from '#lib/server/outbox.ts';
import * as responses from '#lib/server/responses.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { complete } from '../answers.ts';
import { binh, dung, em, password } from '../people.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
let analyst: User;
let officer: User;
let approver: User;
let stranger: User;
let slug: string;
let campaignId: number;
let count = 0;

const problemOf = (work: Promise<unknown>): Promise<Problem> =>
	work.then(
		() => Promise.reject(new Error('nothing was thrown')),
		(error: Problem) => error
	);
const counts = { answered: 3, answerable: 30 };

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	[analyst, officer, approver] = [await binh(sql), await dung(sql), await em(sql)];
	const hanoi = await units.find(sql, '01', 'province', '2026-11-01');
	stranger = await users.create(sql, undefined, {
		email: 'hanoi@example.vn',
		name: 'Vũ Thị Hà',
		role: 'unit_officer',
		unitId: hanoi!.id,
		password
	});
});

beforeEach(async () => {
	slug = `thuc-trang-${++count}`;
	const campaign = await campaigns.create(sql, analyst.id, {
		slug,
		survey: 'thuc-trang',
		titleVi: 'Khảo sát thực trạng',
		titleEn: 'Status survey',
		periodFrom: '2026-01-01',
		periodTo: '2026-06-30',
		opensAt: new Date(Date.now() - 86_400_000).toISOString(),
		closesAt: new Date(Date.now() + 86_400_000).toISOString()
	});
	campaignId = campaign.id;
	await campaigns.open(sql, analyst.id, slug);
});

afterAll(() => judge.close());

describe('a draft', () => {
	it('opens with the form, the unit and the period in words', async () => {
		const form = await responses.open(sql, officer, slug);
		expect(form.unit.name).toBe('Lâm Đồng');
		expect(form.variables).toEqual({ kyBaoCao: '6 tháng đầu năm 2026', nhom: 'so_tu_phap' });
		expect(form.response).toMatchObject({ state: 'none', sequence: 0, draft: {}, writable: true });
		expect(form.definition.pages).toHaveLength(9);
	});

	it('is saved whole under the next number, and a retry changes nothing', async () => {
		const data = { TT05: 'lanh_dao', TT13: { nsnn_giao: 1.5 } };
		const first = await responses.save(sql, officer, slug, { sequence: 1, data, ...counts });
		expect(first.sequence).toBe(1);
		const again = await responses.save(sql, officer, slug, { sequence: 1, data, ...counts });
		expect(again).toEqual(first);
		const form = await responses.open(sql, officer, slug);
		expect(form.response).toMatchObject({ state: 'draft', sequence: 1, draft: data });
		const progress = await campaigns.progress(sql, campaignId);
		expect(progress.find(({ code }) => code === '68')).toMatchObject({
			state: 'draft',
			...counts
		});
	});

	it('is never overwritten by an older one: the stored draft and its author come back', async () => {
		await responses.save(sql, officer, slug, { sequence: 1, data: { TT05: 'cntt' }, ...counts });
		const late = { sequence: 1, data: { TT05: 'khac' }, ...counts };
		const problem = await problemOf(responses.save(sql, officer, slug, late));
		expect(problem.problem).toBe('record.conflict');
		expect(problem.details).toMatchObject({
			sequence: 1,
			data: { TT05: 'cntt' },
			savedBy: 'Phạm Tiến Dũng'
		});
		const ahead = { sequence: 9, data: { TT05: 'khac' }, ...counts };
		expect((await problemOf(responses.save(sql, officer, slug, ahead))).status).toBe(409);
	});

	it('of two people saving at once, keeps one and tells the other', async () => {
		const both = await Promise.allSettled(
			['cntt', 'khac'].map((code) =>
				responses.save(sql, officer, slug, { sequence: 1, data: { TT05: code }, ...counts })
			)
		);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	it('is refused when its shape is wrong, and kept when it is only unfinished', async () => {
		const wrong = { sequence: 1, data: { TT05: { a: 1 }, XX: 1 }, ...counts };
		const problem = await problemOf(responses.save(sql, officer, slug, wrong));
		expect(problem.problem).toBe('response.malformed');
		expect(problem.details.findings).toEqual([
			{ question: 'TT05', reason: 'wrong-type' },
			{ question: 'XX', reason: 'unknown-question' }
		]);
		const typing = { TT15: 'rieng', TT16: 'http', TT28: 2.5 };
		await responses.save(sql, officer, slug, { sequence: 1, data: typing, ...counts });
	});

	it('composes text at the door', async () => {
		const data = { TT38: 'Hòa'.normalize('NFD') };
		await responses.save(sql, officer, slug, { sequence: 1, data, ...counts });
		const { response } = await responses.open(sql, officer, slug);
		expect(response.draft.TT38).toBe('Hòa'.normalize('NFC'));
	});

	it("never reaches another unit's people", async () => {
		await responses.save(sql, officer, slug, { sequence: 1, data: { TT05: 'cntt' }, ...counts });
		const { response } = await responses.open(sql, stranger, slug);
		expect(response.draft).toEqual({});
		const problem = await problemOf(responses.open(sql, analyst, slug));
		expect(problem.problem).toBe('response.not-expected');
	});
});

describe('a submission', () => {
	it('becomes an immutable version with a receipt, and the same content stays that version', async () => {
		const submission = { sequence: 1, data: complete() };
		const receipt = await responses.submit(sql, officer, slug, submission);
		expect(receipt).toMatchObject({ version: 1, created: true });
		expect(receipt.receipt).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/);
		const again = await responses.submit(sql, approver, slug, submission);
		expect(again).toMatchObject({ version: 1, created: false, receipt: receipt.receipt });
		const [unit] = await campaigns.byUnit(sql, officer);
		expect(unit!.slug).toBeDefined();
		const progress = await campaigns.progress(sql, campaignId);
		expect(progress.find(({ code }) => code === '68')).toMatchObject({
			state: 'submitted',
			onTime: true,
			submittedAt: receipt.submittedAt
		});
		await expect(sql`update response_versions set data = '{}'`).rejects.toThrow(/immutable/);
	});

	it('sent twice at once is received once', async () => {
		const submission = { sequence: 1, data: complete() };
		const both = await Promise.all([
			responses.submit(sql, officer, slug, submission),
			responses.submit(sql, officer, slug, submission)
		]);
		expect(both.map(({ version }) => version)).toEqual([1, 1]);
		expect(both.filter(({ created }) => created)).toHaveLength(1);
	});

	it('that is changed later becomes the next version, which names the one it replaces', async () => {
		await responses.submit(sql, officer, slug, { sequence: 1, data: complete() });
		const data = { ...complete(), TT08: 'chua' };
		await responses.save(sql, officer, slug, { sequence: 2, data, ...counts });
		const second = await responses.submit(sql, officer, slug, { sequence: 2, data });
		expect(second.version).toBe(2);
		const rows = await sql`select p.version, p.replaces from response_versions p
			join responses r on r.id = p.response_id where r.campaign_id = ${campaignId}
			order by p.version`;
		expect([...rows]).toEqual([
			{ version: 1, replaces: null },
			{ version: 2, replaces: 1 }
		]);
	});

	it('is refused with a sentence for every question that needs mending', async () => {
		const data: Record<string, unknown> = {
			...complete(),
			TT13: { tong: 180, nsnn_giao: 200.5, xa_hoi_hoa: 35 },
			TT40: false
		};
		delete data.TT08;
		const problem = await problemOf(responses.submit(sql, officer, slug, { sequence: 1, data }));
		expect(problem.problem).toBe('response.incomplete');
		expect(problem.details.findings).toEqual([
			{
				question: 'TT08',
				page: 'tt_p2',
				message: 'Câu này cần trả lời trước khi nộp phiếu.'
			},
			{
				question: 'TT13',
				page: 'tt_p3',
				message:
					'Tổng (180) phải bằng hoặc lớn hơn ngân sách nhà nước cộng xã hội hóa (235,5). Sửa tổng hoặc kiểm tra lại hai dòng dưới.'
			},
			{
				question: 'TT40',
				page: 'tt_p9',
				message:
					'Phiếu chỉ nộp được khi lãnh đạo đơn vị đã duyệt số liệu. Trình duyệt rồi chọn “Đã duyệt”.'
			}
		]);
	});

	it('leaves out answers to questions that are not asked', async () => {
		const data = { ...complete(), TT15: 'chua' };
		await responses.submit(sql, officer, slug, { sequence: 1, data });
		const { response } = await responses.open(sql, officer, slug);
		expect(response.draft).not.toHaveProperty('TT16');
		expect(response.draft).not.toHaveProperty('TT17');
	});

	it('is refused while the campaign is paused, and after it has closed', async () => {
		const submission = { sequence: 1, data: complete() };
		await campaigns.pause(sql, analyst.id, slug);
		const paused = await problemOf(responses.submit(sql, officer, slug, submission));
		expect(paused.problem).toBe('campaign.paused');
		await campaigns.reopen(sql, analyst.id, slug);
		await sql`update campaigns set closes_at = now() - interval '1 second' where slug = ${slug}`;
		const over = await problemOf(responses.submit(sql, officer, slug, submission));
		expect(over.problem).toBe('campaign.closed');
		expect((await responses.open(sql, officer, slug)).response.writable).toBe(false);
	});

	it('is refused for a unit that has ended', async () => {
		await sql`update unit_versions set valid_to = '2026-11-01' where unit_id = ${stranger.unitId}
			and valid_to is null`;
		const problem = await problemOf(
			responses.submit(sql, stranger, slug, { sequence: 1, data: complete() })
		);
		await sql`update unit_versions set valid_to = null where unit_id = ${stranger.unitId}
			and valid_to = '2026-11-01'`;
		expect(problem.problem).toBe('response.unit-closed');
	});
});

describe('answer facts', () => {
	const stored = () =>
		warehouse.rows<{ question: string; item: string; code: string; number: number | null }>(
			`select question, item, code, number from answers where campaign_id = {campaign:UInt32}
			order by version, question, item, code`,
			{ campaign: campaignId }
		);

	it('reach the warehouse once, however often they are delivered, and can be rebuilt', async () => {
		await responses.submit(sql, officer, slug, { sequence: 1, data: complete() });
		const { response } = await responses.open(sql, officer, slug);
		await answers.deliver(sql, warehouse, `${response.id}/1`); // as before a crash
		await outbox.settle(sql, warehouse);
		const facts = await stored();
		expect(facts).toContainEqual({ question: 'TT07', item: '', code: 'rieng', number: null });
		expect(facts).toContainEqual({ question: 'TT13', item: 'tong', code: '', number: 180.5 });
		expect(facts).toContainEqual({
			question: 'TT25',
			item: '1.bai_30_ngay',
			code: 'true',
			number: null
		});
		const [version] = await surveys.latest(sql, 'thuc-trang').then(({ fields }) => [fields]);
		expect(facts).toHaveLength(answers.facts(version!, complete()).length);
		expect(await sql`select * from outbox`).toHaveLength(0);

		await outbox.rebuildAnswers(sql, warehouse);
		expect(await stored()).toEqual(facts);
		await answers.deliver(sql, warehouse, `${response.id}/1`);
		expect(await stored()).toEqual(facts);
	});

	it('stay waiting when delivery breaks off after the warehouse took them, and still arrive once', async () => {
		await responses.submit(sql, officer, slug, { sequence: 1, data: complete() });
		const dying = {
			...warehouse,
			insert: async (table: string, rows: object[], token: string) => {
				await warehouse.insert(table, rows, token);
				throw new Error('killed here');
			}
		};
		await expect(outbox.settle(sql, dying)).rejects.toThrow('killed here');
		const facts = await stored();
		expect(facts.length).toBeGreaterThan(0);
		expect(await sql`select * from outbox`).toHaveLength(1);
		expect(await outbox.settle(sql, warehouse)).toBe(1);
		expect(await stored()).toEqual(facts);
	});

	it('and what was received are the current version of each unit in scope', async () => {
		await responses.submit(sql, officer, slug, { sequence: 1, data: complete() });
		const data = { ...complete(), TT08: 'chua' };
		await responses.submit(sql, officer, slug, { sequence: 2, data });
		const received = await responses.received(sql, campaignId);
		expect(received).toMatchObject([{ unitId: officer.unitId, version: 2, data }]);
		expect(await responses.received(sql, campaignId, [stranger.unitId])).toEqual([]);
	});
});
