import { chromium, type Browser, type Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as tracker from '#lib/server/tracker.ts';

/** A portal and an intake door on one port; the portal's own name is led there by the browser. */
const places = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', chromium.executablePath()];
const executablePath = places.find((path) => path !== '' && existsSync(path));
const available = executablePath !== undefined;
if (!available) console.warn('Skipped: the tracker is not tried in a browser, Chromium is absent.');

/** A page of a portal that marks what is on it. */
const acts = `
	<p data-thuocdo-document="13/2012/QH13"><button id="rate" data-thuocdo-rating="4">4</button></p>
	<p data-thuocdo-results="0">Không có kết quả</p>
	<form data-thuocdo-quiz="Luật Đất đai"><input id="answer"><button id="hand-in" data-thuocdo-score="8">Nộp</button></form>
	<form name="contact"><input id="mail" name="thu" required><button id="go">Gửi</button></form>`;

type Received = { n: string; u: string; d: string; id: string; [field: string]: unknown };

describe.skipIf(!available)('the tracker in a real browser', () => {
	let browser: Browser;
	let server: Server;
	let page: Page;
	let origin: string;
	let received: Received[] = [];
	let cookies: (string | undefined)[] = [];
	let failures: ('close' | 503)[] = [];
	const violations: string[] = [];

	beforeAll(async () => {
		const script = await tracker.deliver(null).text();
		server = createServer(async (request, response) => {
			if (request.url === '/t.js')
				return response.setHeader('content-type', 'text/javascript').end(script);
			if (request.url !== '/api/event') {
				const option = /local|hash/.exec(request.url ?? '')?.[0];
				const tag = `<script defer src="${door()}/t.js" data-domain="portal.example.vn"`;
				return response
					.setHeader('content-type', 'text/html; charset=utf-8')
					.setHeader(
						'content-security-policy',
						`default-src 'none'; script-src ${door()}; connect-src ${door()}`
					)
					.end(
						`<!doctype html><title>Cổng pháp luật</title>${tag}${option ? ` data-${option}` : ''}></script>
						<a id="file" href="/van-ban/nghi-dinh.PDF?tai=1">Tải</a> <a id="out" href="http://khac.example.vn/a?b=1">Ra</a>
						${request.url?.startsWith('/acts') ? acts : ''}<pre>${'\n'.repeat(400)}</pre>`
					);
			}
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			received.push(JSON.parse(Buffer.concat(chunks).toString()) as Received);
			cookies.push(request.headers.cookie);
			const failure = failures.shift();
			if (failure === 'close') return request.socket.destroy();
			response.setHeader('access-control-allow-origin', '*');
			return response.writeHead(failure ?? 202).end('ok');
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		const { port } = server.address() as AddressInfo;
		origin = `http://portal.example.vn:${port}`;
		browser = await chromium.launch({
			executablePath,
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-background-networking',
				'--disable-component-update',
				'--no-first-run',
				'--host-resolver-rules=MAP *.example.vn 127.0.0.1'
			]
		});
	});
	afterAll(async () => {
		await browser?.close();
		server?.close();
	});
	beforeEach(async () => {
		await page?.context().close();
		page = await (await browser.newContext()).newPage();
		page.on('console', (message) => {
			if (/Content Security Policy/.test(message.text())) violations.push(message.text());
		});
		received = [];
		cookies = [];
		failures = [];
	});

	const door = () => origin.replace('portal', 'do');
	const arrived = async (count: number) => {
		await expect.poll(() => received.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count);
		return received;
	};
	const settled = () => page.waitForTimeout(300);

	it('tells of a page view with the referring page and an id, without a cookie', async () => {
		await page.goto(`${origin}/tin?utm_source=zalo#muc-2`, { referer: 'http://khac.example.vn/' });
		const [view] = await arrived(1);
		expect(view).toMatchObject({
			n: 'pageview',
			u: `${origin}/tin?utm_source=zalo`,
			d: 'portal.example.vn'
		});
		expect(view!.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
		expect(cookies).toEqual([undefined]);
		expect(await page.evaluate(() => [document.cookie, localStorage.length])).toEqual(['', 0]);
	});

	it('follows a single-page site: each new address once, and the page left behind', async () => {
		await page.goto(`${origin}/`);
		await arrived(1);
		await page.evaluate(() => {
			history.replaceState({}, '', location.href);
			history.pushState({}, '', '/van-ban');
			history.pushState({}, '', '/van-ban#dieu-3');
		});
		await arrived(3);
		await page.evaluate(() => history.go(-2));
		await arrived(5);
		await settled();
		expect(received.map(({ n, u }) => [n, u.slice(origin.length)])).toEqual([
			['pageview', '/'],
			['engagement', '/'],
			['pageview', '/van-ban'],
			['engagement', '/van-ban'],
			['pageview', '/']
		]);
		expect(new Set(received.map(({ id }) => id)).size).toBe(5);
	});

	it('tells how long and how far a page was read when it is left', async () => {
		await page.goto(`${origin}/`);
		await arrived(1);
		await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
		await page.waitForTimeout(200);
		await page.goto('about:blank');
		const [, told] = await arrived(2);
		expect(told).toMatchObject({ n: 'engagement', u: `${origin}/`, sd: 100 });
		expect(told!.e).toBeGreaterThan(0);
	});

	it('tells of downloads, outbound links and events of the portal', async () => {
		await page.goto(`${origin}/`);
		await arrived(1);
		await page.evaluate(() => {
			for (const id of ['file', 'out']) {
				const link = document.getElementById(id)!;
				link.addEventListener('click', (event) => event.preventDefault());
				link.click();
			}
			type Call = (name: string, options?: object) => void;
			(window as unknown as { thuocdo: Call }).thuocdo('Nộp phiếu', { props: { phieu: 'a' } });
		});
		await arrived(4);
		expect(received.slice(1)).toMatchObject([
			{ n: 'File Download', p: { url: `${origin}/van-ban/nghi-dinh.PDF` } },
			{ n: 'Outbound Link: Click', p: { url: 'http://khac.example.vn/a' } },
			{ n: 'Nộp phiếu', p: { phieu: 'a' } }
		]);
	});

	it('tells of a search and how much it found, and of a document, without ending a bounce', async () => {
		await page.goto(`${origin}/acts?trang=2&q=${encodeURIComponent('đất đai')}`);
		const [, search, document] = await arrived(3);
		expect(search).toMatchObject({
			...{ n: 'Site Search', p: { query: 'đất đai', results: '0' }, i: false }
		});
		expect(document).toMatchObject({
			...{ n: 'Document View', p: { document: '13/2012/QH13' }, i: false }
		});
		await page.evaluate(() => history.pushState({}, '', '/acts?tukhoa=phat'));
		await expect
			.poll(() => received.filter(({ n }) => n === 'Site Search').map(({ p }) => p))
			.toEqual([
				{ query: 'đất đai', results: '0' },
				{ query: 'phat', results: '0' }
			]);
	});

	it('tells of a rating, a quiz begun and handed in, and a form that would not go through, once', async () => {
		await page.goto(`${origin}/acts`);
		await arrived(2);
		await page.click('#rate');
		await page.click('#rate');
		await page.fill('#answer', 'không ai được biết');
		await page.click('#go');
		await page.click('#go');
		await page.click('#hand-in');
		await expect
			.poll(() => received.map(({ n, p }) => [n, p]))
			.toEqual(
				expect.arrayContaining([
					['Rating', { rating: '4', of: '13/2012/QH13' }],
					['Quiz Start', { quiz: 'Luật Đất đai' }],
					['Form Error', { form: 'contact', field: 'thu' }],
					['Quiz Finish', { quiz: 'Luật Đất đai', score: '8' }]
				])
			);
		const names = received.map(({ n }) => n);
		for (const name of ['Rating', 'Quiz Start', 'Form Error', 'Quiz Finish'])
			expect(names.filter((one) => one === name)).toHaveLength(1);
		expect(JSON.stringify(received)).not.toContain('không ai');
	});

	it.each([
		['globalPrivacyControl', true],
		['doNotTrack', '1']
	])('says nothing when the person asked for it: %s', async (name, value) => {
		await page.addInitScript(
			([key, wish]) => Object.defineProperty(navigator, key as string, { value: wish }),
			[name, value]
		);
		await page.goto(`${origin}/`);
		await page.evaluate(() => {
			history.pushState({}, '', '/khac');
			(window as unknown as { thuocdo: (name: string) => void }).thuocdo('Nộp phiếu');
		});
		await settled();
		await page.goto('about:blank');
		await settled();
		expect(received).toEqual([]);
	});

	it('takes the part after # for a page only when told to', async () => {
		await page.goto(`${origin}/#a`);
		await page.evaluate(() => (location.hash = 'b'));
		await page.goto(`${origin}/hash#a`);
		await page.evaluate(() => (location.hash = 'b'));
		await arrived(5);
		await settled();
		const views = received.filter(({ n }) => n === 'pageview');
		expect(views.map(({ u, h }) => [u.slice(origin.length), h])).toEqual([
			['/', 0],
			['/hash#a', 1],
			['/hash#b', 1]
		]);
	});

	it('counts a developer on localhost only when told to', async () => {
		const local = origin.replace('portal.example.vn', '127.0.0.1');
		await page.goto(`${local}/`);
		await settled();
		expect(received).toEqual([]);
		await page.goto(`${local}/local`);
		expect((await arrived(1))[0]).toMatchObject({ n: 'pageview', d: 'portal.example.vn' });
	});

	it('sends again with the same id when the network or the door fails', async () => {
		failures = ['close', 503];
		await page.goto(`${origin}/`);
		await arrived(3);
		expect(new Set(received.map(({ id }) => id)).size).toBe(1);
		await settled();
		expect(received).toHaveLength(3);
	});

	it('gives an event up after three repetitions', async () => {
		failures = Array.from({ length: 9 }, () => 503);
		await page.clock.install();
		await page.goto(`${origin}/`);
		for (const count of [1, 2, 3, 4]) {
			await arrived(count);
			await settled();
			await page.clock.fastForward(60_000);
		}
		await settled();
		expect(received).toHaveLength(4);
	});

	it('breaks no strict content security policy', () => expect(violations).toEqual([]));
});
