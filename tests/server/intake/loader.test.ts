import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { dayOf, type Event } from '#lib/event.ts';
import * as days from '#lib/server/days.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import { loadNext } from '#lib/server/intake/loader.ts';
import * as ledger from '#lib/server/ledger.ts';
import * as sites from '#lib/server/sites.ts';
import type { Warehouse } from '#lib/server/warehouse.ts';
import { pageView } from '../../events.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const [unit] = await sql<{ id: number }[]>`
	insert into units (level, key) values ('nation', 'nation/test') returning id`;
const now = Date.now();
const today = dayOf(now);

let intake: intakes.Intake;
let siteId = 0;

beforeEach(async () => {
	const domain = `${randomUUID()}.gov.vn`;
	siteId = (await sites.create(sql, undefined, { domain, name: domain, unitId: unit!.id })).id;
	// Opened anew, so that it remembers nothing of what came before.
	intake = await intakes.open(sql, warehouse, { background: false });
});

const event = (more: Partial<Event> = {}) => pageView(siteId, now, more);

async function raw(): Promise<{ rows: number; events: number }> {
	const [row] = await warehouse.rows<{ rows: number; events: number }>(
		'select count() as rows, uniqExact(event_id) as events from events where site_id = {siteId:UInt32}',
		{ siteId }
	);
	return row!;
}

/** A warehouse whose inserts succeed, after which the process dies before it can say so. */
function dyingAfterInsert(): Warehouse {
	return {
		...warehouse,
		insertText: async (...words) => {
			await warehouse.insertText(...words);
			throw new Error('killed here');
		}
	};
}

describe('the loader', () => {
	it('loads once when it died after the insert, even when more has arrived since', async () => {
		await intake.accept([event(), event(), event({ time: now - 40 * 86_400_000 })]);
		for (let turn = 0; turn < 3; turn++) {
			await expect(loadNext(sql, dyingAfterInsert())).rejects.toThrow('killed here');
			await intake.accept([event()]);
		}
		await intake.settle();
		expect(await raw()).toEqual({ rows: 6, events: 6 });
		expect(await ledger.balance(sql, siteId)).toMatchObject({ received: 6, stored: 6 });
	});

	it('recognises a repeat from before a restart, also across midnight and within one load', async () => {
		const one = event();
		await intake.accept([one]);
		await intake.settle();
		const restarted = await intakes.open(sql, warehouse, { background: false });
		const twin = event();
		await Promise.all([
			restarted.accept([{ ...one, time: now - 86_400_000 }]),
			restarted.accept([twin]),
			restarted.accept([twin])
		]);
		await restarted.settle();
		expect(await raw()).toEqual({ rows: 2, events: 2 });
		expect(await ledger.balance(sql, siteId)).toMatchObject({
			...{ received: 4, stored: 2, duplicate: 2 }
		});
	});

	it('sets an unreadable row aside and goes on with the others', async () => {
		await intake.accept([event(), event()]);
		const broken = `["${randomUUID()}","${today}",${siteId},"","not a number"]`;
		await sql`insert into journal (body, events) values (${Buffer.from(broken)}, 1)`;
		await intake.accept([event()]);
		await intake.settle();
		expect(await raw()).toEqual({ rows: 3, events: 3 });
		expect(await sql`select body from quarantine where site_id = ${siteId}`).toEqual([
			{ body: broken }
		]);
		expect(await ledger.balance(sql, siteId)).toMatchObject({
			...{ received: 4, stored: 3, quarantined: 1 }
		});
	});

	it('is not stopped by bytes that are no events at all', async () => {
		const before = (await ledger.balance(sql)).quarantined;
		for (const text of ['nonsense', '[', '["x","2026-01-01",NaN,"', '\ufffd\0\n\n{}'])
			await sql`insert into journal (body, events) values (${Buffer.from(text)}, 1)`;
		await intake.accept([event()]);
		await intake.settle();
		expect(await raw()).toEqual({ rows: 1, events: 1 });
		expect((await ledger.balance(sql)).quarantined - before).toBe(6);
		expect(await ledger.unbalanced(sql)).toEqual([]);
	});

	it('leaves a day dirty when events arrive while it is rebuilt', async () => {
		await intake.accept([event()]);
		while (await loadNext(sql, warehouse));
		const seen = await days.dirty(sql);
		await intake.accept([event()]);
		while (await loadNext(sql, warehouse));
		await days.rebuildDirty(sql, warehouse, seen);
		expect((await days.dirty(sql)).map(({ day }) => day)).toEqual([today]);
		await intake.settle();
		expect(await days.dirty(sql)).toEqual([]);
	});

	it('takes months far apart in one load', async () => {
		const times = Array.from({ length: 130 }, (_, index) => now - index * 40 * 86_400_000);
		const possible = times.filter((time) => time > Date.parse('2000-01-02'));
		await intake.accept(possible.map((time) => event({ time })));
		await intake.settle();
		expect(await raw()).toEqual({ rows: possible.length, events: possible.length });
	});
});

describe('accepting', () => {
	it('refuses impossible times and unknown sites by name and keeps the rest', async () => {
		const receipt = await intake.accept([
			event({ time: Date.parse('1999-12-31T12:00:00Z') }),
			event({ time: Date.now() + 3_660_000 }),
			event({ time: Number.NaN }),
			event({ time: 1e300 }),
			event({ siteId: 2_000_000_000 }),
			event({ time: Date.now() + 3_540_000 }),
			event()
		]);
		expect(receipt).toMatchObject({ received: 7, stored: 2, refused: 5 });
		expect(receipt.items.map(({ index, reason }) => [index, reason])).toEqual([
			...[0, 1, 2, 3].map((index) => [index, 'impossible-time']),
			[4, 'unknown-site']
		]);
	});

	it('tells senders to come back when too much is waiting, and loses nothing it took', async () => {
		const small = await intakes.open(sql, warehouse, { background: false, waitingEvents: 500 });
		const answers = await Promise.allSettled(
			Array.from({ length: 30 }, () => small.accept(Array.from({ length: 90 }, () => event())))
		);
		const kept = answers.filter(({ status }) => status === 'fulfilled').length;
		const busy = answers.filter(
			(answer) => answer.status === 'rejected' && answer.reason.problem === 'server.busy'
		).length;
		expect(kept + busy).toBe(30);
		expect(Math.min(kept, busy)).toBeGreaterThan(0);
		await small.settle();
		expect(await raw()).toEqual({ rows: kept * 90, events: kept * 90 });
	});

	it('writes no address anywhere', async () => {
		await intake.accept([event({ ip: '198.51.100.77' })]);
		const [journal] = await sql<{ body: Buffer }[]>`select body from journal`;
		expect(journal!.body.toString()).toContain('a.gov.vn');
		expect(journal!.body.toString()).not.toContain('198.51.100.77');
		await intake.settle();
	});

	it('gives one sender one key a day and site, and another after the salt is destroyed', async () => {
		const visitors = async () =>
			(
				await days.totals(warehouse, {
					...{ from: today, to: today, dimension: 'total', siteIds: [siteId] }
				})
			)[0]?.visitors;
		await intake.accept([event()]);
		const restarted = await intakes.open(sql, warehouse, { background: false });
		await restarted.accept([event()]);
		await restarted.settle();
		expect(await visitors()).toBe(1);
		await sql`delete from salts`;
		const later = await intakes.open(sql, warehouse, { background: false });
		await later.accept([event()]);
		await later.settle();
		expect(await visitors()).toBe(2);
	});
});
