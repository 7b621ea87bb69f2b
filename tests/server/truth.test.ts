import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '#lib/event.ts';
import * as days from '#lib/server/days.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as batches from '#lib/server/intake/batch.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import * as salts from '#lib/server/intake/salts.ts';
import * as ledger from '#lib/server/ledger.ts';
import * as overviews from '#lib/server/overview.ts';
import * as plans from '#lib/server/plan.ts';
import * as sites from '#lib/server/sites.ts';
import * as units from '#lib/server/units.ts';
import { simulateClocks } from '#lib/simulation/clocks.ts';
import { robots } from '#lib/simulation/population.ts';
import { seeded, type Random } from '#lib/simulation/random.ts';
import { sum, tellApart, type Counts, type DayTruth } from '#lib/simulation/truth.ts';
import {
	daysOf,
	simulateDay,
	type SentEvent,
	type SimulatedSite,
	type UsagePlan
} from '#lib/simulation/usage.ts';
import type { DailyTotal } from '#lib/visit.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const today = dayOf(Date.now());

/** The portals, and the places to which the simulator knows they belong. */
const portals: (SimulatedSite & { region: string })[] = [];
const idOf = new Map<string, number>();
const domainOf = new Map<number, string>();
let intake: intakes.Intake;

beforeAll(async () => {
	await units.load(sql);
	await plans.load(sql);
	await indicators.load(sql);
	const all = await units.onDay(sql, today, { level: 'province' });
	const provinces = all.filter((_, index) => index % 5 === 0);
	const add = async (unitId: number, domain: string, province: string, region: string) => {
		const { id } = await sites.create(sql, undefined, { domain, name: domain, unitId });
		idOf.set(domain, id);
		domainOf.set(id, domain);
		const visitors = domain.startsWith('xa.') ? 4 : 30;
		const pilot = portals.length % 2 === 0;
		portals.push({ domain, name: domain, province, region, pilot, visitors });
	};
	await add((await units.nation(sql)).id, 'moj.example', '', '');
	for (const [index, { id, code, slug, regionCode }] of provinces.entries()) {
		await add(id, `${slug}.example`, code, regionCode ?? '');
		if (index % 3 > 0) continue;
		const [commune] = await units.children(sql, id, today);
		await add(id, `tu-sach.${slug}.example`, code, regionCode ?? '');
		await add(commune!.id, `xa.${slug}.example`, code, regionCode ?? '');
	}
	return () => intake.close();
});

beforeEach(reopen);

async function reopen() {
	await intake?.close();
	intake = await intakes.open(sql, warehouse, { background: false });
}

function shuffled<Item>(items: Item[], random: Random): Item[] {
	return items
		.map((item) => ({ item, at: random.next() }))
		.sort((one, other) => one.at - other.at)
		.map(({ item }) => item);
}

function cut<Item>(items: Item[], random: Random, most: number): Item[][] {
	const parts: Item[][] = [];
	for (let from = 0; from < items.length; from += parts.at(-1)!.length)
		parts.push(items.slice(from, from + random.between(1, most)));
	return parts;
}

/** Sends batches through the door for servers, three at a time. */
async function send(parts: SentEvent[][]) {
	for (let from = 0; from < parts.length; from += 3) {
		const together = parts.slice(from, from + 3);
		const answers = await Promise.all(
			together.map((events) => batches.take(sql, intake, JSON.stringify(events)))
		);
		expect(answers.map(({ received, refused }) => [received, refused])).toEqual(
			together.map(({ length }) => [length, 0])
		);
	}
}

type Row = Pick<DailyTotal, keyof Counts>;

/** What is compared, without what a row carries besides. */
function counts({ visitors, visits, bounces, pageViews, events, durationMs }: Row): Counts {
	return { visitors, visits, bounces, pageViews, events, durationMs };
}

