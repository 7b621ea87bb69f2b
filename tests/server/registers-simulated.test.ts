/** The simulated registers: every entry passes the real check, and what stands equals what was planted. */
import { beforeAll, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import { registers as all } from '#lib/register.ts';
import { readPeriod } from '#lib/register/periods.ts';
import { medianOf } from '#lib/register/totals.ts';
import type { Row } from '#lib/register/sheet.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plan from '#lib/server/plan.ts';
import * as registers from '#lib/server/registers/registers.ts';
import * as standing from '#lib/server/registers/standing.ts';
import { take } from '#lib/server/registers/taking.ts';
import { planOf, simulate } from '#lib/server/simulation/registers.ts';
import * as units from '#lib/server/units.ts';
import { pilotProvinces } from '#lib/simulation/population.ts';
import { seeded } from '#lib/simulation/random.ts';
import { binh } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
const today = '2026-11-25';
const now = Date.parse(`${today}T00:00:00Z`);
let analyst: User;
const unitsOn = async (day: string) =>
	(await units.onDay(sql, day)).filter(({ level }) => level !== 'commune');
let made: Awaited<ReturnType<typeof simulate>>;

beforeAll(async () => {
	await units.load(sql);
	await plan.load(sql);
	await indicators.load(sql);
	analyst = await binh(sql);
	made = await simulate(seeded('registers'), today, unitsOn);
	for (const { indicatorId, entries } of made) {
		const register = registers.find(indicatorId);
		for (let at = 0; at < entries.length; at += 4000) {
			const rows = entries
				.slice(at, at + 4000)
				.map(({ unit, period, channel = '', ...given }, index): Row => ({
					...{ line: index + 1, unit, unitName: '', period, channel, given }
				}));
			await take(sql, analyst, register, rows, { isDry: false, goodOnly: false }, now);
		}
	}
}, 240_000);

it('covers every register for two years, unit by unit', () => {
	expect(made.map(({ indicatorId }) => indicatorId)).toEqual(
		all.map(({ indicatorId }) => indicatorId)
	);
	for (const { indicatorId, truth } of made) {
		const { rhythm } = registers.find(indicatorId);
		expect(truth).toHaveLength({ month: 24, quarter: 8, year: 2 }[rhythm]);
		for (const { reported, expected } of truth) expect(reported).toBeGreaterThan(expected * 0.7);
	}
});

it('stands in the record as it was planted, period by period', async () => {
	for (const { indicatorId, truth } of made) {
		const register = registers.find(indicatorId);
		for (const planted of truth) {
			const period = readPeriod(planted.period, register.rhythm)!;
			const found = await registers.entries(sql, { indicatorId, ...period });
			const sum = (field: 'part' | 'whole' | 'beside') =>
				found.reduce((total, one) => total + (one[field] ?? 0), 0);
			const days = found.map((one) => one.days).filter((one) => one !== null);
			const [covered] = await standing.coverage(sql, analyst, register, [period]);
			expect({
				...{ period: planted.period, expected: covered!.expected, reported: covered!.reported },
				entries: register.kind === 'days' ? planted.entries : found.length,
				...{ part: sum('part'), whole: sum('whole'), beside: sum('beside') },
				...{ documents: days.length, median: days.length > 0 ? medianOf(days) : null }
			}).toEqual(planted);
		}
	}
}, 120_000);

it('shows the planted effect of the pilot on questions answered in time, and none before', async () => {
	const { pilotFrom, effect } = planOf(today);
	const provinces = await units.onDay(sql, '2026-10-31', { level: 'province' });
	const pilots = new Set(
		provinces.filter(({ code }) => pilotProvinces.includes(code)).map(({ id }) => id)
	);
	const own = new Set(provinces.map(({ id }) => id));
	const found = await registers.entries(sql, {
		...{ indicatorId: 'CT-II.7-07', from: '2024-01-01', to: '2026-12-31' }
	});
	const shareOf = (isPilot: boolean, isAfter: boolean) => {
		const rows = found.filter(
			(one) =>
				own.has(one.unitId) &&
				pilots.has(one.unitId) === isPilot &&
				one.periodFrom >= pilotFrom === isAfter
		);
		const part = rows.reduce((total, one) => total + one.part!, 0);
		return part / rows.reduce((total, one) => total + one.whole!, 0);
	};
	const before = shareOf(true, false) - shareOf(false, false);
	const after = shareOf(true, true) - shareOf(false, true);
	expect(Math.abs(before)).toBeLessThan(0.04);
	expect(Math.abs(after - effect)).toBeLessThan(0.04);
});
