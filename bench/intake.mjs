/**
 * How fast events are taken in, on this machine, beside a bare Node server that only reads bodies
 * (the same generator, both servers in turns, medians of the rounds) and beside the engine's own
 * INSERT of the same rows. An event counts when its answer came, and an answer comes only after the
 * event is durable on disk. What an event costs is counted until it stands in the daily totals.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { measureEngine } from './engine.mjs';
import { processorTimes } from './processors.mjs';
import { median, startBare, startOurs, table } from './servers.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const execute = promisify(execFile);

/** Events for each second of processor time that Umami 3.1 was measured to take in. */
const umami = { single: 130, batched: 211 };

/**
 * @typedef {{ name: string, peer: number, bare: number, ours: number, p50: number,
 *   p99: number, refused: number, node: number, postgres: number }} Line
 * @typedef {{ perSecond: number, p50: number, p99: number, refused: number,
 *   node: number, postgres: number }} Run
 * @typedef {import('./servers.mjs').Server} Server
 */

/** Runs all rounds and prints the tables. @param {{ rounds?: number, seconds?: number }} [options] */
export async function measure({ rounds = 3, seconds = 5 } = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'thuocdo-bench-'));
	const bare = await startBare();
	const ours = await startOurs(folder);
	try {
		await makeSite(ours);
		const lines = [];
		for (const { name, connections, batch, peer } of [
			{ name: 'single events, 256 connections', connections: 256, batch: 1, peer: umami.single },
			{ name: 'batches of 500, 8 connections', connections: 8, batch: 500, peer: umami.batched }
		]) {
			const path = batch > 1 ? '/api/v1/events' : '/api/event';
			const shared = { path, connections, seconds, batch, warmUp: 1.5 };
			const bareRuns = [];
			const ourRuns = [];
			for (let round = 0; round < rounds; round++) {
				bareRuns.push(await generate(bare, { ...shared, statuses: [202] }));
				ourRuns.push(await generate(ours, { ...shared, statuses: [batch > 1 ? 200 : 202] }));
			}
			lines.push(summary(name, peer, bareRuns, ourRuns));
		}
		await ours.stop();
		print(lines, await measureEngine(folder), { rounds, seconds });
		return lines;
	} finally {
		await bare.stop();
		await ours.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * One round: what the generator saw, and the processor time of each event until it stands in the daily
 * totals, in microseconds.
 * @param {Server} server @param {Record<string, any>} task @returns {Promise<Run>}
 */
async function generate({ port, pid, key }, task) {
	const words = [join(here, 'generator.mjs'), JSON.stringify({ ...task, port, key })];
	const before = processorTimes(pid);
	const { stdout } = await execute(process.execPath, words);
	const result = JSON.parse(stdout);
	const events = result.all * task.batch;
	if (key) await settled(port);
	const after = processorTimes(pid);
	return {
		...result,
		node: ((after.own - before.own) * 1e6) / events,
		postgres: ((after.children - before.children) * 1e6) / events
	};
}

/** The site whose events are sent. @param {Server} server */
async function makeSite({ port, key }) {
	const made = await fetch(`http://localhost:${port}/api/v1/sites`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify({ domain: 'do-tai.gov.vn', unit: 'vn', name: 'Đo tải' })
	});
	if (made.status !== 201) throw new Error(`No site: ${await made.text()}`);
}

/** Waits until what was accepted stands in the daily totals. @param {number} port */
async function settled(port) {
	for (let turn = 0; turn < 1200; turn++) {
		const answer = await fetch(`http://localhost:${port}/api/health`);
		const { journalDepth, dirtyDays } = await answer.json();
		if (journalDepth === 0 && dirtyDays.length === 0) return;
		await new Promise((done) => setTimeout(done, 200));
	}
}

/** @param {string} name @param {number} peer @param {Run[]} bare @param {Run[]} ours @returns {Line} */
function summary(name, peer, bare, ours) {
	const of = (/** @type {Run[]} */ runs, /** @type {keyof Run} */ part) =>
		median(runs.map((run) => run[part]));
	return {
		...{ name, peer, bare: of(bare, 'perSecond'), ours: of(ours, 'perSecond') },
		...{ p50: of(ours, 'p50'), p99: of(ours, 'p99') },
		...{ node: of(ours, 'node'), postgres: of(ours, 'postgres') },
		refused: ours.reduce((so, run) => so + run.refused, 0)
	};
}

const whole = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');

/**
 * @param {Line[]} lines @param {import('./engine.mjs').Engine} engine
 * @param {{ rounds: number, seconds: number }} run
 */
function print(lines, engine, { rounds, seconds }) {
	console.log(
		`\nIntake, medians of ${rounds} rounds of ${seconds} s, ${cpus().length} cores shared` +
			'\nwith the generator; every acknowledged event is durable on disk.\n'
	);
	table([
		['acknowledged events a second', 'bare Node', 'ours', 'ours / bare', 'p50', 'p99'],
		...lines.map(({ name, bare, ours, p50, p99, refused }) => [
			...[name, whole(bare), whole(ours), (ours / bare).toFixed(2), `${p50.toFixed(1)} ms`],
			`${p99.toFixed(1)} ms` + (refused ? `, ${refused} refused` : '')
		])
	]);
	console.log('What an event costs until it stands in the daily totals:\n');
	const heads = ['', 'Node and engine', 'PostgreSQL', 'events a CPU-second', 'times Umami 3.1'];
	table([
		heads,
		...lines.map(({ name, node, postgres, peer }) => {
			const perSecond = 1e6 / (node + postgres);
			const times = `${(perSecond / peer).toFixed(0)} (of ${peer})`;
			const costs = [`${node.toFixed(0)} µs`, `${postgres.toFixed(0)} µs`];
			return [name, ...costs, whole(perSecond), times];
		})
	]);
	const batched = lines.at(-1)?.ours ?? 0;
	console.log(
		`The engine's own INSERT of the same rows: ${whole(engine.perSecond)} a second ` +
			`(${whole(engine.rows)} rows, ${whole(engine.block)} at a time); ` +
			`batches / engine: ${(batched / engine.perSecond).toFixed(2)}.\n` +
			`On disk: ${engine.bytes.toFixed(1)} bytes an event.\n`
	);
}
