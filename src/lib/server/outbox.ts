/**
 * The outbox: what still has to reach the warehouse, written in the transaction that made the fact.
 * Entries are delivered one after another and deleted only afterwards; the warehouse ignores an
 * entry it has seen, so a crash between the two repeats a delivery without an effect.
 */
import * as answers from './answers.ts';
import { atomically, type Sql } from './postgres.ts';
import { repeat } from './repeat.ts';
import type { Warehouse } from './warehouse.ts';

type Entry = { id: number; key: string };

/** Adds an entry; call it in the transaction that makes the fact. */
export async function add(sql: Sql, topic: 'response', key: string): Promise<void> {
	await sql`insert into outbox (topic, key) values (${topic}, ${key})`;
}

/** Delivers everything that is waiting; returns how many entries. Only one process delivers. */
export async function settle(sql: Sql, warehouse: Warehouse): Promise<number> {
	let delivered = 0;
	for (;;) {
		const count = await alone(sql, async (tx) => {
			const entries = await tx<Entry[]>`select id, key from outbox order by id limit 100`;
			for (const { id, key } of entries) {
				await answers.deliver(sql, warehouse, key);
				await tx`delete from outbox where id = ${id}`;
			}
			return entries.length;
		});
		delivered += count;
		if (count === 0) return delivered;
	}
}

/** Rebuilds the answer facts from the record; deliveries wait meanwhile. */
export async function rebuildAnswers(sql: Sql, warehouse: Warehouse): Promise<number> {
	return alone(sql, () => answers.rebuild(sql, warehouse));
}

function alone<Result>(sql: Sql, action: (tx: Sql) => Promise<Result>): Promise<Result> {
	return atomically(sql, async (tx) => {
		await tx`select pg_advisory_xact_lock(1706, 4)`;
		return action(tx);
	});
}

export type Outbox = {
	/** delivers what is waiting now */
	settle: () => Promise<number>;
	/** delivers what is left, then stops */
	close: () => Promise<void>;
};

/** Delivers every second until closed. */
export function open(sql: Sql, warehouse: Warehouse, pauseMs = 1000): Outbox {
	const worker = repeat('delivering answers', pauseMs, () => settle(sql, warehouse));
	worker.start();
	return {
		settle: () => settle(sql, warehouse),
		close: async () => {
			await worker.stop();
			await settle(sql, warehouse);
		}
	};
}
