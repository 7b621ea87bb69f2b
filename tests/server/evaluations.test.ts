/** Evaluations on real stores: planned, fixed before results, computed, kept, published. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Plan } from '#lib/evaluation.ts';
import { evaluate, rehearsed } from '#lib/evaluation/evaluate.ts';
import { addDays } from '#lib/event.ts';
import type { Problem } from '#lib/problem.ts';
import * as audit from '#lib/server/audit.ts';
import * as evaluations from '#lib/server/evaluations/evaluations.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plans from '#lib/server/plan.ts';
import * as sites from '#lib/server/sites.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import type { Unit } from '#lib/unit.ts';
import { seeded } from '#lib/simulation/random.ts';
import { binh, chi, dung } from '../people.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const from = '2026-10-05';
const now = Date.parse('2026-11-20T03:00:00Z');
let analyst: User;
let leader: User;
let officer: User;
let provinces: Unit[];
let pilots: number[];

const problemOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'nothing was thrown',
		(error: Problem) => error.problem
	);

const planOf = (more: Partial<Plan> = {}): Plan => ({
	...{ title: 'Thí điểm trang PBGDPL', kind: 'pilot', planItem: 'II.6' },
	treated: pilots.map((unitId) => ({ unitId, from })),
	...{ comparison: { how: 'others' }, outcomes: ['usage:visits'], placeboOutcome: null },
	...{ grain: 'week', before: 6, after: 6, scale: 'ratio', margin: 10, seed: 1706 },
	...more
});

/** Daily totals of every province's portal: pilots have 30 per cent more visits from the start on. */
beforeAll(async () => {
	await units.load(sql);
	await plans.load(sql);
	await indicators.load(sql);
	await surveys.publishFiles(sql);
	[analyst, leader, officer] = [await binh(sql), await chi(sql), await dung(sql)];
	provinces = await units.onDay(sql, '2026-11-01', { level: 'province' });
	pilots = provinces
		.filter(({ code }) => ['01', '48', '68', '79', '92'].includes(code))
		.map(({ id }) => id);
	const random = seeded('portals');
	const rows = [];
	for (const { id, slug } of provinces) {
		const site = await sites.create(sql, analyst.id, {
			...{ domain: `pbgdpl.${slug}.example`, name: slug, unitId: id }
		});
		const usual = random.between(100, 400);
		for (let day = addDays(from, -49); day < '2026-11-20'; day = addDays(day, 1)) {
			const lift = pilots.includes(id) && day >= from ? 1.3 : 1;
			const visits = random.count(usual * lift);
			rows.push({
				...{ day, site_id: site.id, dimension: 'total', value: '' },
				...{
					visitors: visits,
					visits,
					bounces: 0,
					duration_ms: 0,
					page_views: visits,
					events: visits
				}
			});
		}
	}
	await warehouse.insert('daily', rows, 'portals');
}, 60_000);

const concluded = async (plan: Plan) => {
	const id = await evaluations.create(sql, analyst.id, plan);
	await evaluations.fix(sql, analyst.id, id);
	await evaluations.compute(sql, warehouse, analyst.id, id, now);
	const [kept] = await evaluations.results(sql, id);
	return { id, kept: kept! };
};

