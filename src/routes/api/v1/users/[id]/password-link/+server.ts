import { json } from '@sveltejs/kit';
import * as links from '#lib/server/links.ts';
import { endpoint, idOf } from '../../../../../edge.ts';

/** Makes a one-time link with which the person chooses a password; shown only in this answer. */
export const POST = endpoint('user.manage', async ({ locals, params, url }, actor) => {
	const path = await links.forPassword(locals.sql, actor.id, idOf(params.id));
	return json({ link: url.origin + path }, { status: 201 });
});
