/**
 * Reference data that ships with the program (`reference/`): units, the plan, the indicators. It is
 * loaded at start, and only when its text differs from what this installation loaded before.
 */
import { createHash } from 'node:crypto';
import Papa from 'papaparse';
import type { Sql } from './postgres.ts';

/** Rows of a CSV with a header line; lines that begin with `#` are comments. */
export function rowsOf<Row extends Record<string, string>>(text: string): Row[] {
	const { data, errors } = Papa.parse<Row>(text, {
		header: true,
		comments: '#',
		skipEmptyLines: true
	});
	if (errors[0]) throw new Error(`Reference row ${errors[0].row}: ${errors[0].message}`);
	return data;
}

/**
 * Runs `load` in a transaction unless the reference called `name` was last loaded from this very
 * text. Two programs that start together wait for each other. Returns whether it loaded.
 */
export async function refresh(
	sql: Sql,
	name: string,
	text: string,
	load: (tx: Sql) => Promise<void>
): Promise<boolean> {
	const hash = createHash('sha256').update(text).digest('hex');
	const key = `reference.${name}`;
	return sql.begin(async (transaction) => {
		const tx = transaction as unknown as Sql;
		await tx`select pg_advisory_xact_lock(1707)`;
		const [row] = await tx<{ value: string }[]>`select value from installation where key = ${key}`;
		if (row?.value === hash) return false;
		await load(tx);
		await tx`insert into installation ${tx({ key, value: tx.json(hash) })}
			on conflict (key) do update set value = excluded.value`;
		return true;
	});
}
