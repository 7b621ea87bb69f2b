/**
 * Usage events from trackers, in Plausible's format. Public: any portal's page may knock. Our own
 * server script takes the same requests through `door.ts`, which spares the framework's way.
 */
import * as plausible from '#lib/server/intake/plausible.ts';
import { readBody } from '../../body.ts';
import { endpoint } from '../../edge.ts';
import { hasOptedOut } from './opt-out.ts';

const decoder = new TextDecoder();

export const POST = endpoint(undefined, async ({ request, locals }) => {
	const { headers } = request;
	const sender = {
		ip: locals.address,
		userAgent: headers.get('user-agent')?.slice(0, 2000) ?? '',
		now: Date.now()
	};
	const optedOut = hasOptedOut((name) => headers.get(name));
	const text = decoder.decode(await readBody(request, plausible.largestRequest));
	const { body, ...rest } = await plausible.reply(locals.platform.intake, text, sender, optedOut);
	return new Response(body, rest);
});

export const OPTIONS = endpoint(
	undefined,
	() =>
		new Response(null, {
			status: 204,
			headers: {
				...plausible.openToAll,
				'access-control-allow-methods': 'POST',
				'access-control-allow-headers': 'content-type',
				'access-control-max-age': '86400'
			}
		})
);
