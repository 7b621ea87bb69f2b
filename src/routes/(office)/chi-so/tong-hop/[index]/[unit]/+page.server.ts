import { drivers, held, treeOf } from '#lib/composite-index.ts';
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
	const values = new Map(
		[...sources].map(([code, list]) => [code, Float64Array.from(list, ({ value }) => value ?? NaN)])
	);
	const points = new Map(
		drivers(treeOf(index), held(index, values))[at]!.map((one) => [one.code, one.points])
	);
	const lines = [...sources].map(([code, list]) => ({
		code,
		source: list[at]!,
		points: points.get(code) ?? null
	}));
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
