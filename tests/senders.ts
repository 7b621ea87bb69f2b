/**
 * Senders that never give up: each keeps a request in hand until it has been acknowledged, whatever
 * happens to the server meanwhile. What was acknowledged must count exactly once.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'vitest';
import { addDays, dayOf, startOfDay } from '#lib/event.ts';
import * as days from '#lib/server/days.ts';
import { startPostgres } from '#lib/server/embedded/postgres.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import * as ledger from '#lib/server/ledger.ts';
import { connect as connectPostgres } from '#lib/server/postgres.ts';
import { connect as connectWarehouse } from '#lib/server/warehouse.ts';
import { idleGap } from '#lib/visit.ts';
import type { RunningServer } from './server-process.ts';

type Sent = { id: string; time: number; ip: string };

export type Senders = {
	/** Declares the sites that are sent to. */
	begin: (server: RunningServer) => Promise<void>;
	/** Sends from everyone until `over` resolves; each stops at its first unanswered request. */
	stream: (server: RunningServer, over: Promise<unknown>) => Promise<void>;
	/** Requests that got no answer and were sent again. */
	resent: () => number;
	/** Opens the stores of a stopped server and compares what stands there with what was acknowledged. */
	expectCountedOnce: (folder: string) => Promise<void>;
};

const chrome =
	'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

/** Three senders of batches of a past day, eight of single events that happen now. */
export function gather(): Senders {
	const pastDay = addDays(dayOf(Date.now()), -3);
	const batches = {
		inHand: Array.from({ length: 3 }, () => newBatch(pastDay)),
		acknowledged: [] as Sent[]
	};
	const singles = {
		inHand: Array.from({ length: 8 }, () => randomUUID()),
		acknowledged: [] as string[]
	};
	let resent = 0;

	async function streamBatches(server: RunningServer, sender: number, isOver: () => boolean) {
		while (!isOver()) {
			const batch = batches.inHand[sender]!;
			const events = batch.map((event) => ({
				...event,
				...{ domain: 'lo.gov.vn', url: '/a', userAgent: chrome }
			}));
			const answer = await post(server, '/api/v1/events', JSON.stringify(events));
			if (!answer?.ok) return void resent++;
			const { received, refused, quarantined } = (await answer.json()) as Record<string, number>;
			expect({ received, refused, quarantined }).toEqual({
				...{ received: batch.length, refused: 0, quarantined: 0 }
			});
			batches.acknowledged.push(...batch);
			batches.inHand[sender] = newBatch(pastDay);
		}
	}

	async function streamSingles(server: RunningServer, sender: number, isOver: () => boolean) {
		while (!isOver()) {
			const id = singles.inHand[sender]!;
			const event = { n: 'pageview', u: 'https://le.gov.vn/', d: 'le.gov.vn', id };
			const answer = await post(server, '/api/event', JSON.stringify(event));
			if (!answer?.ok) return void resent++;
			expect(answer.headers.get('x-plausible-dropped')).toBeNull();
			singles.acknowledged.push(id);
			singles.inHand[sender] = randomUUID();
		}
	}

	return {
		async begin(server) {
			for (const domain of ['lo.gov.vn', 'le.gov.vn']) {
				const body = JSON.stringify({ domain, unit: 'vn', name: domain });
				expect((await post(server, '/api/v1/sites', body))?.status).toBe(201);
			}
		},
		async stream(server, over) {
			let isOver = false;
			void over.then(() => (isOver = true));
			await Promise.all([
				...batches.inHand.map((_, sender) => streamBatches(server, sender, () => isOver)),
				...singles.inHand.map((_, sender) => streamSingles(server, sender, () => isOver)),
				over
			]);
		},
		resent: () => resent,
		expectCountedOnce: (folder) =>
			expectCountedOnce(folder, pastDay, batches.acknowledged, singles.acknowledged, resent)
	};
}

function newBatch(day: string): Sent[] {
	return Array.from({ length: randomInt(1, 120) }, () => ({
		id: randomUUID(),
		time: startOfDay(day) + randomInt(0, 86_400_000),
		ip: `198.51.100.${randomInt(0, 200)}`
	}));
}

async function post(
	server: RunningServer,
	path: string,
	body: string
): Promise<Response | undefined> {
	const headers = {
		'content-type': 'application/json',
		'user-agent': chrome,
		...(path.startsWith('/api/v1') ? { authorization: `Bearer ${server.key}` } : {})
	};
	try {
		const answer = await fetch(server.address + path, { method: 'POST', headers, body });
		const text = await answer.text();
		return new Response(text, { status: answer.status, headers: answer.headers });
	} catch {
		return undefined;
	}
}

async function expectCountedOnce(
	folder: string,
	pastDay: string,
	ofBatches: Sent[],
	ofSingles: string[],
	resent: number
): Promise<void> {
	const postgres = await startPostgres(join(folder, 'postgres'));
	const sql = connectPostgres(postgres);
	const warehouse = await connectWarehouse({ folder: join(folder, 'clickhouse') });
	try {
		const intake = await intakes.open(sql, warehouse, { background: false });
		await intake.settle();
		const wanted = ofBatches.length + ofSingles.length;
		const sent = new Set([...ofBatches.map(({ id }) => id), ...ofSingles]);
		expect(sent.size).toBe(wanted);
		const stored = await warehouse.rows<{ id: string; copies: number }>(
			'select toString(event_id) as id, count() as copies from events group by id'
		);
		expect(stored.filter(({ id }) => !sent.has(id))).toEqual([]);
		expect(stored.length).toBe(wanted);

		const span = {
			from: addDays(pastDay, -1),
			to: addDays(pastDay, 10),
			dimension: 'total'
		} as const;
		const totals = await days.totals(warehouse, { ...span, bySite: true });
		expect(totals.map(({ events, pageViews }) => [events, pageViews]).sort()).toEqual(
			[ofBatches.length, ofSingles.length].map((count) => [count, count]).sort()
		);
		const [past] = await days.totals(warehouse, { ...span, from: pastDay, to: pastDay });
		expect(past).toMatchObject(truthOf(ofBatches));
		expect(await ledger.unbalanced(sql)).toEqual([]);
		const balance = await ledger.balance(sql);
		expect(balance).toMatchObject({ stored: wanted, bot: 0, quarantined: 0, refused: 0 });
		expect(balance.received).toBe(balance.stored + balance.duplicate);
		console.log(`${wanted} acknowledged, ${resent} requests unanswered`, balance);
	} finally {
		await warehouse.close();
		await sql.end({ timeout: 5 });
		await postgres.stop();
	}
}

/** Visitors and visits counted the plain way. */
function truthOf(events: Sent[]): { visitors: number; visits: number } {
	const people = new Map<string, Sent[]>();
	for (const event of events) {
		const known = people.get(event.ip);
		if (known) known.push(event);
		else people.set(event.ip, [event]);
	}
	let visits = 0;
	for (const acts of people.values()) {
		const times = acts.map(({ time }) => time).sort((one, other) => one - other);
		times.forEach((time, index) => {
			if (index === 0 || time - times[index - 1]! >= idleGap) visits++;
		});
	}
	return { visitors: people.size, visits };
}
