/** Registers on a real PostgreSQL: what may stand in them, versions, and what is refused by name. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Problem } from '#lib/problem.ts';
import type { Figures, Place } from '#lib/register.ts';
import * as audit from '#lib/server/audit.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plan from '#lib/server/plan.ts';
import * as registers from '#lib/server/registers/registers.ts';
import * as units from '#lib/server/units.ts';
import type { Unit } from '#lib/unit.ts';
import { binh } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
let analyst: User;
let provinces: Unit[];
let next = 0;
const now = Date.parse('2026-11-25T00:00:00Z');
const answered = 'CT-II.7-07';
const followers = 'CT-II.9-02';
const lag = 'CT-II.7-06';
const dossier = 'CT-II.11-01';

beforeAll(async () => {
	await units.load(sql);
	await plan.load(sql);
	await indicators.load(sql);
	analyst = await binh(sql);
	provinces = await units.onDay(sql, '2026-10-31', { level: 'province' });
}, 60_000);

const document = 'Báo cáo số 12/BC-STP';
const blank: Figures = {
	...{ part: null, whole: null, beside: null, days: null, reachedOn: null },
	...{ document, note: '' }
};
const october = { periodFrom: '2026-10-01', periodTo: '2026-10-31' };

/** A province nobody has entered anything for. */
const freshUnit = () => provinces[next++]!.id;
const placeOf = (more: Partial<Place> = {}): Place => ({
	...{ indicatorId: answered, unitId: 0, channel: null, ...october, ...more },
	...(more.unitId === undefined && { unitId: freshUnit() })
});
const enter = (place: Place, figures: Partial<Figures>) =>
	registers.enter(sql, analyst.id, place, { ...blank, ...figures }, now);

const problemOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => Promise.reject(new Error('nothing was thrown')),
		(error: Problem) => error.problem ?? String(error)
	);

