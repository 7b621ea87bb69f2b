import { describe, expect, it } from 'vitest';
import * as intakes from '#lib/server/intake/intake.ts';
import type { Knock } from '#lib/server/intake/knock.ts';
import * as limits from '#lib/server/intake/limits.ts';
import * as plausible from '#lib/server/intake/plausible.ts';
import * as umami from '#lib/server/intake/umami.ts';
import * as ledger from '#lib/server/ledger.ts';
import { chrome } from '../../events.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const rates = { address: { burst: 10, perSecond: 2 }, key: { burst: 100, perSecond: 20 } };
const refused = (act: () => void) => {
	try {
		act();
	} catch (problem) {
		return (problem as { details: { seconds: number } }).details.seconds;
	}
	return undefined;
};

describe('the limits of a sender', () => {
	it('let a burst through, then so much a second, and say how long to wait', () => {
		let now = 1_000_000;
		const limit = limits.open(rates, () => now);
		for (let event = 0; event < 10; event++) limit.address('203.0.113.1', 1);
		expect(refused(() => limit.address('203.0.113.1', 4))).toBe(2);
		expect(refused(() => limit.address('203.0.113.2', 1))).toBeUndefined();
		now += 2000;
		expect(refused(() => limit.address('203.0.113.1', 4))).toBeUndefined();
		expect(limit.refused()).toEqual([[0, 'refused', 'too-many-of-address', 4]]);
		expect(limit.refused()).toEqual([]);
	});

	it('take one subscriber’s addresses as one, and leave this machine alone', () => {
		const limit = limits.open(rates, () => 0);
		for (let event = 0; event < 10; event++) limit.address(`2001:db8:1:2::${event}`, 1);
		expect(refused(() => limit.address('2001:db8:1:2:ffff::9', 1))).toBe(1);
		expect(refused(() => limit.address('2001:db8:1:3::1', 1))).toBeUndefined();
		for (const own of ['127.0.0.1', '::1', '::ffff:127.0.0.1', ''])
			for (let event = 0; event < 30; event++) limit.address(own, 1);
	});

	it('take a list that is larger than any burst when nothing came before it', () => {
		let now = 0;
		const limit = limits.open(rates, () => now);
		limit.key(7, 5000);
		expect(refused(() => limit.key(7, 1))).toBeGreaterThan(200);
		expect(refused(() => limit.key(8, 1))).toBeUndefined();
		now += 300_000;
		expect(refused(() => limit.key(7, 1))).toBeUndefined();
	});

	it('can be lifted', () => {
		const limit = limits.open(limits.ratesOf(0), () => 0);
		for (let list = 0; list < 100; list++) limit.address('203.0.113.1', 1e9);
	});
});

it('a door refuses what is too much with 429, and the ledger has it', async () => {
	const sql = await freshPostgres();
	const warehouse = await freshWarehouse();
	const intake = await intakes.open(sql, warehouse, { background: false, rates });
	const knock: Knock = {
		...{ method: 'POST', search: '', address: '203.0.113.1', body: Buffer.from('[]') },
		header: (name) => (name === 'user-agent' ? chrome : undefined)
	};
	for (let event = 0; event < 10; event++) await plausible.answer({ sql, intake }, knock);
	const thrown = await plausible.answer({ sql, intake }, knock).catch((problem) => problem);
	expect(thrown).toMatchObject({ problem: 'event.too-many', status: 429 });
	const reply = umami.refuse(thrown);
	expect([reply.status, reply.headers['retry-after']]).toEqual([429, '1']);
	await intake.settle();
	expect(await ledger.balance(sql)).toMatchObject({ received: 1, refused: 1 });
	expect(await ledger.unbalanced(sql)).toEqual([]);
});
