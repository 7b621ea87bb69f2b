/** A file that was handed in: only ever saved, never shown inside a page of ours. */
import * as attachments from '#lib/server/attachments/attachments.ts';
import { endpoint } from '../../../../edge.ts';

export const GET = endpoint('response.read', async ({ locals, params }, user) => {
	const { name, type, content } = await attachments.open(locals.sql, user, params.id ?? '');
	const plain = name.normalize('NFD').replace(/[^ -~]|["\\%]/g, '');
	return new Response(new Uint8Array(content), {
		headers: {
			'content-type': type,
			'content-length': String(content.length),
			'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'content-security-policy': "sandbox; default-src 'none'",
			'cross-origin-resource-policy': 'same-origin',
			'cache-control': 'private, no-store'
		}
	});
});
