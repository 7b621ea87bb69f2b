import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Problem } from '#lib/problem.ts';
import { whyClosed } from '#lib/review.ts';
import * as allowances from '#lib/server/allowances.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as completeness from '#lib/server/completeness.ts';
import * as judge from '#lib/server/logic/judge.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as responses from '#lib/server/responses.ts';
import * as submissions from '#lib/server/submissions.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { complete } from '../answers.ts';
import { binh, dung } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
let analyst: User;
let officer: User;
let slug: string;
let id: number;
let count = 0;

const problemOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'nothing was thrown',
		(error: Problem) => error.problem
	);
const lamDong = () => ({ unitIds: [officer.unitId] });
const extend = (until: string, reason = 'Công văn số 12/STP ngày 20/11/2026') =>
	allowances.give(sql, analyst.id, slug, lamDong(), { kind: 'extension', until, reason });
const exempt = (selection: object = lamDong(), reason = 'Sáp nhập trong kỳ') =>
	allowances.give(sql, analyst.id, slug, selection, { kind: 'exemption', reason });
/** The closing time passes without anyone waiting for it. */
const pass = () => sql`update campaigns set closes_at = now() - interval '1 minute',
	opens_at = now() - interval '1 day' where id = ${id}`;
const write = async () => {
	const { response } = await responses.open(sql, officer, slug);
	return responses.save(sql, officer, slug, {
		...{ sequence: response.sequence + 1, data: { TT05: 'khac' }, answered: 1, answerable: 9 }
	});
};
const verbs = async () =>
	(
		await sql<{ verb: string }[]>`select verb from audit
			where object = ${`campaign/${slug}`} order by id`
	).map(({ verb }) => verb);

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	[analyst, officer] = [await binh(sql), await dung(sql)];
});
afterAll(() => judge.close());

beforeEach(async () => {
	slug = `cho-phep-${++count}`;
	({ id } = await campaigns.create(sql, analyst.id, {
		...{ slug, survey: 'thuc-trang', titleVi: 'Khảo sát thực trạng', titleEn: 'Status survey' },
		...{ periodFrom: '2026-01-01', periodTo: '2026-12-31' },
		...{ opensAt: inDays(-1), closesAt: inDays(1), levels: ['province', 'commune'] }
	}));
	await campaigns.open(sql, analyst.id, slug);
});

describe('more time', () => {
	it('lets one unit write and submit after the closing time until its own, and no other', async () => {
		await extend(inDays(3));
		await pass();
		await campaigns.close(sql, analyst.id, slug);
		await write();
		const { response } = await responses.open(sql, officer, slug);
		expect(response).toMatchObject({ writable: true, extendedUntil: expect.any(String) as string });
		const sequence = response.sequence + 1;
		await responses.submit(sql, officer, slug, { sequence, data: complete() });
		const { units: lines } = await completeness.list(sql, id, lamDong());
		expect(lines[0]).toMatchObject({ state: 'submitted', onTime: true });

		const other = (await units.onDay(sql, '2026-11-01', { level: 'province' })).find(
			(unit) => unit.id !== officer.unitId
		)!;
		const facts = await submissions.facts(sql, id, other.id);
		expect(whyClosed(facts)).toBe('campaign.closed');
	});

	it('ends at its own instant, and when it is withdrawn', async () => {
		await extend(inDays(3));
		await pass();
		await write();
		const { allowances: given } = await allowances.list(sql, id, { limit: 9 });
		await allowances.withdraw(sql, analyst.id, slug, [given[0]!.id], 'Đơn vị xin rút');
		expect(await problemOf(write())).toBe('campaign.closed');
		expect(
			await problemOf(allowances.withdraw(sql, analyst.id, slug, [given[0]!.id], 'Lần nữa'))
		).toBe('allowance.withdrawn');
		const [after] = (await allowances.list(sql, id, { limit: 9 })).allowances;
		expect(after).toMatchObject({ stands: false, withdrawnFor: 'Đơn vị xin rút' });
		expect(await verbs()).toEqual([
			...['campaign.create', 'campaign.open', 'campaign.extension', 'campaign.withdraw']
		]);
	});

	it('is replaced by what is given later, and comes back when that is withdrawn', async () => {
		await extend(inDays(3));
		await extend(inDays(9));
		const until = () => allowances.extendedUntil(sql, id, officer.unitId);
		expect(Date.parse((await until())!)).toBeGreaterThan(Date.now() + 8 * day);
		const { allowances: given } = await allowances.list(sql, id, { limit: 9 });
		expect(given.map(({ stands }) => stands)).toEqual([true, false]);
		await allowances.withdraw(sql, analyst.id, slug, [given[0]!.id], 'Nhầm');
		expect(Date.parse((await until())!)).toBeLessThan(Date.now() + 4 * day);
	});

	it('is refused without a reason, before the closing time and once the results are locked', async () => {
		expect(await problemOf(extend(inDays(3), ' \n\u200b'))).toBe('allowance.no-reason');
		expect(await problemOf(extend(inDays(3), 'x'.repeat(1001)))).toBe('allowance.long-reason');
		expect(await problemOf(extend(inDays(0.5)))).toBe('allowance.too-early');
		await sql`update campaigns set locked_at = now() where id = ${id}`;
		expect(await problemOf(extend(inDays(3)))).toBe('campaign.locked');
		await expect(sql`insert into allowances (campaign_id, unit_id, kind, reason, given_by)
			values (${id}, ${officer.unitId}, 'exemption', '', ${analyst.id})`).rejects.toThrow(/check/);
	});

	it('is never changed or deleted in the record', async () => {
		await extend(inDays(3));
		await expect(sql`update allowances set reason = 'x'`).rejects.toThrow(/immutable/);
		await expect(sql`delete from allowances`).rejects.toThrow(/immutable/);
	});
});

