/** The draft of the signed-in person's unit: saves it, and tells what others changed since a version. */
import { json } from '@sveltejs/kit';
import * as responses from '#lib/server/responses.ts';
import { readJson } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import { draft, parse, parseBase } from '../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint(
	'response.read',
	async ({ url, locals, params }: RequestEvent, user) => {
		const base = parseBase(url.searchParams.get('base'));
		const id = url.searchParams.get('response') ?? undefined;
		return json(await responses.catchUp(locals.sql, user, params.slug, base, id));
	}
);

export const PUT = endpoint(
	'response.write',
	async ({ request, locals, params }: RequestEvent, user) => {
		const saving = parse(draft, await readJson(request, 500_000));
		return json(await responses.save(locals.sql, user, params.slug, saving));
	}
);
