/**
 * How fast events are taken in, on this machine, beside a bare Node server that only reads bodies:
 * the same generator, both servers in turns, medians of the rounds, shown as ratios. An event
 * counts when its answer came, and an answer comes only after the event is durable on disk.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median, startBare, startOurs, table } from './servers.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const execute = promisify(execFile);

/**
 * @typedef {{ name: string, bare: number, ours: number, p50: number, p99: number,
 *   refused: number, bareCpu: number, ourCpu: number }} Line
 * @typedef {import('./servers.mjs').Server} Server
 */

/** Runs all rounds and prints the table. @param {{ rounds?: number, seconds?: number }} [options] */
export async function measure({ rounds = 3, seconds = 5 } = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'thuocdo-bench-'));
	const bare = await startBare();
	const ours = await startOurs(folder);
	try {
		await makeSite(ours);
		const lines = [];
		for (const { name, connections, batch } of [
			{ name: 'single events, 256 connections', connections: 256, batch: 1 },
			{ name: 'batches of 500, 8 connections', connections: 8, batch: 500 }
		]) {
			const path = batch > 1 ? '/api/v1/events' : '/api/event';
			const shared = { path, connections, seconds, batch, warmUp: 1.5 };
			const bareRuns = [];
			const ourRuns = [];
			for (let round = 0; round < rounds; round++) {
				bareRuns.push(await generate(bare, { ...shared, statuses: [202] }));
				ourRuns.push(await generate(ours, { ...shared, statuses: [batch > 1 ? 200 : 202] }));
				await drained(ours.port);
			}
			lines.push({
				name,
				bare: median(bareRuns.map((run) => run.perSecond)),
				ours: median(ourRuns.map((run) => run.perSecond)),
				p50: median(ourRuns.map((run) => run.p50)),
				p99: median(ourRuns.map((run) => run.p99)),
				bareCpu: median(bareRuns.map((run) => run.cpu)),
				ourCpu: median(ourRuns.map((run) => run.cpu)),
				refused: ourRuns.reduce((so, run) => so + run.refused, 0)
			});
		}
		print(lines, { rounds, seconds });
		return lines;
	} finally {
		await bare.stop();
		await ours.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * One round: what the generator saw, and the processor time of the server for each event.
 * @param {Server} server @param {Record<string, any>} task
 */
async function generate({ port, pid, key }, task) {
	const words = [join(here, 'generator.mjs'), JSON.stringify({ ...task, port, key })];
	const before = processorTime(pid);
	const { stdout } = await execute(process.execPath, words);
	const result = JSON.parse(stdout);
	const events = result.all * task.batch;
	return { ...result, cpu: ((processorTime(pid) - before) * 1e6) / events };
}

/** Seconds of processor time a process has used; NaN where the system does not tell. @param {number} pid */
function processorTime(pid) {
	const file = `/proc/${pid}/stat`;
	if (!existsSync(file)) return Number.NaN;
	const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) / 100;
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

/** Waits until what was accepted has been loaded, so that rounds do not burden one another. */
async function drained(/** @type {number} */ port) {
	for (let turn = 0; turn < 600; turn++) {
		const answer = await fetch(`http://localhost:${port}/api/health`);
		const { journalDepth } = await answer.json();
		if (journalDepth === 0) return;
		await new Promise((done) => setTimeout(done, 200));
	}
}

/** @param {Line[]} lines @param {{ rounds: number, seconds: number }} run */
function print(lines, { rounds, seconds }) {
	const whole = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');
	const rows = [
		[
			'acknowledged events a second',
			'bare Node',
			'ours',
			'ours / bare',
			'CPU bare',
			'CPU ours',
			'p50',
			'p99'
		],
		...lines.map((line) => [
			line.name,
			whole(line.bare),
			whole(line.ours),
			(line.ours / line.bare).toFixed(2),
			`${line.bareCpu.toFixed(0)} µs`,
			`${line.ourCpu.toFixed(0)} µs`,
			`${line.p50.toFixed(1)} ms`,
			`${line.p99.toFixed(1)} ms` + (line.refused ? `, ${line.refused} refused` : '')
		])
	];
	console.log(
		`\nIntake, medians of ${rounds} rounds of ${seconds} s, ${cpus().length} cores shared`
	);
	console.log(
		'with the generator; every acknowledged event is durable on disk. CPU: of the Node process, per event.\n'
	);
	table(rows);
}
