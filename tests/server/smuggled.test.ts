/**
 * Fields nobody may set, in the bodies and addresses of the doors of a form: whose it is, in which
 * state, who saved it when. They are ignored or refused, and change nothing.
 */
import type { RequestEvent } from '@sveltejs/kit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as responses from '#lib/server/responses.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import * as attachments from '../../src/routes/api/v1/campaigns/[slug]/attachments/+server.ts';
import * as draft from '../../src/routes/api/v1/campaigns/[slug]/draft/+server.ts';
import * as sections from '../../src/routes/api/v1/campaigns/[slug]/sections/+server.ts';
import * as section from '../../src/routes/api/v1/campaigns/[slug]/sections/[page]/+server.ts';
import * as submission from '../../src/routes/api/v1/campaigns/[slug]/submission/+server.ts';
import { complete } from '../answers.ts';
import { pdf } from '../crafted.ts';
import { binh, dung, password } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
let officer: User;
let colleague: User;
let stranger: User;
let slug: string;
let count = 0;
/** the form of another unit in the same campaign */
let foreign: string;

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	officer = await dung(sql);
	const newOfficer = (email: string, name: string, unitId: number) =>
		users.create(sql, undefined, { email, name, role: 'unit_officer', unitId, password });
	const hanoi = await units.find(sql, '01', 'province', '2026-11-01');
	colleague = await newOfficer('giang@example.vn', 'Đỗ Thị Giang', officer.unitId);
	stranger = await newOfficer('hanoi@example.vn', 'Vũ Thị Hà', hanoi!.id);
});

beforeEach(async () => {
	slug = `thuc-trang-${++count}`;
	const analyst = await binh(sql);
	await campaigns.create(sql, analyst.id, {
		...{ slug, survey: 'thuc-trang' },
		...{ titleVi: 'Khảo sát thực trạng', titleEn: 'Status survey' },
		...{ periodFrom: '2026-01-01', periodTo: '2026-06-30' },
		opensAt: new Date(Date.now() - 86_400_000).toISOString(),
		closesAt: new Date(Date.now() + 86_400_000).toISOString()
	});
	await campaigns.open(sql, analyst.id, slug);
	const saving = { base: 0, changed: ['TT05'], data: { TT05: 'cntt' } };
	await responses.save(sql, stranger, slug, { ...saving, answered: 1, answerable: 30 });
	foreign = (await formOf(stranger))!.id as string;
});

afterAll(() => judge.close());

/** What somebody may try to set, in the spelling of the database and in that of the answers. */
const smuggled = () => ({
	...{ status: 'approved', state: 'approved', version: 9, sequence_number: 9, replaces: 8 },
	...{ submitted_at: '2020-01-01T00:00:00Z', submittedAt: '2020-01-01T00:00:00Z' },
	...{ saved_at: '2020-01-01T00:00:00Z', savedAt: '2020-01-01T00:00:00Z' },
	...{ saved_by: stranger.id, savedBy: stranger.id, submitted_by: stranger.id },
	...{ uploaded_by: stranger.id, given_by: stranger.id, givenBy: stranger.id },
	...{ done_at: '2020-01-01T00:00:00Z', ended_at: '2020-01-01T00:00:00Z', ended_by: stranger.id },
	...{
		unit_id: stranger.unitId,
		unitId: stranger.unitId,
		unit: '01',
		campaign_id: 1,
		slug: 'khac'
	},
	...{ id: foreign, response_id: foreign, responseId: foreign, user: stranger, role: 'analyst' },
	...{ touched: { TT05: { at: 99, by: stranger.id } }, hash: '0'.repeat(64), draft: { TT05: 'x' } }
});

type Handler = (event: RequestEvent) => Promise<Response>;

