/** The citizens' door of the built server: kills, hostile payloads, slow senders. */
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { solve } from '#lib/citizen-proof.ts';
import { needs } from '../../citizens.ts';
import { startServer, type RunningServer } from '../../server-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'thuocdo-citizens-'));
const env = { TRUSTED_PROXIES: '1' };
const slug = 'nhu-cau-2026';
let server: RunningServer;
let code: string;

async function administer(method: string, path: string, body?: object) {
	const answer = await fetch(`${server.address}/api/v1${path}`, {
		method,
		headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
		...(body && { body: JSON.stringify(body) })
	});
	expect(answer.status, `${method} ${path}`).toBeLessThan(300);
	return (await answer.json()) as Record<string, unknown>;
}

beforeAll(async () => {
	server = await startServer({ folder, env });
	await administer('POST', '/campaigns', {
		...{ slug, survey: 'nhu-cau', audience: 'citizens', titleVi: 'Nhu cầu', titleEn: 'Needs' },
		...{ periodFrom: '2026-01-01', periodTo: '2026-12-31' },
		opensAt: '2026-01-01T00:00:00Z',
		closesAt: '2036-01-01T00:00:00Z'
	});
	await administer('POST', `/campaigns/${slug}/state`, { state: 'open' });
	const { links } = await administer('POST', `/campaigns/${slug}/links`, { unit: 'vn' });
	code = (links as { code: string }[])[0]!.code;
}, 400_000);
afterAll(async () => {
	await server?.stop();
	rmSync(folder, { recursive: true, force: true });
}, 60_000);

type Answer = { status: number; problem: string; text: string };

async function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Answer> {
	const address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
	const answer = await fetch(`${server.address}/api/v1/answers`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-forwarded-for': address, ...headers },
		body
	});
	const text = await answer.text();
	const problem = (JSON.parse(text) as { problem?: string }).problem ?? '';
	return { status: answer.status, problem, text };
}

const send = (data: unknown, more: object = {}) =>
	post(JSON.stringify({ link: code, id: randomUUID(), data, ...more }));

const received = async () =>
	((await administer('GET', `/campaigns/${slug}/citizens`)).total as { received: number }).received;

