import * as indicators from '#lib/server/indicators.ts';
import * as registers from '#lib/server/registers/registers.ts';
import * as standing from '#lib/server/registers/standing.ts';
import { page } from '../../edge.ts';

/** All registers with who reported for the period that is due. */
export const load = page('register.read', async ({ locals: { sql } }, user) => {
	const [summaries, all] = await Promise.all([standing.summaries(sql, user), indicators.all(sql)]);
	const byId = new Map(all.map((one) => [one.id, one]));
	return {
		isOfMinistry: user.unitLevel === 'nation',
		registers: summaries.map(({ indicatorId, due, last }) => {
			const { rhythm } = registers.find(indicatorId);
			const { nameVi, nameEn, source } = byId.get(indicatorId)!;
			return { id: indicatorId, rhythm, due, last, nameVi, nameEn, source };
		})
	};
});
