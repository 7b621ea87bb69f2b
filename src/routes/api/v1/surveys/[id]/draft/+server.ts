/** The draft of a form: read, begun, saved under a rising number, discarded. */
import { json } from '@sveltejs/kit';
import * as drafts from '#lib/server/survey-drafts.ts';
import { readJson } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import { parse } from '../../../campaigns/shapes.ts';
import { beginning, numbered, saving } from '../../shapes.ts';
import type { RequestEvent } from './$types.js';

const limit = 2_000_000;

export const GET = endpoint('survey.publish', async ({ locals, params }: RequestEvent) =>
	json(await drafts.find(locals.sql, params.id))
);

export const POST = endpoint(
	'survey.publish',
	async ({ request, locals, params }: RequestEvent, user) => {
		const wanted = parse(beginning, await readJson(request, limit));
		return json(await drafts.begin(locals.sql, user.id, params.id, wanted), { status: 201 });
	}
);

export const PUT = endpoint(
	'survey.publish',
	async ({ request, locals, params }: RequestEvent, user) => {
		const wanted = parse(saving, await readJson(request, limit));
		return json(await drafts.save(locals.sql, user.id, params.id, wanted));
	}
);

export const DELETE = endpoint(
	'survey.publish',
	async ({ request, locals, params }: RequestEvent, user) => {
		const { sequence } = parse(numbered, await readJson(request, 1_000));
		await drafts.discard(locals.sql, user.id, params.id, sequence);
		return new Response(null, { status: 204 });
	}
);
