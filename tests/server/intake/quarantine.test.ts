/** Quarantined rows: mended, tried, replayed once, discarded and taken back, while the ledger balances. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import { dayOf } from '#lib/event.ts';
import * as audit from '#lib/server/audit.ts';
import * as days from '#lib/server/days.ts';
import { take } from '#lib/server/intake/batch.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import * as quarantine from '#lib/server/intake/quarantine.ts';
import * as settlement from '#lib/server/intake/settlement.ts';
import * as ledger from '#lib/server/ledger.ts';
import * as logs from '#lib/server/logs/imports.ts';
import * as sites from '#lib/server/sites.ts';
import * as units from '#lib/server/units.ts';
import type { Site } from '#lib/site.ts';
import { an } from '../../people.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const now = Date.now();
const today = dayOf(now);
let admin: User;
let intake: intakes.Intake;
let site: Site;

beforeAll(async () => {
	await units.load(sql);
	admin = await an(sql);
	intake = await intakes.open(sql, warehouse, { background: false });
	return () => intake.close();
});

beforeEach(async () => {
	await sql`delete from quarantine`;
	await sql`delete from ledger`;
	const domain = `${randomUUID()}.gov.vn`;
	site = await sites.create(sql, admin.id, { domain, name: domain, unitId: admin.unitId });
	await intake.refreshSites();
});

afterEach(async () => {
	await intake.settle();
	expect(await ledger.unbalanced(sql)).toEqual([]);
});

const item = (more: object) => ({ domain: site.domain, url: '/tin', time: now - 60_000, ...more });
const send = (...items: unknown[]) => take(sql, intake, JSON.stringify(items));
const replay = (selection: quarantine.Selection, rule?: Parameters<typeof settlement.replay>[4]) =>
	settlement.replay(sql, warehouse, admin.id, selection, rule);
const rehearse = (
	selection: quarantine.Selection,
	change?: Parameters<typeof settlement.rehearse>[3]
) => settlement.rehearse(sql, warehouse, selection, change);
const unknown = { cause: 'unknown-site', siteId: 0, kind: 'item' } as const;

async function pageViews(): Promise<number> {
	await intake.settle();
	const [total] = await days.totals(warehouse, {
		...{ from: dayOf(0), to: today, dimension: 'total', siteIds: [site.id] }
	});
	return total?.pageViews ?? 0;
}

async function only(): Promise<quarantine.Row> {
	const [group] = await quarantine.groups(sql);
	return (await quarantine.find(sql, group!.sampleId))!;
}

describe('replaying', () => {
	it('maps events of an unknown domain to a site, once, and moves them in the ledger', async () => {
		await send(...[1, 2, 3].map((id) => item({ id: `${site.id}-${id}`, domain: 'cu.gov.vn' })));
		await intake.settle();
		expect(await ledger.balance(sql, 0)).toMatchObject({ received: 3, quarantined: 3 });
		const hours = await sql`select distinct hour from ledger`;

		const rule = { field: 'domain', value: site.domain } as const;
		const trial = await rehearse(unknown, { rule });
		expect(trial.counts).toMatchObject({ stored: 3, wrong: 0 });
		expect(trial.samples[0]?.verdict).toMatchObject({ siteId: site.id, path: '/tin' });
		expect(await pageViews()).toBe(0);

		expect(await replay(unknown, rule)).toMatchObject({ stored: 3 });
		expect(await ledger.unbalanced(sql)).toEqual([]);
		await expect(replay(unknown, rule)).rejects.toMatchObject({
			problem: 'quarantine.nothing-waiting'
		});
		expect(await pageViews()).toBe(3);
		expect(await ledger.balance(sql, 0)).toMatchObject({ received: 0, quarantined: 0 });
		expect(await ledger.balance(sql, site.id)).toMatchObject({ received: 3, stored: 3 });
		expect(await sql`select distinct hour from ledger`).toEqual(hours);
	});

	it('counts an event that its sender has meanwhile sent rightly as a repeat', async () => {
		const id = randomUUID();
		await send(item({ id, url: 'không phải địa chỉ' }));
		await send(item({ id }));
		await intake.settle();
		const { id: row, kind, cause } = await only();
		expect(cause).toBe('url');
		const rule = { field: 'url', value: '/tin' } as const;
		const selection = { kind, cause, siteId: 0 };
		expect((await rehearse(selection, { rule })).counts).toMatchObject({ duplicate: 1, stored: 0 });
		expect(await replay({ ids: [row] }, rule)).toMatchObject({ duplicate: 1 });
		expect(await pageViews()).toBe(1);
		expect(await ledger.balance(sql, site.id)).toMatchObject({
			...{ received: 2, stored: 1, duplicate: 1 }
		});
	});

	it('counts in the hour of receipt, also days later', async () => {
		await send(item({ url: 'x' }));
		const past = '2026-11-20T03:00:00Z';
		await sql`update quarantine set hour = ${past}, at = '2026-11-20T03:20:00Z'`;
		await sql`update ledger set hour = ${past}`;
		await replay({ ids: [(await only()).id] }, { field: 'url', value: '/sau' });
		await intake.settle();
		expect(await sql`select hour from ledger where outcome = 'stored'`).toEqual([
			{ hour: new Date(past) }
		]);
	});

	it('lets two administrators replay one group at once and counts every row once', async () => {
		await send(...Array.from({ length: 40 }, () => item({ domain: 'cu.gov.vn' })));
		const rule = { field: 'domain', value: site.domain } as const;
		await Promise.allSettled([replay(unknown, rule), replay(unknown, rule), replay(unknown, rule)]);
		expect(await pageViews()).toBe(40);
	});

	it('leaves what is still wrong where it is and says what is wrong', async () => {
		await send(item({ name: '' }), item({ name: 7 }), 'chữ');
		const cause = 'name: text of 1 to 120 characters';
		const selection = { cause, siteId: 0, kind: 'item' } as const;
		expect(await rehearse(selection)).toMatchObject({ counts: { wrong: 2 }, more: 0 });
		expect(await replay(selection)).toMatchObject({ wrong: 2, stored: 0 });
		const rule = { field: 'name', value: 'pageview' } as const;
		expect(await replay(selection, rule)).toMatchObject({ stored: 2 });
		expect(await pageViews()).toBe(2);
		expect((await quarantine.groups(sql)).map((group) => [group.cause, group.rows])).toEqual([
			['an event is an object', 1]
		]);
	});

	it('undoes everything when it breaks off half way', async () => {
		await send(item({ domain: 'cu.gov.vn' }));
		const rule = { field: 'domain', value: site.domain } as const;
		const dying = { ...warehouse, rows: () => Promise.reject(new Error('killed here')) };
		await expect(settlement.replay(sql, dying, admin.id, unknown, rule)).rejects.toThrow('killed');
		expect(await quarantine.count(sql, unknown)).toBe(1);
		expect(await ledger.balance(sql, 0)).toMatchObject({ received: 1, quarantined: 1 });
		expect(await replay(unknown, rule)).toMatchObject({ stored: 1 });
		expect(await pageViews()).toBe(1);
	});
});

describe('mending one row', () => {
	it('replays a line that the warehouse could not read, under its own id and visitor', async () => {
		const id = randomUUID();
		const stamp = new Date(now - 5000).toISOString().slice(0, 23).replace('T', ' ');
		const line = (scroll: unknown, time = stamp) =>
			JSON.stringify([
				...[id, today, site.id, '', '42', time, 'pageview', 'a.gov.vn', '/', '', 'Direct'],
				...['desktop', 'Chrome', 'Windows', true, 0, scroll, {}, stamp]
			]);
		await sql`insert into journal (body, events) values (${Buffer.from(line('nhiều'))}, 1)`;
		await intake.settle();
		const row = await only();
		expect(row).toMatchObject({ kind: 'line', cause: 'unreadable', siteId: site.id });
		expect(row.reason).toMatch(/^unreadable: /);
		const trial = async (body: string) => {
			const { samples } = await rehearse({ ids: [row.id] }, { body });
			return samples[0]!.verdict;
		};
		expect(await trial(line('nhiều'))).toMatchObject({ outcome: 'wrong', reason: 'scroll' });
		expect(await trial(line(7, '2031-01-01 00:00:00'))).toMatchObject({
			...{ outcome: 'wrong', reason: 'impossible-time' }
		});
		expect(await trial('[1,2]')).toMatchObject({ outcome: 'wrong' });
		expect(await trial(line(7))).toMatchObject({ outcome: 'stored', path: '/' });
		await settlement.repair(sql, admin.id, row.id, line(7));
		expect(await replay({ ids: [row.id] })).toMatchObject({ stored: 1 });
		expect(await pageViews()).toBe(1);
		const [event] = await warehouse.rows<{ visitor: number; scroll: number }>(
			'select visitor, scroll from events where event_id = {id:UUID}',
			{ id }
		);
		expect(event).toEqual({ visitor: 42, scroll: 7 });
		expect(await ledger.balance(sql, site.id)).toMatchObject({ received: 1, stored: 1 });
	});

	it('keeps what was received beside what was mended, and goes back to it', async () => {
		await send(item({ time: 'hôm qua' }));
		const row = await only();
		await settlement.repair(sql, admin.id, row.id, '{}');
		expect(await quarantine.find(sql, row.id)).toMatchObject({ body: row.body, repaired: '{}' });
		await settlement.repair(sql, admin.id, row.id, null);
		expect(await quarantine.find(sql, row.id)).toMatchObject({ body: row.body, repaired: null });
		const verbs = (await audit.list(sql, { limit: 9, object: `quarantine/${row.id}` })).map(
			({ verb }) => verb
		);
		expect(verbs).toEqual(['quarantine.revert', 'quarantine.repair']);
	});

	it('keeps lines of a log that fit no format, without address, user or secrets', async () => {
		const good =
			'192.0.2.7 - lan [17/May/2015:10:05:03 +0000] "GET /a HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11) Firefox/99.0"';
		const bad = good.replace('2015:10', '2015:77').replace('/a ', '/b?token=bimat&trang=2 ');
		async function* bytes() {
			yield Buffer.from(`${good}\n${bad}\n${bad.replace('/b?token=bimat&trang=2', '/x.css')}\n`);
		}
		await logs.begin(sql, intake.bulk, admin.id, site, 'access.log', bytes());
		const [group] = await quarantine.groups(sql);
		expect(group).toMatchObject({ kind: 'log', cause: 'log line', siteId: site.id, rows: 2 });
		const rows = await quarantine.waiting(sql, group!, { limit: 10 });
		for (const { body } of rows) expect(body).not.toMatch(/192\.0|lan|bimat/);
		expect(rows[0]?.body).toContain('trang=2');
		for (const { id, body } of rows)
			await settlement.repair(sql, admin.id, id, body.replace('2015:77', '2015:10'));
		const trial = await rehearse(group!);
		expect(trial.counts).toMatchObject({ stored: 1, 'left-out': 1 });
		expect(await replay(group!)).toEqual(trial.counts);
		expect(await pageViews()).toBe(2);
		expect(await ledger.balance(sql, site.id)).toMatchObject({
			...{ received: 3, stored: 2, refused: 1, quarantined: 0 }
		});
	});
});

describe('discarding', () => {
	it('wants a reason, counts as refused, and can be taken back', async () => {
		await send(item({ url: 'x' }), item({ url: 'y' }));
		const selection = { cause: 'url', siteId: 0, kind: 'item' } as const;
		await expect(settlement.discard(sql, admin.id, selection, '  ')).rejects.toMatchObject({
			problem: 'quarantine.no-reason'
		});
		const { act, rows } = await settlement.discard(sql, admin.id, selection, 'Thử máy chủ');
		expect(rows).toBe(2);
		expect(await ledger.balance(sql, 0)).toMatchObject({ quarantined: 0, refused: 2 });
		expect(await settlement.acts(sql, 5)).toMatchObject([
			{ act, state: 'discarded', rows: 2, explanation: 'Thử máy chủ' }
		]);
		expect(await settlement.restore(sql, admin.id, act)).toBe(2);
		await expect(settlement.restore(sql, admin.id, act)).rejects.toMatchObject({
			problem: 'record.not-found'
		});
		expect(await ledger.balance(sql, 0)).toMatchObject({ received: 2, quarantined: 2, refused: 0 });
		const verbs = (await audit.list(sql, { limit: 2 })).map(({ verb }) => verb);
		expect(verbs).toEqual(['quarantine.restore', 'quarantine.discard']);
	});

	it('forgets settled rows after 30 days and gives up waiting ones after 180', async () => {
		await send(item({ url: 'x' }), item({ time: 'y' }));
		await settlement.discard(sql, admin.id, { ids: [(await only()).id] }, 'Thử');
		await sql`update quarantine set decided_at = now() - interval '31 days' where state <> 'waiting'`;
		await sql`update quarantine set at = now() - interval '181 days' where state = 'waiting'`;
		await settlement.tidy(sql);
		const left = await sql`select state, explanation from quarantine`;
		expect(left).toEqual([{ state: 'discarded', explanation: 'expired' }]);
		expect(await ledger.balance(sql, 0)).toMatchObject({ quarantined: 0, refused: 2 });
	});
});
