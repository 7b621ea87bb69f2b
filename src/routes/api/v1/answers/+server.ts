/**
 * Citizens' answers. Public: whoever has a link may answer. Our own server script takes the same
 * requests through `door.ts`, which spares the framework's way.
 */
import { json } from '@sveltejs/kit';
import { largestAnswer } from '#lib/citizen.ts';
import { readJson } from '../../../body.ts';
import { endpoint } from '../../../edge.ts';

export const POST = endpoint(undefined, async ({ request, locals }) => {
	const body = await readJson(request, largestAnswer);
	const userAgent = request.headers.get('user-agent')?.slice(0, 1000) ?? '';
	const sender = { address: locals.address, userAgent };
	const { created, ...receipt } = await locals.platform.citizens.submit(body, sender);
	return json(receipt, { status: created ? 201 : 200 });
});
