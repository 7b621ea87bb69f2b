/**
 * What a form costs on a weak line, in a real Chromium: a unit's form and a citizens' one. Bytes of a
 * first visit and of a second one, counted on the wire between browser and server (service worker
 * included), and the time until the first question can be answered at 1 Mbit/s on a processor four
 * times slower. And whether the form opens with the wire cut afterwards.
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
const period = { periodFrom: '2026-01-01', periodTo: '2026-06-30' };

/** @typedef {import('@playwright/test').Page} Page @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {{ port: number, bytes: () => number, cut: () => void, close: () => void }} Wire */
/** @typedef {{ title: string, path: string, signedIn: boolean, begin: (page: Page) => Promise<unknown> }} Form */

/** @param {{ executablePath: string }} options */
export async function measureForm({ executablePath }) {
	const folder = mkdtempSync(join(tmpdir(), 'thuocdo-form-'));
	const server = await startServer(folder);
	const browser = await chromium.launch({
		executablePath,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
	});
	try {
		for (const form of await prepareForms(server.port, folder))
			print(form.title, await measureOne(browser, server.port, form));
	} finally {
		await browser.close();
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {Browser} browser @param {number} port @param {Form} form */
async function measureOne(browser, port, form) {
	const wire = await startWire(port);
	try {
		const origin = `http://localhost:${wire.port}`;
		const slow = await slowly(browser, origin, form);
		const context = await person(browser, origin, form);
		const page = await context.newPage();
		const visit = async () => {
			const before = wire.bytes();
			await page.goto(origin + form.path);
			await form.begin(page);
			await answerable(page);
			const shown = wire.bytes() - before;
			await settled(wire);
			return { shown, whole: wire.bytes() - before };
		};
		const first = await visit();
		const repeat = await visit();
		wire.cut();
		await context.setOffline(true);
		await page.reload();
		await form.begin(page);
		const offline = await answerable(page).then(
			() => 'yes',
			() => 'no'
		);
		await context.close();
		return { first, repeat, slow, offline };
	} finally {
		wire.close();
	}
}

/** A field of the questions that a person can reach. @param {Page} page */
const answerable = (page) =>
	page
		.locator('.questions :is(input, select, textarea)')
		.first()
		.waitFor({ state: 'attached', timeout: 120_000 });

/** Agrees to take part, or goes on with what was begun. @param {Page} page */
async function agree(page) {
	await page.locator('[data-ready]').waitFor({ timeout: 120_000 });
	const further = page.getByRole('button', { name: 'Trả lời tiếp' });
	if (await further.isVisible()) return further.click();
	await page.getByRole('radio', { name: 'Đồng ý tham gia khảo sát' }).check();
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
}

/** Waits until nothing has gone over the wire for two seconds. @param {Wire} wire */
async function settled(wire) {
	for (let seen = -1; seen !== wire.bytes();) {
		seen = wire.bytes();
		await new Promise((done) => setTimeout(done, 2000));
	}
}

/** @param {Browser} browser @param {string} origin @param {Form} form */
async function slowly(browser, origin, form) {
	const context = await person(browser, origin, form);
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	const speed = 1_000_000 / 8;
	await session.send('Network.emulateNetworkConditions', {
		...{ offline: false, latency: 100, downloadThroughput: speed, uploadThroughput: speed }
	});
	await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	const start = performance.now();
	await page.goto(origin + form.path, { waitUntil: 'commit', timeout: 120_000 });
	await form.begin(page);
	await answerable(page);
	const took = performance.now() - start;
	await context.close();
	return took;
}

/** A browser of its own for whoever answers. @param {Browser} browser @param {string} origin @param {Form} form */
async function person(browser, origin, form) {
	const context = await browser.newContext();
	if (!form.signedIn) return context;
	const answer = await context.request.post(`${origin}/dang-nhap`, {
		headers: { origin },
		form: { thu: account.email, mat_khau: account.password },
		maxRedirects: 0
	});
	if (answer.status() >= 400) throw new Error(`Signing in: ${answer.status()}`);
	return context;
}

/**
 * Two open rounds: one for a province and its officer, one for citizens.
 * @param {number} port @param {string} folder @returns {Promise<Form[]>}
 */
async function prepareForms(port, folder) {
	const { key } = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'));
	const send = async (/** @type {string} */ path, /** @type {object} */ body) => {
		const answer = await fetch(`http://localhost:${port}/api/v1/${path}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return answer.json().catch(() => undefined);
	};
	const begin = async (/** @type {string} */ survey, /** @type {string} */ audience) => {
		const slug = `do-${survey}`;
		await send('campaigns', {
			...{ slug, survey, audience, titleVi: 'Khảo sát', titleEn: 'Survey', ...period },
			opensAt: new Date(Date.now() - 86_400_000).toISOString(),
			closesAt: new Date(Date.now() + 86_400_000).toISOString()
		});
		await send(`campaigns/${slug}/state`, { state: 'open' });
		return slug;
	};
	await send('users', { ...account, name: 'Phạm Tiến Dũng', role: 'unit_officer', unit: '68' });
	const path = `/phieu/${await begin('thuc-trang', 'units')}`;
	const { links } = await send(`campaigns/${await begin('nhu-cau', 'citizens')}/links`, {
		unit: 'vn'
	});
	return [
		{ title: 'A unit’s form', path, signedIn: true, begin: async () => undefined },
		{ title: 'A citizens’ form', path: `/k/${links[0].code}`, signedIn: false, begin: agree }
	];
}

/** @param {string} folder @returns {Promise<{ port: number, stop: () => Promise<unknown> }>} */
async function startServer(folder) {
	/** @type {NodeJS.ProcessEnv} */
	const env = { ...process.env, DATA_DIR: folder, PORT: '0' };
	for (const name of ['ORIGIN', 'DATABASE_URL', 'CLICKHOUSE_URL', 'SIMULATED']) delete env[name];
	const child = fork(fileURLToPath(new URL('serve.mjs', import.meta.url)), {
		env,
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
	/** @type {Set<import('node:net').Socket>} */
	const ends = new Set();
	const server = createServer((here) => {
		ends.add(here.once('close', () => ends.delete(here)));
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
			const close = () => void server.close();
			const cut = () => {
				close();
				for (const end of ends) end.destroy();
			};
			done({ port: address.port, bytes: () => bytes, cut, close });
		});
	});
}

const size = (/** @type {number} */ bytes) => `${Math.round(bytes / 1000)} kB`;

/** @param {string} title @param {Awaited<ReturnType<typeof measureOne>>} measured */
function print(title, { first, repeat, slow, offline }) {
	const rows = [
		['first visit, until the first question', size(first.shown), ''],
		['first visit, everything kept for later', size(first.whole), `aim ${size(aims.first)}`],
		['second visit', size(repeat.whole), `aim ${size(aims.repeat)}`],
		['first question, 1 Mbit/s and 4x slower', `${(slow / 1000).toFixed(1)} s`, ''],
		['opens without a network afterwards', offline, '']
	];
	console.log(`\n${title} on a weak line (bytes on the wire)\n`);
	for (const [name = '', value = '', aim = ''] of rows)
		console.log(`  ${name.padEnd(42)}${value.padStart(9)}   ${aim}`);
}
