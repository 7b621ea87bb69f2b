/** Evaluations over waves of a survey, with similar units, and without a comparison group. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import { may } from '#lib/access.ts';
import type { Facts, Plan } from '#lib/evaluation.ts';
import { evaluate } from '#lib/evaluation/evaluate.ts';
import { panelColumns, panelRows } from '#lib/evaluation/table.ts';
import { toCsv } from '#lib/csv.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as evaluations from '#lib/server/evaluations/evaluations.ts';
import { similar } from '#lib/server/evaluations/similar.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plans from '#lib/server/plan.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { simulatePanel } from '#lib/simulation/panels.ts';
import { binh, chi, dung } from '../people.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const now = Date.parse('2026-11-20T03:00:00Z');
let analyst: User;
let pilots: number[];

beforeAll(async () => {
	await units.load(sql);
	await plans.load(sql);
	await indicators.load(sql);
	await surveys.publishFiles(sql);
	analyst = await binh(sql);
	const provinces = await units.onDay(sql, '2026-11-01', { level: 'province' });
	pilots = provinces.slice(0, 5).map(({ id }) => id);
	for (const half of ['2025-01-01/2025-06-30', '2025-07-01/2025-12-31', '2026-01-01/2026-06-30']) {
		const [periodFrom = '', periodTo = ''] = half.split('/');
		const slug = `thuc-trang-${periodFrom}`;
		await campaigns.create(sql, analyst.id, {
			...{
				slug,
				survey: 'thuc-trang',
				titleVi: 'Khảo sát',
				titleEn: 'Survey',
				periodFrom,
				periodTo
			},
			...{
				opensAt: `${periodTo}T00:00:00Z`,
				closesAt: '2099-01-01T00:00:00Z',
				levels: ['province']
			}
		});
		await campaigns.open(sql, analyst.id, slug);
	}
}, 60_000);

const waves = (): Plan => ({
	...{ title: 'Tập huấn cán bộ', kind: 'campaign', planItem: null },
	treated: pilots.map((unitId) => ({ unitId, from: '2026-01-01' })),
	...{ comparison: { how: 'others' }, outcomes: ['indicator:CT-II.1a-01'], placeboOutcome: null },
	...{ grain: 'wave', before: 2, after: 1, scale: 'difference', margin: 5, seed: 1 }
});

describe('waves of a survey', () => {
	it('are the periods, those before the start first', async () => {
		const id = await evaluations.create(sql, analyst.id, waves());
		const facts = await evaluations.facts(sql, warehouse, id, waves(), now);
		expect(facts.periods.map(({ from }) => from)).toEqual([
			...['2025-01-01', '2025-07-01', '2026-01-01']
		]);
		expect(facts.units.find((unit) => unit.id === pilots[0])!.start).toBe(2);
	});

	it('that nobody answered are refused as missing, never taken for nothing', async () => {
		const id = await evaluations.create(sql, analyst.id, waves());
		const facts = await evaluations.facts(sql, warehouse, id, waves(), now);
		const [finding] = evaluate(waves(), facts).findings;
		expect(finding).toMatchObject({ verdict: 'refused', estimate: null });
		const refused = finding!.checks.filter(({ grade }) => grade === 'refuse');
		expect(refused.map(({ name }) => name)).toContain('missing');
	});

	it('tell of provinces that were merged within the window', async () => {
		const id = await evaluations.create(sql, analyst.id, waves());
		const facts = await evaluations.facts(sql, warehouse, id, waves(), now);
		const merged = facts.disturbances.filter(({ what }) => what === 'boundaries');
		expect(merged.some(({ day }) => day === '2025-07-01')).toBe(true);
	});
});

describe('similar units', () => {
	it('are the nearest before the start, each taken once, whatever came after', () => {
		const facts: Facts = simulatePanel('similar', {
			...{ units: 12, starts: [6, 6], periods: 10, effect: 5, rho: 0, season: 0 }
		});
		const chosen = similar(facts, 2);
		expect(chosen.units).toHaveLength(6);
		expect(chosen.units.filter(({ start }) => start !== null)).toHaveLength(2);
		const later = structuredClone(facts);
		later.series[0]!.values.forEach((row) => row.splice(6, 4, 1e6, 1e6, 1e6, 1e6));
		expect(similar(later, 2).units).toEqual(chosen.units);
		const level = (unit: number) =>
			facts.series[0]!.values[unit]!.slice(0, 6).reduce((sum: number, one) => sum + one!, 0) / 6;
		const [first] = facts.units.flatMap(({ start }, at) => (start === null ? [] : [at]));
		const idle = facts.units.flatMap(({ start }, at) => (start === null ? [at] : []));
		const nearest = [...idle].sort(
			(one, other) => Math.abs(level(one) - level(first!)) - Math.abs(level(other) - level(first!))
		)[0]!;
		expect(chosen.units.map(({ id }) => id)).toContain(facts.units[nearest]!.id);
	});
});

describe('a series without a comparison group', () => {
	const design = { units: 1, starts: [40], periods: 52, effect: 6, rho: 0.3, season: 2 };
	const alone: Plan = {
		...{
			title: 'Ra mắt cổng',
			kind: 'launch',
			planItem: null,
			treated: [{ unitId: 1, from: '2024-10-07' }]
		},
		...{ comparison: { how: 'none' }, outcomes: ['usage:visits'], placeboOutcome: null },
		...{ grain: 'month', before: 40, after: 12, scale: 'difference', margin: 1, seed: 7 }
	};

	it('is set against its own earlier course, with starts that never were beside it', () => {
		const [finding] = evaluate(alone, simulatePanel('alone', design)).findings;
		expect(finding).toMatchObject({ method: 'interrupted', trend: null });
		const { low, high, rho, alongside } = finding!.estimate!;
		expect(low).toBeLessThan(6);
		expect(high).toBeGreaterThan(6);
		expect(rho).toBeGreaterThan(-1);
		expect(alongside.map(({ name }) => name)).toEqual(['newey-west']);
		expect(finding!.counterfactual).toHaveLength(52);
		expect(finding!.placebos!.dates.length).toBeGreaterThan(0);
	});
});

describe('who may', () => {
	it('analysts write, leaders read, localities read what is published', async () => {
		const people = [analyst, await chi(sql), await dung(sql)];
		expect(people.map((one) => may(one, 'evaluation.write'))).toEqual([true, false, false]);
		expect(people.map((one) => may(one, 'evaluation.read'))).toEqual([true, true, true]);
	});
});

describe('the panel as CSV', () => {
	it('has a row for each unit, period and outcome, and leaves hidden values out', () => {
		const facts = simulatePanel('csv', {
			...{ units: 3, starts: [1], periods: 2, effect: 0, rho: 0, season: 0 }
		});
		facts.series[0]!.suppressed[0]![0] = true;
		const rows = panelRows(facts);
		expect(rows).toHaveLength(6);
		expect(rows[0]).toMatchObject({ isHidden: true, value: null });
		expect(toCsv(rows, panelColumns, { simulated: true })).toContain('DỮ LIỆU MÔ PHỎNG');
	});
});
