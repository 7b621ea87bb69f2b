/**
 * A country in full size: 3,400 units and a million citizens' answers, as `npm run demo -- --large`
 * leaves them in ./data-large. Times of whole requests as an office sees them, first and repeated,
 * and whole exports with the memory they took and how long the event loop stood still meanwhile.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startOurs, table } from './servers.mjs';

const rounds = 12;

/** @typedef {import('./servers.mjs').Server} Server */

/** @param {{ folder?: string }} options */
export async function measure({
	folder = fileURLToPath(new URL('../data-large', import.meta.url))
}) {
	if (!existsSync(join(folder, 'demo.json'))) {
		console.log(`${folder}: no such data. Make it with: npm run demo -- --large\n`);
		return;
	}
	const server = await startOurs(folder, { SIMULATED: '1' });
	try {
		const { accounts, truth } = JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8'));
		const year = truth.usage.lastDay.slice(0, 4);
		const analyst = accounts.find((/** @type {{ role: string }} */ { role }) => role === 'analyst');
		const get = await signedIn(server, analyst);
		const [units, citizens] = [`thuc-trang-toan-quoc-${year}`, `nhu-cau-lon-${year}`];
		await pages(server, get, units, citizens);
		for (const format of ['csv', 'xlsx', 'spss']) await exported(server, get, citizens, format);
	} finally {
		await server.stop();
	}
}

/** @typedef {(path: string, init?: RequestInit) => Promise<Response>} Get */

/** @param {Server} server @param {Get} get @param {string} units @param {string} citizens */
async function pages(server, get, units, citizens) {
	const crosstab = `/khao-sat/${citizens}/bang-cheo`;
	const choices = await variables(get, crosstab);
	const one = choices.filter(({ several }) => !several).map(({ key }) => key);
	const many = choices.filter(({ several }) => several).map(({ key }) => key);
	const asked = (/** @type {string} */ row, /** @type {string} */ column) =>
		`${crosstab}?${new URLSearchParams({ hang: row, cot: column })}`;
	/** @type {[string, string[]][]} */
	const looked = [
		['Overview', ['/']],
		['Completeness board', [`/khao-sat/${units}`]],
		['Completeness of a province', [`/khao-sat/${units}?tinh=68`]],
		['Reviewers’ desk', [`/tham-dinh?dot=${units}`]],
		['Counts of citizens’ answers', [`/khao-sat/${citizens}/nguoi-dan`]],
		['Crosstab, one question', one.slice(0, rounds).map((row) => asked(row, ''))],
		['Crosstab, single by single', one.slice(1, rounds).map((row) => asked(row, one[0] ?? ''))],
		['Crosstab, several by several', many.slice(1, rounds).map((row) => asked(row, many[0] ?? ''))],
		['Crosstab, asked again', [asked(one[1] ?? '', one[0] ?? '')]]
	];
	const rows = [['page, one person at a time', 'first', 'p50', 'p95', 'kB', 'longest stall']];
	for (const [title, paths] of looked) {
		await server.ask('watch');
		const times = [];
		let bytes = 0;
		for (let round = 0; round < Math.max(rounds, paths.length); round++) {
			const started = performance.now();
			const answer = await get(paths[round % paths.length] ?? '/');
			bytes = (await answer.arrayBuffer()).byteLength;
			if (!answer.ok) throw new Error(`${paths[round % paths.length]}: ${answer.status}`);
			// What was asked a moment ago is answered from memory: only new questions count.
			if (round < paths.length || paths.length === 1) times.push(performance.now() - started);
		}
		const first = times[0] ?? 0;
		const sorted = times.toSorted((a, b) => a - b);
		const at = (/** @type {number} */ share) =>
			sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
		const { longest = 0 } = await server.ask('stalls');
		rows.push([
			title,
			ms(first),
			ms(at(0.5)),
			ms(at(0.95)),
			String(Math.round(bytes / 1000)),
			ms(longest)
		]);
	}
	console.log('\nA country in full size\n');
	table(rows);
}

/** The questions that a crosstab offers. @param {Get} get @param {string} path */
async function variables(get, path) {
	const html = await (await get(path)).text();
	const select = /<select[^>]*name="hang"[^]*?<\/select>/.exec(html)?.[0] ?? '';
	const keys = [...select.matchAll(/<option value="([^"]+)"/g)].map(([, key = '']) => key);
	return keys.map((key) => ({ key, several: choicesSeveral.has(key) }));
}

/** Questions of the needs survey with several answers. @type {Set<string>} */
const choicesSeveral = new Set();
JSON.parse(
	readFileSync(new URL('../surveys/nhu-cau/definition.json', import.meta.url), 'utf8'),
	(_, value) => {
		if (value?.type === 'checkbox') choicesSeveral.add(value.name);
		return value;
	}
);

/** @param {Server} server @param {Get} get @param {string} campaign @param {string} format */
async function exported(server, get, campaign, format) {
	await finished(get);
	await server.ask('watch');
	const before = resident(server.pid);
	let most = before;
	const started = performance.now();
	const ordered = await get('/api/v1/exports', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ campaign, format })
	});
	if (!ordered.ok) throw new Error(`export: ${ordered.status} ${await ordered.text()}`);
	let job = await ordered.json();
	while (job.state !== 'done' && job.state !== 'failed') {
		await new Promise((done) => setTimeout(done, 500));
		most = Math.max(most, resident(server.pid));
		job = await (await get(`/api/v1/exports/${job.id}`)).json();
	}
	const seconds = (performance.now() - started) / 1000;
	const { longest = 0, stalls = 0 } = await server.ask('stalls');
	console.log(
		`  export ${format}: ${job.state}, ${Math.round(seconds)} s, ${Math.round(job.total / seconds)} answers/s, ` +
			`${Math.round((job.bytes ?? 0) / 1e6)} MB, memory ${mega(before)} → ${mega(most)} MB, ` +
			`longest stall ${ms(longest)}, ${stalls} over 100 ms`
	);
}

/** Waits for exports that an earlier run has left. @param {Get} get */
async function finished(get) {
	for (;;) {
		const { exports } = await (await get('/api/v1/exports')).json();
		const waits = (/** @type {{ state: string }} */ { state }) => /queued|running/.test(state);
		if (!exports.some(waits)) return;
		await new Promise((done) => setTimeout(done, 1000));
	}
}

/** @param {Server} server @param {{ email: string, password: string }} account @returns {Promise<Get>} */
async function signedIn({ port }, { email, password }) {
	const origin = `http://localhost:${port}`;
	const answer = await fetch(`${origin}/dang-nhap`, {
		method: 'POST',
		headers: { origin },
		body: new URLSearchParams({ thu: email, mat_khau: password }),
		redirect: 'manual'
	});
	const cookie = answer.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	if (cookie === '') throw new Error(`Signing in: ${answer.status}`);
	return (path, init = {}) =>
		fetch(origin + path, {
			...init,
			headers: { ...init.headers, cookie, origin, accept: 'text/html, application/json' },
			signal: AbortSignal.timeout(120_000)
		});
}

/** Bytes of memory of a process. @param {number} pid */
function resident(pid) {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

const ms = (/** @type {number} */ value) => `${Math.round(value)} ms`;
const mega = (/** @type {number} */ bytes) => Math.round(bytes / 1e6);
