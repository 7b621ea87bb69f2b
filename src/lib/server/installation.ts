/**
 * What kind of data this installation holds, decided once, when its record is first opened:
 * simulated and real data never share a folder. And whose it is: one server process at a time.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import type { Sql } from './postgres.ts';

/** Settles the kind of data. Throws `installation.other-kind` when the record holds the other kind. */
export async function settleKind(sql: Sql, simulated: boolean): Promise<void> {
	await sql`insert into installation (key, value) values ('simulated', ${sql.json(simulated)})
		on conflict (key) do nothing`;
	const [row] = await sql<
		{ value: boolean }[]
	>`select value from installation where key = 'simulated'`;
	if (row?.value === simulated) return;
	throw new Problem('installation.other-kind', {
		holds: simulated ? 'real' : 'simulated',
		command: simulated ? 'npm start' : 'npm run demo'
	});
}

/**
 * Makes this process the record's only owner until the function returned is called or the process
 * ends: two that move one journal into two warehouses would tear the counts apart. Waits a little
 * for an owner that is just ending. Throws `installation.in-use`.
 */
export async function own(sql: Sql, patience = 5000): Promise<() => Promise<void>> {
	const connection = await sql.reserve();
	for (const end = Date.now() + patience; ;) {
		const [row] = await connection<{ mine: boolean }[]>`
			select pg_try_advisory_lock(1706, 1) as mine`;
		if (row?.mine) break;
		if (Date.now() >= end) {
			connection.release();
			throw new Problem('installation.in-use');
		}
		await pause(100);
	}
	return async () => {
		await connection`select pg_advisory_unlock(1706, 1)`;
		connection.release();
	};
}
