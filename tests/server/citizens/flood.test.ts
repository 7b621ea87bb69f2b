import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { solve, solves } from '#lib/citizen-proof.ts';
import type { Challenge } from '#lib/citizen.ts';
import type { Problem } from '#lib/problem.ts';
import * as floods from '#lib/server/citizens/flood.ts';

const link = 'abcdefgh';
const commune = '203.0.113.7';
const rates = { ...floods.usual, bits: 3 };

/** Knocks once; the challenge when one was set. */
function knock(flood: floods.Flood, address: string, more: Partial<floods.Knock> = {}) {
	try {
		flood.pass({ address, link, id: randomUUID(), ...more });
		return undefined;
	} catch (thrown) {
		const { problem, details } = thrown as Problem;
		expect(problem).toBe('citizen.slow-down');
		return details.challenge as Challenge;
	}
}

/** Sends one answer as the page does: when asked, it does the calculation and sends again. */
async function send(flood: floods.Flood, address: string): Promise<boolean> {
	const id = randomUUID();
	const challenge = knock(flood, address, { id });
	if (!challenge) return true;
	const nonce = await solve(challenge);
	return knock(flood, address, { id, proof: { seed: challenge.seed, nonce } }) === undefined;
}

it('lets every citizen of a commune behind one address through, however many come at once', async () => {
	const flood = floods.open(rates);
	const all = await Promise.all(Array.from({ length: 600 }, () => send(flood, commune)));
	expect(all.every(Boolean)).toBe(true);
});

it('makes a flood from one address pay more and more, while others pass without a calculation', async () => {
	let now = Date.now();
	const flood = floods.open(rates, () => now);
	let asked = 0;
	let bits = 0;
	for (let count = 0; count < 1500; count++) {
		now += 5;
		const id = randomUUID();
		const challenge = knock(flood, commune, { id });
		if (!challenge) continue;
		asked++;
		bits = Math.max(bits, challenge.bits);
		const nonce = await solve(challenge);
		expect(knock(flood, commune, { id, proof: { seed: challenge.seed, nonce } })).toBeUndefined();
		if (count % 100 === 0) expect(knock(flood, `198.51.100.${count / 100}`)).toBeUndefined();
	}
	expect(asked).toBeGreaterThan(1200);
	expect(bits).toBeGreaterThanOrEqual(rates.bits + 3);
	now += 30 * 60_000;
	expect(knock(flood, commune)).toBeUndefined();
});

it('does not take a flood from many addresses of one IPv6 network for many people', () => {
	const flood = floods.open(rates);
	const asked = Array.from({ length: 300 }, (_, index) =>
		knock(flood, `2001:db8:1:2::${(index + 1).toString(16)}`)
	);
	expect(asked.filter(Boolean).length).toBeGreaterThan(150);
});

it('asks everyone on a link for a calculation when the link itself is flooded from everywhere', () => {
	const flood = floods.open({ ...rates, link: { burst: 50, perSecond: 1 } });
	const asked = Array.from({ length: 100 }, (_, index) => knock(flood, `198.51.100.${index}`));
	expect(asked.filter(Boolean).length).toBe(50);
	expect(knock(flood, commune, { link: 'hgfedcba' })).toBeUndefined();
});

it('takes a proof once, for the answers and the address it was made for, and not for ever', async () => {
	let now = Date.now();
	const none = { burst: 0, perSecond: 0 };
	const flood = floods.open({ address: none, link: none, bits: 8 }, () => now);
	const make = async () => {
		const challenge = knock(flood, commune)!;
		return { seed: challenge.seed, nonce: await solve(challenge) };
	};
	const id = randomUUID();
	const proof = await make();
	expect(knock(flood, commune, { id, proof })).toBeUndefined();
	expect(knock(flood, commune, { id, proof })).toBeUndefined();
	expect(knock(flood, commune, { proof })).toBeDefined();
	expect(knock(flood, '198.51.100.9', { proof: await make() })).toBeDefined();
	const old = await make();
	now += 6 * 60_000;
	expect(knock(flood, commune, { proof: old })).toBeDefined();
});

it('does not believe a seed that the server did not sign, an easier one, or a wrong number', async () => {
	const none = { burst: 0, perSecond: 0 };
	const flood = floods.open({ address: none, link: none, bits: 12 });
	const { seed, bits } = knock(flood, commune)!;
	const nonce = await solve({ seed, bits });
	const [until, , random, mac] = seed.split('.');
	const easier = `${until}.1.${random}.${mac}`;
	const forged = { seed: easier, nonce: await solve({ seed: easier, bits: 1 }) };
	expect(knock(flood, commune, { proof: forged })).toBeDefined();
	let wrong = 0;
	while (solves({ seed, bits }, String(wrong))) wrong++;
	expect(knock(flood, commune, { proof: { seed, nonce: String(wrong) } })).toBeDefined();
	expect(knock(flood, commune, { proof: { seed: '', nonce: '' } })).toBeDefined();
	expect(knock(flood, commune, { proof: { seed, nonce } })).toBeUndefined();
});
