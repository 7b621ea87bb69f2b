/** The import of access logs: a real log to the last line, and nothing counted twice. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Bulk } from '#lib/server/intake/bulk.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import * as ledger from '#lib/server/ledger.ts';
import * as logs from '#lib/server/logs/imports.ts';
import * as sites from '#lib/server/sites.ts';
import * as units from '#lib/server/units.ts';
import type { Site } from '#lib/site.ts';
import { an } from '../people.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const path = '../shared/data/access-log/apache_combined_10k.log';
const available = existsSync(path);
if (!available) console.warn(`Skipped: the real access log is absent (${path}).`);

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
let admin: User;
let intake: intakes.Intake;
let count = 0;

beforeAll(async () => {
	await units.load(sql);
	admin = await an(sql);
	intake = await intakes.open(sql, warehouse, { background: false });
	return () => intake.close();
});

async function newSite(): Promise<Site> {
	const domain = `cong-${++count}.example.vn`;
	const site = await sites.create(sql, admin.id, { domain, name: 'Cổng', unitId: admin.unitId });
	await intake.refreshSites();
	return site;
}

async function* bytes(content: Uint8Array, size = 65_536) {
	for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

const read = (site: Site, content: Uint8Array | string, bulk: Bulk = intake.bulk) =>
	logs.begin(sql, bulk, admin.id, site, 'access.log', bytes(Buffer.from(content)));

/** What the dashboards read of a site: daily totals, and different events in the warehouse. */
async function counted(site: Site) {
	await intake.settle();
	const daily = await warehouse.rows<{ day: string; views: number; bots: number }>(
		`select toString(day) as day, sumIf(page_views, dimension = 'total') as views,
			sumIf(events, dimension = 'bot') as bots
		from daily where site_id = {site:UInt32} group by day order by day`,
		{ site: site.id }
	);
	const [row] = await warehouse.rows<{ events: number }>(
		'select uniqExact(event_id) as events from events where site_id = {site:UInt32}',
		{ site: site.id }
	);
	return { daily, events: row!.events };
}

const line = (
	second: number,
	target: string,
	rest = '200 9 "-" "Mozilla/5.0 (X11) Firefox/99.0"'
) =>
	`192.0.2.7 - - [17/May/2015:10:05:${String(second).padStart(2, '0')} +0000] "GET ${target} HTTP/1.1" ${rest}\n`;

