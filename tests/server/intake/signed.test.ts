import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'thuocdo-signed-'));
let server: RunningServer;
let key: { id: number; secret: string };

beforeAll(async () => {
	server = await startServer({ folder });
	await call('/api/v1/sites', { domain: 'a.gov.vn', name: 'A', unit: 'vn' });
	key = (await (await call('/api/v1/keys', { name: 'Máy chủ' })).json()) as typeof key;
}, 240_000);
afterAll(async () => {
	await server?.stop();
	rmSync(folder, { recursive: true, force: true });
}, 60_000);

function call(path: string, body: unknown, headers: Record<string, string> = {}) {
	return fetch(server.address + path, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${server.key}`,
			'content-type': 'application/json',
			...headers
		},
		body: typeof body === 'string' ? body : JSON.stringify(body)
	});
}

/** As a server signs that does not send its key. */
function signed(body: string, more: { time?: number; secret?: string; sent?: string } = {}) {
	const time = String(more.time ?? Math.floor(Date.now() / 1000));
	const hashed = createHash('sha256')
		.update(more.secret ?? key.secret)
		.digest('hex');
	const signature = createHmac('sha256', hashed).update(`${time}.${body}`).digest('hex');
	const headers = {
		...{ authorization: '', 'x-thuocdo-key': String(key.id), 'x-thuocdo-time': time },
		'x-thuocdo-signature': signature
	};
	return { send: () => call('/api/v1/events', more.sent ?? body, headers), headers };
}

const views = (count: number) =>
	Array.from({ length: count }, (_, page) => ({ site: 'a.gov.vn', url: `/${page}` }));

it('a server that signs its batch is believed, and the same batch again changes nothing', async () => {
	const { send } = signed(JSON.stringify(views(3)));
	const first = await send();
	expect(first.status).toBe(200);
	const answer = (await first.json()) as object;
	expect(answer).toMatchObject({ received: 3, stored: 3, items: [] });
	expect(await (await send()).json()).toEqual(answer);
});

it('a wrong signature, another body, an old one and a forged name are refused', async () => {
	const body = JSON.stringify(views(1));
	const now = Math.floor(Date.now() / 1000);
	for (const attempt of [
		signed(body, { secret: 'tdk_another' }),
		signed(body, { sent: JSON.stringify(views(2)) }),
		signed(body, { time: now - 301 }),
		signed(body, { time: now + 400 })
	]) {
		const answer = await attempt.send();
		expect(answer.status).toBe(401);
		expect(await answer.json()).toMatchObject({ problem: 'event.bad-signature' });
	}
	const { headers } = signed(body);
	const shouted = headers['x-thuocdo-signature'].toUpperCase();
	for (const more of [
		{ 'x-thuocdo-signature': `${headers['x-thuocdo-signature']}zz` },
		{ 'x-thuocdo-signature': shouted.replace(/^\d+$/, 'A') },
		{ 'x-thuocdo-key': '999999' },
		{ 'x-thuocdo-time': '' }
	])
		expect((await call('/api/v1/events', body, { ...headers, ...more })).status).toBe(401);
});

it('a signed batch sent again under another name does not count again', async () => {
	const { send, headers } = signed(JSON.stringify(views(4)));
	const answer: unknown = await (await send()).json();
	const renamed = await call('/api/v1/events', JSON.stringify(views(4)), {
		...headers,
		'idempotency-key': 'another'
	});
	expect(await renamed.json()).toEqual(answer);
});

it('a named batch gets the same answer again, at once too, and its name is not taken twice', async () => {
	const batch = [...views(2), { site: 'a.gov.vn', url: 7 }, { site: 'no.vn', url: '/' }];
	const send = (body: unknown, name = 'lô 1') =>
		call('/api/v1/events', body, { 'idempotency-key': encodeURIComponent(name) });
	const answers = await Promise.all([send(batch), send(batch), send(batch)]);
	const [first, ...others] = await Promise.all(answers.map((one) => one.json()));
	expect(first).toMatchObject({ received: 4, stored: 2, quarantined: 2, refused: 0 });
	for (const other of others) expect(other).toEqual(first);
	const changed = await send(views(5));
	expect([changed.status, await changed.json()]).toEqual([
		...[409, expect.objectContaining({ problem: 'event.other-batch' })]
	]);
	const within = { batch: 'lô 2', events: views(3) };
	const [one, two] = [await call('/api/v1/events', within), await call('/api/v1/events', within)];
	expect(await two.json()).toEqual(await one.json());
});

it('an event beyond 64 kB is refused by itself, in an array and in lines', async () => {
	const fat = { site: 'a.gov.vn', url: '/fat', props: { text: 'x'.repeat(64_001) } };
	for (const body of [
		JSON.stringify([...views(2), fat]),
		[...views(2), fat].map((one) => JSON.stringify(one)).join('\n')
	])
		expect(await (await call('/api/v1/events', body)).json()).toMatchObject({
			...{ received: 3, stored: 2, refused: 1 },
			items: [{ index: 2, outcome: 'refused', reason: 'too-large' }]
		});
});

it('a named batch sent again after a restart gets the same answer and counts nothing twice', async () => {
	const within = { batch: 'lô 3', events: views(6) };
	const given = await (await call('/api/v1/events', within)).json();
	expect(given).toMatchObject({ stored: 6 });
	const stored = async () => {
		const answer = await fetch(`${server.address}/api/v1/daily?site=a.gov.vn&dimension=total`, {
			headers: { authorization: `Bearer ${server.key}` }
		});
		const { days, behind } = (await answer.json()) as {
			days: { events: number }[];
			behind: unknown[];
		};
		return behind.length ? -1 : days.reduce((sum, { events }) => sum + events, 0);
	};
	await expect.poll(stored, { timeout: 90_000, interval: 500 }).toBeGreaterThan(6);
	const before = await stored();
	await server.kill();
	server = await startServer({ folder });
	expect(await (await call('/api/v1/events', within)).json()).toEqual(given);
	const more = { batch: 'lô 4', events: views(1) };
	expect((await call('/api/v1/events', more)).status).toBe(200);
	await expect.poll(stored, { timeout: 90_000, interval: 500 }).toBe(before + 1);
}, 240_000);
