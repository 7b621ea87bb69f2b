import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../server-process.ts';

/** A disk of its own, as small as both databases can live on. */
const disk = mkdtempSync(join(tmpdir(), 'thuocdo-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk]).status === 0;
afterAll(() => {
	if (mounted) spawnSync('umount', ['-l', disk]);
	rmSync(disk, { recursive: true, force: true });
});
if (!mounted) console.log('Not root: no disk of its own can be made, the trial is skipped.');

async function send(server: RunningServer, ids: string[]): Promise<Response> {
	const events = ids.map((id) => ({ id, domain: 'day.gov.vn', url: '/a', name: 'pageview' }));
	return call(server, 'POST', '/api/v1/events', events);
}

const call = (server: RunningServer, method: string, path: string, body?: object) =>
	fetch(server.address + path, {
		method,
		headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
		...(body && { body: JSON.stringify(body) })
	});

const health = async (server: RunningServer) =>
	(await (await fetch(`${server.address}/api/health`)).json()) as { journalDepth: number };

it.skipIf(!mounted)(
	'a full disk refuses with a time to come back before anything is lost, can be read, and needs no repair',
	async () => {
		const server = await startServer({ folder: join(disk, 'data'), env: { DISK_RESERVE: '60' } });
		const filler = join(disk, 'filler');
		const acknowledged: string[] = [];
		let refused = 0;
		try {
			const site = { domain: 'day.gov.vn', unit: 'vn', name: 'Đầy' };
			expect((await call(server, 'POST', '/api/v1/sites', site)).status).toBe(201);
			for (let step = 0; step < 400 && refused < 3; step++) {
				writeFileSync(filler, Buffer.alloc(2_000_000, 1), { flag: 'a' });
				// No disk fills so fast that the reserve is gone between two looks at it, half a second apart.
				await pause(40);
				const ids = Array.from({ length: 200 }, () => randomUUID());
				const answer = await send(server, ids);
				if (answer.ok) acknowledged.push(...ids);
				else {
					refused++;
					expect(answer.status).toBe(503);
					expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
					expect(await answer.json()).toMatchObject({ problem: 'server.disk-low' });
				}
			}
			expect(refused).toBe(3);
			expect(acknowledged.length).toBeGreaterThan(1000);
			for (const path of ['/', '/api/v1/sites', '/api/health', '/khao-sat'])
				expect((await call(server, 'GET', path)).status, path).toBe(200);
			const open = { n: 'pageview', u: 'https://day.gov.vn/', d: 'day.gov.vn' };
			const single = await call(server, 'POST', '/api/event', open);
			expect([single.status, single.headers.has('retry-after')]).toEqual([503, true]);

			rmSync(filler);
			const ids = Array.from({ length: 200 }, () => randomUUID());
			await expect
				.poll(async () => (await send(server, ids)).status, { timeout: 20_000 })
				.toBe(200);
			acknowledged.push(...ids);
			await expect
				.poll(async () => (await health(server)).journalDepth, { timeout: 60_000 })
				.toBe(0);
			const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
			const path = `/api/v1/daily?from=${today}&to=${today}`;
			await expect
				.poll(
					async () => {
						const { days } = (await (await call(server, 'GET', path)).json()) as {
							days: { events: number }[];
						};
						return days.reduce((sum, { events }) => sum + events, 0);
					},
					{ timeout: 60_000 }
				)
				.toBe(acknowledged.length);
		} finally {
			await server.stop();
		}
	},
	240_000
);
