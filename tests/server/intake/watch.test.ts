/** The intake watched: balance, lag, and of each site whether it is heard as usual. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import { dayOf, startOfDay } from '#lib/event.ts';
import { judge, patience, usualOf, type SiteHealth } from '#lib/intake-health.ts';
import { take } from '#lib/server/intake/batch.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import * as watch from '#lib/server/intake/watch.ts';
import * as ledger from '#lib/server/ledger.ts';
import * as sites from '#lib/server/sites.ts';
import * as units from '#lib/server/units.ts';
import { pageView } from '../../events.ts';
import { an } from '../../people.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const hour = 3_600_000;
const now = Date.now();
let admin: User;
let intake: intakes.Intake;

beforeAll(async () => {
	await units.load(sql);
	admin = await an(sql);
	intake = await intakes.open(sql, warehouse, { background: false });
	return () => intake.close();
});

async function newSite(domain: string): Promise<number> {
	const { id } = await sites.create(sql, admin.id, { domain, name: domain, unitId: admin.unitId });
	await intake.refreshSites();
	return id;
}

const of = async (siteId: number) =>
	(await watch.read(sql, warehouse)).sites.find((site) => site.siteId === siteId)!;

/** Enters `events` as stored in each of the given hours before now. */
async function past(siteId: number, hoursAgo: number[], events: number): Promise<void> {
	await ledger.enter(
		sql,
		hoursAgo.map((ago) => ({
			...{ siteId, outcome: 'stored' as const, reason: '', events },
			hour: new Date(Math.floor((now - ago * hour) / hour) * hour).toISOString()
		}))
	);
}

const span = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => from + index);

describe('a site', () => {
	it('that was never heard is called so', async () => {
		const site = await of(await newSite('chua-gui.gov.vn'));
		expect(site).toMatchObject({ lastHeard: null, now: 0, usual: null, states: ['never'] });
	});

	it('is compared with its own 28 days, and silence with its own longest', async () => {
		const siteId = await newSite('im-lang.gov.vn');
		await past(siteId, span(10, 10 + 24 * 20), 5);
		const site = await of(siteId);
		expect(site).toMatchObject({ now: 14 * 5, usual: 24 * 5, longestGap: 1, states: ['silent'] });
		expect(site.hours).toEqual([...Array(14).fill(5), ...Array(10).fill(0)]);
	});

	it('that sends on workdays only is not called silent at the weekend', async () => {
		const siteId = await newSite('hanh-chinh.gov.vn');
		await past(siteId, [...span(60, 120), ...span(180, 240), ...span(300, 360)], 1);
		const site = await of(siteId);
		expect(site.longestGap).toBe(61);
		expect(site.states).toEqual([]);
	});

	it('with a slow or a fast clock is found by the times it sends', async () => {
		const [slow, fast, right] = [
			await newSite('cham.gov.vn'),
			await newSite('nhanh.gov.vn'),
			await newSite('dung.gov.vn')
		];
		const at = (siteId: number, ahead: number) =>
			Array.from({ length: 20 }, (_, index) =>
				pageView(siteId, Date.now() + ahead - index * 100, { path: `/${index}` })
			);
		await intake.accept([...at(slow, -420_000), ...at(fast, 420_000), ...at(right, 0)]);
		// An import of old events says nothing about the clock.
		await intake.accept([pageView(right, Date.now() - 30 * hour)]);
		await intake.settle();
		const [a, b, c] = [await of(slow), await of(fast), await of(right)];
		expect([a.states, b.states, c.states]).toEqual([['clock'], ['clock'], []]);
		expect(Math.round(a.clock!.p50 / 60)).toBe(7);
		expect(Math.round(b.clock!.p50 / 60)).toBe(-7);
		expect(c.clock!.events).toBe(20);
	});

	it('shows what was refused, and what waits in quarantine', async () => {
		const siteId = await newSite('tu-choi.gov.vn');
		await intake.accept(
			Array.from({ length: 30 }, () => pageView(siteId, Date.parse('1999-01-01T00:00:00Z')))
		);
		await take(sql, intake, '[{"domain":"khong-co.gov.vn","url":"/"}]');
		await intake.settle();
		const health = await watch.read(sql, warehouse);
		const site = health.sites.find((one) => one.siteId === siteId)!;
		expect(site).toMatchObject({ refused: { 'impossible-time': 30 }, states: ['refused'] });
		expect(health).toMatchObject({ quarantined: 1, unbalanced: 0, status: 'ok' });
	});
});

