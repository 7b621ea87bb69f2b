/** The tracker as it is delivered: one small script, the same for every portal. */
import { createHash } from 'node:crypto';
import { script } from '../tracker/tracker.ts?minified';

/** Changes with the script. */
const etag = `"${createHash('sha256').update(script).digest('base64url').slice(0, 22)}"`;

const headers = {
	etag,
	'content-type': 'text/javascript; charset=utf-8',
	// A day, so that a mended script reaches every portal soon; old copies serve while it is fetched.
	'cache-control': 'public, max-age=86400, stale-while-revalidate=604800',
	'cross-origin-resource-policy': 'cross-origin',
	'access-control-allow-origin': '*'
};

/** The script, or 304 when the browser's copy (`If-None-Match`) is the same. */
export function deliver(ifNoneMatch: string | null): Response {
	const same = ifNoneMatch?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
	return same ? new Response(null, { status: 304, headers }) : new Response(script, { headers });
}
