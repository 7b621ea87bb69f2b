import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Problem } from '#lib/problem.ts';
import * as audit from '#lib/server/audit.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as responses from '#lib/server/responses.ts';
import * as sections from '#lib/server/sections.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { complete } from '../answers.ts';
import { an, binh, dung, em, password } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
const counts = { answered: 1, answerable: 30 };
let analyst: User;
let officer: User;
let approver: User;
let colleague: User;
let stranger: User;
let slug: string;
let count = 0;

const problemOf = (work: Promise<unknown>): Promise<Problem> =>
	work.then(
		() => Promise.reject(new Error('nothing was thrown')),
		(error: Problem) => error
	);

async function newOfficer(email: string, name: string, unitId: number): Promise<User> {
	return users.create(sql, undefined, { email, name, role: 'unit_officer', unitId, password });
}

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	await an(sql);
	[analyst, officer, approver] = [await binh(sql), await dung(sql), await em(sql)];
	const hanoi = await units.find(sql, '01', 'province', '2026-11-01');
	colleague = await newOfficer('giang@example.vn', 'Đỗ Thị Giang', officer.unitId);
	stranger = await newOfficer('hanoi@example.vn', 'Vũ Thị Hà', hanoi!.id);
});

beforeEach(async () => {
	slug = `thuc-trang-${++count}`;
	await campaigns.create(sql, analyst.id, {
		slug,
		survey: 'thuc-trang',
		titleVi: 'Khảo sát thực trạng',
		titleEn: 'Status survey',
		periodFrom: '2026-01-01',
		periodTo: '2026-06-30',
		opensAt: new Date(Date.now() - 86_400_000).toISOString(),
		closesAt: new Date(Date.now() + 86_400_000).toISOString()
	});
	await campaigns.open(sql, analyst.id, slug);
});

afterAll(() => judge.close());

const give = (by: User, page: string, to: User, more: Partial<sections.Gift> = {}) =>
	sections.give(sql, by, slug, { page, person: to.id, ...more });

/** Saves one answer as the page does, upon the stored draft. */
async function answer(user: User, question: string, value: unknown) {
	const { response } = await responses.open(sql, user, slug);
	const saving = { base: response.sequence, changed: [question], data: { [question]: value } };
	return responses.save(sql, user, slug, { ...saving, ...counts });
}