describe('the door', () => {
	it('acknowledges with 201, the same with 200, and names what else it finds', async () => {
		const body = JSON.stringify({ link: code, id: randomUUID(), data: needs(), seconds: 200 });
		const first = await post(body);
		expect(first.status).toBe(201);
		expect(await post(body)).toEqual({ ...first, status: 200 });
		expect(await post('{"a":')).toMatchObject({ status: 400, problem: 'request.malformed' });
		expect(await post('x', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
		expect(await post(body, { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
		expect(await post(body, { origin: 'https://xa.example' })).toMatchObject({ status: 403 });
		const large = await send({ NC36: 'x'.repeat(400_000) });
		expect(large).toMatchObject({ status: 413, problem: 'request.too-large' });
	});

	const payloads: [string, unknown][] = [
		['a question no form has', needs({ XX99: 'a' })],
		['a system question', needs({ unit_id: 3, surplus: false })],
		['keys of the prototype', JSON.parse('{"NC00":"dong_y","__proto__":{"admin":true}}')],
		['constructor deep inside', needs({ NC14: { constructor: { prototype: { x: '1' } } } })],
		['an object for text', needs({ NC36: { a: 1 } })],
		['a list for a choice', needs({ NC01: ['nguoi_dan'] })],
		['a long text', needs({ NC36: 'á'.repeat(5000) })],
		['too many choices', needs({ NC12: Array.from({ length: 800 }, () => 'dat_dai') })],
		['a choice by its label', needs({ NC01: 'Người dân' })],
		['a choice in capitals', needs({ NC01: 'NGUOI_DAN' })],
		['a number as text', needs({ NC01: 'cb_khac', NC09: '3' })],
		['a number beyond the scale', needs({ NC01: 'cb_khac', NC09: 99 })],
		['a Vietnamese decimal', needs({ NC01: 'cb_khac', NC09: '3,5' })],
		['full-width digits', needs({ NC01: 'cb_khac', NC09: '３' })],
		['a half', needs({ NC01: 'cb_khac', NC09: 3.5 })],
		['null for a choice', needs({ NC01: null })],
		['NUL in text', needs({ NC36: 'a\u0000b' })],
		['a lone surrogate', needs({ NC36: 'a\ud800b' })],
		['a bidirectional override', needs({ NC36: 'a\u202eb' })],
		['“none” beside others', needs({ NC16: ['none', 'kho_hieu'] })],
		['a comment of 100 kB', needs({ 'NC12-Comment': 'x'.repeat(100_000) })],
		['a row no table has', needs({ NC14: { moi: 'chua' } })],
		[
			'a file inside',
			needs({ NC36: [{ name: 'a.svg', content: 'data:image/svg+xml;base64,AAAA' }] })
		]
	];
	it.each(payloads)('refuses %s with the questions named', async (_, data) => {
		expect(await send(data)).toMatchObject({ status: 422, problem: 'response.malformed' });
	});

	it('refuses what JSON can hide: deep nesting, huge numbers, numbers that are none', async () => {
		const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
		const raw = (data: string) => post(`{"link":"${code}","id":"${randomUUID()}","data":${data}}`);
		expect(await raw(`{"NC36":${deep}}`)).toMatchObject({ status: 422 });
		expect(await raw('{"NC09":1e999}')).toMatchObject({ problem: 'response.malformed' });
		for (const number of ['NaN', 'Infinity', '0x10', '-'])
			expect(await raw(`{"NC09":${number}}`)).toMatchObject({ status: 400 });
	});

	it('refuses a name that stands twice, though either value would do, and stores nothing', async () => {
		const id = randomUUID();
		const data = JSON.stringify(needs());
		const twice = [
			`{"link":"${code}","id":"${id}","data":${data.replace('{', '{"NC00":"khong",')}}`,
			`{"link":"${code}","id":"${id}","data":${data.replace('{', '{"NC\\u00300":"dong_y",')}}`,
			`{"link":"${code}","id":"${id}","data":{"NC00":"khong"},"data":${data}}`,
			`{"link":"${code}","id":"${randomUUID()}","id":"${id}","data":${data}}`
		];
		for (const body of twice)
			expect(await post(body), body).toMatchObject({ status: 400, problem: 'request.malformed' });
		expect((await send(needs(), { id })).status).toBe(201);
		const answer = await fetch(`${server.address}/api/v1/keys`, {
			method: 'POST',
			headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
			body: '{"name":"một","name":"hai"}'
		});
		expect(answer.status).toBe(400);
	});

	it('takes a number only as a number, however a text of digits is spaced', async () => {
		const spaced = [
			'1 000',
			'1\u00a0000',
			'3\u00a0',
			'\u20093',
			'3\u202f',
			'\ufeff3',
			' 3',
			'3 ',
			''
		];
		for (const text of spaced)
			expect(await send(needs({ NC01: 'cb_khac', NC09: text })), text).toMatchObject({
				...{ status: 422, problem: 'response.malformed' }
			});
	});

	it('takes decomposed Vietnamese as the same text, and the same answers after a resend', async () => {
		const id = randomUUID();
		const text = 'Hòa giải ở cơ sở';
		expect((await send(needs({ NC36: text.normalize('NFD') }), { id })).status).toBe(201);
		expect((await send(needs({ NC36: text }), { id })).status).toBe(200);
	});

	it('believes the link about the place, whatever the body says', async () => {
		const id = randomUUID();
		const claims = {
			id,
			unitId: 1,
			unit: '01',
			campaign: 'khac',
			source: 'paper',
			receivedAt: 'x'
		};
		expect((await send(needs(), claims)).status).toBe(201);
		const { units } = await administer('GET', `/campaigns/${slug}/citizens`);
		expect((units as { unitCode: string }[]).map(({ unitCode }) => unitCode)).toEqual(['vn']);
	});

	it('goes on answering others while many connections drip their bodies', async () => {
		const { port } = new URL(server.address);
		const sockets = Array.from({ length: 200 }, () => {
			const socket = connect(Number(port), '127.0.0.1');
			socket.on('error', () => {});
			socket.write(
				'POST /api/v1/answers HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n' +
					'content-length: 5000\r\n\r\n{"link":'
			);
			return socket;
		});
		const drip = setInterval(() => sockets.forEach((socket) => socket.write(' ')), 100);
		const all = await Promise.all(Array.from({ length: 50 }, () => send(needs())));
		expect(all.every(({ status }) => status === 201)).toBe(true);
		clearInterval(drip);
		for (const socket of sockets) socket.destroy();
	});

	it('lets a whole commune behind one address through, and asks a flood for work', async () => {
		const headers = { 'x-forwarded-for': '203.0.113.9' };
		const knock = async () => {
			const body = { link: code, id: randomUUID(), data: needs() };
			const first = await post(JSON.stringify(body), headers);
			if (first.status !== 429) return [first.status];
			const { details } = JSON.parse(first.text) as {
				details: { challenge: { seed: string; bits: number } };
			};
			const { challenge } = details;
			const proof = { seed: challenge.seed, nonce: await solve({ ...challenge }) };
			return [429, (await post(JSON.stringify({ ...body, proof }), headers)).status];
		};
		const all: number[][] = [];
		for (let count = 0; count < 130; count += 10)
			all.push(...(await Promise.all(Array.from({ length: 10 }, knock))));
		expect(all.filter(([first]) => first === 429).length).toBeGreaterThan(0);
		expect(all.every((statuses) => statuses.at(-1) === 201)).toBe(true);
	}, 120_000);
});

const kills = 4;
it(`keeps every acknowledged answer exactly once through ${kills} kill -9 in a stream`, async () => {
	const before = await received();
	const fresh = () => JSON.stringify({ link: code, id: randomUUID(), data: needs(), seconds: 200 });
	const inHand = Array.from({ length: 24 }, fresh);
	let acknowledged = 0;
	let unanswered = 0;
	const stream = async (sender: number, isOver: () => boolean) => {
		while (!isOver()) {
			const answer = await post(inHand[sender]!).catch(() => undefined);
			if (!answer) return void unanswered++;
			if (answer.status === 503) continue;
			expect([200, 201]).toContain(answer.status);
			acknowledged++;
			inHand[sender] = fresh();
		}
	};
	const streams = async (over: Promise<unknown>) => {
		let isOver = false;
		void over.then(() => (isOver = true));
		await Promise.all([...inHand.map((_, sender) => stream(sender, () => isOver)), over]);
	};
	const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
	for (let round = 0; round < kills; round++) {
		await streams(pause(randomInt(300, 1500)).then(() => server.kill()));
		server = await startServer({ folder, env });
	}
	await streams(pause(500));
	expect(unanswered).toBeGreaterThan(0);
	expect(acknowledged).toBeGreaterThan(50);
	expect(await received()).toBe(before + acknowledged);
	for (let turn = 0; turn < 300; turn++) {
		const health = (await (await fetch(`${server.address}/api/health`)).json()) as {
			citizens: { unchecked: number; undelivered: number };
		};
		if (health.citizens.unchecked === 0 && health.citizens.undelivered === 0) break;
		await pause(200);
	}
	const { total } = await administer('GET', `/campaigns/${slug}/citizens`);
	expect(total).toMatchObject({ waiting: 0, counted: before + acknowledged });
}, 300_000);
