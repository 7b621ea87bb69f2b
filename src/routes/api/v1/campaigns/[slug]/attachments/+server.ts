/**
 * Takes a file under a question of the unit's form: `?question=TT41&name=bao-cao.pdf`, the file
 * itself as the body. Sent again after a broken line, it is the same attachment.
 */
import { json } from '@sveltejs/kit';
import { largestFile } from '#lib/attachment.ts';
import { Problem } from '#lib/problem.ts';
import * as attachments from '#lib/server/attachments/attachments.ts';
import * as responses from '#lib/server/responses.ts';
import { readBody } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

export const POST = endpoint(
	'response.write',
	async ({ request, url, locals, params }: RequestEvent, user) => {
		const question = url.searchParams.get('question') ?? '';
		const name = url.searchParams.get('name') ?? '';
		const bytes = await readBody(request, largestFile);
		const form = await responses.writable(locals.sql, user, params.slug);
		const shown = url.searchParams.get('response');
		if (shown && shown !== form.responseId) throw new Problem('response.other-form');
		const place = { ...form, question };
		const { created, ...kept } = await attachments.add(locals.sql, user, place, { name, bytes });
		return json(kept, { status: created ? 201 : 200 });
	}
);
