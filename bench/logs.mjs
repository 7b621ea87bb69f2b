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
import { startOurs, table } from './servers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {{ lines?: number }} [options] */
export async function measure({ lines = 1_000_000 } = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'thuocdo-logs-'));
	const log = join(folder, 'access.log');
	await write(log, lines);
	const server = await startOurs(join(folder, 'data'));
	try {
		const own = timed(process.execPath, [
			...['scripts/import-log.mjs', '--site', 'do-tai.gov.vn', '--create-site', '--unit', 'vn'],
			...['--server', `http://localhost:${server.port}`, '--key', server.key ?? '', log]
		]);
		const report = join(folder, 'report.html');
		const other = timed('goaccess', [log, '--log-format=COMBINED', '-o', report, '--no-progress']);
		const rate = (/** @type {number} */ seconds) =>
			Number.isNaN(seconds) ? 'not there' : Math.round(lines / seconds).toLocaleString('en');
		console.log(`\n${lines.toLocaleString('en')} lines, ${statSync(log).size / 1e6} MB\n`);
		table([
			['lines a second', 'GoAccess', 'import-log', 'ratio'],
			['one file', rate(other), rate(own), (other / own).toFixed(2)]
		]);
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Seconds a program took; NaN when it is not installed. @param {string} program @param {string[]} words */
function timed(program, words) {
	const began = performance.now();
	const { error, status, stderr } = spawnSync(program, words, { cwd: root, maxBuffer: 1e8 });
	if (error) return Number.NaN;
	if (status !== 0) throw new Error(`${program}: ${stderr}`);
	return (performance.now() - began) / 1000;
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