describe.skipIf(!available)('a real access log of 10,000 lines', () => {
	const perDay = {
		'2015-05-17': 1632,
		'2015-05-18': 2893,
		'2015-05-19': 2896,
		'2015-05-20': 2579
	};

	it('is understood to the last line, and its days agree with an independent count', async () => {
		const site = await newSite();
		const result = await read(site, readFileSync(path));
		expect(result).toMatchObject({
			format: 'combined',
			lines: 10_000,
			understood: 10_000,
			notUnderstood: 0,
			blank: 0,
			unfinished: false,
			perDay
		});
		const left = Object.values(result.byReason).reduce((sum, lines) => sum + lines, 0);
		expect(result.events + left).toBe(10_000);
		expect(result.pageViews + result.downloads).toBe(result.events);

		const { daily, events } = await counted(site);
		expect(events).toBe(result.events);
		expect(Object.fromEntries(daily.map(({ day, views }) => [day, views]))).toEqual(
			result.pageViewsPerDay
		);
		expect(result.bots).toBeGreaterThan(500);
	});

	it('counts nothing twice when it comes again: whole, packed, or grown in steps', async () => {
		const site = await newSite();
		const log = readFileSync(path);
		const grown = [2_000, 4_000, 500_000].map((length) => log.subarray(0, length));
		for (const part of grown) await read(site, part);
		const first = await read(site, log);
		const totals = await counted(site);
		expect(first).toMatchObject({ lines: 10_000, understood: 10_000, perDay });

		const again = { ...first, fresh: 0 };
		expect(await read(site, log)).toEqual(again);
		expect(await read(site, gzipSync(log))).toEqual(again);
		expect(await counted(site)).toEqual(totals);
		expect((await ledger.balance(sql, site.id)).duplicate).toBe(0);
	});

	it('goes on where it broke off, and repeats no event', async () => {
		const log = readFileSync(path);
		const whole = await newSite();
		const expected = await read(whole, log);
		const site = await newSite();
		let calls = 0;
		const breaking: Bulk = {
			...intake.bulk,
			async put(...written) {
				await intake.bulk.put(...written);
				if (++calls === 2) throw new Error('broken off');
			}
		};
		await expect(read(site, log, breaking)).rejects.toThrow('broken off');
		const { lines } = (await logs.list(sql)).find((one) => one.site === site.domain)!;
		expect(lines).toBeGreaterThan(1_000);
		expect(lines).toBeLessThan(9_000);
		const result = await read(site, log);
		expect(result.fresh).toBe(10_000 - lines);
		const own = { id: 0, site: '', fresh: 0 };
		expect({ ...result, ...own }).toEqual({ ...expected, ...own });
		const [resumed, unbroken] = [await counted(site), await counted(whole)];
		expect(resumed.events).toBe(unbroken.events);
		expect(resumed.daily).toEqual(unbroken.daily);
	});

	it('counts a line once even when the note of having read it is lost', async () => {
		const site = await newSite();
		const log = readFileSync(path);
		await read(site, log);
		const totals = await counted(site);
		await sql`update log_imports set lines = 2000 where site_id = ${site.id}`;
		expect((await read(site, log)).fresh).toBe(8_000);
		expect(await counted(site)).toEqual(totals);
		expect((await ledger.balance(sql, site.id)).duplicate).toBeGreaterThan(1_000);
	});

	it('may be sent in pieces, without gaps', async () => {
		const site = await newSite();
		const all = readFileSync(path, 'utf8').split(/(?<=\n)/);
		const piece = (from: number, to: number) => bytes(Buffer.from(all.slice(from, to).join('')));
		const { id } = await read(site, all.slice(0, 3_000).join(''));
		await expect(
			logs.proceed(sql, intake.bulk, id, 3_001, piece(3_001, 4_000))
		).rejects.toMatchObject({ problem: 'log.gap', details: { expected: 3_000 } });
		await logs.proceed(sql, intake.bulk, id, 2_500, piece(2_500, 7_000));
		const result = await logs.proceed(sql, intake.bulk, id, 7_000, piece(7_000, 10_000));
		expect(result).toMatchObject({ lines: 10_000, understood: 10_000, perDay });
	});
});

