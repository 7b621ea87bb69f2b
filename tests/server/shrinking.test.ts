import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shrinking } from '../../scripts/shrinking.mjs';

const long = 'Phổ biến, giáo dục pháp luật. '.repeat(200);
let address: string;
const server = createServer();

beforeAll(async () => {
	const shrink = await shrinking();
	server.on('request', (request, response) =>
		shrink(request, response, () => {
			const { searchParams } = new URL(request.url ?? '/', 'http://here.invalid');
			response.setHeader('content-type', searchParams.get('type') ?? 'text/html');
			const kept = searchParams.get('kept');
			if (kept) response.setHeader('content-disposition', kept);
			response.end(long);
		})
	);
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

async function ask(path: string, type: string, method = 'GET', kept = '') {
	const query = new URLSearchParams({ type, kept });
	const answer = await fetch(`${address}${path}?${query}`, {
		method,
		headers: { 'accept-encoding': 'br' }
	});
	expect(await answer.text()).toBe(long);
	return answer.headers.get('content-encoding');
}

test('pages and JSON are written compressed, and come out whole', async () => {
	for (const type of ['text/html', 'application/json', 'application/problem+json'])
		expect(await ask('/phieu/ky-1', type), type).toBe('br');
});

test('downloads and packed files are left as they are', async () => {
	for (const type of ['image/png', 'application/zip', 'application/pdf', 'text/csv'])
		expect(await ask('/tep', type), type).toBeNull();
	expect(await ask('/tep', 'application/json', 'GET', 'attachment; filename="a.json"')).toBeNull();
});

test('answers that hold a key or a one-time link are never compressed', async () => {
	for (const path of [
		'/dat-mat-khau',
		'/thiet-lap',
		'/quan-tri/khoa',
		'/tai-khoan',
		'/api/v1/keys'
	])
		expect(await ask(path, 'text/html'), path).toBeNull();
	expect(await ask('/phieu/ky-1', 'text/html', 'POST')).toBeNull();
	expect(await ask('/quan-trinh', 'text/html')).toBe('br');
});

test('a compressed page is smaller than a tenth of what it says', async () => {
	const { request } = await import('node:http');
	const bytes = await new Promise<Buffer>((done) =>
		request(`${address}/?type=text/html`, { headers: { 'accept-encoding': 'br' } }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('end', () => done(Buffer.concat(parts)));
		}).end()
	);
	expect(bytes.length).toBeLessThan(long.length / 10);
	expect(brotliDecompressSync(bytes).toString()).toBe(long);
});
