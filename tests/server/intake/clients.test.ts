/** Other people's clients, as they ship, against the built server. */
import { chromium, type Browser } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '#lib/event.ts';
import { chrome } from '../../events.ts';
import { startServer, type RunningServer } from '../../server-process.ts';

const require = createRequire(import.meta.url);
type Umami = {
	init: (options: object) => void;
	track: (event: string | object, data?: object) => Promise<Response>;
	identify: (properties: object) => Promise<Response>;
};
type Matomo = {
	on: (name: 'error', heard: (problem: unknown) => void) => void;
	track: (options: object) => void;
	trackBulk: (events: object[], answered: (text: string) => void) => void;
};
type Today = {
	init: (options: object) => void;
	track: (name: string, options: object) => void;
};
type Yesterday = (options: object) => {
	trackPageview: () => void;
	trackEvent: (name: string, options: object) => void;
};
const { Umami } = require('@umami/node') as { Umami: new (options: object) => Umami };
const MatomoTracker = require('matomo-tracker') as new (
	site: string | number,
	url: string
) => Matomo;

let server: RunningServer;
const sites: Record<string, { id: number; uuid: string }> = {};

beforeAll(async () => {
	server = await startServer();
	for (const name of ['umami', 'matomo', 'plausible', 'old-plausible']) {
		const made = await fetch(`${server.address}/api/v1/sites`, {
			method: 'POST',
			headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
			body: JSON.stringify({ domain: `${name}.example.vn`, name, unit: 'vn' })
		});
		expect(made.status).toBe(201);
		sites[name] = (await made.json()) as { id: number; uuid: string };
	}
}, 240_000);
afterAll(() => server?.stop(), 60_000);

/** Page views and other acts of a site as its daily totals have them, once they are up to date. */
async function counted(name: string, dimension: string): Promise<Record<string, number>> {
	const query = new URLSearchParams({
		...{ from: addDays(dayOf(Date.now()), -1), to: addDays(dayOf(Date.now()), 1) },
		...{ site: `${name}.example.vn`, dimension }
	});
	const answer = await fetch(`${server.address}/api/v1/daily?${query}`, {
		headers: { authorization: `Bearer ${server.key}` }
	});
	const { days } = (await answer.json()) as { days: { value: string; events: number }[] };
	return Object.fromEntries(days.map(({ value, events }) => [value, events]));
}

/** What the daily totals must say in the end. */
const wanted: [site: string, dimension: string, events: Record<string, number>][] = [];

describe('the client of Umami for servers', () => {
	it('counts page views and events under a UUID, a domain or a number, and is told of robots', async () => {
		const { id, uuid } = sites['umami']!;
		const client = new Umami({ websiteId: uuid, hostUrl: server.address, userAgent: chrome });
		const view = await client.track({ url: '/van-ban?so=1', title: 'Văn bản', language: 'vi-VN' });
		expect(view.status).toBe(200);
		expect(await view.json()).toEqual({
			cache: expect.any(String),
			sessionId: expect.any(String),
			visitId: expect.any(String)
		});
		expect((await client.track('Nộp phiếu', { phieu: 7 })).status).toBe(200);
		expect((await client.identify({ name: 'không giữ' })).status).toBe(200);
		for (const websiteId of ['umami.example.vn', String(id)]) {
			client.init({ websiteId });
			expect((await client.track({ url: 'https://umami.example.vn/gioi-thieu' })).status).toBe(200);
		}
		client.init({ userAgent: 'Googlebot/2.1' });
		expect(await (await client.track({ url: '/' })).json()).toEqual({ beep: 'boop' });
		client.init({ websiteId: 'nowhere.example.vn' });
		const unknown = await client.track({ url: '/' });
		expect([unknown.status, await unknown.json()]).toEqual([
			...[400, { error: { message: 'Website not found.', code: 'bad-request', status: 400 } }]
		]);
		wanted.push(['umami', 'event', { pageview: 3, 'Nộp phiếu': 1 }]);
		wanted.push(['umami', 'page', { '/van-ban': 1, '/gioi-thieu': 2, '/': 1 }]);
		wanted.push(['umami', 'bot', { Googlebot: 1 }]);
	}, 120_000);
});

