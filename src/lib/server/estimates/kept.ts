/** Estimates that are kept: the latest state of each indicator, unit and period, replaced as a whole. */
import type { Estimate } from '../../estimate.ts';
import type { Period } from '../measures.ts';
import type { Json, Sql } from '../postgres.ts';
import * as snapshots from './snapshots.ts';

type Made = { content: snapshots.Content; estimates: Estimate[] };

/** Replaces what was kept of these indicators for the period: what can no longer be computed goes. */
export async function keep(
	sql: Sql,
	indicatorIds: string[],
	made: readonly Made[],
	{ from, to }: Period
): Promise<void> {
	await sql.begin(async (transaction) => {
		const tx = transaction as unknown as Sql;
		await tx`select pg_advisory_xact_lock(1708)`;
		// What an earlier version of a definition gave stays with that version.
		const versions = made.flatMap(({ estimates: [first] }) => (first ? [first] : []));
		await tx`delete from estimates e using indicators i
			where i.id = e.indicator_id and e.period_from = ${from} and e.period_to = ${to}
				and e.indicator_id = any(${indicatorIds}::text[])
				and (e.indicator_version = i.version or (e.indicator_id, e.indicator_version) in (
					select * from unnest(${versions.map(({ indicatorId }) => indicatorId)}::text[],
						${versions.map(({ indicatorVersion }) => indicatorVersion)}::integer[])))`;
		const rows = made.flatMap(({ estimates }) => estimates);
		for (let start = 0; start < rows.length; start += 1000)
			await tx`insert into estimates ${tx(
				rows
					.slice(start, start + 1000)
					.map(({ notes, ...rest }) => ({ ...rest, notes: tx.json(notes as Json) }))
			)}`;
		const named = made.flatMap(({ content, estimates: [first] }) =>
			first ? [{ indicatorId: first.indicatorId, snapshot: first.snapshot, content }] : []
		);
		await snapshots.keep(tx, named);
		await snapshots.tidy(tx, indicatorIds);
	});
}
