/**
 * What Matomo's own importer of access logs (`import_logs.py`) sends, request by request: it asks for
 * the site at the root of the host, then sends pieces of its log in bulk.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '#lib/event.ts';
import { startServer, type RunningServer } from '../../server-process.ts';

const day = addDays(dayOf(Date.now()), -3);
const chrome =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';
/** Python's own client adds these. */
const headers = {
	'accept-encoding': 'identity',
	'user-agent': 'Matomo/LogImport',
	connection: 'close'
};

let server: RunningServer;
let site: { id: number; uuid: string };

beforeAll(async () => {
	server = await startServer();
	const made = await fetch(`${server.address}/api/v1/sites`, {
		method: 'POST',
		headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
		body: JSON.stringify({ domain: 'nhat-ky.example.vn', name: 'Nhật ký', unit: 'vn' })
	});
	expect(made.status).toBe(201);
	site = (await made.json()) as typeof site;
}, 240_000);
afterAll(() => server?.stop(), 60_000);

/** A question to the API of Matomo, as a form with its parameters in this order. */
async function ask(
	method: string,
	more: Record<string, string>,
	{ token = server.key, path = '/' } = {}
) {
	const answer = await fetch(server.address + path, {
		method: 'POST',
		headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({
			...{ module: 'API', format: 'json', method: `SitesManager.${method}` },
			...{ filter_limit: '-1', token_auth: token, ...more }
		}).toString()
	});
	return { status: answer.status, content: (await answer.json()) as unknown };
}

/** One line of a log as the importer tells it. */
const hit = (path: string, second: string, more: object = {}) => ({
	...{ rec: '1', apiv: '1', url: `https://nhat-ky.example.vn${path}`, urlref: '' },
	...{ cip: '203.0.113.4', cdt: `${day} 03:04:${second}`, idsite: String(site.id) },
	...{ queuedtracking: '0', dp: '1', ua: chrome, cvar: '{"1": ["HTTP-code", "200"]}' },
	...{ bw_bytes: 512, ...more }
});

async function send(requests: unknown[], token = server.key) {
	const answer = await fetch(`${server.address}/matomo.php?queuedtracking=0`, {
		method: 'POST',
		headers: { ...headers, 'content-type': 'application/json' },
		body: JSON.stringify({ token_auth: token, requests })
	});
	return { status: answer.status, content: (await answer.json()) as unknown };
}

async function counted(dimension: string): Promise<Record<string, number>> {
	const query = new URLSearchParams({
		...{ from: day, to: day, site: 'nhat-ky.example.vn', dimension }
	});
	const answer = await fetch(`${server.address}/api/v1/daily?${query}`, {
		headers: { authorization: `Bearer ${server.key}` }
	});
	const { days } = (await answer.json()) as { days: { value: string; events: number }[] };
	return Object.fromEntries(days.map(({ value, events }) => [value, events]));
}

describe('the importer of Matomo', () => {
	it('finds the site it was given, by number, domain or UUID, with its address', async () => {
		const found = {
			...{ idsite: String(site.id), name: 'Nhật ký', main_url: 'https://nhat-ky.example.vn' }
		};
		for (const idSite of [String(site.id), 'nhat-ky.example.vn', site.uuid])
			for (const path of ['/', '/index.php', '/index.php/'])
				expect(await ask('getSiteFromId', { idSite }, { path })).toEqual({
					...{ status: 200, content: found }
				});
		const { content } = await ask('getAllSites', {});
		expect((content as Record<string, unknown>)[site.id]).toEqual(found);
	});

	it('finds the site of a host that stands in the log, and hears when there is none', async () => {
		const hosts = ['nhat-ky.example.vn', 'www.nhat-ky.example.vn', 'NHAT-KY.example.vn:443'];
		for (const url of hosts)
			expect((await ask('getSitesIdFromSiteUrl', { url })).content).toEqual([
				{ idsite: String(site.id) }
			]);
		expect((await ask('getSitesIdFromSiteUrl', { url: 'khac.example.vn' })).content).toEqual([]);
	});

	it('is told in a sentence what it prints: no such site, a wrong key, sites are made elsewhere', async () => {
		const none = await ask('getSiteFromId', { idSite: '999999' });
		expect(none).toMatchObject({ status: 200, content: { result: 'error' } });
		const wrong = await ask('getSiteFromId', { idSite: String(site.id) }, { token: 'sai' });
		expect(wrong.content).toEqual({
			...{ result: 'error', message: expect.stringContaining('token_auth') as string }
		});
		expect(await ask('getAllSites', {}, { token: 'sai' })).toMatchObject({ status: 403 });
		const added = await ask('addSite', { siteName: 'a.vn', 'urls[0]': 'http://a.vn' });
		expect(added.content).toMatchObject({ result: 'error' });
		const strange = await ask('getAllSites', {}).then(() =>
			fetch(server.address, { method: 'POST', body: 'gì đó' })
		);
		expect(strange.status).toBe(422);
	});

	it('has its lines counted, once even when it sends a piece twice', async () => {
		const requests = [
			hit('/van-ban?so=1', '01', { urlref: 'https://www.google.com/' }),
			hit('/luat.pdf', '02', { download: 'https://nhat-ky.example.vn/luat.pdf' }),
			// The log named no browser; and a line whose host has no site becomes null.
			hit('/gioi-thieu', '03', { ua: '' }),
			null,
			hit('/van-ban?so=1', '01', { urlref: 'https://www.google.com/' })
		];
		const answer = { status: 'success', tracked: 4, invalid: 1, invalid_indices: [3] };
		expect(await send(requests)).toEqual({ status: 200, content: answer });
		expect(await send(requests)).toEqual({ status: 200, content: answer });
		expect((await send(requests, 'sai')).content).toMatchObject({ tracked: 0, invalid: 5 });
		await expect
			.poll(() => counted('page'), { timeout: 60_000, interval: 500 })
			.toEqual({
				...{ '/van-ban': 2, '/gioi-thieu': 1, '/luat.pdf': 1 }
			});
		expect(await counted('event')).toEqual({ pageview: 3, 'File Download': 1 });
		// The download belongs to the visit that came from the search engine.
		expect(await counted('source')).toEqual({ Google: 3, direct: 1 });
		expect(await counted('bot')).toEqual({});
	}, 120_000);
});
