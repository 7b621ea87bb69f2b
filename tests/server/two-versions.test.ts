/** One campaign, forms of two versions: each is answered, reviewed, exported and counted as its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Problem } from '#lib/problem.ts';
import { unionColumns } from '#lib/questionnaire/columns.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as exports from '#lib/server/exports/exports.ts';
import * as runners from '#lib/server/exports/runner.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as outbox from '#lib/server/outbox.ts';
import * as responses from '#lib/server/responses.ts';
import * as reviews from '#lib/server/reviews.ts';
import * as drafts from '#lib/server/survey-drafts.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { elementsOf, type Definition } from '#lib/survey.ts';
import { complete } from '../answers.ts';
import { binh, dung, password } from '../people.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';
import { unzip } from '../zip.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const folder = mkdtempSync(join(tmpdir(), 'thuocdo-versions-'));
const slug = 'thuc-trang-2026';
let analyst: User;
let early: User;
let late: User;

/** The next version: one question more, which must be answered, and one choice more. */
function changed(definition: Definition): Definition {
	const next = structuredClone(definition);
	const [page] = next.pages;
	page!.elements.unshift({
		type: 'radiogroup',
		name: 'TT04',
		title: { vi: 'Đơn vị có tổ công nghệ số cộng đồng không?', en: 'Is there a digital team?' },
		isRequired: true,
		choices: [
			{ value: 'co', text: { vi: 'Có', en: 'Yes' } },
			{ value: 'khong', text: { vi: 'Không', en: 'No' } }
		]
	});
	const reasons = elementsOf(next).find(({ name }) => name === 'TT24')!.choices as object[];
	reasons.push({ value: 'podcast', text: { vi: 'Kênh âm thanh', en: 'Podcast' } });
	return next;
}

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	[analyst, early] = [await binh(sql), await dung(sql)];
	const hanoi = await units.find(sql, '01', 'province', '2026-11-01');
	late = await users.create(sql, undefined, {
		email: 'hanoi@example.vn',
		name: 'Vũ Thị Hà',
		role: 'unit_officer',
		unitId: hanoi!.id,
		password
	});
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
	const begun = { sequence: 1, data: { TT05: 'khac' }, answered: 1, answerable: 30 };
	await responses.save(sql, early, slug, begun);
	const draft = await drafts.begin(sql, analyst.id, 'thuc-trang', { version: 1 });
	const definition = changed(draft.definition);
	await drafts.save(sql, analyst.id, 'thuc-trang', { sequence: 2, definition });
	await drafts.publish(sql, analyst.id, 'thuc-trang', 2);
}, 60_000);

afterAll(async () => {
	await judge.close();
	rmSync(folder, { recursive: true, force: true });
});

describe('a campaign that moves to a new version', () => {
	it('stays on its version until someone moves it', async () => {
		expect((await campaigns.find(sql, slug)).surveyVersion).toBe(1);
		expect((await campaigns.adopt(sql, analyst.id, slug)).surveyVersion).toBe(2);
	});

	it('lets a form begun before be submitted as it was begun', async () => {
		const form = await responses.open(sql, early, slug);
		expect(elementsOf(form.definition).map(({ name }) => name)).not.toContain('TT04');
		const foreign = await responses
			.save(sql, early, slug, { sequence: 2, data: { TT04: 'co' }, answered: 1, answerable: 30 })
			.catch((problem: Problem) => problem);
		expect(foreign).toMatchObject({ problem: 'response.malformed' });
		await responses.submit(sql, early, slug, { sequence: 2, data: complete() });
	});

	it('shows forms begun from now on the new version, which they must answer', async () => {
		const form = await responses.open(sql, late, slug);
		expect(elementsOf(form.definition).map(({ name }) => name)).toContain('TT04');
		const missing = await responses
			.submit(sql, late, slug, { sequence: 1, data: complete() })
			.catch((problem: Problem) => problem);
		expect(missing).toMatchObject({ problem: 'response.incomplete' });
		const data = { ...complete(), TT04: 'co', TT24: ['podcast'], TT25: undefined };
		await responses.submit(sql, late, slug, {
			sequence: 1,
			data: JSON.parse(JSON.stringify(data))
		});
	});

	it('keeps a form that is sent again on its own version', async () => {
		await responses.submit(sql, early, slug, { sequence: 3, data: { ...complete(), TT10: 5 } });
		const rows = await sql`select p.version, v.number from response_versions p
			join survey_versions v on v.id = p.survey_version_id join responses r on r.id = p.response_id
			where r.unit_id = ${early.unitId} order by p.version`;
		expect(rows.map(({ version, number }) => [version, number])).toEqual([
			[1, 1],
			[2, 1]
		]);
	});
});