describe('an entry', () => {
	it('gives its figures to the estimates of a span that holds its period, and to no other', async () => {
		const unitId = freshUnit();
		await enter(placeOf({ unitId }), { part: 8, whole: 10 });
		const of = async (from: string, to: string) =>
			(await registers.entries(sql, { indicatorId: answered, from, to })).filter(
				(one) => one.unitId === unitId
			);
		expect(await of('2026-10-01', '2026-12-31')).toEqual([
			{
				...{ unitId, channel: null, ...october, part: 8, whole: 10, beside: null },
				...{ days: null, reachedOn: null }
			}
		]);
		expect(await of('2026-10-02', '2026-12-31')).toEqual([]);
		expect(await of('2026-01-01', '2026-10-30')).toEqual([]);
	});

	it('gives one row for each document where days are counted', async () => {
		const unitId = freshUnit();
		await enter(placeOf({ indicatorId: lag, unitId }), { days: [9, 0, 4] });
		const rows = await registers.entries(sql, {
			...{ indicatorId: lag, from: '2026-10-01', to: '2026-10-31' }
		});
		expect(rows.map(({ days, part }) => [days, part])).toEqual([
			[0, null],
			[4, null],
			[9, null]
		]);
	});

	it('stands once for a unit, channel and period; other channels and periods stand beside it', async () => {
		const unitId = freshUnit();
		const place = placeOf({ indicatorId: followers, unitId, channel: 'facebook' });
		await enter(place, { part: 1200 });
		expect(await problemOf(enter(place, { part: 1300 }))).toBe('register.overlap');
		expect(await problemOf(enter({ ...place, channel: ' FaceBook' }, { part: 1 }))).toBe(
			'register.overlap'
		);
		await enter({ ...place, channel: 'zalo_oa' }, { part: 10 });
		await enter({ ...place, channel: 'Instagram' }, { part: 5 });
		expect(await problemOf(enter({ ...place, channel: 'instagram' }, { part: 6 }))).toBe(
			'register.overlap'
		);
		const september = { periodFrom: '2026-09-01', periodTo: '2026-09-30' };
		await enter({ ...place, ...september }, { part: 1100 });
		const stands = await registers.list(sql, { indicatorId: followers, unitIds: [unitId] });
		expect(stands.map(({ channel, part }) => [channel, part])).toEqual([
			['Instagram', 5],
			['facebook', 1200],
			['zalo_oa', 10],
			['facebook', 1100]
		]);
	});

	it('is refused by name when its figures cannot be', async () => {
		const cases: [string, Partial<Place>, Partial<Figures>][] = [
			['register.part-over-whole', {}, { part: 11, whole: 10 }],
			['register.not-whole', {}, { part: -1, whole: 10 }],
			['register.not-whole', {}, { part: 1.5, whole: 10 }],
			['register.not-whole', {}, { part: NaN, whole: 10 }],
			['register.not-whole', {}, { part: 1, whole: Infinity }],
			['register.too-large', {}, { part: 1, whole: 1e13 }],
			['register.no-number', {}, { part: 1 }],
			['register.no-number', {}, { whole: 1 }],
			['register.number-not-asked', {}, { part: 1, whole: 1, beside: 1 }],
			['register.no-document', {}, { part: 1, whole: 1, document: ' ' }],
			['register.text-too-long', {}, { part: 1, whole: 1, note: 'x'.repeat(2001) }],
			['register.letters-lost', {}, { part: 1, whole: 1, note: 'B\ufffdo' }],
			['register.no-days', { indicatorId: lag }, {}],
			['register.not-whole', { indicatorId: lag }, { days: [1, -1] }],
			['register.number-not-asked', { indicatorId: lag }, { days: [1], part: 1 }],
			['register.no-channel', { indicatorId: followers }, { part: 1 }],
			['register.channel-not-asked', { channel: 'sms' }, { part: 1, whole: 1 }]
		];
		for (const [name, place, figures] of cases)
			expect(
				await problemOf(enter(placeOf({ unitId: provinces[33]!.id, ...place }), figures))
			).toBe(name);
		expect(await registers.list(sql, { indicatorId: lag, unitIds: [provinces[33]!.id] })).toEqual(
			[]
		);
	});

	it('is refused by name where its unit or period cannot be', async () => {
		const nation = await units.nation(sql);
		const [former] = (await units.onDay(sql, '2025-06-30', { level: 'province' })).filter(
			({ validTo }) => validTo !== null
		);
		const gone = (await units.onDay(sql, '2025-06-30', { level: 'province' })).find(
			({ code }) => code === '02'
		);
		expect(former).toBeDefined();
		const cases: [string, Partial<Place>][] = [
			['register.unknown', { indicatorId: 'CT-II.1a-01' }],
			['register.no-period', { periodFrom: '2026-10-02' }],
			['register.no-period', { periodFrom: '2026-10-01', periodTo: '2026-11-30' }],
			['register.no-period', { periodFrom: '2026-10-31', periodTo: '2026-10-01' }],
			['register.period-ahead', { periodFrom: '2026-12-01', periodTo: '2026-12-31' }],
			['register.period-too-early', { periodFrom: '1999-10-01', periodTo: '1999-10-31' }],
			['register.unit-not-asked', { unitId: nation.id }],
			['register.no-unit', { unitId: 999_999 }],
			['register.unit-not-standing', { unitId: gone!.id }]
		];
		for (const [name, place] of cases)
			expect([
				name,
				await problemOf(
					enter(placeOf({ unitId: provinces[33]!.id, ...place }), { part: 1, whole: 1 })
				)
			]).toEqual([name, name]);
	});

	it('tells how far something has come with its day, which may not come after the period', async () => {
		const { id: unitId } = await units.nation(sql);
		const place = placeOf({
			...{ indicatorId: dossier, unitId, periodFrom: '2026-01-01', periodTo: '2026-12-31' }
		});
		expect(await problemOf(enter(place, { part: 5, reachedOn: '2026-03-01' }))).toBe(
			'register.unknown-step'
		);
		expect(await problemOf(enter(place, { part: 2 }))).toBe('register.no-reached-day');
		expect(await problemOf(enter(place, { part: 2, reachedOn: '2027-01-01' }))).toBe(
			'register.reached-outside'
		);
		expect(await problemOf(enter(place, { part: 0, reachedOn: '2026-01-01' }))).toBe(
			'register.reached-nothing'
		);
		await enter(place, { part: 2, reachedOn: '2026-03-01' });
		const span = { indicatorId: dossier, from: '2026-01-01', to: '2026-12-31' };
		expect(await registers.entries(sql, span)).toMatchObject([
			{ part: 2, reachedOn: '2026-03-01' }
		]);
	});
});

