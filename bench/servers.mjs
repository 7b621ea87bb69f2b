/**
 * The two servers that are measured side by side, each a process of its own, and what both
 * measurements need: medians and a table.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * @typedef {{ port: number, pid: number, key?: string, stop: () => Promise<unknown>,
 *   ask: (question: 'watch' | 'stalls') => Promise<{ stalls?: number, longest?: number }> }} Server
 */

/** The measure of what is possible. @returns {Promise<Server>} */
export async function startBare() {
	const child = spawn(process.execPath, [join(here, 'bare.mjs')], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const port = await new Promise((done) =>
		child.stdout.once('data', (chunk) => done(Number(chunk.toString())))
	);
	return { port, pid: child.pid ?? 0, ask: async () => ({}), stop: () => end(child) };
}

/**
 * Our server as `npm start` runs it, on a data folder of its own.
 * @param {string} folder @param {Record<string, string>} [settings] @returns {Promise<Server>}
 */
export async function startOurs(folder, settings = {}) {
	/** @type {NodeJS.ProcessEnv} */
	const environment = { ...process.env, DATA_DIR: folder, HOST: '127.0.0.1', PORT: '0' };
	// An operator's own settings must not lead the measurement elsewhere.
	for (const name of ['ORIGIN', 'DATABASE_URL', 'CLICKHOUSE_URL', 'SIMULATED'])
		delete environment[name];
	Object.assign(environment, settings);
	const { scripts } = JSON.parse(readFileSync(join(here, '../package.json'), 'utf8'));
	const flags = scripts.start
		.split(' ')
		.filter((/** @type {string} */ word) => word.startsWith('--'));
	const child = spawn(process.execPath, [...flags, join(here, 'serve.mjs')], {
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		env: environment
	});
	const address = await new Promise((done, fail) => {
		child.once('message', done);
		child.once('exit', () => fail(new Error('The server did not start.')));
	});
	const port = Number(new URL(String(address)).port);
	const { key } = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'));
	return { port, key, pid: child.pid ?? 0, ask: asker(child), stop: () => end(child) };
}

/** Asks our server about its event loop, see `serve.mjs`. @param {import('node:child_process').ChildProcess} child */
function asker(child) {
	return (/** @type {'watch' | 'stalls'} */ question) =>
		new Promise((done) => {
			child.once('message', done);
			child.send(question);
		});
}

/** @param {import('node:child_process').ChildProcess} child */
async function end(child) {
	if (child.exitCode !== null) return;
	const ended = new Promise((done) => child.once('exit', done));
	child.kill('SIGTERM');
	return ended;
}

/** @param {number[]} values */
export function median(values) {
	return values.slice().sort((one, other) => one - other)[values.length >> 1] ?? 0;
}

/** Prints rows in columns, the first row being the heads. @param {string[][]} rows */
export function table(rows) {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	const cells = (/** @type {string[]} */ row) =>
		row.map((cell, column) =>
			column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])
		);
	for (const row of rows) console.log(cells(row).join('   '));
	console.log();
}