describe('what was answered on two versions', () => {
	it('is read by reviewers with the questions of its own version', async () => {
		const { id: campaignId } = await campaigns.find(sql, slug);
		const received = await responses.received(sql, campaignId);
		const asked = await Promise.all(
			received.map(async ({ id }) => JSON.stringify(await reviews.read(sql, analyst, id, 'vi')))
		);
		const names = received.map(({ unitId }) => (unitId === early.unitId ? 'early' : 'late'));
		for (const [index, name] of names.entries())
			expect([name, asked[index]!.includes('TT04')]).toEqual([name, name === 'late']);
	});

	it('stands in one table: nothing, not “no”, where a version did not ask', async () => {
		const { id } = await campaigns.find(sql, slug);
		const received = await responses.received(sql, id);
		const versions = await surveys.versions(sql, 'thuc-trang');
		const fields = new Map(versions.map((one) => [one.id, one.fields]));
		const rows = received.map((one) => ({ ...one, fields: fields.get(one.surveyVersionId)! }));
		const columns = unionColumns([...fields.values()], rows);
		const cell = (user: User, name: string) =>
			columns
				.find((column) => column.name === name)
				?.value(rows.find(({ unitId }) => unitId === user.unitId)!);
		expect(['TT04', 'TT24.podcast', 'TT24.fanpage'].map((name) => cell(late, name))).toEqual([
			...['co', 1, 0]
		]);
		expect(['TT04', 'TT24.podcast', 'TT24.fanpage'].map((name) => cell(early, name))).toEqual([
			...[null, null, 1]
		]);
	});

	it('is exported with the union of columns and says what was not asked', async () => {
		const runner = await runners.open(sql, { folder, simulated: false });
		const { id } = await exports.order(sql, analyst, slug, 'csv');
		await runner.settled();
		await runner.close();
		const { stream } = await exports.file(sql, folder, analyst, id);
		const parts: Buffer[] = [];
		for await (const part of stream) parts.push(part as Buffer);
		const files = unzip(Buffer.concat(parts));
		const table = (name: string) =>
			Papa.parse<Record<string, string>>(files.get(name)!.replace('\ufeff', '').trimEnd(), {
				delimiter: ';',
				header: true
			}).data;
		const of = (rows: Record<string, string>[], code: string) =>
			rows.find((row) => row.unit_code?.endsWith(code));
		const [data, states] = [...files.keys()].filter((name) => name.endsWith('.csv')).map(table);
		expect(of(data!, '01')).toMatchObject({ survey_version: '2', TT04: 'co', 'TT24.podcast': '1' });
		expect(of(data!, '68')).toMatchObject({ survey_version: '1', TT04: '', 'TT24.podcast': '' });
		expect(of(states!, '68')).toMatchObject({ TT04: 'not_asked' });
	});

	it('becomes facts of the questions that were asked', async () => {
		await outbox.rebuildAnswers(sql, warehouse);
		const rows = await warehouse.rows<{ unit_id: number; question: string; code: string }>(
			`select unit_id, question, code from answers where question in ('TT04', 'TT05')
				group by unit_id, question, code order by question, unit_id`
		);
		const found = rows.map(({ unit_id, question, code }) => [Number(unit_id), question, code]);
		expect(found.filter(([, question]) => question === 'TT04')).toEqual([
			[late.unitId, 'TT04', 'co']
		]);
		expect(found.filter(([, question]) => question === 'TT05')).toHaveLength(2);
	});
});