/** Calls a door of the form as an officer of the unit. */
async function call(
	handler: unknown,
	given: {
		body?: unknown;
		file?: Buffer;
		query?: Record<string, unknown>;
		page?: string;
		as?: User;
	}
) {
	const { body, file, query = {}, page, as: user = officer } = given;
	const url = new URL('http://ours.vn/api');
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
	const request = new Request(url, {
		...{ method: 'POST', body: file ? new Uint8Array(file) : JSON.stringify(body) },
		headers: { 'content-type': file ? 'application/pdf' : 'application/json' }
	});
	const event = { locals: { sql, user, locale: 'vi' }, request, url, params: { slug, page } };
	const answer = await (handler as Handler)(event as unknown as RequestEvent);
	return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

type Row = Record<string, unknown>;

const formOf = async ({ unitId }: User): Promise<Row | undefined> =>
	(
		await sql<Row[]>`select r.* from responses r join campaigns c on c.id = r.campaign_id
			where c.slug = ${slug} and r.unit_id = ${unitId}`
	)[0];

/** Everything there is: forms, versions, sections, files, the round, the people, the record. */
async function everything(): Promise<unknown> {
	return {
		forms: await sql`select * from responses order by id`,
		versions: await sql`select * from response_versions order by response_id, version`,
		sections: await sql`select * from response_sections order by id`,
		files: await sql`select id, response_id, uploaded_by from attachments order by id`,
		rounds: await sql`select * from campaigns order by id`,
		people: await sql`select id, email, role, unit_id from users order by id`,
		record: await sql`select count(*) as number from audit`
	};
}

/** Nothing that was sent beside the answers has come into the form. */
async function expectUntouched(own: Row, others: Row | undefined): Promise<void> {
	expect(await formOf(stranger)).toEqual(others);
	const form = await formOf(officer);
	expect(form).toMatchObject({ unitId: officer.unitId, savedBy: officer.id, ...own });
	expect((form!.savedAt as Date).getFullYear()).toBeGreaterThan(2020);
	const [role] = await sql`select role, unit_id from users where id = ${officer.id}`;
	expect(role).toEqual({ role: 'unit_officer', unitId: officer.unitId });
	const [forms] = await sql`select count(*)::integer as number from responses r
		join campaigns c on c.id = r.campaign_id where c.slug = ${slug}`;
	expect(forms).toEqual({ number: 2 });
}

it('a draft takes its answers from the body, and neither state, owner, number nor time', async () => {
	const others = await formOf(stranger);
	const saving = { base: 0, changed: ['TT05'], data: { TT05: 'phu_trach_pbgdpl' } };
	const saved = await call(draft.PUT, { body: { ...smuggled(), ...saving } });
	expect(saved).toMatchObject({ status: 200, body: { sequence: 1 } });
	const touched = { TT05: { at: 1, by: officer.id } };
	const kept = { draft: saving.data, sequence: 1, touched };
	await expectUntouched({ ...kept, state: 'draft', version: 0, submittedAt: null }, others);
});

it('a submission is the next version of its own unit, now, whatever the body claims', async () => {
	const others = await formOf(stranger);
	const body = { ...smuggled(), sequence: 1, data: complete() };
	const sent = await call(submission.POST, { body });
	expect(sent).toMatchObject({ status: 201, body: { version: 1 } });
	expect(String(sent.body.submittedAt)).not.toMatch(/^2020/);
	await expectUntouched({ state: 'submitted', version: 1, sequence: 1 }, others);
	const versions = await sql`select v.* from response_versions v
		join responses r on r.id = v.response_id join campaigns c on c.id = r.campaign_id
		where c.slug = ${slug}`;
	expect(versions).toHaveLength(1);
	expect(versions[0]).toMatchObject({ version: 1, replaces: null, submittedBy: officer.id });
	expect(versions[0]!.hash).not.toBe('0'.repeat(64));
	expect((versions[0]!.submittedAt as Date).getFullYear()).toBeGreaterThan(2020);
});

it('a section is given by who gives it, open, in the own form, and marked without more', async () => {
	const others = await formOf(stranger);
	const gift = { page: 'tt_p3', person: colleague.id, note: '', dueOn: null };
	expect((await call(sections.POST, { body: { ...smuggled(), ...gift } })).status).toBe(200);
	const given = () =>
		sql`select s.* from response_sections s where s.response_id = (select r.id from responses r
			join campaigns c on c.id = r.campaign_id
			where c.slug = ${slug} and r.unit_id = ${officer.unitId})`;
	const open = { givenBy: officer.id, personId: colleague.id, doneAt: null, endedAt: null };
	expect(await given()).toMatchObject([{ ...open, page: 'tt_p3', endedBy: null }]);
	const marking = { ...smuggled(), page: 'tt_p1', person: stranger.id, done: true };
	const marked = await call(section.PATCH, { body: marking, page: 'tt_p3', as: colleague });
	expect(marked.status).toBe(200);
	const [done] = await given();
	expect(done).toMatchObject({ ...open, page: 'tt_p3', doneAt: expect.any(Date) });
	expect((done!.doneAt as Date).getFullYear()).toBeGreaterThan(2020);
	expect(await formOf(stranger)).toEqual(others);
	expect(await formOf(officer)).toMatchObject({ state: 'draft', version: 0, submittedAt: null });
});

it('a file comes under the own form as its sender’s, whatever the address claims', async () => {
	const others = await formOf(stranger);
	const query = {
		...smuggled(),
		question: 'TT41',
		name: 'bao-cao.pdf',
		size: 1,
		type: 'text/html'
	};
	const taken = await call(attachments.POST, { file: pdf(), query });
	expect(taken).toMatchObject({ status: 201, body: { type: 'application/pdf' } });
	const own = (await formOf(officer))!;
	const [file] = await sql`select * from attachments where id = ${taken.body.id as string}`;
	expect(file).toMatchObject({
		...{ responseId: own.id, uploadedBy: officer.id, type: 'application/pdf' },
		...{ size: pdf().length, deletedAt: null }
	});
	expect(own).toMatchObject({ state: 'draft', version: 0, submittedAt: null });
	expect(await formOf(stranger)).toEqual(others);
});

it('among the answers such a field is refused, and another unit’s form too: nothing changes', async () => {
	const own = { base: 0, changed: ['TT05'], data: { TT05: 'cntt' } };
	await call(draft.PUT, { body: own });
	const before = await everything();
	for (const [name, value] of Object.entries(smuggled())) {
		const data = { ...complete(), [name]: value };
		const bodies = [
			[
				draft.PUT,
				{ base: 1, changed: ['TT05'], data: { TT05: 'phu_trach_pbgdpl', [name]: value } }
			],
			[draft.PUT, { base: 1, changed: ['TT05', name], data: { [name]: value } }],
			[draft.PUT, { sequence: 2, data }],
			[submission.POST, { sequence: 2, data }]
		] as const;
		for (const [handler, body] of bodies) {
			const refused = await call(handler, { body });
			expect(refused.status, `${name}: ${JSON.stringify(refused.body)}`).toBe(422);
			expect(JSON.stringify(refused.body.details)).toContain(name);
		}
	}
	const others = { response: foreign };
	const elsewhere = [
		await call(draft.PUT, {
			body: { ...own, base: 1, data: { TT05: 'phu_trach_pbgdpl' }, ...others }
		}),
		await call(submission.POST, { body: { sequence: 2, data: complete(), ...others } }),
		await call(attachments.POST, {
			...{ file: pdf(), query: { question: 'TT41', name: 'a.pdf', ...others } }
		})
	];
	for (const refused of elsewhere) expect(refused.body.problem).toBe('response.other-form');
	expect(await everything()).toEqual(before);
});