/** Sums of rows under a name each; groups in which nobody came are left out, as totals leave them out. */
function grouped<Item extends Row>(rows: Item[], nameOf: (row: Item) => string) {
	const groups = new Map<string, Counts[]>();
	for (const row of rows)
		if (row.visitors > 0)
			groups.set(nameOf(row), [...(groups.get(nameOf(row)) ?? []), counts(row)]);
	return Object.fromEntries([...groups].sort().map(([name, list]) => [name, sum(list)]));
}

/** The shown total of each place, asked for by the sites that the record says lie there. */
async function shownBy(level: 'province' | 'region', span: { from: string; to: string }) {
	const placeOf = new Map(
		(await units.provinceOfEach(sql)).map((place) => [place.unitId, place[level]])
	);
	const groups = new Map<string, number[]>();
	for (const { id, unitId } of await sites.list(sql)) {
		const place = placeOf.get(unitId)!;
		groups.set(place, [...(groups.get(place) ?? []), id]);
	}
	const shown: Record<string, Counts> = {};
	for (const [place, siteIds] of [...groups].sort()) {
		const [row] = await days.totals(warehouse, { ...span, dimension: 'total', siteIds });
		if (row) shown[place] = counts(row);
	}
	return shown;
}

/** Numbers added up by name. */
function tally<Item>(items: Item[], of: (item: Item) => Record<string, number>) {
	const sums: Record<string, number> = {};
	for (const item of items)
		for (const [name, count] of Object.entries(of(item))) sums[name] = (sums[name] ?? 0) + count;
	return sums;
}

const runs: [seed: string, firstDay: string][] = [
	['mưa', '2025-12-30'],
	['nắng', '2026-09-29'],
	['gió', '2026-02-27']
];

