/** Gives a section of the unit's form to one of its officers. */
import { json } from '@sveltejs/kit';
import * as sections from '#lib/server/sections.ts';
import { readJson } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import { gift, parse } from '../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const POST = endpoint(
	'response.delegate',
	async ({ request, locals, params }: RequestEvent, user) => {
		const wanted = parse(gift, await readJson(request, 20_000));
		return json({ sections: await sections.give(locals.sql, user, params.slug, wanted) });
	}
);
