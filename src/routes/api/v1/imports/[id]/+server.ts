/** How far the run of an import of paper forms has come. */
import { json } from '@sveltejs/kit';
import * as imports from '#lib/server/imports/imports.ts';
import { endpoint, idOf } from '../../../../edge.ts';

export const GET = endpoint('response.import', async ({ locals, params }, user) => {
	const job = await imports.find(locals.sql, user, idOf(params.id));
	const { id, campaign, fileName, sha256, state, task, rows, total, good, bad, error } = job;
	return json({ id, campaign, fileName, sha256, state, task, rows, total, good, bad, error });
});
