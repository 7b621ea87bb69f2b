/**
 * Usage events in batches, from servers: with a key, or signed with one, so that the key itself never
 * travels. A batch may carry a name (`Idempotency-Key`, or `batch` beside `events`) and then be sent
 * again; a signed one is its own name.
 */
import { json, type RequestEvent } from '@sveltejs/kit';
import { allow, type User } from '#lib/access.ts';
import { Problem } from '#lib/problem.ts';
import * as batch from '#lib/server/intake/batch.ts';
import * as keys from '#lib/server/keys.ts';
import { readBody } from '../../../body.ts';
import { endpoint } from '../../../edge.ts';

export const POST = endpoint(undefined, async ({ request, locals }) => {
	const { headers } = request;
	const signature = headers.get('x-thuocdo-signature');
	// Whoever has no right is told before a large body is read.
	if (signature === null) allow(locals.user, 'event.send');
	const bytes = await readBody(request, batch.largestBatch);
	const user = signature === null ? locals.user : await signer(locals, headers, signature, bytes);
	allow(user, 'event.send');
	const text = await batch.unpacked(bytes, headers.get('content-encoding'));
	const sending =
		signature === null
			? { name: headers.get('idempotency-key')?.slice(0, 200) }
			: { signature: `signed ${signature}` };
	return json(
		await batch.take(locals.sql, locals.platform.intake, text, { userId: user.id, ...sending })
	);
});

async function signer(
	locals: RequestEvent['locals'],
	headers: Headers,
	signature: string,
	body: Uint8Array
): Promise<User> {
	const keyId = headers.get('x-thuocdo-key') ?? '';
	const time = headers.get('x-thuocdo-time') ?? '';
	const user = await keys.findSigned(locals.sql, { keyId, time, signature }, body);
	if (!user) throw new Problem('event.bad-signature');
	return user;
}
