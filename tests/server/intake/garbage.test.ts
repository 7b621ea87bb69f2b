import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import * as batch from '#lib/server/intake/batch.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import * as plausible from '#lib/server/intake/plausible.ts';
import * as ledger from '#lib/server/ledger.ts';
import * as sites from '#lib/server/sites.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const intake = await intakes.open(sql, warehouse, { background: false });
const sender = { ip: '203.0.113.9', userAgent: 'Mozilla/5.0 Firefox/140.0', now: Date.now() };
const nasty = [
	'__proto__',
	'constructor',
	'toString',
	'\ud800',
	'a\udc00b',
	'\0',
	'a\u0000b',
	'\u202e',
	'Ho\u0300a',
	'"; drop table events; --',
	'\\',
	'\n',
	'\t["',
	'💥'.repeat(400)
];
const word = fc.oneof(
	fc.constantFrom(...nasty),
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.string({ maxLength: 300 })
);
const anything = fc.anything({ key: word, values: [word, fc.double(), fc.boolean()], maxDepth: 3 });

beforeAll(async () => {
	const [unit] = await sql<{ id: number }[]>`
		insert into units (level, key) values ('nation', 'nation/test') returning id`;
	await sites.create(sql, undefined, { domain: 'a.gov.vn', name: 'A', unitId: unit!.id });
	await intake.refreshSites();
});

async function settled() {
	await intake.settle();
	const balance = await ledger.balance(sql);
	expect(await ledger.unbalanced(sql)).toEqual([]);
	const [raw] = await warehouse.rows<{ n: number }>('select count() as n from events');
	expect(raw!.n).toBe(balance.stored + balance.bot);
	expect(await sql`select 1 from journal`).toHaveLength(0);
	return balance;
}

describe('the doors for events', () => {
	it('answer any text without breaking, and the ledger balances', async () => {
		await fc.assert(
			fc.asyncProperty(fc.oneof(word, fc.json({ stringUnit: 'binary' })), async (text) => {
				await plausible.take(intake, text, sender, false);
				await batch.take(sql, intake, text).catch((problem) => {
					expect(problem.problem).toMatch(/^request\./);
				});
			}),
			{ numRuns: 150 }
		);
		await settled();
	});

	it('take in events with any names, values and keys, and load every one of them', async () => {
		const before = await settled();
		let accepted = 0;
		const event = fc.record(
			{ name: word, url: word, props: fc.dictionary(word, word), ip: word, userAgent: word },
			{ requiredKeys: [] }
		);
		await fc.assert(
			fc.asyncProperty(fc.array(event, { maxLength: 8 }), async (list) => {
				const events = list.map((one) => ({ url: '/x', ...one, domain: 'a.gov.vn' }));
				const answer = await batch.take(sql, intake, JSON.stringify(events));
				expect(answer.received).toBe(list.length);
				expect(answer.stored + answer.items.length).toBe(list.length);
				accepted += answer.stored + answer.bots;
			}),
			{ numRuns: 120 }
		);
		const after = await settled();
		expect(after.stored + after.bot - before.stored - before.bot).toBe(accepted);
	});

	it('say what is wrong with items of wrong types and keep the others', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(anything, { maxLength: 5 }), async (list) => {
				const good = { domain: 'a.gov.vn', url: '/fine' };
				const answer = await batch.take(sql, intake, JSON.stringify([...list, good]));
				expect(answer.received).toBe(list.length + 1);
				expect(answer.items.some(({ index }) => index === list.length)).toBe(false);
			}),
			{ numRuns: 80 }
		);
		await settled();
	});

	it('keep a property called __proto__ as a property', async () => {
		const text = '{"n":"probe","u":"https://a.gov.vn/","p":{"__proto__":"1","constructor":"2"}}';
		expect(await plausible.take(intake, text, sender, false)).toEqual({ dropped: 0 });
		await settled();
		expect(await warehouse.rows(`select props from events where name = 'probe'`)).toEqual([
			{
				props: Object.fromEntries([
					['__proto__', '1'],
					['constructor', '2']
				])
			}
		]);
	});

	it.each(['{', '', '[]', 'null', '"x"', '5', '{"n":1e999}'])(
		'answer %j to the tracker with what is wrong',
		async (text) => {
			expect(await plausible.take(intake, text, sender, false)).toHaveProperty('errors');
		}
	);

	it('refuse bodies that unpack beyond the limit, or not at all', async () => {
		const bomb = new Uint8Array(gzipSync(Buffer.alloc(batch.largestBatch + 1)));
		await expect(batch.unpacked(bomb, 'gzip')).rejects.toMatchObject({
			problem: 'request.too-large'
		});
		await expect(batch.unpacked(new Uint8Array([1, 2]), 'gzip')).rejects.toMatchObject({
			problem: 'request.malformed'
		});
		await expect(batch.unpacked(new Uint8Array(), 'br')).rejects.toMatchObject({
			problem: 'request.unknown-type'
		});
	});

	it('count events of unknown sites and of people who opted out as refused', async () => {
		const before = await settled();
		const text = '{"n":"pageview","u":"https://a.gov.vn/","d":"a.gov.vn,nowhere.vn"}';
		expect(await plausible.take(intake, text, sender, false)).toEqual({ dropped: 1 });
		expect(await plausible.take(intake, text, sender, true)).toEqual({ dropped: 2 });
		const after = await settled();
		expect(after.refused - before.refused).toBe(3);
		expect(after.stored - before.stored).toBe(1);
	});
});
