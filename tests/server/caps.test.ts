import { beforeAll, describe, expect, it } from 'vitest';
import { startOfDay, type Event } from '#lib/event.ts';
import * as days from '#lib/server/days.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import * as sites from '#lib/server/sites.ts';
import { remainder, usualCaps } from '#lib/visit.ts';
import { pageView } from '../events.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const intake = await intakes.open(sql, warehouse, { background: false });
const day = '2026-11-10';
const nine = startOfDay(day) + 9 * 3_600_000;
const caps = { ...usualCaps, path: 5, name: 3, bot: 2 };
let siteId = 0;
let quiet = 0;

beforeAll(async () => {
	const [unit] = await sql<{ id: number }[]>`
		insert into units (level, key) values ('nation', 'nation/test') returning id`;
	const create = (domain: string) =>
		sites.create(sql, undefined, { domain, name: domain, unitId: unit!.id });
	siteId = (await create('a.gov.vn')).id;
	quiet = (await create('b.gov.vn')).id;
	await intake.refreshSites();
});

const totals = (dimension: 'page' | 'event' | 'bot' | 'total' | 'entry_page', siteIds = [siteId]) =>
	days.totals(warehouse, { from: day, to: day, dimension, siteIds });

/** Every page of the portal more often than any of the forty that someone made up. */
function flooded(): Event[] {
	const events: Event[] = [];
	for (let page = 1; page <= 4; page++)
		for (let time = 0; time <= page; time++)
			events.push(
				pageView(siteId, nine + time * 1000, { path: `/that/${page}`, ip: `10.0.0.${page}` })
			);
	for (let number = 0; number < 40; number++)
		events.push(
			pageView(siteId, nine + 60_000, {
				...{ path: `/bia/${String(number).padStart(2, '0')}`, ip: '10.0.9.9' },
				...{ id: `bia ${number}`, name: number % 2 ? `ten ${number}` : 'pageview' }
			}),
			pageView(siteId, nine, { path: `/quet/${number}`, userAgent: `quet${number}bot/1.0` })
		);
	for (let number = 0; number < 9; number++)
		events.push(pageView(quiet, nine, { path: `/it/${number}` }));
	return events;
}

describe('values beyond the cap of a site and day', () => {
	it('are counted together, the most used are kept, and the totals stay what they were', async () => {
		await intake.accept(flooded());
		await intake.settle();
		await days.rebuild(warehouse, [day]);
		const whole = await totals('total');
		expect(await totals('page')).toHaveLength(44);
		await days.rebuild(warehouse, [day], caps);
		expect(await totals('total')).toEqual(whole);
		const pages = await totals('page');
		expect(Object.fromEntries(pages.map(({ value, events }) => [value, events]))).toEqual({
			...{ '/that/4': 5, '/that/3': 4, '/that/2': 3, '/that/1': 2, '/bia/00': 1 },
			[remainder]: 39
		});
		expect(pages.find(({ value }) => value === remainder)).toMatchObject({
			visitors: 1,
			visits: 1
		});
		const events = await totals('event');
		expect(events.map(({ value }) => value).sort()).toEqual([
			...[remainder, 'pageview', 'ten 1', 'ten 11']
		]);
		const bots = await totals('bot');
		expect(bots.map(({ value, events }) => [value, events])).toContainEqual([remainder, 38]);
	});

	it('are the same ones in whatever order, loads and repetitions the events came', async () => {
		await days.rebuild(warehouse, [day], caps);
		const first = [await totals('page'), await totals('event'), await totals('entry_page')];
		for (const event of flooded().reverse().slice(0, 60))
			if (event.id.startsWith('bia')) await intake.accept([event]);
		await intake.settle();
		await warehouse.command(
			`insert into events select * from events where day = {day:Date} and path like '/bia/3%'`,
			{ day }
		);
		await days.rebuild(warehouse, [day], caps);
		expect([await totals('page'), await totals('event'), await totals('entry_page')]).toEqual(
			first
		);
	});

	it('of one site leave its neighbours alone', async () => {
		await days.rebuild(warehouse, [day], { ...caps, path: 9 });
		expect(await totals('page', [quiet])).toHaveLength(9);
		await days.rebuild(warehouse, [day], { ...caps, path: 8 });
		expect(await totals('page', [quiet])).toHaveLength(9);
		expect((await totals('page', [quiet])).map(({ value }) => value)).toContain(remainder);
	});
});
