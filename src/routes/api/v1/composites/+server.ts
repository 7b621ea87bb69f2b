/** The definitions of composite indices: pillars, indicators, weights, goalposts. */
import { json } from '@sveltejs/kit';
import * as composites from '#lib/server/composites.ts';
import { endpoint } from '../../../edge.ts';

export const GET = endpoint('indicator.read', async ({ locals: { sql } }) =>
	json({ indices: await composites.all(sql) })
);
