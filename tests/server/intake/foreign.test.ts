import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import * as intakes from '#lib/server/intake/intake.ts';
import { uuidOfSite } from '#lib/server/intake/identity.ts';
import type { Knock } from '#lib/server/intake/knock.ts';
import * as matomo from '#lib/server/intake/matomo.ts';
import * as plausible from '#lib/server/intake/plausible.ts';
import * as umami from '#lib/server/intake/umami.ts';
import * as keys from '#lib/server/keys.ts';
import * as ledger from '#lib/server/ledger.ts';
import * as sites from '#lib/server/sites.ts';
import { chrome } from '../../events.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const intake = await intakes.open(sql, warehouse, { background: false });
const hall = { sql, intake };
const now = () => Math.floor(Date.now() / 1000);
let secret = '';
let siteId = 0;

beforeAll(async () => {
	const [unit] = await sql<{ id: number }[]>`
		insert into units (level, key) values ('nation', 'nation/test') returning id`;
	siteId = (await sites.create(sql, undefined, { domain: 'a.gov.vn', name: 'A', unitId: unit!.id }))
		.id;
	const [user] = await sql<{ id: number }[]>`
		insert into users (email, name, role, unit_id, password_hash)
		values ('may@a.vn', 'Máy', 'administrator', ${unit!.id}, '') returning id`;
	({ secret } = await keys.create(sql, undefined, { name: 'may', userId: user!.id }));
	await intake.refreshSites();
});

const knock = (body: unknown, headers: Record<string, string> = {}, search = ''): Knock => ({
	...{ method: body === undefined ? 'GET' : 'POST', search, address: '203.0.113.1' },
	header: (name) => ({ 'user-agent': chrome, ...headers })[name],
	body: Buffer.from(
		body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
	)
});
const json = ({ body }: { body: string | Uint8Array }) => JSON.parse(String(body)) as object;

/** What reached the warehouse since this was last asked. */
async function arrived() {
	await intake.settle();
	expect(await ledger.unbalanced(sql)).toEqual([]);
	const rows = await warehouse.rows<Record<string, unknown>>(
		'select name, path, toString(visitor) as visitor, toUnixTimestamp(time) as at, props from events order by time, name'
	);
	await warehouse.command('truncate table events');
	return rows;
}

