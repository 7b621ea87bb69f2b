/**
 * A long history in the embedded engine: a year of events of 35 sites, made by the engine itself, in
 * two sizes. What an event takes on disk, what a rebuild of its day costs, how long the queries behind
 * the national overview take and how that grows, and whether a rebuild of everything gives the same.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'vite';
import { table } from './servers.mjs';

const sites = 35;
const days = 365;
const lastDay = '2025-12-31';
const rounds = 40;

/** @param {{ events?: number[] }} options how many in each year */
export async function measure({ events = [10_000_000, 100_000_000] } = {}) {
	// The platform's own modules, as they stand: nothing is measured but what runs in use.
	const vite = await createServer({ server: { middlewareMode: true }, logLevel: 'error' });
	try {
		const modules = {
			warehouse: await vite.ssrLoadModule('/src/lib/server/warehouse.ts'),
			migrate: await vite.ssrLoadModule('/src/lib/server/migrate.ts'),
			days: await vite.ssrLoadModule('/src/lib/server/days.ts')
		};
		const heads = ['events of a year', 'made in', 'bytes each', 'rebuild of a million'];
		const rows = [[...heads, 'a query p50', 'p95', 'all three p95', 'rebuilt again']];
		const slow = [];
		for (const size of events) {
			const one = await measureOne(modules, size);
			slow.push(one.p95);
			rows.push(one.row);
		}
		console.log(`\nA year of events, ${sites} sites, ${cpus().length} cores\n`);
		table(rows);
		if (slow.length === 2)
			console.log(`p95 of the larger / of the smaller: ${(slow[1] / slow[0]).toFixed(2)}\n`);
	} finally {
		await vite.close();
	}
}

/** @param {Record<string, any>} modules @param {number} events */
async function measureOne(modules, events) {
	const folder = mkdtempSync(join(tmpdir(), 'thuocdo-history-'));
	const warehouse = await modules.warehouse.connect({ folder });
	try {
		await modules.migrate.migrateClickHouse(warehouse);
		const began = performance.now();
		await make(warehouse, events);
		const made = seconds(began);
		await warehouse.command('optimize table events final');
		const [{ bytes }] = await warehouse.rows(
			`select sum(bytes_on_disk) as bytes from system.parts where active and table = 'events'
				and database = currentDatabase()`
		);
		const rebuilding = performance.now();
		await modules.days.rebuildAll(warehouse);
		const rebuilt = seconds(rebuilding);
		const times = await overview(modules.days, warehouse);
		const before = await sums(warehouse);
		// Everything again, from the raw events alone.
		if (events <= 20_000_000) await modules.days.rebuildAll(warehouse);
		const same = JSON.stringify(before) === JSON.stringify(await sums(warehouse));
		const row = [
			events.toLocaleString('en'),
			`${made.toFixed(0)} s`,
			(bytes / events).toFixed(1),
			`${((rebuilt / events) * 1e6).toFixed(2)} s`,
			`${times.p50.toFixed(1)} ms`,
			`${times.p95.toFixed(1)} ms`,
			`${times.all.toFixed(1)} ms`,
			events <= 20_000_000 ? (same ? 'identical' : 'DIFFERS') : '(not repeated)'
		];
		return { row, p95: times.p95 };
	} finally {
		await warehouse.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Months one after another: an insert may touch few partitions. @param {any} warehouse @param {number} events */
async function make(warehouse, events) {
	const perDay = Math.round(events / days);
	for (let day = 0; day < days; day += 5)
		await warehouse.command(
			`insert into events
			select toDate({last:String}) - {days:UInt32} + 1 + {day:UInt32} + intDiv(number, {perDay:UInt64}) as day,
				1 + toUInt32(pow(cityHash64(number, 1) % 1000 / 1000, 2) * {sites:UInt32}) as site_id,
				cityHash64(number % intDiv({perDay:UInt64}, 6) + 1, day, site_id) as visitor,
				toDateTime64(day, 3, 'UTC') - toIntervalHour(7) +
					toIntervalMillisecond(cityHash64(number, 2) % 86400000) as time,
				generateUUIDv4(number) as event_id,
				['pageview', 'pageview', 'pageview', 'engagement', 'tim-kiem'][1 + cityHash64(number, 3) % 5] as name,
				if(cityHash64(number, 4) % 50 = 0, 'Googlebot', '') as bot,
				concat('so-', toString(site_id), '.gov.vn') as hostname,
				concat('/van-ban/', toString(toUInt32(pow(cityHash64(number, 5) % 1000 / 1000, 3) * 300))) as path,
				'' as referrer,
				['direct', 'Google', 'Zalo', 'Facebook', 'gov.vn', 'Cốc Cốc'][1 + cityHash64(visitor, 6) % 6] as source,
				['desktop', 'mobile', 'mobile', 'tablet'][1 + cityHash64(visitor, 7) % 4] as device,
				['Chrome', 'Cốc Cốc', 'Safari', 'Zalo'][1 + cityHash64(visitor, 8) % 4] as browser,
				['Windows', 'Android', 'iOS'][1 + cityHash64(visitor, 9) % 3] as os,
				name != 'engagement' as interactive,
				if(name = 'engagement', cityHash64(number, 10) % 60000, 0) as engagement_ms,
				if(name = 'engagement', cityHash64(number, 11) % 100, 0) as scroll,
				if(name = 'tim-kiem', map('tu_khoa', concat('luật ', toString(number % 200))), map()) as props,
				time + toIntervalMillisecond(cityHash64(number, 12) % 900) as received_at
			from numbers({perDay:UInt64} * {count:UInt32})`,
			{ day, days, perDay, sites, last: lastDay, count: Math.min(5, days - day) }
		);
}

/** What the page of the nation asks for. @param {any} days @param {any} warehouse */
async function overview(days, warehouse) {
	const year = { from: '2025-01-01', to: lastDay };
	const asked = [
		{ ...year, dimension: 'total', bySite: true },
		{ ...year, dimension: 'total', byDay: true },
		{ ...year, dimension: 'bot' }
	];
	/** @type {number[]} */
	const queries = [];
	/** @type {number[]} */
	const whole = [];
	for (let round = -3; round < rounds; round++) {
		let sum = 0;
		for (const wanted of asked) {
			const began = performance.now();
			await days.totals(warehouse, wanted);
			const took = performance.now() - began;
			if (round >= 0) queries.push(took);
			sum += took;
		}
		if (round >= 0) whole.push(sum);
	}
	return { p50: quantile(queries, 0.5), p95: quantile(queries, 0.95), all: quantile(whole, 0.95) };
}

/** @param {number[]} times @param {number} share */
function quantile(times, share) {
	return times.sort((one, other) => one - other)[Math.floor(times.length * share)] ?? 0;
}

/** @param {any} warehouse */
function sums(warehouse) {
	return warehouse.rows(
		`select toString(dimension) as what, count() as rows, sum(d.visitors) as visitors,
			sum(d.visits) as visits, sum(d.bounces) as bounces, toString(sum(d.duration_ms)) as duration,
			sum(d.page_views) as views, sum(d.events) as events,
			toString(sum(cityHash64(d.day, d.site_id, d.value, d.visitors, d.visits, d.events))) as mark
		from daily as d group by dimension order by dimension`
	);
}

const seconds = (/** @type {number} */ began) => (performance.now() - began) / 1000;
