/**
 * Request bodies, read within a limit: nothing larger is ever held. A body that announces its
 * length is refused before it is read; one that does not is cut off where the limit is passed.
 */
import { NameTwice, parseOnce } from '#lib/json.ts';
import { Problem } from '#lib/problem.ts';

/**
 * The bytes of a body. Throws `request.too-large`; `request.malformed` when the sender broke off.
 * @param limit in bytes
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
	// Made only when needed: an error's trace costs more than reading a small body.
	const tooLarge = () => new Problem('request.too-large', { limit: sizeOf(limit) });
	if (Number(request.headers.get('content-length')) > limit) throw tooLarge();
	if (!request.body) return new Uint8Array();
	const parts: Uint8Array[] = [];
	let length = 0;
	const reader = request.body.getReader();
	try {
		for (let turn = await reader.read(); !turn.done; turn = await reader.read()) {
			length += turn.value.byteLength;
			if (length > limit) throw tooLarge();
			parts.push(turn.value);
		}
	} catch (thrown) {
		await reader.cancel().catch(() => {});
		if (thrown instanceof Problem) throw thrown;
		if ((thrown as { status?: number }).status === 413) throw tooLarge();
		throw new Problem('request.malformed', { reason: 'the body broke off' });
	}
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.byteLength;
	}
	return whole;
}

/**
 * A JSON body. Throws as {@link readBody}, `request.unknown-type` for another declared type and
 * `request.malformed` for text that is not JSON in UTF-8 or gives one name two values.
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
	const type = request.headers.get('content-type') ?? 'application/json';
	if (!/^application\/(json|[\w.-]+\+json)\s*(;|$)/i.test(type))
		throw new Problem('request.unknown-type', { type });
	const bytes = await readBody(request, limit);
	return jsonOf(bytes);
}

/** The value in bytes of JSON. Throws `request.malformed`, for a name that stands twice too. */
export function jsonOf(bytes: Uint8Array): unknown {
	try {
		return parseOnce(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (thrown) {
		const reason = thrown instanceof NameTwice ? 'a name stands twice' : 'not JSON in UTF-8';
		throw new Problem('request.malformed', { reason });
	}
}

/** A form's fields. Throws as {@link readBody} and `request.malformed`. */
export async function readForm(request: Request, limit: number): Promise<FormData> {
	const type = request.headers.get('content-type') ?? '';
	const bytes = await readBody(request, limit);
	try {
		return await new Response(bytes, { headers: { 'content-type': type } }).formData();
	} catch {
		throw new Problem('request.malformed', { reason: 'not a form' });
	}
}

/** A size as people write it. */
export function sizeOf(bytes: number): string {
	return bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${bytes / 1000} kB`;
}