describe.each(runs)('the simulated country of seed %s', (seed, firstDay) => {
	const plan: UsagePlan = { firstDay, days: 4, pilotFrom: addDays(firstDay, 2), effect: 0.5 };
	const span = { from: firstDay, to: addDays(firstDay, plan.days - 1) };
	const total = { ...span, dimension: 'total' } as const;
	const truth: DayTruth[] = [];
	const placeOf = (level: 'province' | 'region') => (row: DayTruth) =>
		portals.find(({ domain }) => domain === row.domain)![level];

	it('comes in: shuffled, in pieces, more than once, late, through restarts', async () => {
		const random = seeded(seed);
		const made = daysOf(plan).map((day) => simulateDay(random, plan, portals, day));
		truth.push(...made.flatMap((day) => day.truth));
		const onTime = made.flatMap((day) => day.onTime);
		const late = made.flatMap((day) => day.late);
		const repeated = made.flatMap((day) => day.repeated);

		const before = await ledger.balance(sql);
		const early = repeated.filter((event, index) => index % 2 === 0 && onTime.includes(event));
		const parts = cut(shuffled([...onTime, ...early], random), random, 700);
		const half = parts.length >> 1;
		await send(parts.slice(0, half));
		await reopen();
		// The answer to the last batch before the restart was lost.
		const unanswered = parts[half - 1] ?? [];
		await send([unanswered, ...parts.slice(half)]);
		await intake.settle();
		await reopen();
		await send(cut(shuffled([...late, ...repeated, ...repeated], random), random, 200));
		await intake.settle();

		const delivered =
			onTime.length + early.length + unanswered.length + late.length + 2 * repeated.length;
		const after = await ledger.balance(sql);
		const grown = Object.fromEntries(
			Object.entries(after).map(([name, count]) => [
				name,
				count - before[name as keyof typeof after]
			])
		);
		const stored = sum(truth).events;
		const bot = truth.reduce((all, { robotEvents }) => all + robotEvents, 0);
		expect(stored + bot).toBe(onTime.length + late.length);
		expect(grown).toEqual({
			...{ received: delivered, stored, bot, quarantined: 0, refused: 0 },
			duplicate: delivered - stored - bot
		});
		expect(await ledger.unbalanced(sql)).toEqual([]);
	});

	it('is shown as it was, by site and day', async () => {
		const shown = await days.totals(warehouse, { ...total, bySite: true, byDay: true });
		expect(grouped(shown, ({ day, siteId }) => `${day} ${domainOf.get(siteId)}`)).toEqual(
			grouped(truth, ({ day, domain }) => `${day} ${domain}`)
		);
		const bySite = await days.totals(warehouse, { ...total, bySite: true });
		expect(grouped(bySite, ({ siteId }) => domainOf.get(siteId)!)).toEqual(
			grouped(truth, ({ domain }) => domain)
		);
		const byDay = await days.totals(warehouse, { ...total, byDay: true });
		expect(grouped(byDay, ({ day }) => day)).toEqual(grouped(truth, ({ day }) => day));
	});

	it('is shown as it was, by province, region and nation', async () => {
		expect(await shownBy('province', span)).toEqual(grouped(truth, placeOf('province')));
		expect(await shownBy('region', span)).toEqual(grouped(truth, placeOf('region')));
		const [nation] = await days.totals(warehouse, total);
		expect(counts(nation!)).toEqual(sum(truth.map(counts)));
	});

	it('adds up: the parts of every level are the whole', async () => {
		const [row] = await days.totals(warehouse, total);
		const nation = counts(row!);
		for (const by of [{ bySite: true }, { byDay: true }, { bySite: true, byDay: true }])
			expect(sum((await days.totals(warehouse, { ...total, ...by })).map(counts))).toEqual(nation);
		for (const level of ['province', 'region'] as const)
			expect(sum(Object.values(await shownBy(level, span)))).toEqual(nation);
		for (const dimension of ['source', 'device', 'browser', 'os', 'entry_page'] as const) {
			const parts = sum((await days.totals(warehouse, { ...span, dimension })).map(counts));
			// Somebody who came twice, from two sources, is a visitor of both.
			expect([dimension, { ...parts, visitors: 0 }]).toEqual([
				dimension,
				{ ...nation, visitors: 0 }
			]);
			expect(parts.visitors).toBeGreaterThanOrEqual(nation.visitors);
		}
		for (const dimension of ['page', 'event', 'hour'] as const) {
			const { pageViews, events } = sum(
				(await days.totals(warehouse, { ...span, dimension })).map(counts)
			);
			expect([dimension, pageViews, events]).toEqual([dimension, nation.pageViews, nation.events]);
		}
	});

	it('keeps robots apart, each by its name', async () => {
		const rows = await days.totals(warehouse, {
			...{ ...span, dimension: 'bot', bySite: true, byDay: true }
		});
		const shown = tally(rows, ({ day, siteId, value, events }) => ({
			[`${day} ${domainOf.get(siteId)} ${value}`]: events
		}));
		const planted = tally(truth, ({ day, domain, robots }) =>
			Object.fromEntries(
				Object.entries(robots).map(([name, events]) => [`${day} ${domain} ${name}`, events])
			)
		);
		expect(Object.keys(planted).length).toBeGreaterThan(20);
		expect(shown).toEqual(planted);
	});

	it('stands on the overview and in the estimates of every province as it was', async () => {
		const overview = await overviews.read(sql, warehouse, { today: span.to, days: plan.days });
		const byDay = grouped(truth, ({ day }) => day);
		expect(overview.visits).toEqual(
			daysOf(plan).map((day) => {
				const { visits, visitors, pageViews } = byDay[day]!;
				return { day, visits, visitors, pageViews };
			})
		);
		expect(overview.botEvents).toBe(truth.reduce((all, { robotEvents }) => all + robotEvents, 0));
		const kept = await estimates.list(sql, { indicatorId: 'CT-II.3-05', ...span });
		const names = await units.named(
			sql,
			kept.map(({ unitId }) => unitId)
		);
		const share = (rows: DayTruth[]) => ({
			numerator: rows.reduce(
				(all, { visitsByDevice }) => all + visitsByDevice.mobile + visitsByDevice.tablet,
				0
			),
			denominator: rows.reduce((all, { visits }) => all + visits, 0)
		});
		const planted = new Map([['nation', share(truth)]]);
		for (const code of new Set(truth.map(placeOf('province'))))
			if (code !== '')
				planted.set(code, share(truth.filter((row) => placeOf('province')(row) === code)));
		const shown = kept.map(({ unitId, numerator, denominator }) => {
			const { level, code } = names.get(unitId)!;
			return [level === 'nation' ? level : code, { numerator, denominator }] as const;
		});
		expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(planted));
	});
});

