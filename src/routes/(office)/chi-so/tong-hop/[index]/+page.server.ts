import { effectiveWeights } from '#lib/statistics/composite/structure.ts';
import { treeOf } from '#lib/composite-index.ts';
import * as composites from '#lib/server/composites.ts';
import * as units from '#lib/server/units.ts';
import { compareNames } from '#lib/vietnamese.ts';
import { page } from '../../../../edge.ts';
import { wanted } from './wanted.ts';

/** One index: groups of provinces (or communes of one), scores with intervals, what drives them, the method. */
export const load = page('overview.read', async ({ params, url, locals: { sql, warehouse } }) => {
	const { index, trying, province } = await wanted(sql, params.index ?? '', url);
	const { result, ...computed } = await composites.compute(sql, warehouse, index, province?.id);
	const names = await units.named(sql, computed.unitIds);
	const rows = (result?.units ?? [])
		.map(({ drivers, ...one }) => ({
			...one,
			driver: drivers[0] ?? null,
			code: names.get(one.unitId)?.code ?? '',
			name: names.get(one.unitId)?.fullName ?? ''
		}))
		.sort((one, other) => compareNames(one.name, other.name));
	return {
		index,
		trying,
		province: province ?? null,
		snapshot: computed.snapshot,
		campaign: computed.campaign,
		rows,
		about: result && {
			groups: result.groups,
			runs: result.runs,
			ways: result.ways,
			meanShift: result.meanShift
		},
		weights: Object.fromEntries(effectiveWeights(treeOf(index)))
	};
});