describe('a section given to a colleague', () => {
	it('is seen by both with the note and the due day, and waits in the list of forms', async () => {
		const dueOn = '2099-12-31';
		const note = '  Số liệu ở phòng\u0000 Tài chính ';
		const given = await give(approver, 'tt_p3', colleague, { note, dueOn });
		expect(given).toMatchObject([
			{
				page: 'tt_p3',
				personId: colleague.id,
				person: 'Đỗ Thị Giang',
				note: 'Số liệu ở phòng Tài chính',
				dueOn,
				givenBy: 'Hoàng Thị Em',
				doneAt: null,
				holds: true
			}
		]);
		expect((await responses.open(sql, officer, slug)).sections).toEqual(given);
		expect(await sections.waiting(sql, colleague)).toMatchObject([
			{ slug, page: 'tt_p3', title: 'C. Nguồn lực', dueOn }
		]);
		expect(await sections.waiting(sql, officer)).toEqual([]);
	});

	it('is written by that person only, and whatever was not given by everybody', async () => {
		await give(officer, 'tt_p3', colleague);
		const problem = await problemOf(answer(officer, 'TT14', { bao_cao_vien: 1 }));
		expect(problem.problem).toBe('response.not-your-section');
		expect(problem.details).toMatchObject({
			section: 'C. Nguồn lực',
			person: 'Đỗ Thị Giang',
			questions: ['TT14']
		});
		expect((await responses.open(sql, officer, slug)).response.draft).toEqual({});
		await answer(colleague, 'TT14', { bao_cao_vien: 1 });
		await answer(officer, 'TT05', 'cntt');
		await answer(colleague, 'TT08', 'chua');
		expect((await responses.open(sql, officer, slug)).response.draft).toEqual({
			TT05: 'cntt',
			TT08: 'chua',
			TT14: { bao_cao_vien: 1 }
		});
	});

	it('is kept from whole drafts too, also when they clear its answers', async () => {
		await answer(colleague, 'TT14', { bao_cao_vien: 1 });
		await give(officer, 'tt_p3', colleague);
		const whole = (data: unknown) =>
			responses.save(sql, officer, slug, { sequence: 2, data, ...counts });
		const cleared = await problemOf(whole({ TT05: 'cntt' }));
		expect(cleared.problem).toBe('response.not-your-section');
		await whole({ TT05: 'cntt', TT14: { bao_cao_vien: 1 } });
	});

	it('is open to all again once it is taken back, by whomever of the unit', async () => {
		await give(officer, 'tt_p3', colleague);
		expect(await sections.takeBack(sql, approver, slug, 'tt_p3')).toEqual([]);
		await answer(officer, 'TT14', { bao_cao_vien: 2 });
		const again = await problemOf(sections.takeBack(sql, approver, slug, 'tt_p3'));
		expect(again.problem).toBe('section.unknown');
	});

	it('can be taken back after the campaign has closed', async () => {
		await give(officer, 'tt_p3', colleague);
		await campaigns.close(sql, analyst.id, slug);
		expect(await sections.takeBack(sql, officer, slug, 'tt_p3')).toEqual([]);
		const late = await problemOf(give(officer, 'tt_p3', colleague));
		expect(late.problem).toBe('campaign.closed');
	});

	it('passes to another person as a whole', async () => {
		await give(officer, 'tt_p3', colleague);
		const given = await give(officer, 'tt_p3', officer);
		expect(given).toMatchObject([{ page: 'tt_p3', personId: officer.id }]);
		expect((await problemOf(answer(colleague, 'TT14', {}))).problem).toBeDefined();
	});

	it('is marked done by its holder only, and can be opened again', async () => {
		await give(officer, 'tt_p3', colleague);
		const foreign = await problemOf(sections.mark(sql, officer, slug, 'tt_p3', true));
		expect(foreign.problem).toBe('section.not-holder');
		const [done] = await sections.mark(sql, colleague, slug, 'tt_p3', true);
		expect(done?.doneAt).not.toBeNull();
		const [open] = await sections.mark(sql, colleague, slug, 'tt_p3', false);
		expect(open?.doneAt).toBeNull();
	});

	it('holds the form back from submission until it is done or taken back', async () => {
		await give(officer, 'tt_p3', colleague);
		await give(officer, 'tt_p4', colleague);
		await sections.mark(sql, colleague, slug, 'tt_p4', true);
		await responses.save(sql, colleague, slug, {
			...{ base: 0, changed: ['TT13', 'TT14', 'TT14a', 'TT15', 'TT16', 'TT17'] },
			data: Object.fromEntries(
				Object.entries(complete()).filter(([name]) => /^TT1(3|4|4a|5|6|7)$/.test(name))
			),
			...counts
		});
		const submit = (sequence: number) =>
			responses.submit(sql, officer, slug, { sequence, data: complete() });
		const refused = await problemOf(submit(2));
		expect(refused.problem).toBe('section.not-done');
		expect(refused.details.sections).toBe('C. Nguồn lực (Đỗ Thị Giang)');
		await sections.mark(sql, colleague, slug, 'tt_p3', true);
		expect(await submit(2)).toMatchObject({ version: 1, created: true });
	});

	it('is not changed by a submission of somebody else either', async () => {
		await give(officer, 'tt_p3', colleague);
		await sections.mark(sql, colleague, slug, 'tt_p3', true);
		const problem = await problemOf(
			responses.submit(sql, officer, slug, { sequence: 1, data: complete() })
		);
		expect(problem.problem).toBe('response.not-your-section');
	});

	it('is free when its holder is disabled, moved away or no officer any more', async () => {
		for (const leave of [
			(id: number) => users.disable(sql, undefined, id),
			(id: number) =>
				users.change(sql, undefined, id, {
					...{ name: 'Ngô Văn Hòa', role: 'unit_officer', unitId: stranger.unitId }
				}),
			(id: number) =>
				users.change(sql, undefined, id, {
					...{ name: 'Ngô Văn Hòa', role: 'unit_approver', unitId: officer.unitId }
				})
		]) {
			const gone = await newOfficer(`hoa${++count}@example.vn`, 'Ngô Văn Hòa', officer.unitId);
			await give(officer, 'tt_p3', gone);
			await leave(gone.id);
			expect((await responses.open(sql, officer, slug)).sections[0]?.holds).toBe(false);
			await answer(officer, 'TT14', { bao_cao_vien: count });
			const unfit = await problemOf(give(officer, 'tt_p3', gone));
			expect(unfit.problem).toBe('section.unfit-person');
		}
	});

	it('goes to officers of the same unit only, from today on, and only if the form has it', async () => {
		for (const person of [stranger, approver, analyst, { ...officer, id: 999_999 }])
			expect((await problemOf(give(officer, 'tt_p3', person))).problem).toBe(
				'section.unfit-person'
			);
		expect((await problemOf(give(officer, 'tt_p99', colleague))).problem).toBe('section.unknown');
		for (const dueOn of ['2020-01-01', '2026-02-30', 'mai'])
			expect((await problemOf(give(officer, 'tt_p3', colleague, { dueOn }))).problem).toBe(
				'section.due-passed'
			);
	});

	it('leaves a line in the audit at every step', async () => {
		await give(officer, 'tt_p3', colleague, { note: 'Gấp' });
		await sections.mark(sql, colleague, slug, 'tt_p3', true);
		await sections.mark(sql, colleague, slug, 'tt_p3', false);
		await sections.takeBack(sql, officer, slug, 'tt_p3');
		const { response } = await responses.open(sql, officer, slug);
		const rows = await audit.list(sql, { limit: 10, object: `response/${response.id}` });
		expect(rows.map(({ verb, actorId }) => [verb, actorId])).toEqual([
			['section.take-back', officer.id],
			['section.reopen', colleague.id],
			['section.done', colleague.id],
			['section.give', officer.id]
		]);
		expect(rows[3]?.detail).toMatchObject({ page: 'tt_p3', person: colleague.id, note: 'Gấp' });
	});
});
