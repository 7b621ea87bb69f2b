import * as watch from '#lib/server/intake/watch.ts';
import { page } from '../../edge.ts';

/** How the intake is, made anew at each reading. */
export const load = page('intake.watch', async ({ locals: { sql, warehouse } }) => ({
	health: await watch.read(sql, warehouse)
}));
