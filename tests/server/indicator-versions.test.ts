/** Definitions of indicators in versions, on real stores: who may say what, and what stays readable. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Indicator } from '#lib/indicator.ts';
import type { Measure } from '#lib/measure.ts';
import type { Problem } from '#lib/problem.ts';
import * as audit from '#lib/server/audit.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as versions from '#lib/server/indicator-versions/versions.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plan from '#lib/server/plan.ts';
import * as registers from '#lib/server/registers/registers.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import indicatorText from '#lib/server/reference/indicators.json?raw';
import { binh } from '../people.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
let analyst: User;
const catalogue = JSON.parse(indicatorText) as Indicator[];
const period = { from: '2026-10-01', to: '2026-10-31' };
const answered = 'CT-II.7-07';
const published = 'CT-II.8-01';

beforeAll(async () => {
	await units.load(sql);
	await plan.load(sql);
	await indicators.load(sql);
	await surveys.publishFiles(sql);
	analyst = await binh(sql);
	const [one, other] = await units.onDay(sql, period.to, { level: 'province' });
	const given = { document: 'Báo cáo số 1', part: 6, whole: 10 };
	for (const [unit, part] of [
		[one!, 6],
		[other!, 9]
	] as const) {
		const place = { periodFrom: period.from, periodTo: period.to, unitId: unit.id };
		const asked = { ...place, indicatorId: answered, channel: null };
		await registers.enter(sql, analyst.id, asked, { ...given, part });
		const materials = { ...place, indicatorId: published, channel: 'video' };
		await registers.enter(sql, analyst.id, materials, { document: 'Báo cáo số 2', part });
	}
}, 60_000);

const contentOf = async (id: string): Promise<indicators.Content> => {
	const {
		id: _,
		version: __,
		isOwn: ___,
		isRetired: ____,
		...content
	} = (await indicators.byId(sql, id))!;
	return content;
};
/** The version of the files. */
const first = (id: string) => catalogue.find((one) => one.id === id)!.version;
const problemOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => Promise.reject(new Error('nothing was thrown')),
		(error: Problem) => error.problem ?? String(error)
	);
const save = async (id: string, base: number, changes: Partial<indicators.Content>, why = 'Sửa.') =>
	versions.save(sql, analyst.id, id, base, { ...(await contentOf(id)), ...changes }, why);

describe('the catalogue', () => {
	it('is the first version of every indicator, by the files', async () => {
		for (const { id, version } of catalogue) {
			const [only, ...others] = await versions.list(sql, id);
			expect(others).toEqual([]);
			expect(only).toMatchObject({ version, origin: 'file', replaces: null, enteredBy: null });
		}
	});

	it('as it is shipped has nothing that the check would refuse', async () => {
		for (const { id } of catalogue)
			expect([id, await versions.faultsOf(sql, id, await contentOf(id))]).toEqual([id, []]);
	});
});

