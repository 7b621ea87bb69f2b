/**
 * Malformed events in great number: values of every kind from fast-check, and good lines with bits
 * turned by zzuf where it is installed. `MALFORMED=1000000` is the whole trial.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import * as batch from '#lib/server/intake/batch.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import * as ledger from '#lib/server/ledger.ts';
import * as sites from '#lib/server/sites.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const wanted = Number(process.env.MALFORMED ?? 12_000);
const lines = 1000;

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const intake = await intakes.open(sql, warehouse);
afterAll(() => intake.close());

const hasZzuf = spawnSync('zzuf', ['--version']).status === 0;
if (!hasZzuf) console.log('zzuf is not installed: only fast-check makes malformed events.');

const good = () =>
	JSON.stringify({
		...{ id: randomUUID(), domain: 'sai.gov.vn', url: '/van-ban/1', name: 'pageview' },
		...{ time: Date.now(), ip: '198.51.100.7', userAgent: 'Mozilla/5.0 Firefox/140.0' },
		props: { 'từ khóa': 'đất đai' }
	});

/** Good lines of which some bits were turned; a turned line break makes two lines, or one. */
function turned(seed: number): string {
	const text = Array.from({ length: lines }, good).join('\n');
	const words = ['-s', String(seed), '-r', '0.0002:0.004', '-P', '\\n'];
	const { stdout } = spawnSync('zzuf', words, { input: text, maxBuffer: 1e8 });
	return stdout.toString();
}

const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('', '\0', '/'));
const value = fc.oneof(word, fc.double(), fc.boolean(), fc.constant(null), fc.array(word));
const event = fc.record(
	{
		...{ id: value, domain: fc.oneof(fc.constant('sai.gov.vn'), value), url: value, name: value },
		...{ time: value, ip: value, userAgent: value, referrer: value, props: fc.object() },
		...{ scroll: value, engagementMs: value, interactive: value }
	},
	{ requiredKeys: [] }
);
const anything = fc.oneof({ weight: 4, arbitrary: event }, fc.anything({ maxDepth: 2 }));

function made(seed: number): string {
	return fc
		.sample(anything, { numRuns: lines, seed })
		.map((one) => JSON.stringify(one) ?? 'undefined')
		.join('\n');
}

it(`${wanted} malformed events break nothing: each is answered, and each refusal is counted by its reason`, async () => {
	const [unit] = await sql<{ id: number }[]>`
		insert into units (level, key) values ('nation', 'nation/test') returning id`;
	await sites.create(sql, undefined, { domain: 'sai.gov.vn', name: 'Sai', unitId: unit!.id });
	await intake.refreshSites();
	const told = { received: 0, stored: 0, duplicate: 0, bot: 0, quarantined: 0, refused: 0 };
	const reasons = new Map<string, number>();
	const heaps: number[] = [];
	for (let seed = 1; told.received < wanted; seed++) {
		// A body is a list of lines by its first line.
		const rest = hasZzuf && seed % 2 === 0 ? turned(seed) : made(seed);
		const text = `${good()}\n${rest}`;
		const answer = await batch.take(sql, intake, text);
		told.received += answer.received;
		told.stored += answer.stored;
		for (const { outcome, reason } of answer.items) {
			told[outcome]++;
			const key = `${outcome} ${outcome === 'duplicate' ? '' : reason}`;
			if (outcome !== 'bot') reasons.set(key, (reasons.get(key) ?? 0) + 1);
		}
		expect(answer.stored + answer.items.length).toBe(answer.received);
		if (seed % 10 === 0) heaps.push(process.memoryUsage().heapUsed / 1e6);
	}
	await intake.settle();
	expect(await ledger.unbalanced(sql)).toEqual([]);
	expect(await ledger.balance(sql)).toMatchObject(told);
	expect(told.quarantined).toBeGreaterThan(wanted / 10);
	const entered = await sql<{ outcome: string; reason: string; events: number }[]>`
		select outcome, case when outcome = 'duplicate' then '' else reason end as reason,
			sum(events)::int as events
		from ledger where outcome in ('duplicate', 'quarantined', 'refused')
		group by 1, 2`;
	expect(
		Object.fromEntries(
			entered.map(({ outcome, reason, events }) => [`${outcome} ${reason}`, events])
		)
	).toEqual(Object.fromEntries(reasons));
	const half = heaps.slice(heaps.length >> 1);
	const low = (list: number[]) => Math.min(...list);
	console.log('What became of them:', told, 'heap in MB, lowest of each half:', [
		low(heaps.slice(0, heaps.length >> 1)),
		low(half)
	]);
}, 3_600_000);
