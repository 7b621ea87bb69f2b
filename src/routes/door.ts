/**
 * How a knock at a door for usage events reaches it: straight from Node's HTTP through our own server
 * script, as single events are by far the most frequent requests and the framework's way costs
 * several times what taking one in does; or through the framework, where another script serves.
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { toLocale } from '#lib/locale.ts';
import { Problem } from '#lib/problem.ts';
import { openToAll, type Hall, type Knock, type Reply } from '#lib/server/intake/knock.ts';
import { addressFrom } from './address.ts';
import { readBody, sizeOf } from './body.ts';
import { toResponse } from './edge.ts';

export type Door = (request: IncomingMessage, response: ServerResponse) => void;

export type Plan = {
	/** for the log of faults: `POST /api/event` */
	name: string;
	/** bytes of a body */
	largest: number;
	/** May throw Problems. */
	answer: (hall: Hall, knock: Knock) => Promise<Reply>;
	/** a Problem in the form that the protocol's clients know; ours unless given */
	refuse?: (problem: Problem) => Reply;
	/** who may read the answer to a failure; anyone unless given */
	cross?: (knock: Knock) => Record<string, string>;
};

/** More than this is not even read away. */
const mostRead = 64_000_000;

/**
 * A door that handles whole requests; those of other methods must go the usual way. Written with few
 * promises: each costs more here than looking at the event.
 */
export function onNode(plan: Plan, hall: Hall, trustedProxies: number): Door {
	return (request, response) => {
		const knock = knockOf(request, trustedProxies);
		const send = (reply: Reply) => write(response, reply);
		const fail = (thrown: unknown) =>
			refuse(plan, knock, thrown).then(send, () => response.destroy());
		read(request, plan.largest, (body, problem) => {
			if (problem) return void fail(problem);
			knock.body = body;
			plan.answer(hall, knock).then(send, fail);
		});
	};
}

function write(response: ServerResponse, { status, headers, body }: Reply): void {
	try {
		const length = Buffer.byteLength(body);
		response.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': length });
		response.end(body);
	} catch {
		response.destroy();
	}
}

/** The same door in the framework. */
export async function inKit(plan: Plan, { request, locals, url }: RequestEvent): Promise<Response> {
	const knock: Knock = {
		method: request.method,
		search: url.search.slice(1),
		header: (name) => request.headers.get(name),
		body: new Uint8Array(),
		address: locals.address
	};
	const hall = { sql: locals.sql, intake: locals.platform.intake };
	const { status, headers, body } = await inTurn();
	return new Response(status === 204 ? null : new Uint8Array(Buffer.from(body)), {
		status,
		headers
	});

	async function inTurn(): Promise<Reply> {
		try {
			if (request.method !== 'GET') knock.body = await readBody(request, plan.largest);
			return await plan.answer(hall, knock);
		} catch (thrown) {
			return refuse(plan, knock, thrown);
		}
	}
}

/** What a browser is told that asks before it sends. */
export function preflight(request: Request): Response {
	const origin = request.headers.get('origin');
	return new Response(null, {
		status: 204,
		headers: {
			...(origin
				? { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }
				: openToAll),
			vary: 'origin',
			'access-control-allow-methods': 'GET, POST',
			'access-control-allow-headers': 'content-type, x-umami-cache',
			'access-control-max-age': '86400'
		}
	});
}

async function refuse(plan: Plan, knock: Knock, thrown: unknown): Promise<Reply> {
	if (!(thrown instanceof Problem)) console.error(plan.name, thrown);
	const problem = thrown instanceof Problem ? thrown : new Problem('server.busy');
	if (plan.refuse) return plan.refuse(problem);
	const answer = toResponse(problem, toLocale(undefined));
	const headers = { ...Object.fromEntries(answer.headers), ...(plan.cross?.(knock) ?? openToAll) };
	return { status: answer.status, headers, body: await answer.text() };
}

function knockOf(request: IncomingMessage, trustedProxies: number): Knock {
	const { headers, socket, url = '' } = request;
	const forwarded = String(headers['x-forwarded-for'] ?? '');
	const at = url.indexOf('?');
	return {
		method: request.method ?? 'GET',
		search: at < 0 ? '' : url.slice(at + 1),
		header: (name) => headers[name]?.toString(),
		body: new Uint8Array(),
		address: addressFrom(forwarded, trustedProxies, socket.remoteAddress)
	};
}

/** A body that passes the limit is read on but not kept, so that the sender hears the answer. */
function read(
	request: IncomingMessage,
	largest: number,
	done: (body: Uint8Array, problem?: Problem) => void
): void {
	const parts: Buffer[] = [];
	let length = 0;
	request.on('data', (part: Buffer) => {
		length += part.length;
		if (length <= largest) parts.push(part);
		else if (length > mostRead) request.destroy();
	});
	request.on('end', () => {
		if (length > largest)
			done(nothing, new Problem('request.too-large', { limit: sizeOf(largest) }));
		else done(parts.length === 1 ? parts[0]! : Buffer.concat(parts));
	});
	request.on('error', () =>
		done(nothing, new Problem('request.malformed', { reason: 'the body broke off' }))
	);
}

const nothing = new Uint8Array();
