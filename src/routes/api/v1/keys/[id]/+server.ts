import * as keys from '#lib/server/keys.ts';
import { endpoint, idOf } from '../../../../edge.ts';

/** Revokes a key at once. */
export const DELETE = endpoint('key.manage', async ({ locals, params }, actor) => {
	await keys.revoke(locals.sql, actor.id, idOf(params.id));
	return new Response(null, { status: 204 });
});