describe('exemption', () => {
	it('of a whole province takes its communes out of those expected, and names them', async () => {
		const before = await completeness.counts(sql, id, { provinceId: officer.unitId });
		const communes = before.find(
			({ place, level }) => place === 'province' && level === 'commune'
		)!;
		const given = await exempt({ provinceId: officer.unitId, level: 'commune' }, 'Lũ quét');
		expect(given).toBe(communes.expected);
		const after = await completeness.counts(sql, id, { provinceId: officer.unitId });
		const now = after.find(({ place, level }) => place === 'province' && level === 'commune')!;
		expect(now).toMatchObject({ expected: 0, exempt: given, listed: given });
		expect((await campaigns.expected(sql, id)).length).toBe(3355 - given);
		const named = await completeness.list(sql, id, { state: 'exempt' });
		expect(named.total).toBe(given);
		expect(await problemOf(exempt({ provinceId: officer.unitId, level: 'commune' }))).toBe(
			'allowance.standing'
		);
		expect(await problemOf(exempt({ unitIds: [999_999] }))).toBe('allowance.no-units');
	});
});

describe('the closing instant', () => {
	/** Runs with the database's clock standing at a moment. */
	async function at<Result>(moment: string, work: (tx: Sql) => Promise<Result>): Promise<Result> {
		let result: Result | undefined;
		await sql
			.begin(async (raw) => {
				const tx = raw as unknown as Sql;
				await tx.unsafe(`create schema clock;
					create function clock.now() returns timestamptz language sql stable
						as $$ select '${moment}'::timestamptz $$;
					set local search_path = clock, public, pg_catalog`);
				result = await work(tx);
				throw new Error('undo');
			})
			.catch((error: Error) => {
				if (error.message !== 'undo') throw error;
			});
		return result as Result;
	}
	const reasonAt = (moment: string) =>
		at(moment, async (tx) => whyClosed(await submissions.facts(tx, id, officer.unitId)));

	it('is midnight in Vietnam and nowhere else: 23:59:59.999 is in time, a millisecond past is not', async () => {
		await sql`update campaigns set opens_at = '2027-03-01T00:00:00+07:00',
			closes_at = '2027-03-31T24:00:00+07:00' where id = ${id}`;
		expect(await reasonAt('2027-02-28T23:59:59.999+07:00')).toBe('campaign.not-open');
		expect(await reasonAt('2027-03-01T00:00:00+07:00')).toBeNull();
		expect(await reasonAt('2027-03-31T23:59:59.999+07:00')).toBeNull();
		expect(await reasonAt('2027-04-01T00:00:00+07:00')).toBeNull();
		expect(await reasonAt('2027-04-01T00:00:00.001+07:00')).toBe('campaign.closed');
		// Midnight of a clock in Greenwich is seven in the morning here: long over.
		expect(await reasonAt('2027-03-31T23:59:59.999Z')).toBe('campaign.closed');
	});

	it('of a unit with more time is its own, to the millisecond', async () => {
		await sql`update campaigns set opens_at = '2027-03-01T00:00:00+07:00',
			closes_at = '2027-03-31T17:00:00+07:00' where id = ${id}`;
		await extend('2027-04-05T24:00:00+07:00');
		expect(await reasonAt('2027-02-01T00:00:00+07:00')).toBe('campaign.not-open');
		expect(await reasonAt('2027-04-05T23:59:59.999+07:00')).toBeNull();
		expect(await reasonAt('2027-04-06T00:00:00.001+07:00')).toBe('campaign.closed');
	});

	it('is judged by the server, whatever the clock of the one who writes says', async () => {
		const saving = {
			...{ sequence: 1, data: { TT05: 'khac' }, answered: 1, answerable: 9 },
			...{ savedAt: inDays(-365), now: inDays(365) }
		};
		const { savedAt } = await responses.save(sql, officer, slug, saving);
		expect(Math.abs(Date.parse(savedAt) - Date.now())).toBeLessThan(60_000);
		await pass();
		expect(await problemOf(responses.save(sql, officer, slug, { ...saving, sequence: 2 }))).toBe(
			'campaign.closed'
		);
	});
});
