/** What the signed-in person's unit answered in the same survey the period before. */
import { json } from '@sveltejs/kit';
import * as responses from '#lib/server/responses.ts';
import { endpoint } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint('response.read', async ({ locals, params }: RequestEvent, user) =>
	json(await responses.previous(locals.sql, user, params.slug))
);
