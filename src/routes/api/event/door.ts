/**
 * The same door as `+server.ts`, straight on Node's HTTP: single events are by far the most
 * frequent requests, and the framework's way costs several times what taking an event in does.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { toLocale } from '#lib/locale.ts';
import { Problem } from '#lib/problem.ts';
import type { Intake } from '#lib/server/intake/intake.ts';
import * as plausible from '#lib/server/intake/plausible.ts';
import { addressFrom } from '../../address.ts';
import { toResponse } from '../../edge.ts';
import { hasOptedOut } from './opt-out.ts';

export type Door = (request: IncomingMessage, response: ServerResponse) => void;

/** Handles `POST /api/event` whole; any other request must go the usual way. */
export function open(intake: Intake, trustedProxies: number): Door {
	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { headers, socket } = request;
		const text = await read(request);
		const sender = {
			ip: addressFrom(
				String(headers['x-forwarded-for'] ?? ''),
				trustedProxies,
				socket.remoteAddress
			),
			userAgent: headers['user-agent']?.slice(0, 2000) ?? '',
			now: Date.now()
		};
		const optedOut = hasOptedOut((name) => headers[name]?.toString());
		const { status, headers: own, body } = await plausible.reply(intake, text, sender, optedOut);
		response.writeHead(status, { ...own, 'content-length': Buffer.byteLength(body) });
		response.end(body);
	}

	return (request, response) => {
		answer(request, response).catch((thrown: unknown) => {
			if (!(thrown instanceof Problem)) console.error('POST /api/event', thrown);
			if (response.headersSent || response.destroyed) return response.destroy();
			void refuse(thrown instanceof Problem ? thrown : new Problem('server.busy'), response);
		});
	};
}

async function refuse(problem: Problem, response: ServerResponse): Promise<void> {
	const { status, headers, body } = await shape(problem);
	response.writeHead(status, headers);
	response.end(body);
}

async function shape(problem: Problem) {
	const answer = toResponse(problem, toLocale(undefined));
	const headers = { ...Object.fromEntries(answer.headers), ...plausible.openToAll };
	return { status: answer.status, headers, body: await answer.text() };
}

/** A body that passes the limit is read on but not kept, so that the sender hears the answer. */
function read(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	let length = 0;
	return new Promise((resolve, reject) => {
		request.on('data', (part: Buffer) => {
			length += part.length;
			if (length <= plausible.largestRequest) parts.push(part);
			else if (length > 64 * plausible.largestRequest) request.destroy();
		});
		request.on('end', () => {
			if (length > plausible.largestRequest)
				reject(new Problem('request.too-large', { limit: '1 MB' }));
			else resolve(Buffer.concat(parts).toString());
		});
		request.on('error', () =>
			reject(new Problem('request.malformed', { reason: 'the body broke off' }))
		);
	});
}