describe('the whole', () => {
	it('balances in what it shows of the day, and says when the record does not', async () => {
		const { ledger: sums, day } = await watch.read(sql, warehouse);
		expect(day).toBe(dayOf(now));
		const { received, ...rest } = sums;
		expect(Object.values(rest).reduce((sum, events) => sum + events, 0)).toBe(received);
		const [row] = await sql<{ siteId: number; hour: Date }[]>`
			select site_id, hour from ledger where outcome = 'stored' limit 1`;
		const add = (events: number) => sql`update ledger set events = events + ${events}
			where outcome = 'stored' and site_id = ${row!.siteId} and hour = ${row!.hour}`;
		await add(1);
		expect(await watch.read(sql, warehouse)).toMatchObject({ status: 'unbalanced', unbalanced: 1 });
		await add(-1);
	});

	it('says how far the dashboards are behind', async () => {
		expect(await watch.lag(sql)).toMatchObject({ journalDepth: 0, lagSeconds: 0, dirtyDays: [] });
		const siteId = await newSite('tre.gov.vn');
		await intake.accept([pageView(siteId, Date.now())]);
		await sql`update journal set written_at = now() - interval '10 minutes'`;
		expect(await watch.lag(sql)).toMatchObject({ journalDepth: 1, lagSeconds: 600 });
		expect((await watch.read(sql, warehouse)).status).toBe('behind');
		await intake.settle();
		const late = new Date(Date.now() - 60_000);
		await sql`insert into dirty_days (day, since) values ('2026-11-01', ${late})`;
		expect(await watch.lag(sql)).toMatchObject({
			...{ dirtyDays: ['2026-11-01'], oldestDirty: late.toISOString(), lagSeconds: 60 }
		});
		await sql`delete from dirty_days`;
	});
});

describe('without a warehouse', () => {
	it('the intake is watched all the same, and said to be without it', async () => {
		const away = { ...warehouse, rows: () => Promise.reject(new Error('away')) };
		const health = await watch.read(sql, away);
		expect(health.status).toBe('absent');
		expect(health.ledger).toEqual((await watch.read(sql, warehouse)).ledger);
		expect(health.sites.find(({ domain }) => domain === 'im-lang.gov.vn')).toMatchObject({
			...{ clock: null, now: 70, states: ['silent'] }
		});
	});
});

describe('the rules', () => {
	const site: Omit<SiteHealth, 'states'> = {
		...{ siteId: 1, domain: 'a', name: 'a', unitName: '', hours: [], now: 100, usual: 100 },
		lastHeard: new Date(now).toISOString(),
		...{ longestGap: 1, clock: null, refused: {}, overflow: 0, quarantined: 0 }
	};

	it('say nothing about what is usual before three days are known', () => {
		expect([usualOf([]), usualOf([5, 7]), usualOf([5, 9, 7])]).toEqual([null, null, 7]);
		expect([patience(2, 1), patience(9, 1), patience(9, 10)].map((ms) => ms / hour)).toEqual([
			24, 3, 15
		]);
	});

	it('do not blame a site for visitors who asked not to be counted', () => {
		expect(judge({ ...site, refused: { 'opted-out': 900 } }, 9, now)).toEqual([]);
		expect(judge({ ...site, refused: { 'too-large': 900 } }, 9, now)).toEqual(['refused']);
	});

	it('name every fault, the worst first', () => {
		const bad = { ...site, now: 1, overflow: 3, quarantined: 2 };
		const lastHeard = new Date(startOfDay(dayOf(now)) - 90 * hour).toISOString();
		expect(judge({ ...bad, lastHeard }, 9, now)).toEqual(['silent', 'few', 'overflow', 'held']);
	});
});
