/**
 * What kind of data this installation holds. Decided once, when its record is first opened:
 * simulated and real data never share a folder.
 */
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
