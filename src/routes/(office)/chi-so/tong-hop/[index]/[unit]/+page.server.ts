import { effectiveWeights } from '#lib/statistics/composite/structure.ts';
import { onScale, treeOf } from '#lib/composite-index.ts';
import { median } from '#lib/statistics/numerics/moments.ts';
import { Problem } from '#lib/problem.ts';
import * as composites from '#lib/server/composites.ts';
import * as units from '#lib/server/units.ts';
import { page } from '../../../../../edge.ts';
import { wanted } from '../wanted.ts';

/** How one locality comes to its score: every part beside the middle locality. */
export const load = page('overview.read', async ({ params, url, locals: { sql, warehouse } }) => {
	const { index, trying, province } = await wanted(sql, params.index ?? '', url);
	const computed = await composites.compute(sql, warehouse, index, province?.id);
	const { result, sources, snapshot, unitIds } = computed;
	const names = await units.named(sql, unitIds);
	const at = unitIds.findIndex((id) => names.get(id)?.code === params.unit);
	const unitId = unitIds[at];
	if (unitId === undefined) throw new Problem('record.not-found');
	const weights = effectiveWeights(treeOf(index));
	const values = new Map(
		[...sources].map(([code, list]) => [code, Float64Array.from(list, ({ value }) => value ?? NaN)])
	);
	const lines = [...onScale(index, values)].map(([code, scores]) => {
		const there = scores.filter((score) => !Number.isNaN(score)).sort();
		const middle = there.length > 0 ? median(there) : NaN;
		const points = (scores[at]! - middle) * (weights.get(code) ?? 0);
		return {
			code,
			source: sources.get(code)![at]!,
			points: Number.isFinite(points) ? points : null
		};
	});
	return {
		index,
		trying,
		province: province ?? null,
		code: params.unit,
		name: names.get(unitId)?.fullName ?? '',
		unit: result?.units.find((one) => one.unitId === unitId) ?? null,
		lines,
		snapshot
	};
});
