import * as composites from '#lib/server/composites.ts';
import { page } from '../../../edge.ts';

/** The composite indices, for whoever may see all provinces. */
export const load = page('overview.read', () => ({
	indices: composites.all().map(({ id, nameVi, nameEn, meaningVi, meaningEn, pillars }) => ({
		...{ id, nameVi, nameEn, meaningVi, meaningEn },
		pillars: pillars.length,
		leaves: pillars.reduce((sum, { leaves }) => sum + leaves.length, 0)
	}))
}));
