/**
 * The same door as `+server.ts`, straight on Node's HTTP: when a survey is announced, a commune's
 * answers come within minutes, and the framework's way costs several times what taking one in does.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { largestAnswer } from '#lib/citizen.ts';
import { toLocale } from '#lib/locale.ts';
import { Problem } from '#lib/problem.ts';
import type { Citizens } from '#lib/server/citizens/citizens.ts';
import { addressFrom } from '../../../address.ts';
import { jsonOf } from '../../../body.ts';
import { toResponse } from '../../../edge.ts';
import type { Door } from '../../../door.ts';

/** Milliseconds in which a body must have come: whoever drips it holds a connection for nothing. */
const patience = 30_000;

/**
 * Handles `POST /api/v1/answers` whole; any other request must go the usual way.
 * @param address the public address, '' when it is whatever the browser asked for
 */
export function open(citizens: Citizens, trustedProxies: number, address: string): Door {
	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { headers, socket } = request;
		if (isForeign(headers, address)) throw new Problem('access.foreign-origin');
		const body = await read(request);
		const forwarded = String(headers['x-forwarded-for'] ?? '');
		const { created, ...receipt } = await citizens.submit(body, {
			address: addressFrom(forwarded, trustedProxies, socket.remoteAddress),
			userAgent: headers['user-agent']?.slice(0, 1000) ?? ''
		});
		const text = JSON.stringify(receipt);
		response.writeHead(created ? 201 : 200, {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(text),
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff'
		});
		response.end(text);
	}

	return (request, response) => {
		answer(request, response).catch((thrown: unknown) => {
			if (!(thrown instanceof Problem)) console.error('POST /api/v1/answers', thrown);
			if (response.headersSent || response.destroyed) return response.destroy();
			const problem = thrown instanceof Problem ? thrown : new Problem('server.busy');
			void refuse(problem, request, response);
		});
	};
}

/** Whether a page of another site sends this. */
function isForeign(
	{ origin, host, 'sec-fetch-site': site }: IncomingMessage['headers'],
	address: string
): boolean {
	if (origin === undefined) return site === 'cross-site';
	if (address) return origin !== address;
	return !URL.canParse(origin) || new URL(origin).host !== host;
}

async function refuse(
	problem: Problem,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	const cookie = /(?:^|;\s*)ngon_ngu=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
	const answer = toResponse(problem, toLocale(cookie));
	const body = await answer.text();
	response.writeHead(answer.status, {
		...Object.fromEntries(answer.headers),
		'content-length': Buffer.byteLength(body),
		'cache-control': 'no-store'
	});
	response.end(body);
}

/** The JSON of a body. One that passes the limit is read on but not kept, so that the answer is heard. */
async function read(request: IncomingMessage): Promise<unknown> {
	const type = request.headers['content-type'] ?? 'application/json';
	if (!/^application\/json\s*(;|$)/i.test(type))
		throw new Problem('request.unknown-type', { type });
	const bytes = await bytesOf(request);
	return jsonOf(bytes);
}

function bytesOf(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	let length = 0;
	return new Promise((resolve, reject) => {
		const broken = () => reject(new Problem('request.malformed', { reason: 'the body broke off' }));
		const late = setTimeout(() => {
			broken();
			request.destroy();
		}, patience);
		request.on('data', (part: Buffer) => {
			length += part.length;
			if (length <= largestAnswer) parts.push(part);
			else if (length > 64 * largestAnswer) request.destroy();
		});
		request.on('end', () => {
			clearTimeout(late);
			if (length > largestAnswer)
				reject(new Problem('request.too-large', { limit: `${largestAnswer / 1000} kB` }));
			else resolve(Buffer.concat(parts));
		});
		request.on('error', broken);
		request.on('close', () => (clearTimeout(late), broken()));
	});
}
