/** A section in somebody's hands: they mark it done, the unit takes it back. */
import { json } from '@sveltejs/kit';
import * as sections from '#lib/server/sections.ts';
import { readJson } from '../../../../../../body.ts';
import { endpoint } from '../../../../../../edge.ts';
import { marking, parse } from '../../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const PATCH = endpoint(
	'response.write',
	async ({ request, locals, params }: RequestEvent, user) => {
		const { done } = parse(marking, await readJson(request, 1_000));
		const { slug, page } = params;
		return json({ sections: await sections.mark(locals.sql, user, slug, page, done) });
	}
);

export const DELETE = endpoint(
	'response.delegate',
	async ({ locals, params }: RequestEvent, user) => {
		const { slug, page } = params;
		return json({ sections: await sections.takeBack(locals.sql, user, slug, page) });
	}
);