describe('an evaluation', () => {
	it('finds the effect that was planted in the portals of five provinces', async () => {
		const { kept } = await concluded(planOf());
		const [finding] = kept.result.findings;
		expect(finding).toMatchObject({ method: 'assignment', verdict: 'above-margin' });
		const { effect, low, high, treated, comparison } = finding!.estimate!;
		expect([treated, comparison]).toEqual([5, 29]);
		expect(effect).toBeGreaterThan(27);
		expect(effect).toBeLessThan(33);
		expect(low).toBeLessThan(30);
		expect(high).toBeGreaterThan(30);
		expect(finding!.trend!.p).toBeGreaterThan(0.05);
		expect(finding!.placebos!.asLarge).toBe(0);
	});

	it('says that there are no grounds where nothing was done', async () => {
		const idle = provinces.filter(({ id }) => !pilots.includes(id));
		const treated = idle.slice(0, 6).map(({ id }) => ({ unitId: id, from }));
		const chosen = { how: 'chosen' as const, unitIds: idle.slice(6).map(({ id }) => id) };
		const { kept } = await concluded(planOf({ treated, comparison: chosen }));
		expect(['inconclusive', 'negligible']).toContain(kept.result.findings[0]!.verdict);
	});

	it('gives the same numbers from the same facts and seed, and keeps their hash', async () => {
		const { id, kept } = await concluded(planOf());
		expect(evaluate(planOf(), kept.facts)).toEqual(kept.result);
		expect(evaluations.hashOf(planOf(), kept.facts)).toBe(kept.factsSha256);
		await evaluations.compute(sql, warehouse, analyst.id, id, now);
		const [second, first] = await evaluations.results(sql, id);
		expect(second!.id).toBeGreaterThan(first!.id);
		expect(second!.result).toEqual(first!.result);
		expect(second!.factsSha256).toBe(first!.factsSha256);
	});

	it('is computed only once its plan is fixed, and fixed only once', async () => {
		const id = await evaluations.create(sql, analyst.id, planOf());
		expect(await problemOf(evaluations.compute(sql, warehouse, analyst.id, id, now))).toBe(
			'evaluation.not-fixed'
		);
		await evaluations.fix(sql, analyst.id, id);
		expect(await problemOf(evaluations.fix(sql, analyst.id, id))).toBe('evaluation.fixed');
	});

	it('takes changes after that as versions with reasons, and says which came after results', async () => {
		const { id } = await concluded(planOf());
		const later = planOf({ margin: 20 });
		expect(await problemOf(evaluations.revise(sql, analyst.id, id, later))).toBe(
			'evaluation.no-reason'
		);
		expect(await evaluations.revise(sql, analyst.id, id, later, 'Ngưỡng cũ quá thấp')).toBe(2);
		const [second, first] = await evaluations.versions(sql, id);
		expect(second).toMatchObject({
			reason: 'Ngưỡng cũ quá thấp',
			afterResults: true,
			fixedAt: null
		});
		expect(first).toMatchObject({ version: 1, afterResults: false });
		expect((await evaluations.find(sql, analyst, id)).state).toBe('planned');
	});

	it('cannot be rewritten in the store once fixed or computed', async () => {
		const { id } = await concluded(planOf());
		await expect(
			sql`update evaluation_plans set plan = '{}' where evaluation_id = ${id}`
		).rejects.toThrow(/immutable/);
		await expect(
			sql`update evaluation_results set seed = 2 where evaluation_id = ${id}`
		).rejects.toThrow(/immutable/);
		await expect(sql`delete from evaluation_results where evaluation_id = ${id}`).rejects.toThrow(
			/immutable/
		);
	});

	it('is not there for localities until it is published', async () => {
		const { id } = await concluded(planOf());
		expect(await problemOf(evaluations.find(sql, officer, id))).toBe('record.not-found');
		expect((await evaluations.find(sql, leader, id)).state).toBe('concluded');
		expect((await evaluations.list(sql, officer)).some((one) => one.id === id)).toBe(false);
		await evaluations.publish(sql, analyst.id, id, true);
		expect((await evaluations.find(sql, officer, id)).id).toBe(id);
		await evaluations.publish(sql, analyst.id, id, false);
		expect(await problemOf(evaluations.find(sql, officer, id))).toBe('record.not-found');
		const verbs = (await audit.list(sql, { limit: 9, object: `evaluation/${id}` })).map(
			({ verb }) => verb
		);
		expect(verbs.reverse()).toEqual([
			...['evaluation.plan', 'evaluation.fix', 'evaluation.compute'],
			...['evaluation.publish', 'evaluation.withdraw']
		]);
	});

	it('is not published without a result', async () => {
		const id = await evaluations.create(sql, analyst.id, planOf());
		expect(await problemOf(evaluations.publish(sql, analyst.id, id, true))).toBe(
			'evaluation.no-result'
		);
	});
});

describe('what disturbs', () => {
	it('refuses where something else began in a treated unit, and warns where in another', async () => {
		const idle = provinces.filter(({ id }) => !pilots.includes(id));
		const [one, two, ...rest] = idle.slice(8).map(({ id }) => id);
		const launch = planOf({
			title: 'Ra mắt cổng mới',
			treated: [{ unitId: one!, from: addDays(from, 14) }]
		});
		await evaluations.fix(sql, analyst.id, await evaluations.create(sql, analyst.id, launch));
		const gradeOf = async (treated: number, day = from) => {
			const unitIds = [one!, ...rest].filter((id) => id !== treated);
			const own = planOf({
				treated: [{ unitId: treated, from: day }],
				comparison: { how: 'chosen', unitIds }
			});
			const id = await evaluations.create(sql, analyst.id, own);
			const facts = await evaluations.facts(sql, warehouse, id, own, now);
			const found = rehearsed(own, facts).find(({ name }) => name === 'other-treatment');
			return found?.grade;
		};
		expect(await gradeOf(one!)).toBe('refuse');
		expect(await gradeOf(two!)).toBe('warn');
		// the same launch evaluated a second time is nothing else
		expect(await gradeOf(one!, addDays(from, 14))).toBe('pass');
	});

	it('counts a portal’s time before it was first heard as missing, not as nothing', async () => {
		const plan = planOf({ before: 12 });
		const id = await evaluations.create(sql, analyst.id, plan);
		const facts = await evaluations.facts(sql, warehouse, id, plan, now);
		expect(facts.series[0]!.values[0]!.slice(0, 5)).toEqual([null, null, null, null, null]);
		const { findings } = evaluate(plan, facts);
		expect(findings[0]).toMatchObject({ verdict: 'refused', estimate: null });
		expect(findings[0]!.checks).toContainEqual(
			expect.objectContaining({ name: 'missing', grade: 'refuse' })
		);
	});
});

describe('a plan that cannot be', () => {
	it.each<[string, () => Partial<Plan>]>([
		['evaluation.unknown-unit', () => ({ treated: [{ unitId: 99_999_999, from }] })],
		['evaluation.waves-needed', () => ({ outcomes: ['indicator:CT-II.1a-01'] })],
		['evaluation.no-waves', () => ({ grain: 'wave' })],
		['evaluation.unknown-outcome', () => ({ outcomes: ['indicator:nothing'] })],
		['evaluation.bad-day', () => ({ treated: [{ unitId: pilots[0]!, from: '2026-02-30' }] })],
		[
			'evaluation.mixed-levels',
			() => ({ comparison: { how: 'chosen', unitIds: [analyst.unitId] } })
		]
	])('is refused by name: %s', async (problem, more) => {
		expect(await problemOf(evaluations.create(sql, analyst.id, planOf(more())))).toBe(problem);
	});
});
