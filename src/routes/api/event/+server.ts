/** Usage events from trackers, in Plausible's format. Public: any portal's page may knock. */
import * as plausible from '#lib/server/intake/plausible.ts';
import { readBody } from '../../body.ts';
import { endpoint } from '../../edge.ts';

const largest = 1_000_000;
const cors = { 'access-control-allow-origin': '*' };
const decoder = new TextDecoder();

export const POST = endpoint(undefined, async ({ request, locals }) => {
	const { headers } = request;
	const sender = {
		ip: locals.address,
		userAgent: headers.get('user-agent')?.slice(0, 2000) ?? '',
		now: Date.now()
	};
	const optedOut = headers.get('sec-gpc') === '1' || headers.get('dnt') === '1';
	const text = decoder.decode(await readBody(request, largest));
	const answer = await plausible.take(locals.platform.intake, text, sender, optedOut);
	if ('errors' in answer)
		return new Response(JSON.stringify(answer), {
			status: 400,
			headers: { ...cors, 'content-type': 'application/json' }
		});
	const dropped: Record<string, string> =
		answer.dropped > 0 ? { 'x-plausible-dropped': String(answer.dropped) } : {};
	return new Response('ok', {
		status: 202,
		headers: { ...cors, 'content-type': 'text/plain', ...dropped }
	});
});

export const OPTIONS = endpoint(
	undefined,
	() =>
		new Response(null, {
			status: 204,
			headers: {
				...cors,
				'access-control-allow-methods': 'POST',
				'access-control-allow-headers': 'content-type',
				'access-control-max-age': '86400'
			}
		})
);
