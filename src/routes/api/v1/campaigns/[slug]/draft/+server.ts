/** Saves the draft of the signed-in person's unit. */
import { json } from '@sveltejs/kit';
import * as responses from '#lib/server/responses.ts';
import { readJson } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import { draft, parse } from '../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const PUT = endpoint(
	'response.write',
	async ({ request, locals, params }: RequestEvent, user) => {
		const saving = parse(draft, await readJson(request, 500_000));
		return json(await responses.save(locals.sql, user, params.slug, saving));
	}
);