describe('a clock', () => {
	it('up to an hour ahead counts when it says, any further ahead is refused, a slow one is a late arrival', async () => {
		const domain = 'dong-ho.example';
		const { id: unitId } = await units.nation(sql);
		const { id } = await sites.create(sql, undefined, { domain, name: domain, unitId });
		await intake.refreshSites();
		const { counted, refused } = simulateClocks(seeded('đồng hồ'), domain, Date.now());
		const answer = await batches.take(sql, intake, JSON.stringify([...refused, ...counted]));
		expect(answer).toMatchObject({ stored: counted.length, refused: refused.length });
		expect(answer.items).toEqual(
			refused.map((_, index) => ({ index, outcome: 'refused', reason: 'impossible-time' }))
		);
		await intake.settle();
		const shown = await days.totals(warehouse, {
			...{ from: '2000-01-01', to: '2100-01-01', dimension: 'total', byDay: true },
			siteIds: [id]
		});
		const wanted: Record<string, Counts> = {};
		for (const day of new Set(counted.map(({ time }) => dayOf(time))))
			wanted[day] = tellApart(counted.filter(({ time }) => dayOf(time) === day));
		expect(grouped(shown, ({ day }) => day)).toEqual(wanted);
		expect(await ledger.balance(sql, id)).toMatchObject({
			...{ stored: counted.length, refused: refused.length },
			received: counted.length + refused.length
		});
	});
});

describe('an event that comes days later', () => {
	const domain = 'muon.example';
	const day = addDays(today, -5);
	const plan: UsagePlan = { firstDay: day, days: 1, pilotFrom: today, effect: 0 };
	const site = { domain, name: domain, province: '', pilot: false, visitors: 60 };

	it('is its sender’s while the day’s salt is kept, and a new visitor’s once it is destroyed', async () => {
		const { id: unitId } = await units.nation(sql);
		const { id } = await sites.create(sql, undefined, { domain, name: domain, unitId });
		await intake.refreshSites();
		const shown = async () => {
			const wanted = { from: day, to: day, dimension: 'total' } as const;
			return counts((await days.totals(warehouse, { ...wanted, siteIds: [id] }))[0]!);
		};
		const { onTime, late } = simulateDay(seeded('muộn'), plan, [site], day);
		const programs = robots.map(({ userAgent }) => userAgent);
		const people = [...onTime, ...late].filter(({ userAgent }) => !programs.includes(userAgent));
		const [first, second, third] = [0, 1, 2].map((part) =>
			people.filter((_, index) => index % 3 === part)
		) as [SentEvent[], SentEvent[], SentEvent[]];
		await send([first]);
		await intake.settle();
		expect(await shown()).toEqual(tellApart(first));
		await reopen();
		await send([second]);
		await intake.settle();
		expect(await shown()).toEqual(tellApart([...first, ...second]));
		await sql`update salts set created_at = now() - interval '49 hours' where day = ${day}`;
		await salts.open(sql).destroyOld();
		await reopen();
		await send([third]);
		await intake.settle();
		expect(await shown()).toEqual(sum([tellApart([...first, ...second]), tellApart(third)]));
	});
});