describe('versions', () => {
	it('name the one they replace, keep it, and write the audit with it', async () => {
		const id = await enter(placeOf(), { part: 8, whole: 10 });
		const mended = await registers.edit(sql, analyst.id, id, 1, { ...blank, part: 9, whole: 10 });
		expect(mended).toMatchObject({ version: 2, part: 9, enteredBy: analyst.name });
		expect(await registers.history(sql, id)).toMatchObject([
			{ version: 2, replaces: 1, part: 9 },
			{ version: 1, replaces: null, part: 8 }
		]);
		const rows = await audit.list(sql, { limit: 2, object: `register/${answered}` });
		expect(rows.map(({ verb, actorId }) => [verb, actorId])).toEqual([
			['register.edit', analyst.id],
			['register.enter', analyst.id]
		]);
	});

	it('refuse an edit of an older version, one that changes nothing, and one of what was withdrawn', async () => {
		const id = await enter(placeOf(), { part: 1, whole: 2 });
		const edit = (base: number, figures: Partial<Figures>) =>
			problemOf(registers.edit(sql, analyst.id, id, base, { ...blank, ...figures }));
		expect(await edit(1, { part: 1, whole: 2 })).toBe('register.same');
		expect(await edit(1, { part: 3, whole: 2 })).toBe('register.part-over-whole');
		expect(await edit(2, { part: 2, whole: 2 })).toBe('register.changed');
		expect(await problemOf(registers.withdraw(sql, analyst.id, id, 1, '  '))).toBe(
			'register.no-reason'
		);
		await registers.withdraw(sql, analyst.id, id, 1, 'Nhập nhầm tỉnh.');
		expect(await edit(2, { part: 2, whole: 2 })).toBe('register.withdrawn');
	});

	it('of two edits of one version let one through', async () => {
		const id = await enter(placeOf(), { part: 1, whole: 9 });
		const edits = [2, 3, 4, 5].map((part) =>
			registers.edit(sql, analyst.id, id, 1, { ...blank, part, whole: 9 }).then(
				() => 'done',
				(error: Problem) => error.problem
			)
		);
		expect((await Promise.all(edits)).sort()).toEqual([
			'done',
			...Array.from({ length: 3 }, () => 'register.changed')
		]);
	});

	it('end with a withdrawal, after which the period may be entered anew', async () => {
		const place = placeOf();
		const id = await enter(place, { part: 1, whole: 2 });
		await registers.withdraw(sql, analyst.id, id, 1, 'Số của quý trước.');
		const span = { indicatorId: answered, from: '2026-10-01', to: '2026-10-31' };
		const standing = async () =>
			(await registers.entries(sql, span)).filter(({ unitId }) => unitId === place.unitId);
		expect(await standing()).toEqual([]);
		expect(await registers.history(sql, id)).toMatchObject([
			{ version: 2, reason: 'Số của quý trước.', part: null },
			{ version: 1, part: 1 }
		]);
		await enter(place, { part: 2, whole: 2 });
		expect(await standing()).toMatchObject([{ part: 2 }]);
	});
});

describe('the database', () => {
	it('refuses by itself what the code would never write', async () => {
		const id = await enter(placeOf(), { part: 1, whole: 2 });
		const version = (columns: object) =>
			sql`insert into register_versions ${sql({
				...{ entryId: id, version: 2, replaces: 1, kind: 'share', part: 1, whole: 2 },
				...{ document, enteredBy: analyst.id, ...columns }
			})}`.then(
				() => 'written',
				() => 'refused'
			);
		expect(await version({ part: 3 })).toBe('refused');
		expect(await version({ part: -1 })).toBe('refused');
		expect(await version({ part: NaN })).toBe('refused');
		expect(await version({ whole: null })).toBe('refused');
		expect(await version({ replaces: null })).toBe('refused');
		expect(await version({ version: 3, replaces: 2 })).toBe('refused');
		await expect(
			sql`update register_versions set part = 2 where entry_id = ${id}`
		).rejects.toThrow();
		await expect(sql`delete from register_entries where id = ${id}`).rejects.toThrow();
		await expect(
			sql`update register_entries set unit_id = ${provinces[0]!.id} where id = ${id}`
		).rejects.toThrow();
	});
});
