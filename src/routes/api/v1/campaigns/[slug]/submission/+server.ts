/** Submits the form of the signed-in person's unit: 201 for a new version, 200 for a known one. */
import { json } from '@sveltejs/kit';
import * as responses from '#lib/server/responses.ts';
import { readJson } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import { parse, submission } from '../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const POST = endpoint(
	'response.submit',
	async ({ request, locals, params }: RequestEvent, user) => {
		const wanted = parse(submission, await readJson(request, 500_000));
		const { created, ...receipt } = await responses.submit(locals.sql, user, params.slug, wanted);
		return json(receipt, { status: created ? 201 : 200 });
	}
);
