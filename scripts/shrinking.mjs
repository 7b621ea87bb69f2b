/**
 * Compression of what the application writes for the one who asked: pages and JSON. Files of the
 * build were compressed when it was made. Left as they are: downloads, which are streamed or packed
 * already, and whatever holds a secret beside text that somebody else may have chosen, because the
 * length of such an answer would tell the secret letter by letter.
 */

/** Addresses whose answers hold a one-time link, a key or a password. */
const secret =
	/^\/(dat-mat-khau|thiet-lap|dang-nhap|tai-khoan|quan-tri|api\/v1\/(keys|users))(\/|\.|$)/;
const written = /^(text\/html|application\/([\w.-]+\+)?json|text\/sveltekit-data)\b/;

/** @typedef {import('node:http').IncomingMessage} Request @typedef {import('node:http').ServerResponse} Response */

/**
 * Whether an answer is to be compressed.
 * @param {Pick<Request, 'method' | 'url'>} request @param {Pick<Response, 'getHeader'>} response
 */
export function isShrunk(request, response) {
	const { method, url = '/' } = request;
	// Only what is read is compressed: answers to actions show keys and links made a moment ago.
	if (method !== 'GET' && method !== 'HEAD') return false;
	if (secret.test(url.split('?')[0] ?? '')) return false;
	if (response.getHeader('content-disposition')) return false;
	return written.test(String(response.getHeader('content-type') ?? ''));
}

/** Loaded when the packages are there: this file is read before they are installed. */
export async function shrinking() {
	const { default: compression } = await import('compression');
	/** @type {any} */
	const shrink = compression({ filter: /** @type {any} */ (isShrunk), threshold: 1024 });
	return (
		/** @type {Request} */ request,
		/** @type {Response} */ response,
		/** @type {() => void} */ next
	) => shrink(request, response, next);
}
