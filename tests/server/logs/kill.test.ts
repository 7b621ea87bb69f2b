/** An import whose command or server is killed goes on where it was, and counts every line once. */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { addDays, dayOf } from '#lib/event.ts';
import { startServer, type RunningServer } from '../../server-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'thuocdo-log-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = 250_000;
const day = addDays(dayOf(Date.now()), -2);
const log = join(folder, 'access.log');

/** Every third line is a picture, every hundredth makes no sense. */
function write(): void {
	const [year, month, date] = day.split('-');
	const name = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[Number(month) - 1];
	const text: string[] = [];
	for (let index = 0; index < lines; index++) {
		const second = String(index % 60).padStart(2, '0');
		const path = index % 3 === 0 ? '/a.png' : `/trang-${index % 50}`;
		const stamp = `${date}/${name}/${year}:05:05:${second} +0000`;
		text.push(
			index % 100 === 99
				? 'dòng rác'
				: `198.51.100.${index % 250} - - [${stamp}] "GET ${path} HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:99.0) Gecko/20100101 Firefox/${index % 99}.0"`
		);
	}
	writeFileSync(log, text.join('\n') + '\n');
}

/** Runs the command and gives what it complained of; `killed` ends it early. */
function importLog(server: RunningServer, killed?: Promise<unknown>): Promise<string> {
	const words = ['--site', 'nhat-ky.example.vn', '--create-site', '--unit', 'vn'];
	const child = spawn(
		process.execPath,
		[
			...['scripts/import-log.mjs', ...words, '--server', server.address],
			...['--key', server.key, log]
		],
		{ stdio: ['ignore', 'ignore', 'pipe'] }
	);
	void killed?.then(() => child.kill('SIGKILL'));
	let complaint = '';
	child.stderr.on('data', (part: Buffer) => (complaint += part.toString()));
	return new Promise((done) => child.once('close', () => done(complaint)));
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function asked<Answer>(server: RunningServer, path: string): Promise<Answer> {
	const headers = { authorization: `Bearer ${server.key}` };
	return (await (await fetch(server.address + path, { headers })).json()) as Answer;
}

it('goes on through the end of its command and kill -9 of the server, each line once', async () => {
	write();
	const data = join(folder, 'data');
	let server = await startServer({ folder: data });
	await importLog(server, pause(randomInt(600, 1500)));
	for (let round = 0; round < 3; round++) {
		const killed = pause(randomInt(400, 1200)).then(() => server.kill());
		await importLog(server, killed);
		await killed;
		server = await startServer({ folder: data });
	}
	expect(await importLog(server)).toBe('');

	const sensible = [...Array(lines).keys()].filter((index) => index % 100 !== 99);
	const pageViews = sensible.filter((index) => index % 3 !== 0).length;
	const { imports } = await asked<{ imports: object[] }>(server, '/api/v1/logs');
	expect(imports).toHaveLength(1);
	expect(imports[0]).toMatchObject({
		...{ lines, understood: sensible.length, notUnderstood: lines / 100, pageViews },
		byReason: { static: sensible.length - pageViews }
	});
	const query = `/api/v1/daily?from=${day}&to=${day}&site=nhat-ky.example.vn&dimension=event`;
	await expect
		.poll(
			async () => (await asked<{ days: { events: number }[] }>(server, query)).days[0]?.events,
			{ timeout: 120_000, interval: 1000 }
		)
		.toBe(pageViews);
	const { intake } = await asked<{ intake: { ledger: object } }>(server, '/api/health');
	expect(intake.ledger).toMatchObject({
		...{ stored: pageViews, duplicate: 0, bot: 0, quarantined: lines / 100 }
	});
	await server.stop();
}, 400_000);
