/** Usage events in batches, from servers with a key. */
import { json } from '@sveltejs/kit';
import * as batch from '#lib/server/intake/batch.ts';
import { readBody } from '../../../body.ts';
import { endpoint } from '../../../edge.ts';

export const POST = endpoint('event.send', async ({ request, locals }) => {
	const bytes = await readBody(request, batch.largestBatch);
	const text = await batch.unpacked(bytes, request.headers.get('content-encoding'));
	return json(await batch.take(locals.sql, locals.platform.intake, text));
});
