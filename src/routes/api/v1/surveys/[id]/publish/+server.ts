/** Publishes the draft as the survey's next version, if the gate lets it through. */
import { json } from '@sveltejs/kit';
import * as drafts from '#lib/server/survey-drafts.ts';
import { readJson } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import { parse } from '../../../campaigns/shapes.ts';
import { numbered } from '../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const POST = endpoint(
	'survey.publish',
	async ({ request, locals, params }: RequestEvent, user) => {
		const { sequence } = parse(numbered, await readJson(request, 1_000));
		const made = await drafts.publish(locals.sql, user.id, params.id, sequence);
		return json(made, { status: 201 });
	}
);
