import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, dayOf, startOfDay } from '#lib/event.ts';
import { chrome } from '../../events.ts';
import { startServer, type RunningServer } from '../../server-process.ts';

let server: RunningServer;
const day = addDays(dayOf(Date.now()), -2);
const noon = startOfDay(day) + 12 * 3_600_000;

beforeAll(async () => {
	server = await startServer();
}, 240_000);
afterAll(() => server?.stop());

async function send(
	path: string,
	body: string | Uint8Array<ArrayBuffer>,
	headers: Record<string, string> = {}
) {
	const answer = await fetch(server.address + path, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${server.key}`,
			'content-type': 'application/json',
			'user-agent': chrome,
			...headers
		},
		body
	});
	const text = await answer.text();
	const isJson = answer.headers.get('content-type')?.includes('json');
	const content = (isJson ? JSON.parse(text) : text) as Record<string, unknown>;
	return { status: answer.status, content, headers: answer.headers };
}

function get(path: string): Promise<Response> {
	return fetch(server.address + path, { headers: { authorization: `Bearer ${server.key}` } });
}

const event = (id: string, more: object = {}) => ({
	...{ id, domain: 'api.gov.vn', time: noon, name: 'pageview', url: '/a', userAgent: chrome },
	...{ ip: '203.0.113.8', ...more }
});

it('an administrator names a site by domain and unit code, once', async () => {
	const site = { domain: 'https://www.API.gov.vn/', unit: 'vn', name: 'Cổng thử' };
	const made = await send('/api/v1/sites', JSON.stringify(site));
	expect(made).toMatchObject({ status: 201, content: { domain: 'api.gov.vn', name: 'Cổng thử' } });
	expect(await send('/api/v1/sites', JSON.stringify(site))).toMatchObject({ status: 409 });
	for (const wrong of [{}, [], { ...site, domain: '//' }, { ...site, unit: 'nowhere' }])
		expect(await send('/api/v1/sites', JSON.stringify(wrong))).toMatchObject({ status: 422 });
	expect(await (await get('/api/v1/sites')).json()).toMatchObject({
		sites: [{ domain: 'api.gov.vn' }]
	});
});

it('a batch needs a key', async () => {
	const answer = await send('/api/v1/events', '[]', { authorization: 'Bearer wrong' });
	expect(answer).toMatchObject({ status: 401, content: { problem: 'access.signed-out' } });
});

it('a batch is answered item by item and may be sent again', async () => {
	const list = [event('1'), event('2', { time: 'soon' }), event('3', { domain: 'no.vn' }), 7];
	const first = await send('/api/v1/events', JSON.stringify(list));
	expect(first).toMatchObject({
		status: 200,
		content: {
			...{ received: 4, stored: 1, duplicates: 0, refused: 0, quarantined: 3 },
			items: [
				{ index: 1, outcome: 'quarantined' },
				{ index: 2, outcome: 'quarantined', reason: 'unknown-site' },
				{ index: 3, outcome: 'quarantined' }
			]
		}
	});
	const lines = [event('1'), event('4', { time: new Date(noon + 60_000).toISOString() })]
		.map((one) => JSON.stringify(one))
		.join('\n');
	const packed = new Uint8Array(gzipSync(lines));
	const again = await send('/api/v1/events', packed, {
		...{ 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' }
	});
	expect(again.content).toMatchObject({ received: 2, stored: 1, duplicates: 1 });
});

it('totals follow by day and site, as JSON and CSV', async () => {
	const read = async () =>
		(await get(`/api/v1/daily?from=${day}&to=${day}&site=api.gov.vn`)).json() as Promise<{
			days: unknown[];
		}>;
	await expect.poll(read, { timeout: 30_000, interval: 500 }).toMatchObject({
		days: [{ day, domain: 'api.gov.vn', visits: 1, pageViews: 2, durationMs: 60_000 }],
		behind: []
	});
	const csv = await (
		await get(`/api/v1/daily?from=${day}&to=${day}&dimension=page&format=csv`)
	).text();
	expect(csv.split('\r\n')[1]).toMatch(new RegExp(`^${day};\\d+;api\\.gov\\.vn;page;/a;1;1;0;`));
	for (const wrong of ['from=yesterday', 'dimension=ip', 'to=2026-02-31', 'to=9999-01-01'])
		expect((await get(`/api/v1/daily?${wrong}`)).status).toBe(422);
}, 60_000);

it('trackers are answered through the framework as they are by the door', async () => {
	const view = JSON.stringify({ n: 'pageview', u: 'https://api.gov.vn/', d: 'api.gov.vn' });
	const headers = { 'content-type': 'text/plain', origin: 'https://api.gov.vn', authorization: '' };
	const answer = await send('/api/event', view, headers);
	expect(answer).toMatchObject({ status: 202, content: 'ok' });
	expect(answer.headers.get('access-control-allow-origin')).toBe('*');
	expect(await send('/api/event', '{', headers)).toMatchObject({ status: 400 });
	const preflight = await fetch(`${server.address}/api/event`, { method: 'OPTIONS' });
	expect(preflight.status).toBe(204);
	expect(preflight.headers.get('access-control-allow-headers')).toMatch(/^content-type\b/);
});

it('bodies beyond the limits are refused and the server stays well', async () => {
	const large = 'x'.repeat(5_000_000);
	const answer = await send('/api/event', large, { 'content-type': 'text/plain' }).catch(
		() => null
	);
	// The sender may still be writing when the connection is closed on it.
	if (answer) expect(answer.status).toBe(413);
	const many = JSON.stringify(Array.from({ length: 10_001 }, () => 1));
	expect(await send('/api/v1/events', many)).toMatchObject({ status: 413 });
	const bomb = new Uint8Array(gzipSync(Buffer.alloc(40_000_000)));
	expect(await send('/api/v1/events', bomb, { 'content-encoding': 'gzip' })).toMatchObject({
		status: 413
	});
	for (const text of ['', 'nonsense', '"x"', '{]'])
		expect((await send('/api/v1/events', text)).status).toBe(400);
	const health = (await (await get('/api/health')).json()) as Record<string, unknown>;
	expect(health).toMatchObject({ status: 'ok', versions: { clickhouse: expect.any(String) } });
	expect(Object.keys(health)).toEqual(
		expect.arrayContaining(['journalDepth', 'oldestUnloaded', 'dirtyDays', 'time'])
	);
});

it('anyone learns whether the platform works; only an administrator how each site is', async () => {
	const open = (await (await fetch(`${server.address}/api/health`)).json()) as object;
	expect(open).toMatchObject({ status: 'ok', journalDepth: expect.any(Number) });
	expect(open).toHaveProperty('lagSeconds');
	expect(open).not.toHaveProperty('intake');
	const known = (await (await get('/api/health')).json()) as { intake: { sites: object[] } };
	expect(known).toMatchObject({ intake: { unbalanced: 0, day: dayOf(Date.now()) } });
	expect(known.intake.sites).toMatchObject([{ domain: 'api.gov.vn' }]);
});

it('programs of an administrator settle the quarantine', async () => {
	const url = '/api/v1/quarantine';
	const act = (body: object) => send(url, JSON.stringify(body));
	const { groups } = (await (await get(url)).json()) as { groups: { cause: string }[] };
	expect(groups.map(({ cause }) => cause).sort()).toEqual([
		...['an event is an object', 'time: ISO 8601 or milliseconds', 'unknown-site']
	]);
	const rows = { kind: 'item', cause: 'unknown-site', siteId: 0 };
	const rule = { field: 'domain', value: 'api.gov.vn' };
	expect(await act({ act: 'try', rows, rule })).toMatchObject({
		content: { counts: { stored: 1, wrong: 0 } }
	});
	const listed = await get(`${url}?kind=item&cause=unknown-site&siteId=0`);
	expect(await listed.json()).toMatchObject({ waiting: 1, rows: [{ state: 'waiting' }] });
	expect(await act({ act: 'replay', rows, rule })).toMatchObject({ content: { stored: 1 } });
	expect(await act({ act: 'replay', rows, rule })).toMatchObject({ status: 409 });
	const others = { kind: 'item', cause: 'an event is an object', siteId: 0 };
	expect(await act({ act: 'discard', rows: others, reason: '' })).toMatchObject({ status: 422 });
	const gone = await act({ act: 'discard', rows: others, reason: 'Thử' });
	expect(gone).toMatchObject({ status: 200, content: { rows: 1 } });
	expect(await act({ act: 'restore', decision: gone.content['act'] })).toMatchObject({
		content: { rows: 1 }
	});
	for (const wrong of [{}, { act: 'replay' }, { act: 'try', rows: { ids: [] } }])
		expect(await act(wrong)).toMatchObject({ status: 422 });
});
