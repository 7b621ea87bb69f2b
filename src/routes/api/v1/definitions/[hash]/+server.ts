/** The questions of a form, without the right answers: public, and the same for ever. */
import { endpoint } from '../../../../edge.ts';
import { shownAt } from '../shown.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint(undefined, async ({ locals, params }: RequestEvent) => {
	const text = await shownAt(locals.sql, params.hash);
	return new Response(text, {
		headers: {
			'content-type': 'application/json',
			'cache-control': 'public, max-age=31536000, immutable'
		}
	});
});
