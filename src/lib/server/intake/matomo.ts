/**
 * Takes in what Matomo's clients send to `matomo.php` or `piwik.php`: one request as a query or a
 * form, or many as JSON (`{"requests": […], "token_auth": …}`). The token is one of our API keys.
 * Single requests are answered with a pixel, or with 204 when they ask for no image.
 */
import { createHash } from 'node:crypto';
import type { User } from '../../access.ts';
import type { Event } from '../../event.ts';
import { Problem } from '../../problem.ts';
import { derive } from './identity.ts';
import type { Tally } from './journal.ts';
import * as knocks from './knock.ts';
import type { Hall, Knock, Reply } from './knock.ts';
import { read, valuesOf } from './protocols/matomo.ts';
import { parseJson } from './protocols/reading.ts';

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

const help =
	'Cửa nhận sự kiện theo cách ghi của Matomo: gửi idsite, rec=1 và url.\n' +
	'This door takes events in the wire format of Matomo: send idsite, rec=1 and url.\n';

/** Throws `request.malformed` for what cannot be counted, `event.too-many`, `server.busy`. */
export async function take(hall: Hall, knock: Knock): Promise<Reply> {
	const text = knocks.textOf(knock.body);
	if (knock.method === 'POST' && text.includes('"requests"')) return takeBulk(hall, knock, text);
	if (knock.body.length > knocks.largestEvent || knock.search.length > knocks.largestEvent)
		throw new Problem('request.too-large', { limit: `${knocks.largestEvent / 1000} kB` });
	const values = new Map([
		...new URLSearchParams(knock.search),
		...(knock.method === 'POST' ? new URLSearchParams(text) : [])
	]);
	if (values.size === 0 && knock.method === 'GET')
		return {
			status: 200,
			headers: { ...cross(knock), 'content-type': 'text/plain; charset=utf-8' },
			body: help
		};
	const holder = await knocks.holderOf(hall.sql, values.get('token_auth'));
	knocks.pass(hall, knock, holder, 1);
	const { wrong } = await takeAll(hall, knock, [values], holder);
	if (wrong.has(0)) throw new Problem('request.malformed', { reason: wrong.get(0)! });
	if (values.get('send_image') === '0') return { status: 204, headers: cross(knock), body: '' };
	return {
		status: 200,
		headers: { ...cross(knock), 'content-type': 'image/gif', 'cache-control': 'no-store' },
		body: pixel
	};
}

async function takeBulk(hall: Hall, knock: Knock, text: string): Promise<Reply> {
	const body = parseJson(text);
	const {
		requests,
		token_auth: token,
		send_image: image
	} = Object(body) as Record<string, unknown>;
	if (!Array.isArray(requests))
		throw new Problem('request.malformed', { reason: '"requests" is no list in JSON' });
	if (requests.length > knocks.mostEvents)
		throw new Problem('request.too-large', { limit: `${knocks.mostEvents} events` });
	const list = requests.map((one) => (isTooLarge(one) ? undefined : valuesOf(one)));
	const shared =
		typeof token === 'string' ? token : new URLSearchParams(knock.search).get('token_auth');
	const holder = await knocks.holderOf(hall.sql, shared);
	knocks.pass(hall, knock, holder, Math.max(1, requests.length));
	const { wrong } = await takeAll(hall, knock, list, holder, idsOf(knock, text, list, holder));
	if (image === 0 || image === '0') return { status: 204, headers: cross(knock), body: '' };
	const answer = {
		status: 'success',
		tracked: requests.length - wrong.size,
		invalid: wrong.size,
		...(holder && { invalid_indices: [...wrong.keys()] })
	};
	return {
		status: 200,
		headers: { ...cross(knock), 'content-type': 'application/json' },
		body: JSON.stringify(answer)
	};
}

/** What Matomo's importer of access logs calls itself. */
const importer = 'Matomo/LogImport';

/**
 * The importer sends a piece again when it has heard no answer. Its requests name their moments, so
 * the same piece says the same thing, and each event's id follows from the piece and its place in it.
 */
function idsOf(
	{ header }: Knock,
	text: string,
	list: readonly (Map<string, string> | undefined)[],
	holder: User | undefined
): ((index: number) => string) | undefined {
	if (!holder || header('user-agent') !== importer) return undefined;
	if (!list.every((values) => !values || values.has('cdt'))) return undefined;
	const piece = createHash('sha256').update(text).digest('base64url');
	return (index) => derive(`matomo ${holder.id} ${piece} ${index}`);
}

/** Counts the requests; those that could not be counted come back with what is wrong. */
async function takeAll(
	{ intake }: Hall,
	knock: Knock,
	list: (Map<string, string> | undefined)[],
	holder: User | undefined,
	idOf?: (index: number) => string
): Promise<{ wrong: Map<number, string> }> {
	const optedOut = knocks.hasOptedOut(knock.header);
	const referer = knock.header('referer') ?? '';
	const wrong = new Map<number, string>();
	const events: Event[] = [];
	const places: number[] = [];
	const tallies: Tally[] = [];
	const sender = knocks.senderOf(knock, holder);
	for (const [index, values] of list.entries()) {
		const reading = values ? read(values, sender, referer) : { wrong: 'no request' };
		if ('wrong' in reading) {
			wrong.set(index, reading.wrong);
			tallies.push([0, 'refused', 'malformed', 1]);
			continue;
		}
		const siteId = await intake.resolveSite(reading.site);
		if (siteId === undefined) {
			wrong.set(index, `idsite ${reading.site.slice(0, 100)} is unknown`);
			tallies.push([0, 'refused', 'unknown-site', 1]);
			continue;
		}
		if ('aside' in reading || optedOut) {
			const reason = 'aside' in reading ? `${reading.aside}-not-kept` : 'opted-out';
			tallies.push([siteId, 'refused', reason, 1]);
			continue;
		}
		reading.event.siteId = siteId;
		if (idOf) reading.event.id = idOf(index);
		events.push(reading.event);
		places.push(index);
	}
	const [receipt] = await Promise.all([intake.accept(events), intake.refuse(tallies)]);
	for (const { index, outcome, reason } of receipt.items)
		if (outcome === 'refused') wrong.set(places[index]!, reason);
	return { wrong: new Map([...wrong].sort(([one], [other]) => one - other)) };
}

function isTooLarge(request: unknown): boolean {
	if (typeof request === 'string') return request.length > knocks.largestEvent;
	try {
		return (JSON.stringify(request) ?? '').length > knocks.largestEvent;
	} catch {
		return true;
	}
}

/** Matomo's script sends with credentials, so that the page's own origin must be named. */
export function cross({ header }: Knock): Record<string, string> {
	const origin = header('origin');
	return origin
		? {
				'access-control-allow-origin': origin,
				'access-control-allow-credentials': 'true',
				vary: 'origin'
			}
		: { ...knocks.openToAll };
}
