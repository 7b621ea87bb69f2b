/**
 * All indicators for the nation and its 34 provinces over 24 months, from the same simulated country
 * as the tests, its usage repeated over two years and its citizens a hundred times as many. How long
 * one pass over everything takes, one indicator over everything, and what the overview keeps anew.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'vite';
import { median, table } from './servers.mjs';

const months = 24;
const rounds = 3;

/** @param {{ times?: number }} options how many times as many citizens as in the tests */
export async function measure({ times = 100 } = {}) {
	// The platform's own modules, as they stand: nothing is measured but what runs in use.
	const vite = await createServer({ server: { middlewareMode: true }, logLevel: 'error' });
	const folder = mkdtempSync(join(tmpdir(), 'thuocdo-indicators-'));
	/** @param {string} path */
	const load = (path) => vite.ssrLoadModule(path);
	const [embedded, postgres, stores, migrate] = await Promise.all([
		load('/src/lib/server/embedded/postgres.ts'),
		load('/src/lib/server/postgres.ts'),
		load('/src/lib/server/warehouse.ts'),
		load('/src/lib/server/migrate.ts')
	]);
	const server = await embedded.startPostgres(join(folder, 'postgres'));
	const sql = postgres.connect({ socketFolder: server.socketFolder, password: server.password });
	const warehouse = await stores.connect({ folder: join(folder, 'clickhouse') });
	try {
		await migrate.migratePostgres(sql);
		await migrate.migrateClickHouse(warehouse);
		const { simulateCountry } = await load('/tests/country.ts');
		const country = await simulateCountry(sql, warehouse);
		const days = await load('/src/lib/server/days.ts');
		const { events, answers } = await enlarge(warehouse, days, country, times);
		const estimates = await load('/src/lib/server/estimates.ts');
		const periods = monthsTo(country.today);
		const all = await timed(() => estimates.bulk(sql, warehouse, { periods }));
		const indicatorIds = ['CT-II.7-01', 'CT-II.4-06', 'CT-II.3-03', 'CT-II.8-01'];
		const unitIds = [
			country.nation.id,
			...country.provinces.map((/** @type {any} */ { id }) => id)
		];
		const rows = [
			['what is computed', 'points', 'median of 3', 'a point'],
			rowOf(`all indicators × 35 places × ${months} months`, all)
		];
		for (const indicatorId of indicatorIds)
			rows.push(
				rowOf(
					`${indicatorId} × 35 places × ${months} months`,
					await timed(() => estimates.panel(sql, warehouse, { indicatorId, unitIds, periods }))
				)
			);
		const overviews = await load('/src/lib/server/overview.ts');
		for (const what of ['overview, everything kept anew', 'overview again, nothing changed']) {
			const began = performance.now();
			const { indicators } = await overviews.read(sql, warehouse, { today: country.today });
			rows.push(rowOf(what, { points: indicators.length, took: performance.now() - began }));
		}
		console.log(
			`\nIndicators: ${events.toLocaleString('en')} events, ${answers.toLocaleString('en')} citizens, ${cpus().length} cores\n`
		);
		table(rows);
	} finally {
		await warehouse.close();
		await sql.end();
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
		await vite.close();
	}
}

/** @param {any} warehouse @param {any} days @param {any} country @param {number} times */
async function enlarge(warehouse, days, country, times) {
	const length = 8;
	// The same eight days again and again, each time with ids of their own.
	for (let turn = 1; turn * length < months * 30.5; turn++)
		await warehouse.command(
			`insert into events
			select * replace (day - {back:UInt32} as day, time - toIntervalDay({back:UInt32}) as time,
				generateUUIDv4(event_id) as event_id)
			from (select * from events where day >= toDate({from:String}))`,
			{ back: turn * length, from: country.usage.from }
		);
	await days.rebuildAll(warehouse);
	await warehouse.command(
		`insert into citizen_answers
		select a.* replace (a.respondent + 100000 * (1 + copies.number) as respondent)
		from citizen_answers as a cross join numbers({times:UInt32}) as copies`,
		{ times: times - 1 }
	);
	const [{ events }] = await warehouse.rows('select toFloat64(count()) as events from events');
	const [{ answers }] = await warehouse.rows(
		'select toFloat64(uniqExact((campaign_id, respondent))) as answers from citizen_answers'
	);
	return { events, answers };
}

/** The last months, the running one with them. @param {string} today */
function monthsTo(today) {
	const [year = 0, month = 0] = today.split('-').map(Number);
	return Array.from({ length: months }, (_, index) => {
		const first = new Date(Date.UTC(year, month - months + index, 1));
		const last = new Date(Date.UTC(year, month - months + index + 1, 0));
		const text = (/** @type {Date} */ day) => day.toISOString().slice(0, 10);
		return { from: text(first), to: text(last) };
	});
}

/** @param {() => Promise<any[]>} compute */
async function timed(compute) {
	const took = [];
	let points = 0;
	for (let round = 0; round < rounds; round++) {
		const began = performance.now();
		points = (await compute()).length;
		took.push(performance.now() - began);
	}
	return { points, took: median(took) };
}

/** @param {string} what @param {{ points: number, took: number }} found */
function rowOf(what, { points, took }) {
	const each = points > 0 ? `${((took / points) * 1000).toFixed(0)} µs` : '–';
	return [what, String(points), `${(took / 1000).toFixed(2)} s`, each];
}
