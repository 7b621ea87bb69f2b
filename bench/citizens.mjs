/**
 * How fast citizens' answers and units' drafts are taken in, on this machine, beside a bare Node
 * server that only reads the same bodies. An answer counts when its acknowledgement came, and that
 * comes only after the answer is durable on disk. The limits of rate stand as they are in use: the
 * answers come from many addresses, by 64 links, as citizens' do.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { processorTimes } from './processors.mjs';
import { median, startBare, startOurs, table } from './servers.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const execute = promisify(execFile);
const password = 'mưa rào trên sông Cầu';
const day = 86_400_000;
const units = 24;

/**
 * @typedef {import('./servers.mjs').Server} Server
 * @typedef {{ perSecond: number, p50: number, p99: number, refused: number, all: number,
 *   node: number, postgres: number, stalls: number, longest: number,
 *   sequences?: number[] }} Run
 */

/** Runs all rounds and prints the table. @param {{ rounds?: number, seconds?: number }} [options] */
export async function measure({ rounds = 3, seconds = 5 } = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'thuocdo-bench-'));
	const bare = await startBare();
	const ours = await startOurs(folder, { TRUSTED_PROXIES: '1' });
	try {
		const answers = await citizens(ours);
		const drafts = await officers(ours);
		const rows = [];
		for (const { name, ...task } of [
			{ name: 'citizens, 64 connections', connections: 64, ...answers },
			{ name: 'citizens, 256 connections', connections: 256, ...answers },
			{ name: `drafts of ${units} units`, connections: units, ...drafts }
		]) {
			const bareRuns = [];
			const ourRuns = [];
			for (let round = 0; round < rounds; round++) {
				const run = { ...task, seconds, warmUp: 1.5, batch: 1 };
				bareRuns.push(await generate(bare, { ...run, statuses: [202] }));
				const ourRun = await generate(ours, run);
				if (ourRun.sequences && 'drafts' in run) run.drafts.from = ourRun.sequences;
				ourRuns.push(ourRun);
				await drained(ours.port);
			}
			rows.push(line(name, bareRuns, ourRuns));
		}
		print(rows, { rounds, seconds });
	} finally {
		await bare.stop();
		await ours.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {Server} server @param {Record<string, any>} task @returns {Promise<Run>} */
async function generate(server, task) {
	const words = [join(here, 'generator.mjs'), JSON.stringify({ ...task, port: server.port })];
	const before = processorTimes(server.pid);
	await server.ask('watch');
	const { stdout } = await execute(process.execPath, words, { maxBuffer: 1e7 });
	const result = JSON.parse(stdout);
	if (result.firstRefusal) console.log(result.firstRefusal);
	const after = processorTimes(server.pid);
	const { stalls = 0, longest = 0 } = await server.ask('stalls');
	return {
		...result,
		node: ((after.own - before.own) * 1e6) / result.all,
		postgres: ((after.children - before.children) * 1e6) / result.all,
		stalls,
		longest
	};
}

/** An open campaign for citizens with 64 links, and answers of two thousand bytes. @param {Server} server */
async function citizens(server) {
	const slug = await campaign(server, 'nhu-cau', 'citizens');
	const codes = [];
	for (let number = 0; number < 64; number++) {
		const { links } = await call(server, 'POST', `/campaigns/${slug}/links`, { unit: 'vn' });
		codes.push(links[0].code);
	}
	const data = readFileSync(join(here, 'answers.json'), 'utf8').replace(/\n\s*/g, '');
	return { path: '/api/v1/answers', answers: { codes, data }, statuses: [201] };
}

/** Officers of provinces with a form to fill in, each with a key. @param {Server} server */
async function officers(server) {
	const slug = await campaign(server, 'thuc-trang', 'units');
	const provinces = await call(server, 'GET', '/units?level=province');
	const keys = [];
	for (const { code } of provinces.units.slice(0, units)) {
		const email = `do-${code}@example.vn`;
		const person = { email, password, name: 'Đo tải', role: 'unit_officer', unit: code };
		await call(server, 'POST', '/users', person);
		const { secret } = await call(server, 'POST', '/keys', { name: 'Đo tải', userEmail: email });
		keys.push(secret);
	}
	const text = 'Phối hợp với các sở, ngành tổ chức hội nghị trực tuyến. '.repeat(12).trim();
	return {
		path: `/api/v1/campaigns/${slug}/draft`,
		drafts: {
			keys,
			from: /** @type {number[]} */ ([]),
			data: { TT07: 'rieng', TT38: text }
		},
		statuses: [200]
	};
}

/** @param {Server} server @param {string} survey @param {string} audience */
async function campaign(server, survey, audience) {
	const slug = `do-tai-${survey}`;
	await call(server, 'POST', '/campaigns', {
		...{ slug, survey, audience, titleVi: 'Đo tải', titleEn: 'Load' },
		...{ periodFrom: '2026-01-01', periodTo: '2026-12-31' },
		opensAt: new Date(Date.now() - day).toISOString(),
		closesAt: new Date(Date.now() + day).toISOString()
	});
	await call(server, 'POST', `/campaigns/${slug}/state`, { state: 'open' });
	return slug;
}

/** @param {Server} server @param {string} method @param {string} path @param {object} [body] */
async function call({ port, key }, method, path, body) {
	const answer = await fetch(`http://localhost:${port}/api/v1${path}`, {
		method,
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		...(body && { body: JSON.stringify(body) })
	});
	if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
	return answer.json();
}

/** Waits until what came in has been checked and delivered. @param {number} port */
async function drained(port) {
	for (let turn = 0; turn < 600; turn++) {
		const answer = await fetch(`http://localhost:${port}/api/health`);
		const { citizens } = await answer.json();
		if (citizens.unchecked === 0 && citizens.undelivered === 0) return;
		await new Promise((done) => setTimeout(done, 200));
	}
}

/** @param {string} name @param {Run[]} bare @param {Run[]} ours */
function line(name, bare, ours) {
	const of = (/** @type {Run[]} */ runs, /** @type {keyof Run} */ part) =>
		median(runs.map((run) => run[part]));
	const whole = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');
	const refused = ours.reduce((so, run) => so + run.refused, 0);
	return [
		name,
		whole(of(bare, 'perSecond')),
		whole(of(ours, 'perSecond')),
		(of(ours, 'perSecond') / of(bare, 'perSecond')).toFixed(2),
		`${of(bare, 'node').toFixed(0)} µs`,
		`${of(ours, 'node').toFixed(0)} µs`,
		`${of(ours, 'postgres').toFixed(0)} µs`,
		`${of(ours, 'p50').toFixed(1)} ms`,
		`${of(ours, 'p99').toFixed(1)} ms`,
		`${ours.reduce((so, run) => so + run.stalls, 0)}`,
		`${Math.max(...ours.map((run) => run.longest)).toFixed(0)} ms` +
			(refused ? `, ${refused} refused` : '')
	];
}

/** @param {string[][]} rows @param {{ rounds: number, seconds: number }} run */
function print(rows, { rounds, seconds }) {
	console.log(
		`\nCitizens and drafts, medians of ${rounds} rounds of ${seconds} s, ${cpus().length} cores shared with the\n` +
			'generator. CPU per answer: of the Node process (checking and delivery included) and of\n' +
			'PostgreSQL. Stalls: how often in all rounds the server’s event loop stood still over 100 ms.\n'
	);
	const heads = [
		'acknowledged a second',
		'bare Node',
		'ours',
		'ours / bare',
		'CPU bare',
		'CPU ours'
	];
	table([[...heads, 'PostgreSQL', 'p50', 'p99', 'stalls', 'longest'], ...rows]);
}
