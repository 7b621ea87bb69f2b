/** An administrator brings in a portal's access logs from the command line, and a portal its tracker. */
import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const script = fileURLToPath(new URL('../../scripts/import-log.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'thuocdo-logs-'));

function run(words: string[], dataFolder = process.env.JOURNEY_DATA_DIR ?? '') {
	const env = { ...process.env, DATA_DIR: dataFolder, INIT_CWD: folder };
	return new Promise<{ code: number; output: string }>((done) =>
		execFile('node', [script, ...words], { env }, (error, stdout, stderr) =>
			done({ code: error ? Number(error.code) : 0, output: stdout + stderr })
		)
	);
}

const line = (number: number) =>
	`192.0.2.${number % 250} - - [17/May/2015:10:05:${String(number % 60).padStart(2, '0')} +0000] ` +
	`"GET /trang-${number} HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:38.0) Firefox/38.0"\n`;
const log = (length: number) => Array.from({ length }, (_, number) => line(number)).join('');

test('a log is imported once, however often, and whether packed or grown', async () => {
	const site = `nhat-ky-${Date.now()}.example.vn`;
	writeFileSync(join(folder, 'access.log'), log(3000));
	writeFileSync(join(folder, 'access.log.gz'), gzipSync(log(3001)));

	const unknown = await run(['--site', site, 'access.log']);
	expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('--create-site') });

	const first = await run(['--site', site, '--create-site', '--unit', '01', 'access.log']);
	expect(first.output).toMatch(/Hiểu được +3\.000/);
	expect(first.output).toMatch(/17\/05\/2015 +3\.000 +3\.000/);
	expect(first.code).toBe(0);

	const again = await run(['--site', site, 'access.log', 'access.log.gz', 'thieu.log']);
	expect(again.output).toContain('Không có dòng mới');
	expect(again.output).toContain('Đọc lần này: 1 dòng');
	expect(again.output).toMatch(/17\/05\/2015 +3\.001 +3\.001/);
	expect(again.output).toContain('thieu.log: không có tệp này');
	expect(again.code).toBe(1);
});

test('without a running server the command says how to start one', async () => {
	const { code, output } = await run(['--site', 'a.example.vn', 'access.log'], folder);
	expect(output).toContain('npm start');
	expect(code).toBe(1);
});

test("a portal's page loads the tracker from here and its events are taken", async ({
	page,
	baseURL
}) => {
	const portal = createServer((request, response) =>
		response
			.setHeader('content-type', 'text/html; charset=utf-8')
			.end(
				`<title>Cổng</title><script defer data-local data-domain="la.example.vn" src="${baseURL}/t.js"></script>`
			)
	);
	await new Promise<void>((done) => portal.listen(0, '127.0.0.1', done));
	const { port } = portal.address() as AddressInfo;
	const answered = page.waitForResponse((response) => response.url().endsWith('/api/event'));
	await page.goto(`http://127.0.0.1:${port}/`);
	const answer = await answered;
	expect(answer.status()).toBe(202);
	expect(JSON.parse(answer.request().postData() ?? '')).toMatchObject({
		n: 'pageview',
		u: `http://127.0.0.1:${port}/`,
		d: 'la.example.vn'
	});
	portal.close();
});