describe('the client of Matomo for servers', () => {
	it('hears no error for what was counted, singly and in bulk, though it names no user agent', async () => {
		const client = new MatomoTracker(sites['matomo']!.id, `${server.address}/matomo.php`);
		const errors: unknown[] = [];
		client.on('error', (problem) => errors.push(problem));
		const url = 'https://matomo.example.vn/tin';
		client.track({ url, action_name: 'Tin', uid: 'không giữ', _id: '0123456789abcdef' });
		client.track({ url, send_image: 0, e_c: 'Biểu mẫu', e_a: 'gửi', e_n: 'a', e_v: 3 });
		const other = new MatomoTracker('matomo.example.vn', `${server.address}/piwik.php`);
		const bulk = (events: object[]) =>
			new Promise<unknown>((done) => other.trackBulk(events, (text) => done(JSON.parse(text))));
		expect(
			await bulk([
				{ url, search: 'đất đai', search_count: 0 },
				{ url, download: 'https://matomo.example.vn/luat.pdf' },
				{ url, link: 'https://khac.example.vn/' },
				{ url, cip: '203.0.113.4', cdt: '2026-01-02 03:04:05' },
				{ url: 'không phải địa chỉ' }
			])
		).toEqual({ status: 'success', tracked: 3, invalid: 2 });
		const cdt = Math.floor(Date.now() / 1000) - 60;
		const trusted = await fetch(`${server.address}/matomo.php`, {
			method: 'POST',
			body: JSON.stringify({
				token_auth: server.key,
				requests: [
					{ idsite: sites['matomo']!.id, rec: 1, url, cip: '203.0.113.4', cdt, ua: chrome },
					'?idsite=1&rec=1&cdt=x'
				]
			})
		});
		expect(await trusted.json()).toEqual({
			...{ status: 'success', tracked: 1, invalid: 1, invalid_indices: [1] }
		});
		wanted.push([
			'matomo',
			'event',
			{
				...{ pageview: 2, 'Biểu mẫu: gửi': 1, 'Site Search': 1 },
				...{ 'File Download': 1, 'Outbound Link: Click': 1 }
			}
		]);
		expect(errors).toEqual([]);
		client.track({ url: 'nowhere' });
		await expect.poll(() => errors).toEqual([400]);
	}, 120_000);
});

const places = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', chromium.executablePath()];
const executablePath = places.find((path) => path !== '' && existsSync(path));
if (!executablePath) console.warn('Skipped: clients in a browser, Chromium is absent.');

describe.skipIf(!executablePath)('the clients of Plausible for browsers', () => {
	let browser: Browser;
	let portal: Server;
	let port = 0;

	beforeAll(async () => {
		const folder = { new: '@plausible-analytics/tracker/', old: 'plausible-tracker/build/module/' };
		const scripts =
			"<script type=module>import * as today from '/new/plausible.js';" +
			"import yesterday from '/old/lib/tracker';Object.assign(window, { today, yesterday })</script>";
		portal = createServer((request, response) => {
			const path = new URL(request.url ?? '/', 'http://x').pathname;
			const [, age, file] = /^\/(new|old)\/(.+)$/.exec(path) ?? [];
			if (!age || !file)
				return response
					.setHeader('content-type', 'text/html; charset=utf-8')
					.end('<!doctype html><title>Cổng</title><p>Bài</p>' + scripts);
			const whole = `node_modules/${folder[age as 'new']}${file}${file.endsWith('.js') ? '' : '.js'}`;
			response.setHeader('content-type', 'text/javascript').end(readFileSync(whole));
		});
		await new Promise<void>((done) => portal.listen(0, '127.0.0.1', done));
		({ port } = portal.address() as AddressInfo);
		browser = await chromium.launch({
			executablePath,
			args: [
				...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
				'--host-resolver-rules=MAP *.example.vn 127.0.0.1',
				// A page that is being left forgets the name a context gave it.
				`--user-agent=${chrome}`
			]
		});
	});
	afterAll(async () => {
		await browser?.close();
		portal?.close();
	});

	it('of today: page views, events of its own with properties, and how a page was read', async () => {
		const page = await (await browser.newContext()).newPage();
		await page.goto(`http://plausible.example.vn:${port}/tin?x=1`);
		await page.waitForFunction('window.today');
		const outcome = page.evaluate(
			async ([endpoint]) => {
				const module = (window as unknown as { today: Today }).today;
				module.init({ domain: 'plausible.example.vn', endpoint, captureOnLocalhost: true });
				return new Promise((done) =>
					module.track('Nộp phiếu', { props: { phieu: 'a' }, interactive: false, callback: done })
				);
			},
			[`${server.address}/api/event`]
		);
		expect(await outcome).toMatchObject({ status: 202 });
		await page.waitForTimeout(3500);
		await page.goto('about:blank');
		wanted.push(['plausible', 'event', { pageview: 1, 'Nộp phiếu': 1, engagement: 1 }]);
		wanted.push(['plausible', 'page', { '/tin': 3 }]);
	}, 120_000);

	it('of yesterday: properties as text, the part after # as a page', async () => {
		const page = await (await browser.newContext()).newPage();
		await page.goto(`http://old-plausible.example.vn:${port}/#/van-ban`);
		await page.waitForFunction('window.yesterday');
		await page.evaluate(
			async ([apiHost]) => {
				const { yesterday } = window as unknown as { yesterday: Yesterday };
				const client = yesterday({ apiHost, domain: 'old-plausible.example.vn', hashMode: true });
				client.trackPageview();
				await new Promise((done) =>
					client.trackEvent('Nộp phiếu', { props: { phieu: 'a' }, callback: () => done(null) })
				);
			},
			[server.address]
		);
		wanted.push(['old-plausible', 'event', { pageview: 1, 'Nộp phiếu': 1 }]);
		wanted.push(['old-plausible', 'page', { '/#/van-ban': 2 }]);
	}, 120_000);
});

it('whatever they told is counted once, by site', async () => {
	expect(wanted.length).toBeGreaterThan(3);
	const now = async () => {
		const found: typeof wanted = [];
		for (const [site, dimension] of wanted)
			found.push([site, dimension, await counted(site, dimension)]);
		return found;
	};
	await expect.poll(now, { timeout: 150_000, interval: 1000 }).toEqual(wanted);
}, 160_000);
