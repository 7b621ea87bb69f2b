import { afterEach, expect, test } from 'vitest';
import * as rests from '#lib/server/intake/rest.ts';
import type { Rest } from '#lib/server/intake/rest.ts';

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
let rest: Rest;
afterEach(() => rest.close());

/** Keeps the thread busy for a while, letting timers run in between. */
async function work(events: number): Promise<void> {
	for (let piece = 0; piece < 30; piece++) {
		const until = performance.now() + 20;
		while (performance.now() < until);
		rest.accepted(events / 30);
		await pause(0);
	}
}

test('loading rests while many events keep the thread busy, and goes on when it is calm', async () => {
	rest = rests.open(() => false);
	expect(rest.isOn()).toBe(false);
	await work(30_000);
	expect(rest.isOn()).toBe(true);
	await expect.poll(() => rest.isOn()).toBe(false);
});

test('a busy thread with few events is no reason to rest', async () => {
	rest = rests.open(() => false);
	await work(60);
	expect(rest.isOn()).toBe(false);
});

test('many events on an idle thread are no reason to rest', async () => {
	rest = rests.open(() => false);
	for (let turn = 0; turn < 10; turn++) {
		rest.accepted(3000);
		await pause(30);
	}
	expect(rest.isOn()).toBe(false);
});

test('resting ends after its time and begins again only when everything has been loaded', async () => {
	rest = rests.open(() => true, 200);
	expect(rest.isOn()).toBe(true);
	await expect.poll(() => rest.isOn()).toBe(false);
	await pause(300);
	expect(rest.isOn()).toBe(false);
	rest.caughtUp();
	expect(rest.isOn()).toBe(true);
});
