import * as composites from '#lib/server/composites.ts';
import { page } from '../../../edge.ts';

/** The composite indices, for whoever may see all provinces. */
export const load = page('overview.read', async ({ locals: { sql } }) => ({
	indices: (await composites.all(sql)).map(({ id, nameVi, nameEn, pillars, ofAuthorities }) => ({
		...{ id, nameVi, nameEn, ofAuthorities },
		pillars: pillars.length,
		leaves: pillars.reduce((sum, { leaves }) => sum + leaves.length, 0)
	}))
}));
