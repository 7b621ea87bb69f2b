import { effectiveWeights } from '#lib/statistics/composite/structure.ts';
import { treeOf } from '#lib/composite-index.ts';
import * as composites from '#lib/server/composites.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as units from '#lib/server/units.ts';
import { compareNames } from '#lib/vietnamese.ts';
import { page } from '../../../../edge.ts';
import { wanted } from './wanted.ts';

/** One index: groups of provinces, scores with intervals, what drives them, the method. */
export const load = page('overview.read', async ({ params, url, locals: { sql } }) => {
	const { index, trying } = wanted(params.index ?? '', url);
	const [{ result, snapshot, period }, catalogue] = await Promise.all([
		composites.ofProvinces(sql, index),
		indicators.all(sql)
	]);
	const names = await units.named(sql, result?.units.map(({ unitId }) => unitId) ?? []);
	const rows = (result?.units ?? [])
		.map(({ drivers, ...one }) => ({
			...one,
			driver: drivers[0] ?? null,
			code: names.get(one.unitId)?.code ?? '',
			name: names.get(one.unitId)?.fullName ?? ''
		}))
		.sort((one, other) => compareNames(one.name, other.name));
	const ofParts = new Set(
		index.pillars.flatMap(({ leaves }) => leaves.map((leaf) => leaf.indicatorId))
	);
	return {
		index,
		trying,
		snapshot,
		period,
		rows,
		about: result && {
			groups: result.groups,
			runs: result.runs,
			ways: result.ways,
			meanShift: result.meanShift
		},
		weights: Object.fromEntries(effectiveWeights(treeOf(index))),
		names: Object.fromEntries(
			catalogue
				.filter(({ id }) => ofParts.has(id))
				.map(({ id, nameVi, nameEn }) => [id, { nameVi, nameEn }])
		)
	};
});
