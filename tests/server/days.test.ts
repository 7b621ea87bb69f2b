import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, dayOf, startOfDay, type Event } from '#lib/event.ts';
import * as days from '#lib/server/days.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import * as sites from '#lib/server/sites.ts';
import { chrome, pageView } from '../events.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const intake = await intakes.open(sql, warehouse, { background: false });

const day = '2026-11-10';
const nine = startOfDay(day) + 9 * 3_600_000;
const minute = 60_000;

let siteId = 0;
let other = 0;
let number = 0;

beforeEach(async () => {
	const [{ id: unitId } = { id: 0 }] = await sql<{ id: number }[]>`
		insert into units (level, key) values ('nation', ${`nation/test/${number}`}) returning id`;
	const create = (domain: string) => sites.create(sql, undefined, { domain, name: domain, unitId });
	siteId = (await create(`a${number}.gov.vn`)).id;
	other = (await create(`b${number++}.gov.vn`)).id;
	await intake.refreshSites();
});

const event = (time: number, more: Partial<Event> = {}) => pageView(siteId, time, more);

async function total(on = day, siteIds = [siteId]) {
	const [row] = await days.totals(warehouse, { from: on, to: on, dimension: 'total', siteIds });
	return row;
}

async function send(...events: Event[]) {
	const receipt = await intake.accept(events);
	await intake.settle();
	return receipt;
}

describe('a visit', () => {
	it.each([
		['29:59', 30 * minute - 1000, 1],
		['29:59.999', 30 * minute - 1, 1],
		['30:00', 30 * minute, 2],
		['30:01', 30 * minute + 1000, 2]
	])('with a gap of %s is %#', async (_name, gap, visits) => {
		await send(event(nine), event(nine + gap));
		expect(await total()).toMatchObject({ visitors: 1, visits, pageViews: 2, events: 2 });
	});

	it('goes on as long as neighbours are close, however long the whole is', async () => {
		await send(...Array.from({ length: 10 }, (_, index) => event(nine + index * 29 * minute)));
		expect(await total()).toMatchObject({ visits: 1, bounces: 0, durationMs: 9 * 29 * minute });
	});

	it('ends at midnight in Vietnam, not in UTC', async () => {
		const midnight = startOfDay('2026-11-11');
		await send(event(midnight - 1), event(midnight), event(startOfDay(day) + 7 * 3_600_000));
		expect(await total(day)).toMatchObject({ visits: 2, pageViews: 2 });
		expect(await total('2026-11-11')).toMatchObject({ visits: 1, pageViews: 1 });
	});

	it('may happen within one millisecond', async () => {
		await send(event(nine, { path: '/x' }), event(nine, { path: '/y' }));
		expect(await total()).toMatchObject({ visits: 1, pageViews: 2, bounces: 0, durationMs: 0 });
	});

	it('is the same whatever the order of arrival', async () => {
		const times = [0, 29, 31, 70, 71, 140].map((at) => nine + at * minute);
		for (const index of [5, 0, 3, 1, 4, 2]) await send(event(times[index]!));
		expect(await total()).toMatchObject({
			visits: 3,
			pageViews: 6,
			bounces: 1,
			durationMs: (31 + 1) * minute
		});
	});

	it('of one page view bounces unless something interactive happened', async () => {
		const from = (ip: string, ...names: [string, boolean][]) =>
			names.map(([name, interactive], index) =>
				event(nine + index * 1000, { ip, name, interactive })
			);
		await send(
			...from('1', ['pageview', true]),
			...from('2', ['pageview', true], ['engagement', true]),
			...from('3', ['pageview', true], ['scrolled', false]),
			...from('4', ['pageview', true], ['download', true]),
			...from('5', ['pageview', true], ['pageview', true])
		);
		expect(await total()).toMatchObject({ visitors: 5, visits: 5, bounces: 3 });
	});
});

