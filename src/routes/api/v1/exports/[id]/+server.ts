/** How far an export has come; deleting stops it or deletes its file. */
import { json } from '@sveltejs/kit';
import * as exports from '#lib/server/exports/exports.ts';
import { endpoint, idOf } from '../../../../edge.ts';

export const GET = endpoint('response.export', async ({ locals, params }, user) =>
	json(await exports.find(locals.sql, user, idOf(params.id)))
);

export const DELETE = endpoint('response.export', async ({ locals, params }, user) => {
	await exports.withdraw(locals.sql, user, idOf(params.id));
	locals.platform.exports.wake();
	return new Response(null, { status: 204 });
});
