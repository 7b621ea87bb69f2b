import { effectiveWeights } from '#lib/statistics/composite/structure.ts';
import { onScale, treeOf } from '#lib/composite-index.ts';
import { median } from '#lib/statistics/numerics/moments.ts';
import { Problem } from '#lib/problem.ts';
import * as composites from '#lib/server/composites.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as units from '#lib/server/units.ts';
import { page } from '../../../../../edge.ts';
import { wanted } from '../wanted.ts';

/** How one province comes to its score: every indicator beside the middle province. */
export const load = page('overview.read', async ({ params, url, locals: { sql } }) => {
	const { index, trying } = wanted(params.index ?? '', url);
	const { result, used, snapshot } = await composites.ofProvinces(sql, index);
	const all = result?.units ?? [];
	const names = await units.named(
		sql,
		all.map(({ unitId }) => unitId)
	);
	const unit = all.find(({ unitId }) => names.get(unitId)?.code === params.unit);
	if (!unit) throw new Problem('record.not-found');
	const catalogue = new Map((await indicators.all(sql)).map((one) => [one.id, one]));
	const weights = effectiveWeights(treeOf(index));
	const at = all.indexOf(unit);
	const leaves = index.pillars.flatMap(({ leaves }) => leaves.map((leaf) => leaf.indicatorId));
	const values = new Map(
		leaves.map((code) => [
			code,
			Float64Array.from(all, ({ unitId }) => used.get(code)?.get(unitId)?.value ?? NaN)
		])
	);
	const scaled = onScale(index, values);
	const lines = leaves.map((code) => {
		const scores = scaled.get(code)!;
		const there = scores.filter((score) => !Number.isNaN(score));
		const own = scores[at]!;
		const middle = there.length > 0 ? median(there.sort()) : NaN;
		const points = (own - middle) * (weights.get(code) ?? 0);
		const indicator = catalogue.get(code);
		return {
			...{ code, nameVi: indicator?.nameVi ?? code, nameEn: indicator?.nameEn ?? code },
			estimate: used.get(code)?.get(unit.unitId) ?? null,
			points: Number.isFinite(points) ? points : null
		};
	});
	return {
		index,
		trying,
		unit,
		code: params.unit,
		name: names.get(unit.unitId)?.fullName ?? '',
		lines,
		snapshot
	};
});