describe('a day', () => {
	it('counts an event once, however often and however late it comes again', async () => {
		const same = event(nine);
		await send(same, same);
		await send(same, event(nine + 1000));
		await intake.accept([{ ...same, time: same.time + 5 * minute }]);
		await intake.settle();
		expect(await total()).toMatchObject({ pageViews: 2, events: 2 });
	});

	it('ignores a repeat that stands in the raw events', async () => {
		await send(event(nine), event(nine + 1000, { path: '/b' }));
		await warehouse.command(
			`insert into events select * replace (received_at + 60 as received_at) from events
			where site_id = {siteId:UInt32}`,
			{ siteId }
		);
		await days.rebuild(warehouse, [day]);
		expect(await total()).toMatchObject({ visits: 1, pageViews: 2, events: 2 });
	});

	it('keeps robots apart: in their own dimension and nowhere else', async () => {
		const robot =
			'Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)';
		const receipt = await send(event(nine), event(nine, { userAgent: robot }));
		expect(receipt).toMatchObject({ stored: 1, bots: 1, items: [{ index: 1, outcome: 'bot' }] });
		expect(await total()).toMatchObject({ visitors: 1, visits: 1, events: 1 });
		const bots = await days.totals(warehouse, {
			from: day,
			to: day,
			dimension: 'bot',
			siteIds: [siteId]
		});
		expect(bots).toMatchObject([{ value: 'coccocbot-web', events: 1, visits: 0, visitors: 1 }]);
	});

	it('adds up: values to the total, sites to all sites, and a rebuild of all days changes nothing', async () => {
		const events: Event[] = [];
		for (let index = 0; index < 400; index++)
			events.push(
				event(nine + ((index * 7919) % 700) * minute, {
					siteId: index % 3 === 0 ? other : siteId,
					ip: `198.51.100.${index % 17}`,
					path: `/p${index % 11}`,
					name: index % 5 === 0 ? 'download' : 'pageview',
					referrer: ['', 'www.google.com.vn', 'moj.gov.vn/a', 'zalo.me'][index % 4]!,
					userAgent: index % 50 === 0 ? 'Googlebot/2.1' : chrome
				})
			);
		await send(...events);
		const span = { from: '2026-01-01', to: '2026-12-31' };
		const whole = await total(day, [siteId, other]);
		expect(whole!.events).toBe(events.filter((one) => one.userAgent === chrome).length);
		for (const dimension of ['source', 'device', 'browser', 'os', 'entry_page'] as const) {
			const parts = await days.totals(warehouse, {
				...span,
				dimension,
				siteIds: [siteId, other],
				bySite: true,
				byDay: true
			});
			for (const count of ['visits', 'bounces', 'durationMs', 'pageViews', 'events'] as const)
				expect([dimension, count, sum(parts, count)]).toEqual([dimension, count, whole![count]]);
		}
		for (const dimension of ['page', 'event', 'hour'] as const) {
			const parts = await days.totals(warehouse, { ...span, dimension, siteIds: [siteId, other] });
			expect(sum(parts, 'events')).toBe(whole!.events);
			expect(sum(parts, 'pageViews')).toBe(whole!.pageViews);
		}
		const hours = await days.totals(warehouse, {
			...span,
			dimension: 'hour',
			siteIds: [siteId, other]
		});
		expect(sum(hours, 'visits')).toBe(whole!.visits);
		const one = await total(day, [siteId]);
		const two = await total(day, [other]);
		expect(one!.visitors + two!.visitors).toBe(whole!.visitors);

		const dump = () =>
			warehouse.rows('select * from daily order by day, dimension, site_id, value');
		const before = await dump();
		await days.rebuildAll(warehouse);
		expect(await dump()).toEqual(before);
	});

	it('without any events left has no totals', async () => {
		await send(event(nine));
		await warehouse.command(
			'alter table events delete where day = {day:Date} settings mutations_sync = 2',
			{ day }
		);
		await days.rebuild(warehouse, [day]);
		expect(await total()).toBeUndefined();
		expect(
			await warehouse.rows('select count() as n from visits where day = {day:Date}', { day })
		).toEqual([{ n: 0 }]);
	});
});

function sum<Key extends string>(rows: Record<Key, number>[], key: Key): number {
	return rows.reduce((so, row) => so + row[key], 0);
}

it('tells when people were last heard on each site, bots aside', async () => {
	await send(
		event(nine),
		event(nine + 90 * minute),
		event(nine + 120 * minute, { userAgent: 'Googlebot/2.1' })
	);
	const heard = await days.lastHeard(warehouse);
	expect(heard.get(siteId)).toEqual(new Date(nine + 90 * minute));
	expect(heard.has(other)).toBe(false);
});

describe('a rebuild', () => {
	const now = Date.now();
	const dirty = (day: string) => ({ day, since: new Date(now - 10_000), changes: 1 });
	const today = dayOf(now);
	const yesterday = addDays(today, -1);

	it('of today waits in proportion to what it takes, and never more than a minute', () => {
		const due = (ago: number, took: number) =>
			days.isDue(dirty(today), { at: now - ago, took }, now);
		expect([due(4_900, 10), due(5_100, 10)]).toEqual([false, true]);
		expect([due(19_000, 1000), due(21_000, 1000)]).toEqual([false, true]);
		expect([due(59_000, 30_000), due(61_000, 30_000)]).toEqual([false, true]);
	});

	it('of another day waits a few seconds', () => {
		expect(days.isDue(dirty(yesterday), { at: now - 6_000, took: 30_000 }, now)).toBe(true);
		expect(days.isDue(dirty(yesterday), { at: now - 4_000, took: 10 }, now)).toBe(false);
	});
});

describe('a rebuild of many days', () => {
	it('takes days together as long as their events are few', async () => {
		const some = ['2026-08-01', '2026-08-02', '2026-08-03', '2026-08-04'];
		const at = (on: string, count: number) =>
			Array.from({ length: count }, (_, index) => event(startOfDay(on) + index));
		await send(...at(some[0]!, 3), ...at(some[1]!, 3), ...at(some[3]!, 9));
		expect(await days.pack(warehouse, some, 6)).toEqual([some.slice(0, 3), [some[3]]]);
		expect(await days.pack(warehouse, some, 5)).toEqual([[some[0]], some.slice(1, 3), [some[3]]]);
	});
});
