import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Problem } from '#lib/problem.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as responses from '#lib/server/responses.ts';
import * as sections from '#lib/server/sections.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { an, binh, dung, em, password } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
const counts = { answered: 1, answerable: 30 };
let analyst: User;
let officer: User;
let colleague: User;
let stranger: User;
let slug: string;
let count = 0;

const problemOf = (work: Promise<unknown>): Promise<Problem> =>
	work.then(
		() => Promise.reject(new Error('nothing was thrown')),
		(error: Problem) => error
	);

const newOfficer = (email: string, name: string, unitId: number): Promise<User> =>
	users.create(sql, undefined, { email, name, role: 'unit_officer', unitId, password });

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	await an(sql);
	[analyst, officer] = [await binh(sql), await dung(sql)];
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

const save = (user: User, base: number, data: Record<string, unknown>, changed?: string[]) =>
	responses.save(sql, user, slug, {
		base,
		changed: changed ?? Object.keys(data),
		data,
		...counts
	});
const draft = async () => (await responses.open(sql, officer, slug)).response.draft;

describe('two people in one draft', () => {
	it('lose nothing when they change different questions, and learn what the other changed', async () => {
		const first = await save(officer, 0, { TT05: 'cntt' });
		expect(first).toMatchObject({ sequence: 1, news: { questions: [], data: {} } });
		const second = await save(colleague, 0, { TT08: 'chua' });
		expect(second).toMatchObject({
			sequence: 2,
			news: { questions: ['TT05'], data: { TT05: 'cntt' } }
		});
		expect(await draft()).toEqual({ TT05: 'cntt', TT08: 'chua' });
		const third = await save(officer, 1, { TT10: 4 });
		expect(third).toMatchObject({ sequence: 3, news: { questions: ['TT08'] } });
	});

	it('meet in a question: the later one is told which, by whom, and nothing is stored', async () => {
		await save(colleague, 0, { TT05: 'cntt', TT10: 3 });
		const problem = await problemOf(save(officer, 0, { TT05: 'khac', TT08: 'chua' }));
		expect(problem.problem).toBe('record.conflict');
		expect(problem.details).toMatchObject({
			questions: ['TT05'],
			by: { TT05: colleague.id },
			savedBy: 'Đỗ Thị Giang',
			sequence: 1,
			data: { TT05: 'cntt', TT10: 3 },
			news: { questions: ['TT10'], data: { TT10: 3 } }
		});
		expect(await draft()).toEqual({ TT05: 'cntt', TT10: 3 });
		// Knowing the other's answer, one may still replace it.
		await save(officer, 1, { TT05: 'khac', TT08: 'chua' });
		expect(await draft()).toEqual({ TT05: 'khac', TT08: 'chua', TT10: 3 });
	});

	it('who gave the same answer have no conflict', async () => {
		await save(colleague, 0, { TT05: 'cntt' });
		expect(await save(officer, 0, { TT05: 'cntt' })).toMatchObject({ sequence: 1 });
	});

	it('saving at the same moment both arrive, each question once', async () => {
		const both = await Promise.all([
			save(officer, 0, { TT05: 'cntt' }),
			save(colleague, 0, { TT08: 'chua' })
		]);
		expect(both.map(({ sequence }) => sequence).sort()).toEqual([1, 2]);
		expect(await draft()).toEqual({ TT05: 'cntt', TT08: 'chua' });
		const same = await Promise.allSettled([
			save(officer, 2, { TT10: 1 }),
			save(colleague, 2, { TT10: 5 })
		]);
		expect(same.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	it('clear an answer by naming its question without one, with its remark', async () => {
		await save(officer, 0, { TT37: ['other'], 'TT37-Comment': 'Thiếu máy' }, ['TT37']);
		expect(await draft()).toHaveProperty('TT37-Comment');
		await save(colleague, 1, {}, ['TT37']);
		expect(await draft()).toEqual({});
	});

	it('of whom one has an old page: its whole draft conflicts as before', async () => {
		await save(colleague, 0, { TT05: 'cntt' });
		const whole = { sequence: 1, data: { TT08: 'chua' }, ...counts };
		expect((await problemOf(responses.save(sql, officer, slug, whole))).problem).toBe(
			'record.conflict'
		);
		await responses.save(sql, officer, slug, { ...whole, sequence: 2, data: { TT05: 'khac' } });
		const late = await problemOf(save(colleague, 1, { TT05: 'lanh_dao' }));
		expect(late.details).toMatchObject({ questions: ['TT05'], by: { TT05: officer.id } });
	});

	it('ask what happened since a version, and get the given sections with it', async () => {
		await save(officer, 0, { TT05: 'cntt' });
		await save(officer, 1, { TT08: 'chua' });
		await sections.give(sql, officer, slug, { page: 'tt_p3', person: colleague.id });
		expect(await responses.catchUp(sql, colleague, slug, 1)).toMatchObject({
			sequence: 2,
			version: 0,
			news: { questions: ['TT08'], data: { TT08: 'chua' } },
			sections: [{ page: 'tt_p3' }]
		});
	});

	it('cannot save upon a version that never was', async () => {
		await save(officer, 0, { TT05: 'cntt' });
		const ahead = await problemOf(save(colleague, 9, { TT05: 'khac' }));
		expect(ahead.problem).toBe('record.conflict');
	});

	it('must name the questions they send, and only those the form has', async () => {
		const unnamed = await problemOf(save(officer, 0, { TT05: 'cntt' }, []));
		expect(unnamed.problem).toBe('request.invalid');
		const unknown = await problemOf(save(officer, 0, {}, ['XX', 'constructor', '__proto__']));
		expect(unknown.problem).toBe('response.malformed');
		expect(await draft()).toEqual({});
	});
});

describe('a page left open', () => {
	it('of somebody who lost the right to write saves nothing any more', async () => {
		const leaver = await newOfficer(`ha${count}@example.vn`, 'Ngô Văn Hà', officer.unitId);
		await save(leaver, 0, { TT05: 'cntt' });
		const { name } = leaver;
		const wanted = { name, role: 'unit_approver' as const, unitId: officer.unitId };
		await users.change(sql, undefined, leaver.id, wanted);
		expect((await problemOf(save(leaver, 1, { TT05: 'khac' }))).problem).toBe('access.forbidden');
		await users.change(sql, undefined, leaver.id, {
			...{ name, role: 'unit_officer', unitId: stranger.unitId }
		});
		expect((await problemOf(save(leaver, 1, { TT05: 'khac' }))).problem).toBe('access.forbidden');
		await users.disable(sql, undefined, leaver.id);
		expect((await problemOf(save(leaver, 1, { TT05: 'khac' }))).problem).toBe('access.signed-out');
		expect(await draft()).toEqual({ TT05: 'cntt' });
	});

	it('of somebody who was moved never writes into the form of the new unit', async () => {
		const { response } = await responses.open(sql, officer, slug);
		const shown = { response: response.id!, base: 0, changed: ['TT05'], data: { TT05: 'cntt' } };
		const moved = await newOfficer(`hb${count}@example.vn`, 'Ngô Văn Hải', stranger.unitId);
		const problem = await problemOf(responses.save(sql, moved, slug, { ...shown, ...counts }));
		expect(problem.problem).toBe('response.other-form');
		const submission = { sequence: 1, data: {}, response: response.id! };
		expect((await problemOf(responses.catchUp(sql, moved, slug, 0, response.id!))).problem).toBe(
			'response.other-form'
		);
		await problemOf(responses.submit(sql, moved, slug, submission));
		expect((await responses.open(sql, stranger, slug)).response.draft).toEqual({});
	});
});

describe("another unit's form", () => {
	it('is never reached by its id or its people: draft, section, catching up', async () => {
		const { response } = await responses.open(sql, officer, slug);
		await save(officer, 0, { TT05: 'cntt' });
		await sections.give(sql, officer, slug, { page: 'tt_p3', person: colleague.id });
		expect((await responses.open(sql, stranger, slug)).sections).toEqual([]);
		expect((await responses.catchUp(sql, stranger, slug, 0)).news.questions).toEqual([]);
		const problems = await Promise.all([
			problemOf(sections.takeBack(sql, stranger, slug, 'tt_p3')),
			problemOf(sections.mark(sql, stranger, slug, 'tt_p3', true)),
			problemOf(sections.give(sql, stranger, slug, { page: 'tt_p3', person: colleague.id })),
			problemOf(responses.catchUp(sql, stranger, slug, 0, response.id!)),
			problemOf(
				responses.save(sql, stranger, slug, {
					...{ response: response.id!, base: 1, changed: ['TT05'], data: {} },
					...counts
				})
			)
		]);
		expect(problems.map(({ problem }) => problem)).toEqual([
			'section.unknown',
			'section.unknown',
			'section.unfit-person',
			'response.other-form',
			'response.other-form'
		]);
		expect(await draft()).toEqual({ TT05: 'cntt' });
	});
});

it('an approver reads what happened but writes nothing', async () => {
	const approver = await em(sql);
	await save(officer, 0, { TT05: 'cntt' });
	expect((await responses.catchUp(sql, approver, slug, 0)).sequence).toBe(1);
});