describe('a change', () => {
	it('is a new version with its reason; the version before stays with its estimates', async () => {
		await estimates.refresh(sql, warehouse, { periodFrom: period.from, periodTo: period.to });
		const nation = await units.nation(sql);
		const value = async (version?: number) => {
			const found = await estimates.list(sql, {
				...{ indicatorId: published, unitIds: [nation.id], ...(version && { version }) }
			});
			return found.filter(({ dimension }) => dimension === '').map((one) => one.value);
		};
		expect(await value()).toEqual([15]);
		const [old, next] = [first(published), first(published) + 1];
		const made = await save(
			published,
			old,
			{ nameVi: 'Số tài liệu đăng trong kỳ' },
			'Nói ngắn hơn.'
		);
		expect(made).toBe(next);
		expect(await value()).toEqual([]);
		expect(await value(old)).toEqual([15]);
		await estimates.refresh(sql, warehouse, { periodFrom: period.from, periodTo: period.to });
		expect([await value(), await value(old), await value(next)]).toEqual([[15], [15], [15]]);
		const kept = await estimates.list(sql, { indicatorId: published, version: old });
		const again = await estimates.reproduce(sql, kept[0]!.snapshot);
		expect(again.name).toBe(kept[0]!.snapshot);
		expect(await versions.list(sql, published)).toMatchObject([
			{
				version: next,
				replaces: old,
				origin: 'analyst',
				reason: 'Nói ngắn hơn.',
				enteredBy: analyst.name
			},
			{ version: old, origin: 'file' }
		]);
		const [row] = await audit.list(sql, { limit: 1, object: `indicator/${published}` });
		expect(row).toMatchObject({ verb: 'indicator.save', actorId: analyst.id });
	});

	it('is refused without a reason, of an older version, and where nothing changes', async () => {
		expect(await problemOf(save(answered, first(answered), { nameVi: 'Tên khác' }, '  '))).toBe(
			'indicator.no-reason'
		);
		expect(await problemOf(save(answered, 7, { nameVi: 'Tên khác' }))).toBe('indicator.changed');
		expect(await problemOf(save(answered, first(answered), {}))).toBe('indicator.same');
		expect((await indicators.byId(sql, answered))!.version).toBe(first(answered));
	});

	it('of two at the same moment goes through once', async () => {
		const tries = await Promise.allSettled(
			['một', 'hai', 'ba'].map((word) =>
				save('CT-X-06', first('CT-X-06'), { nameVi: `Tên ${word}` })
			)
		);
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	it('is never overwritten by newer files: their version waits and can be taken over', async () => {
		const quiet = vi.spyOn(console, 'warn').mockImplementation(() => {});
		const edited = (id: string, nameVi: string) => (one: Indicator) =>
			one.id === id ? { ...one, nameVi } : one;
		const base = first('CT-X-03');
		await save('CT-X-03', base, { nameVi: 'Tên của chuyên viên' });
		const newer = catalogue
			.map(edited('CT-X-03', 'Tên của tệp mới'))
			.map(edited('CT-X-05', 'Số lượt dự thi, tệp mới'));
		expect(await indicators.load(sql, JSON.stringify(newer))).toBe(true);
		expect(quiet).toHaveBeenCalledOnce();
		quiet.mockRestore();
		expect((await indicators.byId(sql, 'CT-X-03'))!.nameVi).toBe('Tên của chuyên viên');
		expect(await indicators.byId(sql, 'CT-X-05')).toMatchObject({
			...{ nameVi: 'Số lượt dự thi, tệp mới', version: first('CT-X-05') + 1 }
		});
		expect(await versions.waiting(sql)).toEqual([{ indicatorId: 'CT-X-03', version: base + 2 }]);
		const [offered] = await versions.list(sql, 'CT-X-03');
		await versions.save(sql, analyst.id, 'CT-X-03', base + 1, offered!.content, 'Theo tệp mới.');
		expect(await indicators.byId(sql, 'CT-X-03')).toMatchObject({
			...{ nameVi: 'Tên của tệp mới', version: base + 3 }
		});
		expect(await versions.waiting(sql)).toEqual([]);
		const before = await versions.list(sql, 'CT-X-05');
		await indicators.load(sql, JSON.stringify(newer, null, 1));
		expect(await versions.list(sql, 'CT-X-05')).toEqual(before);
	});

	it('cannot be made to a version that was written', async () => {
		await expect(
			sql`update indicator_versions set reason = 'x' where indicator_id = ${published}`
		).rejects.toThrow();
		await expect(sql`update indicators set version = 99 where id = ${published}`).rejects.toThrow();
	});
});

describe('a definition', () => {
	const share = (changes: object): Partial<indicators.Content> => ({
		measure: {
			...{ kind: 'share_of_answers', survey: 'thuc-trang', question: 'TT07', codes: ['rieng'] },
			...changes
		} as Measure
	});

	it('is refused by name where what it names does not exist or does not fit', async () => {
		const id = 'CT-II.1a-01';
		const cases: [string, Partial<indicators.Content>][] = [
			['indicator.unknown-survey', share({ survey: 'khong-co' })],
			['indicator.unknown-question', share({ question: 'TT99' })],
			['indicator.unknown-code', share({ codes: ['rieng', 'khong_co'] })],
			['indicator.unknown-plan-item', { planItems: ['II.1.a', 'II.12'] }],
			['indicator.unit-does-not-fit', { valueUnit: 'dong' }],
			['indicator.source-does-not-fit', { source: 'events' }],
			['indicator.split-does-not-fit', { dimensions: ['device'] }],
			['indicator.not-additive', { additive: true }],
			['indicator.name-taken', { nameVi: 'tỷ lệ GIẢI NGÂN' }],
			['indicator.no-register', { measure: { kind: 'sum_of_entries' }, source: 'record' }],
			[
				'indicator.unknown-indicator',
				{
					measure: {
						...{ kind: 'difference_of_groups', of: 'CT-0', dimension: 'area' },
						...{ plus: ['a'], minus: ['b'] }
					}
				}
			]
		];
		for (const [name, changes] of cases) {
			const faults = await versions.faultsOf(sql, id, { ...(await contentOf(id)), ...changes });
			expect(faults.map(({ problem }) => problem)).toContain(name);
			expect(await problemOf(save(id, first(id), changes))).toBe('indicator.refused');
		}
	});

	it('of a register must fit what the register asks', async () => {
		const median: Partial<indicators.Content> = {
			measure: { kind: 'median_of_entries' },
			valueUnit: 'days'
		};
		const faults = await versions.faultsOf(sql, answered, {
			...(await contentOf(answered)),
			...median
		});
		expect(faults).toMatchObject([{ problem: 'indicator.register-does-not-fit' }]);
	});

	it('is tried out beside the one in force, and nothing of it is kept', async () => {
		const before = await estimates.list(sql);
		const content = await contentOf(answered);
		const draft = { ...content, id: answered, version: 1 };
		const measure: Measure = {
			kind: 'ratio_of_entries',
			target: { value: 0.9, year: 2027, source: 'x' }
		};
		const found = await estimates.rehearse(sql, warehouse, { ...draft, measure }, { period });
		const nation = await units.nation(sql);
		expect(found.find(({ unitId }) => unitId === nation.id)?.value).toBe(0.75);
		expect(await estimates.list(sql)).toEqual(before);
	});
});

describe('an indicator of one’s own', () => {
	it('gets the next number, is computed, and can be retired and brought back, never deleted', async () => {
		const content = { ...(await contentOf('CT-II.1a-01')), nameVi: 'Tỷ lệ có kế hoạch riêng' };
		const id = await versions.create(sql, analyst.id, content, 'Cần theo dõi riêng.');
		expect(id).toBe('CT-BS-01');
		const own = { ...content, nameVi: 'Tỷ lệ có kế hoạch riêng, bản hai' };
		expect(await versions.create(sql, analyst.id, own, 'Thêm.')).toBe('CT-BS-02');
		const ids = async () => (await indicators.computable(sql)).map((one) => one.id);
		expect((await ids()).slice(-2)).toEqual(['CT-BS-01', 'CT-BS-02']);
		await versions.retire(sql, analyst.id, id, true, 'Không dùng nữa.');
		expect(await ids()).not.toContain(id);
		expect(await indicators.byId(sql, id)).toMatchObject({ isOwn: true, isRetired: true });
		expect(await problemOf(save(id, 1, { nameVi: 'Tên khác' }))).toBe('indicator.retired');
		expect(await problemOf(versions.retire(sql, analyst.id, published, true, 'x'))).toBe(
			'indicator.not-own'
		);
		await versions.retire(sql, analyst.id, id, false, 'Dùng lại.');
		expect(await ids()).toContain(id);
		await expect(sql`delete from indicators where id = ${id}`).rejects.toThrow();
	});
});
