/** A composite index as rows: one per province, for downloads and for programs. */
import type { Column } from '#lib/csv.ts';
import * as composites from '#lib/server/composites.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';

export async function rowsOf(sql: Sql, computed: composites.Computed) {
	const { index, snapshot, result, campaign } = computed;
	const all = result?.units ?? [];
	const names = await units.named(
		sql,
		all.map(({ unitId }) => unitId)
	);
	return all.map(({ unitId, score, low, high, rank, group, pillars, available, drivers }) => ({
		...{ index: index.id, version: index.version, snapshot },
		periodFrom: campaign?.periodFrom ?? null,
		periodTo: campaign?.periodTo ?? null,
		unitCode: names.get(unitId)?.code ?? '',
		unitName: names.get(unitId)?.fullName ?? '',
		...{ score, low, high, group: group === 0 ? null : group },
		...{ rankLow: rank?.low ?? null, rankMedian: rank?.median ?? null },
		rankHigh: rank?.high ?? null,
		...{ available, pillars, drivers }
	}));
}

export type Row = Awaited<ReturnType<typeof rowsOf>>[number];

export function columnsOf({ pillars }: composites.Computed['index']): Column<Row>[] {
	const fields = [
		...([
			'index',
			'version',
			'snapshot',
			'periodFrom',
			'periodTo',
			'unitCode',
			'unitName'
		] as const),
		...([
			'score',
			'low',
			'high',
			'group',
			'rankLow',
			'rankMedian',
			'rankHigh',
			'available'
		] as const)
	];
	return [
		...fields.map((header) => ({ header, value: (row: Row) => row[header] })),
		...pillars.map(({ code }) => ({
			header: `pillar_${code}`,
			value: (row: Row) => row.pillars[code] ?? null
		}))
	];
}
