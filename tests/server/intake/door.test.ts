import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as intakes from '#lib/server/intake/intake.ts';
import * as ledger from '#lib/server/ledger.ts';
import * as sites from '#lib/server/sites.ts';
import { addressFrom } from '../../../src/routes/address.ts';
import { plan } from '../../../src/routes/api/event/plan.ts';
import { onNode } from '../../../src/routes/door.ts';
import { chrome } from '../../events.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const intake = await intakes.open(sql, warehouse, { background: false });
let server: Server;
let address = '';
let port = 0;

beforeAll(async () => {
	const [unit] = await sql<{ id: number }[]>`
		insert into units (level, key) values ('nation', 'nation/test') returning id`;
	await sites.create(sql, undefined, { domain: 'a.gov.vn', name: 'A', unitId: unit!.id });
	await intake.refreshSites();
	server = createServer(onNode(plan, { sql, intake }, 0));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	({ port } = server.address() as AddressInfo);
	address = `http://127.0.0.1:${port}/api/event`;
});
afterAll(() => new Promise((done) => server.close(done)));

const view = { n: 'pageview', u: 'https://a.gov.vn/x', d: 'a.gov.vn', r: null };

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
	const own = { 'user-agent': chrome, 'content-type': 'text/plain', ...headers };
	return fetch(address, { method: 'POST', headers: own, body });
}

async function stored(): Promise<number> {
	await intake.settle();
	return (await ledger.balance(sql)).stored;
}

describe('the door for single events', () => {
	it('answers 202 ok to any page of any site, and the event is counted', async () => {
		const before = await stored();
		const answer = await post(JSON.stringify(view));
		expect([answer.status, await answer.text()]).toEqual([202, 'ok']);
		expect(answer.headers.get('access-control-allow-origin')).toBe('*');
		expect(answer.headers.get('x-plausible-dropped')).toBeNull();
		expect(await stored()).toBe(before + 1);
	});

	it('says how many sites did not count the event: unknown sites, robots, people who opted out', async () => {
		const before = await stored();
		const text = JSON.stringify({ ...view, d: 'a.gov.vn, b.gov.vn' });
		const dropped = async (headers: Record<string, string>) =>
			(await post(text, headers)).headers.get('x-plausible-dropped');
		expect(await dropped({})).toBe('1');
		expect(await dropped({ 'user-agent': 'Googlebot/2.1' })).toBe('2');
		expect(await dropped({ 'sec-gpc': '1' })).toBe('2');
		expect(await dropped({ dnt: '1' })).toBe('2');
		expect(await stored()).toBe(before + 1);
	});

	it('counts an event of ours that is sent twice once', async () => {
		const before = await stored();
		const text = JSON.stringify({ ...view, id: 'b7f4a1a0-0000-4000-8000-00000000000a' });
		expect((await post(text)).status).toBe(202);
		expect((await post(text)).status).toBe(202);
		expect(await stored()).toBe(before + 1);
	});

	it('answers 400 with what is wrong', async () => {
		const answer = await post('{"n":"pageview"');
		expect(answer.status).toBe(400);
		expect(await answer.json()).toEqual({
			errors: { request: 'Unable to parse request body as json' }
		});
		expect((await post('{"n":"pageview"}')).status).toBe(400);
	});

	it('refuses five megabytes and goes on talking on the same connection', async () => {
		const large = JSON.stringify({ ...view, p: 'x'.repeat(5_000_000) });
		const small = JSON.stringify(view);
		const head = (length: number) =>
			`POST /api/event HTTP/1.1\r\nhost: x\r\nuser-agent: ${chrome}\r\ncontent-length: ${length}\r\n\r\n`;
		const socket = connect(port, '127.0.0.1');
		let answers = '';
		socket.on('data', (part) => (answers += part.toString()));
		socket.write(head(large.length) + large + head(small.length) + small);
		await expect
			.poll(() => answers.match(/HTTP\/1\.1 \d+/g))
			.toEqual([...['HTTP/1.1 413', 'HTTP/1.1 202']]);
		expect(answers).toContain('request.too-large');
		socket.destroy();
	});

	it('lives on when a sender breaks off in the middle', async () => {
		const socket = connect(port, '127.0.0.1');
		socket.write('POST /api/event HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{"n":');
		await new Promise((done) => setTimeout(done, 50));
		socket.destroy();
		expect((await post(JSON.stringify(view))).status).toBe(202);
	});
});

describe('the address of a sender', () => {
	const forged = '6.6.6.6, 203.0.113.5, 10.0.0.2';
	it.each([
		[0, '10.0.0.1'],
		[1, '10.0.0.2'],
		[2, '203.0.113.5'],
		[9, '6.6.6.6']
	])('with %i trusted proxies is %s', (proxies, found) => {
		expect(addressFrom(forged, proxies, '10.0.0.1')).toBe(found);
	});

	it('is the other end of the connection where no header came', () => {
		expect(addressFrom('', 2, '10.0.0.1')).toBe('10.0.0.1');
		expect(addressFrom(' , ', 2, undefined)).toBe('');
	});
});