describe('the door of Umami', () => {
	const send = async (payload: object, headers = {}, type = 'event') =>
		umami.send(hall, knock({ type, payload }, headers));

	it('knows a site by number, domain and UUID, and says what is wrong with anything else', async () => {
		for (const website of [siteId, String(siteId), 'www.a.gov.vn', uuidOfSite('a.gov.vn')])
			expect((await send({ website, url: '/' })).status).toBe(200);
		for (const [payload, field] of [
			[{ url: '/' }, 'website'],
			[{ website: 'a.gov.vn', name: 'x'.repeat(51) }, 'name'],
			[{ website: 'a.gov.vn', data: [1] }, 'data'],
			[{ website: 'a.gov.vn', url: 'data:text/html,x' }, 'url'],
			[{ website: 'a.gov.vn', timestamp: '1' }, 'timestamp'],
			[{ website: 'a.gov.vn', timestamp: now() + 31_536_000 }, 'timestamp'],
			[{ website: 'a.gov.vn', timestamp: now() - 2 * 86_400 }, 'timestamp']
		] as const) {
			const reply = await send(payload);
			expect([reply.status, json(reply)]).toEqual([
				400,
				{ error: expect.objectContaining({ code: 'bad-request', properties: expect.anything() }) }
			]);
			expect(String(reply.body)).toContain(`"${field}"`);
		}
		expect((await send({ website: 'a.gov.vn' }, {}, 'anything')).status).toBe(400);
		expect(await arrived()).toHaveLength(4);
	});

	it('believes a moment, an address and a user agent of senders with a key only', async () => {
		const payload = {
			website: 'a.gov.vn',
			url: '/x',
			ip: '198.51.100.7',
			userAgent: 'Firefox/140'
		};
		await send(payload);
		await send({ website: 'a.gov.vn', url: '/x' });
		const trusted = { authorization: `Bearer ${secret}` };
		await send({ ...payload, timestamp: now() - 40 * 86_400 }, trusted);
		await send({ ...payload, timestamp: now() - 60 }, trusted);
		const [old, recent, ...plain] = await arrived();
		expect(old!['at']).toBeLessThan(now() - 39 * 86_400);
		expect(new Set(plain.map(({ visitor }) => visitor)).size).toBe(1);
		expect(recent!['visitor']).not.toBe(plain[0]!['visitor']);
	});

	it('follows nobody: no identity is kept and the token is the same for everyone', async () => {
		const one = json(await send({ website: 'a.gov.vn', url: '/', id: 'nguyen.van.a' }));
		const two = json(
			await send(
				{ website: 'a.gov.vn', url: '/', id: 'b' },
				{ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
			)
		);
		expect(two).toEqual(one);
		const named = await send({ website: 'a.gov.vn', data: { cccd: '0123' } }, {}, 'identify');
		expect(named.status).toBe(200);
		expect(JSON.stringify(await arrived())).not.toMatch(/nguyen|cccd/);
	});

	it('takes a list item by item', async () => {
		const item = (url: string) => ({ type: 'event', payload: { website: 'a.gov.vn', url } });
		const reply = await umami.batch(hall, knock([item('/1'), {}, item('/2')]));
		expect(json(reply)).toMatchObject({
			...{ size: 3, processed: 2, errors: 1, cache: expect.any(String) },
			details: [{ index: 1, response: { error: { status: 400 } } }]
		});
		expect((await umami.batch(hall, knock({}))).status).toBe(400);
		expect(await arrived()).toHaveLength(2);
	});
});

describe('the door of Matomo', () => {
	const get = (search: string, headers = {}) =>
		matomo.take(hall, knock(undefined, headers, search));
	const view = 'idsite=a.gov.vn&rec=1&url=https%3A%2F%2Fa.gov.vn%2Ftin';

	it('answers with a pixel, or with nothing when no image is wanted', async () => {
		const { status, headers, body } = await get(`${view}&action_name=Tin`);
		expect([status, headers['content-type'], body.length]).toEqual([200, 'image/gif', 43]);
		expect((await get(`${view}&send_image=0`)).status).toBe(204);
		expect((await get('')).status).toBe(200);
		const form = await matomo.take(hall, knock(view, { origin: 'https://a.gov.vn' }));
		expect(form.headers['access-control-allow-origin']).toBe('https://a.gov.vn');
		expect((await arrived()).map(({ name, path }) => [name, path])).toEqual(
			Array.from({ length: 3 }, () => ['pageview', '/tin'])
		);
	});

	it.each(['rec=1', 'idsite=1', 'idsite=99999&rec=1&url=http://a.vn/', `${view}&cdt=2026-01-01`])(
		'refuses %s',
		async (search) => {
			await expect(get(search)).rejects.toMatchObject({
				problem: 'request.malformed',
				status: 400
			});
		}
	);

	it('keeps the words of a search without numbers and addresses of people in it', async () => {
		const query = 'phạt 036099001234 của a.b@c.vn theo 100/2019, gọi 0912 345 678';
		await get(`${view}&search=${encodeURIComponent(query)}&search_count=0`);
		expect((await arrived())[0]!['props']).toEqual({
			...{ query: 'phạt ••• của ••• theo 100/2019, gọi •••', results: '0' }
		});
	});

	it('counts acts by their names, a ping as reading on, and leaves identities out', async () => {
		for (const more of [
			'&search=nh%C3%A0&search_count=3',
			'&download=https://a.gov.vn/a.pdf%3Fkhoa=1',
			'&e_c=Video&e_a=play&uid=ai',
			'&ping=1&_id=0123456789abcdef',
			`&cdt=${now() - 90 * 86_400}&cip=198.51.100.9&ua=Firefox&token_auth=${secret}`
		])
			expect((await get(view + more)).status).toBe(200);
		const rows = await arrived();
		expect(Object.fromEntries(rows.map(({ name, props }) => [name, props]))).toEqual({
			'Site Search': { query: 'nhà', results: '3' },
			'File Download': { url: 'https://a.gov.vn/a.pdf' },
			...{ 'Video: play': {}, engagement: {}, pageview: {} }
		});
		expect(JSON.stringify(rows)).not.toMatch(/0123456789abcdef|"ai"/);
	});
});

describe('both doors and that of Plausible', () => {
	it('count nobody who does not want to be counted', async () => {
		const before = (await ledger.balance(sql)).refused;
		const wish = { 'sec-gpc': '1' };
		const payload = { website: 'a.gov.vn', url: '/' };
		await umami.send(hall, knock({ type: 'event', payload }, wish));
		await matomo.take(hall, knock(undefined, wish, 'idsite=a.gov.vn&rec=1&url=http://a.gov.vn/'));
		await plausible.answer(hall, knock({ n: 'pageview', u: 'https://a.gov.vn/' }, wish));
		expect(await arrived()).toEqual([]);
		expect((await ledger.balance(sql)).refused - before).toBe(3);
	});

	it('answer any text without breaking, and the ledger balances', async () => {
		const item = fc.record(
			{ type: fc.constant('event'), payload: fc.object(), url: fc.anything() },
			{ requiredKeys: [] }
		);
		const text = fc.oneof(
			fc.json(),
			fc.string({ unit: 'binary' }),
			item.map((one) => JSON.stringify(one))
		);
		await fc.assert(
			fc.asyncProperty(text, async (body) => {
				for (const door of [umami.send, umami.batch, matomo.take, plausible.answer])
					await door(hall, knock(body)).catch((thrown: { problem: string }) =>
						expect(thrown.problem).toMatch(/^request\./)
					);
				await matomo
					.take(hall, knock(`{"requests":${body}}`))
					.catch((thrown) => expect(thrown.problem).toMatch(/^request\./));
			}),
			{ numRuns: 100 }
		);
		await arrived();
	});
});
