import { afterAll, beforeAll, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as desks from '#lib/server/desk.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as outbox from '#lib/server/outbox.ts';
import * as responses from '#lib/server/responses.ts';
import * as reviews from '#lib/server/reviews.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { complete } from '../answers.ts';
import { binh } from '../people.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const slug = 'ban-tham-dinh';
const far = { bao_cao_vien: 90_000, tuyen_truyen_vien: 1200 };
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
let analyst: User;

/** An officer of a unit; nobody signs in, so there is no password. */
async function officerOf(unitId: number): Promise<User> {
	const email = `can-bo.${unitId}@example.vn`;
	const [row] = await sql<{ id: number }[]>`insert into users (email, name, role, unit_id)
		values (${email}, 'Cán bộ', 'unit_officer', ${unitId})
		on conflict (email) do update set name = excluded.name returning id`;
	const unitLevel = 'province';
	return {
		id: row!.id,
		email,
		name: 'Cán bộ',
		role: 'unit_officer',
		unitId,
		unitName: '',
		unitLevel
	};
}

/** Twenty-two provinces answer alike, one ten thousand times as much. */
beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	analyst = await binh(sql);
	await campaigns.create(sql, analyst.id, {
		...{ slug, survey: 'thuc-trang', titleVi: 'Khảo sát', titleEn: 'Survey' },
		...{ periodFrom: '2026-01-01', periodTo: '2026-06-30' },
		...{ opensAt: inDays(-1), closesAt: inDays(1) }
	});
	await campaigns.open(sql, analyst.id, slug);
	const provinces = await units.onDay(sql, '2026-11-01', { level: 'province' });
	for (const [index, { id }] of provinces.slice(0, 23).entries()) {
		const data = { ...complete(), ...(index === 22 && { TT14: far }) };
		await responses.submit(sql, await officerOf(id), slug, { sequence: 1, data });
	}
	await outbox.settle(sql, warehouse);
}, 60_000);

afterAll(() => judge.close());

it('the desk and the form point to the number that is far from those of other provinces', async () => {
	const { entries, campaign } = await desks.open(sql, analyst, slug);
	const waiting = entries.filter(({ state }) => state === 'submitted');
	const points = await desks.points(sql, warehouse, campaign, waiting);
	const marked = waiting.filter(({ id }) => points[id]! > 0);
	expect([waiting.length, marked.length]).toEqual([23, 1]);
	const reading = await reviews.read(sql, analyst, marked[0]!.id, 'vi', warehouse);
	const questions = reading.sections.flatMap((section) => section.questions);
	expect(questions.find(({ name }) => name === 'TT14')?.points).toMatchObject([
		{ item: 'bao_cao_vien', value: 90_000 }
	]);
});

it('the form shows what its unit answered in the last period, and nothing of other units', async () => {
	const [first] = (await desks.open(sql, analyst, slug)).entries.filter(
		({ state }) => state === 'submitted'
	);
	await campaigns.create(sql, analyst.id, {
		...{ slug: 'ky-sau', survey: 'thuc-trang', titleVi: 'Kỳ sau', titleEn: 'Next period' },
		...{ periodFrom: '2026-07-01', periodTo: '2026-12-31' },
		...{ opensAt: inDays(-1), closesAt: inDays(1) }
	});
	await campaigns.open(sql, analyst.id, 'ky-sau');
	const officer = await officerOf(first!.unitId);
	const data = { ...complete(), TT14: { bao_cao_vien: 31, tuyen_truyen_vien: 1300 } };
	await responses.submit(sql, officer, 'ky-sau', { sequence: 1, data });
	const { entries } = await desks.open(sql, analyst, 'ky-sau');
	const id = entries.find(({ unitId }) => unitId === first!.unitId)!.id;
	const reading = await reviews.read(sql, analyst, id, 'vi');
	const questions = reading.sections.flatMap((section) => section.questions);
	const shown = questions.find(({ name }) => name === 'TT14')!;
	expect(shown.lastPeriod.map(({ text }) => text).join()).toContain('30');
	expect(shown.entries.map(({ text }) => text).join()).toContain('31');
	const before = await reviews.read(sql, analyst, first!.id, 'vi');
	const older = before.sections.flatMap((section) => section.questions);
	expect(older.every(({ lastPeriod }) => lastPeriod.length === 0)).toBe(true);
});

it('approving many forms at once does each by itself: one that changed meanwhile stops no other', async () => {
	const { entries } = await desks.open(sql, analyst, slug);
	const some = entries.filter(({ state }) => state === 'submitted').slice(0, 3);
	const wanted = some.map(({ id, version }, index) => ({
		id,
		version: version + (index === 1 ? 1 : 0)
	}));
	const bulk = await desks.approveAll(sql, analyst, wanted);
	expect(bulk).toEqual({
		done: 2,
		refused: [{ id: some[1]!.id, problem: 'record.conflict' }]
	});
});
