/**
 * Reading access logs: the same million lines by `npm run import-log` into a running server, until all
 * is durable, and by GoAccess (the Debian package) into its report, in turns.
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { endedTime, processorTimes } from './processors.mjs';
import { median, startOurs, table } from './servers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {{ lines?: number, rounds?: number }} [options] */
export async function measure({ lines = 1_000_000, rounds = 3 } = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'thuocdo-logs-'));
	const log = join(folder, 'access.log');
	await write(log, lines);
	const server = await startOurs(join(folder, 'data'));
	/** @type {{ own: Run[], other: Run[], loaded: number[], stall: number }} */
	const found = { own: [], other: [], loaded: [], stall: 0 };
	try {
		for (let round = 0; round < rounds; round++) {
			const site = `do-tai-${round}.gov.vn`;
			await server.ask('watch');
			const began = performance.now();
			const before = spent(server.pid);
			const own = timed(process.execPath, [
				...['scripts/import-log.mjs', '--site', site, '--create-site', '--unit', 'vn'],
				...['--server', `http://localhost:${server.port}`, '--key', server.key ?? '', log]
			]);
			found.own.push({ ...own, server: spent(server.pid) - before });
			const { longest = NaN } = await server.ask('stalls');
			found.stall = Math.max(found.stall, longest);
			await loaded(server.port);
			found.loaded.push((performance.now() - began) / 1000);
			const report = join(folder, 'report.html');
			found.other.push(
				timed('goaccess', [log, '--log-format=COMBINED', '-o', report, '--no-progress'])
			);
		}
		show(found, lines, statSync(log).size);
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @typedef {{ seconds: number, processor: number, server?: number }} Run */

/** @param {{ own: Run[], other: Run[], loaded: number[], stall: number }} found @param {number} lines @param {number} bytes */
function show({ own, other, loaded, stall }, lines, bytes) {
	const seconds = (/** @type {Run[]} */ runs) => median(runs.map((run) => run.seconds));
	const number = (/** @type {number} */ value, digits = 0) =>
		Number.isNaN(value)
			? 'not there'
			: value.toLocaleString('en', { maximumFractionDigits: digits });
	const each = (/** @type {Run[]} */ runs, /** @type {(run: Run) => number} */ of) =>
		number((median(runs.map(of)) * 1e6) / lines, 1);
	const [client, server] = [
		(/** @type {Run} */ run) => run.processor,
		(/** @type {Run} */ run) => run.server ?? NaN
	];
	const ratio = (seconds(other) / seconds(own)).toFixed(2);
	console.log(
		`\n${number(lines)} lines, ${number(bytes / 1e6)} MB, medians of ${own.length} rounds\n`
	);
	table([
		['', 'GoAccess', 'import-log', 'ratio'],
		['lines a second', number(lines / seconds(other)), number(lines / seconds(own)), ratio],
		['processor µs a line', each(other, client), each(own, (run) => client(run) + server(run)), ''],
		['  command', '', each(own, client), ''],
		['  server, PostgreSQL included', '', each(own, server), ''],
		['until in the warehouse, s', '', number(median(loaded), 1), ''],
		['longest pause of the server, ms', '', number(stall), '']
	]);
}

/** Waits until the journal is empty. @param {number} port */
async function loaded(port) {
	for (;;) {
		const response = await fetch(`http://localhost:${port}/api/health`);
		/** @type {{ journalDepth: number }} */
		const { journalDepth } = JSON.parse(await response.text());
		if (journalDepth === 0) return;
		await new Promise((done) => setTimeout(done, 200));
	}
}

/** What a program took; NaN when it is not installed. @param {string} program @param {string[]} words @returns {Run} */
function timed(program, words) {
	const began = performance.now();
	const before = endedTime();
	const { error, status, stderr } = spawnSync(program, words, { cwd: root, maxBuffer: 1e8 });
	if (error) return { seconds: NaN, processor: NaN };
	if (status !== 0) throw new Error(`${program}: ${stderr}`);
	return { seconds: (performance.now() - began) / 1000, processor: endedTime() - before };
}

/** Processor seconds of a process and all it has started. @param {number} pid */
function spent(pid) {
	const { own, children } = processorTimes(pid);
	return own + children;
}

/** Lines as a portal writes them: people, robots and the files of pages. @param {string} path @param {number} lines */
async function write(path, lines) {
	const file = createWriteStream(path);
	const start = Date.now() - 5 * 86_400_000;
	const agents = [
		...Array.from(
			{ length: 40 },
			(_, index) =>
				`Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + index}.0.0.0 Safari/537.36`
		),
		'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
	];
	const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
	const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
	for (let index = 0; index < lines; index++) {
		const at = new Date(start + (index * 4 * 86_400_000) / lines);
		const time = `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
		const page = index % 3 === 0 ? `/tai-nguyen/anh-${index % 50}.png` : `/van-ban/${index % 300}`;
		const line = `198.51.${index % 100}.${(index >> 7) % 250} - - [${time}] "GET ${page} HTTP/1.1" 200 ${500 + (index % 9000)} "-" "${agents[index % agents.length]}"\n`;
		if (!file.write(line)) await new Promise((done) => file.once('drain', done));
	}
	file.end();
	await finished(file);
}
