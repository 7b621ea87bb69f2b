/**
 * What a unit's form costs on a weak line, in a real Chromium: bytes for a first visit and for a
 * second one, counted on the wire between browser and server (service worker included), and the time
 * until the first question can be answered at 1 Mbit/s on a processor four times slower. And whether
 * the form opens without a network afterwards.
 */
import { chromium } from '@playwright/test';
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Aims in bytes. */
const aims = { first: 450_000, repeat: 30_000 };
const account = { email: 'can-bo@example.vn', password: 'mưa rào trên sông Cầu' };
const slug = 'do-phieu';

/** @typedef {{ port: number, bytes: () => number, close: () => void }} Wire */

/** @param {{ executablePath: string }} options */
export async function measureForm({ executablePath }) {
	const folder = mkdtempSync(join(tmpdir(), 'thuocdo-form-'));
	const server = await startServer(folder);
	const wire = await startWire(server.port);
	const browser = await chromium.launch({
		executablePath,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
	});
	try {
		await prepareForm(server.port, folder);
		const origin = `http://localhost:${wire.port}`;
		const context = await signedIn(browser, origin);
		const page = await context.newPage();
		const visit = async () => {
			const before = wire.bytes();
			await page.goto(`${origin}/phieu/${slug}`);
			await answerable(page);
			const shown = wire.bytes() - before;
			await settled(wire);
			return { shown, whole: wire.bytes() - before };
		};
		const first = await visit();
		const repeat = await visit();
		await context.setOffline(true);
		await page.reload();
		const offline = await answerable(page).then(
			() => 'yes',
			() => 'no'
		);
		await context.close();
		const slow = await slowly(browser, origin);
		print([
			['first visit, until the first question', size(first.shown), ''],
			['first visit, everything kept for later', size(first.whole), `aim ${size(aims.first)}`],
			['second visit', size(repeat.whole), `aim ${size(aims.repeat)}`],
			['first question, 1 Mbit/s and 4x slower', `${(slow / 1000).toFixed(1)} s`, ''],
			['opens without a network afterwards', offline, '']
		]);
		return { first: first.whole, repeat: repeat.whole, slow, offline };
	} finally {
		await browser.close();
		wire.close();
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {import('@playwright/test').Page} page */
const answerable = (page) =>
	page.locator('.questions :is(input, select, textarea)').first().waitFor({ timeout: 120_000 });

/** Waits until nothing has gone over the wire for two seconds. @param {Wire} wire */
async function settled(wire) {
	for (let seen = -1; seen !== wire.bytes();) {
		seen = wire.bytes();
		await new Promise((done) => setTimeout(done, 2000));
	}
}

/** @param {import('@playwright/test').Browser} browser @param {string} origin */
async function slowly(browser, origin) {
	const context = await signedIn(browser, origin);
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	const speed = 1_000_000 / 8;
	await session.send('Network.emulateNetworkConditions', {
		...{ offline: false, latency: 100, downloadThroughput: speed, uploadThroughput: speed }
	});
	await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	const start = performance.now();
	await page.goto(`${origin}/phieu/${slug}`, { waitUntil: 'commit', timeout: 120_000 });
	await answerable(page);
	const took = performance.now() - start;
	await context.close();
	return took;
}

/** @param {import('@playwright/test').Browser} browser @param {string} origin */
async function signedIn(browser, origin) {
	const context = await browser.newContext();
	const answer = await context.request.post(`${origin}/dang-nhap`, {
		headers: { origin },
		form: { thu: account.email, mat_khau: account.password },
		maxRedirects: 0
	});
	if (answer.status() >= 400) throw new Error(`Signing in: ${answer.status()}`);
	return context;
}

/** An open round for one province, and its officer. @param {number} port @param {string} folder */
async function prepareForm(port, folder) {
	const { key } = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'));
	const send = async (/** @type {string} */ path, /** @type {object} */ body) => {
		const answer = await fetch(`http://localhost:${port}/api/v1/${path}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
	};
	await send('users', { ...account, name: 'Phạm Tiến Dũng', role: 'unit_officer', unit: '68' });
	await send('campaigns', {
		slug,
		survey: 'thuc-trang',
		titleVi: 'Khảo sát thực trạng',
		titleEn: 'Status survey',
		periodFrom: '2026-01-01',
		periodTo: '2026-06-30',
		opensAt: new Date(Date.now() - 86_400_000).toISOString(),
		closesAt: new Date(Date.now() + 86_400_000).toISOString()
	});
	await send(`campaigns/${slug}/state`, { state: 'open' });
}

/** @param {string} folder @returns {Promise<{ port: number, stop: () => Promise<unknown> }>} */
async function startServer(folder) {
	const child = fork(fileURLToPath(new URL('serve.mjs', import.meta.url)), {
		env: {
			...process.env,
			DATA_DIR: folder,
			PORT: '0',
			ORIGIN: '',
			DATABASE_URL: '',
			CLICKHOUSE_URL: '',
			SIMULATED: ''
		},
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	const address = await new Promise((done, fail) => {
		child.once('message', done);
		child.once('exit', () => fail(new Error('The server did not start.')));
	});
	child.removeAllListeners('exit');
	const port = Number(new URL(String(address)).port);
	for (;;) {
		const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => undefined);
		if (answer && answer.status !== 503) break;
		await new Promise((done) => setTimeout(done, 200));
	}
	const stop = () =>
		new Promise((done) => {
			child.once('exit', done);
			child.kill('SIGTERM');
		});
	return { port, stop };
}

/** A wire that counts what the server sends through it. @param {number} port @returns {Promise<Wire>} */
function startWire(port) {
	let bytes = 0;
	const server = createServer((here) => {
		const there = connect(port, '127.0.0.1');
		there.on('data', (part) => (bytes += part.length));
		here.pipe(there).pipe(here);
		for (const end of [here, there])
			end.on('error', () => {
				here.destroy();
				there.destroy();
			});
	});
	return new Promise((done) => {
		server.listen(0, '127.0.0.1', () => {
			const address = /** @type {import('node:net').AddressInfo} */ (server.address());
			done({ port: address.port, bytes: () => bytes, close: () => void server.close() });
		});
	});
}

const size = (/** @type {number} */ bytes) => `${Math.round(bytes / 1000)} kB`;

/** @param {string[][]} rows */
function print(rows) {
	console.log('\nA form on a weak line (bytes on the wire)\n');
	for (const [name = '', value = '', aim = ''] of rows)
		console.log(`  ${name.padEnd(42)}${value.padStart(9)}   ${aim}`);
}
