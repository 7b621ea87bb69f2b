import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { gather } from '../senders.ts';
import { startServer } from '../server-process.ts';

const kills = Number(process.env.KILLS ?? 10);
const folder = mkdtempSync(join(tmpdir(), 'thuocdo-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function pause(milliseconds: number): Promise<void> {
	return new Promise((done) => setTimeout(done, milliseconds));
}

it(
	`counts every acknowledged event exactly once through ${kills} kill -9 at random moments`,
	async () => {
		const senders = gather();
		let server = await startServer({ folder });
		await senders.begin(server);
		for (let round = 0; round < kills; round++) {
			await senders.stream(
				server,
				pause(randomInt(200, 1600)).then(() => server.kill())
			);
			server = await startServer({ folder });
		}
		// What was never acknowledged is sent once more, and this time answered.
		await senders.stream(server, pause(500));
		await server.stop();
		expect(senders.resent()).toBeGreaterThan(0);
		await senders.expectCountedOnce(folder);
	},
	400_000 + kills * 20_000
);