describe('the import of a log', () => {
	it('says of every line what it became', async () => {
		const site = await newSite();
		const odd = '203.0.113.9 - lan [bad time] "GET / HTTP/1.1" 200 1 "-" "x" 2001:db8::7 mail\n';
		const content = [
			line(1, '/van-ban?trang=2'),
			line(2, '/nghi-dinh.pdf'),
			line(3, '/kieu.css'),
			line(4, '/mat', '404 9 "-" "-"'),
			line(5, '/cu', '301 9 "-" "-"'),
			line(6, '/luat.pdf', '206 9 "-" "-"'),
			line(7, '/', '200 9 "-" "Googlebot/2.1 (+http://www.google.com/bot.html)"'),
			line(8, '/').replace('GET', 'HEAD'),
			line(9, '/').replace('GET / HTTP/1.1', '\\x16\\x03\\x01'),
			line(10, '/').replace('2015', '1999'),
			`khac.example.vn:443 ${line(11, '/')}`,
			'\n',
			odd
		].join('');
		const result = await read(site, content);
		expect(result).toMatchObject({
			lines: 13,
			understood: 11,
			notUnderstood: 1,
			blank: 1,
			events: 3,
			pageViews: 2,
			downloads: 1,
			bots: 1,
			byReason: {
				static: 1,
				status: 1,
				redirect: 1,
				partial: 1,
				method: 1,
				request: 1,
				time: 1,
				host: 1
			},
			pageViewsPerDay: { '2015-05-17': 1 }
		});
		const kept = await sql<{ body: string }[]>`
			select body from quarantine where site_id = ${site.id}`;
		expect(kept).toEqual([{ body: '- [bad time] "GET / HTTP/1.1" 200 1 "-" "x" - mail' }]);
		expect(await ledger.balance(sql, site.id)).toMatchObject({ quarantined: 1, received: 1 });
		await counted(site);
		expect(await ledger.unbalanced(sql)).toEqual([]);
	});

	it('leaves out what a wrong clock wrote and goes on', async () => {
		const site = await newSite();
		const ahead = new Date(Date.now() + 2 * 3_600_000).toUTCString().split(' ');
		const moment = `${ahead[1]}/${ahead[2]}/${ahead[3]}:${ahead[4]} +0000`;
		const wrong = line(2, '/b').replace('17/May/2015:10:05:02 +0000', moment);
		const result = await read(site, line(1, '/a') + wrong + line(3, '/c'));
		expect(result).toMatchObject({ lines: 3, understood: 3, events: 2, byReason: { time: 1 } });
		expect((await counted(site)).events).toBe(2);
	});

	it('keeps no client address anywhere', async () => {
		const site = await newSite();
		await read(site, line(1, '/a') + line(2, '/b') + 'một dòng rác 192.0.2.7\n');
		await intake.settle();
		const dump = JSON.stringify([
			await sql`select * from log_imports where site_id = ${site.id}`,
			await sql`select * from quarantine where site_id = ${site.id}`,
			await warehouse.rows('select * from events where site_id = {site:UInt32}', { site: site.id })
		]);
		expect(dump).not.toContain('192.0.2.7');
		expect(dump).toContain('rác');
	});

	it('reads a last line without an end once it makes sense', async () => {
		const site = await newSite();
		const content = line(1, '/a') + line(2, '/b') + line(3, '/c');
		const half = await read(site, content.slice(0, -30));
		expect(half).toMatchObject({ lines: 2, notUnderstood: 0, unfinished: true });
		expect(await read(site, content.trimEnd())).toMatchObject({ lines: 3, events: 3 });
		expect(await read(site, content + line(4, '/d'))).toMatchObject({ lines: 4, events: 4 });
		expect((await counted(site)).events).toBe(4);
	});

	it('refuses what is no log, naming the formats it knows', async () => {
		const site = await newSite();
		await expect(read(site, 'xin chào\n'.repeat(50))).rejects.toMatchObject({
			problem: 'log.unknown-format',
			details: { formats: expect.stringContaining('combined') as string }
		});
		await expect(read(site, '')).rejects.toMatchObject({ problem: 'request.invalid' });
	});

	it('says that a packed file is cut short, and keeps what it could read', async () => {
		const site = await newSite();
		const content = Array.from({ length: 5_000 }, (_, i) => line(i % 60, `/trang-${i}`)).join('');
		const packed = gzipSync(content);
		const cut = packed.subarray(0, packed.length / 2);
		await expect(read(site, cut)).rejects.toMatchObject({ problem: 'log.damaged' });
		expect((await logs.list(sql))[0]!.lines).toBeGreaterThan(0);
		expect(await read(site, packed)).toMatchObject({ lines: 5_000, events: 5_000 });
		expect((await counted(site)).events).toBe(5_000);
	});

	it('lets only one of two imports of one file go on', async () => {
		const site = await newSite();
		const content = Array.from({ length: 9_000 }, (_, i) => line(i % 60, `/trang-${i}`)).join('');
		const both = await Promise.allSettled([read(site, content), read(site, content)]);
		expect(both.map(({ status }) => status)).toContain('fulfilled');
		expect(await read(site, content)).toMatchObject({ lines: 9_000, events: 9_000 });
		expect((await counted(site)).events).toBe(9_000);
	});
});
