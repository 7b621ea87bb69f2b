/** Sends through a real HTTP server; Node has no browser database, so forms wait in memory here. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { solves } from '#lib/citizen-proof.ts';
import type { Sending } from '#lib/citizen.ts';
import { mintId } from '#lib/offline/kept.ts';
import * as queue from '#lib/offline/queue.ts';

type Reply = { status: number; body: object; headers?: Record<string, string> };
const link = 'abcd2345';
const receipt = {
	receipt: '1A2B-3C4D-5E6F',
	receivedAt: '2026-11-24T10:00:00.000Z',
	counted: true
};
const form = (): Sending => ({ link, id: mintId(), data: { NC01: 'nguoi_dan' }, seconds: 90 });

let server: Server;
let reply: (sent: Sending) => Reply;
let received: Sending[] = [];
let cookies: (string | undefined)[] = [];
const native = globalThis.fetch;

async function bodyOf(request: IncomingMessage): Promise<Sending> {
	let text = '';
	for await (const part of request) text += String(part);
	return JSON.parse(text) as Sending;
}

beforeAll(async () => {
	server = createServer((request, response) => {
		void bodyOf(request).then((sent) => {
			received.push(sent);
			cookies.push(request.headers.cookie);
			const { status, body, headers } = reply(sent);
			response.writeHead(status, { 'content-type': 'application/json', ...headers });
			response.end(JSON.stringify(body));
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(() => new Promise((done) => server.close(done)));
beforeEach(() => {
	const { port } = server.address() as AddressInfo;
	received = [];
	cookies = [];
	reply = () => ({ status: 201, body: receipt });
	globalThis.fetch = (path, options) => native(`http://127.0.0.1:${port}${String(path)}`, options);
});
afterEach(async () => {
	globalThis.fetch = native;
	await queue.forget(link);
});

describe('the queue of finished forms', () => {
	it('sends a form, keeps its receipt and none of its answers', async () => {
		const one = form();
		await queue.add(one);
		const { arrived, left } = await queue.sendWaiting();
		expect(received).toEqual([one]);
		expect(arrived).toEqual([{ ...receipt, id: one.id, link }]);
		expect(left).toBe(0);
		expect(await queue.waiting(link)).toEqual([]);
		expect(JSON.stringify(await queue.sent(link))).not.toContain('NC01');
	});

	it('keeps a form while there is no connection, and sends it under the same id later', async () => {
		const one = form();
		await queue.add(one);
		const online = globalThis.fetch;
		globalThis.fetch = () => Promise.reject(new TypeError('no connection'));
		expect(await queue.sendWaiting()).toMatchObject({ left: 1, again: null, arrived: [] });
		globalThis.fetch = online;
		await queue.sendWaiting();
		expect(received.map(({ id }) => id)).toEqual([one.id]);
	});

	it('waits as long as a busy server asks', async () => {
		await queue.add(form());
		reply = () => ({ status: 503, body: {}, headers: { 'retry-after': '7' } });
		expect(await queue.sendWaiting()).toMatchObject({ left: 1, again: 7 });
		expect(await queue.waiting(link)).toHaveLength(1);
	});

	it('does the calculation a crowded server asks for', async () => {
		await queue.add(form());
		const challenge = { seed: 'hạt giống', bits: 10 };
		reply = ({ proof }) =>
			proof && solves(challenge, proof.nonce)
				? { status: 201, body: receipt }
				: { status: 429, body: { problem: 'citizen.slow-down', details: challenge } };
		expect((await queue.sendWaiting()).arrived).toHaveLength(1);
		expect(received).toHaveLength(2);
	});

	it('keeps a form that is refused, with the reason, and does not send it again', async () => {
		await queue.add(form());
		reply = () => ({
			status: 410,
			body: { problem: 'citizen.closed', title: 'Đợt khảo sát đã kết thúc.' }
		});
		await queue.sendWaiting();
		const { refused } = await queue.sendWaiting();
		expect(received).toHaveLength(1);
		expect(refused[0]?.refused).toMatchObject({ problem: 'citizen.closed' });
	});

	it('lets a form wait while its survey is paused', async () => {
		await queue.add(form());
		reply = () => ({ status: 409, body: { problem: 'citizen.paused' } });
		expect(await queue.sendWaiting()).toMatchObject({ left: 1, refused: [] });
	});

	it('sends once when a page and a worker begin at the same time', async () => {
		await queue.add(form());
		await Promise.all([queue.sendWaiting(), queue.sendWaiting(), queue.sendWaiting()]);
		expect(received).toHaveLength(1);
	});

	it('holds a form once however often it is put in', async () => {
		const one = form();
		await queue.add(one);
		await queue.add(one);
		expect(await queue.waiting(link)).toHaveLength(1);
	});

	it('says that memory does not outlive the page', async () => {
		expect(await queue.isLasting()).toBe(false);
	});

	it('sends no cookie', async () => {
		await queue.add(form());
		await queue.sendWaiting();
		expect(cookies).toEqual([undefined]);
	});
});
