/** A campaign's last moment, with the server gone over it: the record decides, not what ran. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { needs } from '../../citizens.ts';
import { startServer, type RunningServer } from '../../server-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'thuocdo-deadline-'));
const slug = 'han-cuoi';
let server: RunningServer | undefined;
afterAll(async () => {
	await server?.stop();
	rmSync(folder, { recursive: true, force: true });
}, 60_000);

async function call(method: string, path: string, body?: object) {
	const answer = await fetch(`${server!.address}/api/v1${path}`, {
		method,
		headers: { authorization: `Bearer ${server!.key}`, 'content-type': 'application/json' },
		...(body && { body: JSON.stringify(body) })
	});
	const content = (await answer.json()) as Record<string, unknown>;
	return { status: answer.status, content };
}

it('a server killed before a close and started after it takes only what was finished before', async () => {
	server = await startServer({ folder });
	await call('POST', '/campaigns', {
		...{ slug, survey: 'nhu-cau', audience: 'citizens', titleVi: 'Nhu cầu', titleEn: 'Needs' },
		...{ periodFrom: '2026-01-01', periodTo: '2026-12-31', opensAt: '2026-01-01T00:00:00Z' },
		closesAt: new Date(Date.now() + 3_600_000).toISOString()
	});
	await call('POST', `/campaigns/${slug}/state`, { state: 'open' });
	const { content } = await call('POST', `/campaigns/${slug}/links`, { unit: 'vn' });
	const link = (content.links as { code: string }[])[0]!.code;
	const send = (more: object = {}) =>
		call('POST', '/answers', { link, id: randomUUID(), data: needs(), seconds: 200, ...more });

	const closesAt = new Date(Date.now() + 9_000);
	await call('POST', `/campaigns/${slug}/state`, { state: 'paused' });
	const last = { state: 'open', closesAt: closesAt.toISOString() };
	expect((await call('POST', `/campaigns/${slug}/state`, last)).status).toBe(200);
	const inTime = { id: randomUUID() };
	expect((await send(inTime)).status).toBe(201);
	await server.kill();
	const left = closesAt.getTime() - Date.now();
	await new Promise((done) => setTimeout(done, Math.max(0, left) + 50));
	server = await startServer({ folder });

	const closed = { status: 410, content: { problem: 'citizen.closed' } };
	expect(await send()).toMatchObject(closed);
	const after = new Date(closesAt.getTime() + 1).toISOString();
	expect(await send({ finishedAt: after })).toMatchObject(closed);
	const before = { id: randomUUID(), finishedAt: new Date(closesAt.getTime() - 60_000) };
	expect((await send(before)).status).toBe(201);
	expect((await send(before)).status, 'sent again').toBe(200);
	expect((await send(inTime)).status, 'acknowledged before the kill').toBe(200);
	expect(await send({ finishedAt: '2036-01-01T00:00:00Z' })).toMatchObject(closed);

	await expect
		.poll(async () => (await call('GET', `/campaigns/${slug}/citizens`)).content, {
			...{ timeout: 30_000, interval: 300 }
		})
		.toMatchObject({ total: { received: 2, waiting: 0, counted: 2 } });
	const { content: suspects } = await call('GET', `/campaigns/${slug}/citizens/decisions`);
	const late = (suspects.answers as { id: string; flags: string[] }[]).filter(({ flags }) =>
		flags.includes('late')
	);
	expect(late.map(({ id }) => id)).toEqual([before.id]);
}, 400_000);
