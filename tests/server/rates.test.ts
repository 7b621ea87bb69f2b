/** How often a password may be tried, and that strangers cannot keep the owner out. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as rates from '#lib/server/rates.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tries = async (limits: rates.SignInLimits, email: string, address: string, count: number) => {
	const answers = await Promise.allSettled(
		Array.from({ length: count }, () => limits.attempt(email, address))
	);
	return answers.filter(({ status }) => status === 'fulfilled').length;
};
const wait = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);
const refusal = (limits: rates.SignInLimits, email: string, address: string) =>
	limits.attempt(email, address).then(
		() => 0,
		(problem: { details: { seconds: number } }) => problem.details.seconds
	);

test('five tries from one address, however many come at once', async () => {
	expect(await tries(rates.signIns(), 'an@example.vn', '203.0.113.1', 50)).toBe(5);
});

test('the wait doubles each time and says its seconds', async () => {
	const limits = rates.signIns();
	const waits: number[] = [];
	for (let round = 0; round < 4; round++) {
		await tries(limits, 'an@example.vn', '203.0.113.1', 5);
		const seconds = await refusal(limits, 'an@example.vn', '203.0.113.1');
		waits.push(seconds);
		wait(seconds + 1);
	}
	expect(waits).toEqual([60, 120, 240, 480]);
});

test('a stranger at another address does not make the owner wait', async () => {
	const limits = rates.signIns();
	await tries(limits, 'an@example.vn', '203.0.113.1', 30);
	expect(await refusal(limits, ' An@example.vn', '198.51.100.7')).toBe(0);
});

test('many strangers meet the cap of the account, its owner at a known address does not', async () => {
	const limits = rates.signIns();
	await limits.attempt('an@example.vn', '198.51.100.7');
	await limits.succeed('an@example.vn', '198.51.100.7');
	let passed = 0;
	for (let host = 1; host <= 40; host++)
		passed += await tries(limits, 'an@example.vn', `203.0.113.${host}`, 5);
	expect(passed).toBe(100);
	expect(await refusal(limits, 'an@example.vn', '198.51.100.7')).toBe(0);
	expect(await refusal(limits, 'binh@example.vn', '203.0.113.1')).toBe(0);
});

test('one address cannot go through many accounts', async () => {
	const limits = rates.signIns();
	let passed = 0;
	for (let one = 0; one < 150; one++)
		passed += await tries(limits, `p${one}@example.vn`, '203.0.113.1', 1);
	expect(passed).toBe(100);
});

test('a right password forgets the wrong ones before it', async () => {
	const limits = rates.signIns();
	await tries(limits, 'an@example.vn', '203.0.113.1', 4);
	await limits.attempt('an@example.vn', '203.0.113.1');
	await limits.succeed('an@example.vn', '203.0.113.1');
	expect(await tries(limits, 'an@example.vn', '203.0.113.1', 5)).toBe(5);
});

test('an IPv6 subscriber counts as one address', () => {
	expect(rates.network('2001:db8:1:2:aaaa::1')).toBe(rates.network('2001:DB8:1:2::2'));
	expect(rates.network('2001:db8:1:2::1')).not.toBe(rates.network('2001:db8:1:3::1'));
	expect(rates.network('::1')).toBe('0:0:0:0');
	expect(rates.network('::ffff:203.0.113.9')).toBe('203.0.113.9');
});
