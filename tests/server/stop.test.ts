import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { gather } from '../senders.ts';
import { startServer } from '../server-process.ts';

const stops = 3;
const folder = mkdtempSync(join(tmpdir(), 'thuocdo-stop-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function pause(milliseconds: number): Promise<void> {
	return new Promise((done) => setTimeout(done, milliseconds));
}

it(`counts every acknowledged event exactly once through ${stops} SIGTERM while busy`, async () => {
	const senders = gather();
	let server = await startServer({ folder });
	await senders.begin(server);
	for (let round = 0; round < stops; round++) {
		await senders.stream(
			server,
			pause(randomInt(300, 1000)).then(() => server.stop())
		);
		// It went by itself and in order: nobody had to kill it.
		expect([server.exitCode(), server.output()]).toEqual([0, expect.not.stringMatching(/error/i)]);
		server = await startServer({ folder });
	}
	await senders.stream(server, pause(300));
	await server.stop();
	expect(senders.resent()).toBeGreaterThan(0);
	await senders.expectCountedOnce(folder);
}, 200_000);
