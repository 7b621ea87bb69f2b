/**
 * Takes in what Umami's clients send, one event or a list, and answers as they expect: JSON always.
 * The token they hand back (`x-umami-cache`) names the site and nothing else.
 */
import type { Event } from '../../event.ts';
import { Problem, sentence } from '../../problem.ts';
import { dayOf } from '../../event.ts';
import { derive } from './identity.ts';
import type { Tally } from './journal.ts';
import * as knocks from './knock.ts';
import type { Hall, Knock, Reply, Sender } from './knock.ts';
import { parseJson } from './protocols/reading.ts';
import { read, type Reading } from './protocols/umami.ts';

const headers = { ...knocks.openToAll, 'content-type': 'application/json' };

type Answer = { status: number; content: object };

/** `POST /api/send`. Throws `event.too-many`, `server.busy`. */
export async function send(hall: Hall, knock: Knock): Promise<Reply> {
	const holder = await knocks.holderOf(hall.sql, knocks.bearerOf(knock.header));
	knocks.pass(hall, knock, holder, 1);
	const body = parseJson(knocks.textOf(knock.body));
	const [answer] = await take(hall, [body], knocks.senderOf(knock, holder), knock);
	return reply(answer!);
}

/** `POST /api/batch`: a list of what `/api/send` takes; one wrong item never spoils the others. */
export async function batch(hall: Hall, knock: Knock): Promise<Reply> {
	const list = parseJson(knocks.textOf(knock.body));
	if (!Array.isArray(list)) return reply(badRequest({ body: 'Expected array' }));
	if (list.length > knocks.mostEvents)
		return reply(badRequest({ body: `Array must contain at most ${knocks.mostEvents} elements` }));
	const holder = await knocks.holderOf(hall.sql, knocks.bearerOf(knock.header));
	knocks.pass(hall, knock, holder, Math.max(1, list.length));
	const answers = await take(hall, list, knocks.senderOf(knock, holder), knock);
	const details = answers.flatMap(({ status, content }, index) =>
		status === 200 ? [] : [{ index, response: content }]
	);
	const last = answers.findLast(({ content }) => 'cache' in content)?.content as
		{ cache: string } | undefined;
	const content = {
		size: list.length,
		processed: list.length - details.length,
		errors: details.length,
		details,
		...(last && { cache: last.cache })
	};
	return reply({ status: 200, content });
}

/** A Problem in the form that Umami's clients know. */
export function refuse(problem: Problem): Reply {
	const { status, details } = problem;
	const message = sentence(problem.problem, 'en', details);
	const answer = reply({ status, content: { error: { message, code: problem.problem, status } } });
	const seconds = typeof details.seconds === 'number' ? details.seconds : 5;
	if (status === 429 || status === 503) answer.headers['retry-after'] = String(seconds);
	return answer;
}

async function take(
	{ intake }: Hall,
	list: unknown[],
	sender: Sender,
	{ header }: Knock
): Promise<Answer[]> {
	const optedOut = knocks.hasOptedOut(header);
	const answers: Answer[] = [];
	const events: Event[] = [];
	const places: number[] = [];
	const tallies: Tally[] = [];
	for (const [index, one] of list.entries()) {
		const reading: Reading = isTooLarge(one, list.length)
			? { wrong: { body: `More than ${knocks.largestEvent} bytes` } }
			: read(one, sender);
		if ('wrong' in reading) {
			answers[index] = badRequest(reading.wrong);
			tallies.push([0, 'refused', 'malformed', 1]);
			continue;
		}
		const siteId = await intake.resolveSite(reading.site);
		if (siteId === undefined) {
			answers[index] = failure('Website not found.', {});
			tallies.push([0, 'refused', 'unknown-site', 1]);
			continue;
		}
		answers[index] = { status: 200, content: token(siteId, sender.now) };
		if ('aside' in reading || optedOut) {
			const reason = 'aside' in reading ? `${reading.aside}-not-kept` : 'opted-out';
			tallies.push([siteId, 'refused', reason, 1]);
			continue;
		}
		reading.event.siteId = siteId;
		events.push(reading.event);
		places.push(index);
	}
	const [receipt] = await Promise.all([intake.accept(events), intake.refuse(tallies)]);
	for (const { index, outcome, reason } of receipt.items) {
		if (outcome === 'bot') answers[places[index]!] = { status: 200, content: { beep: 'boop' } };
		if (outcome === 'refused') answers[places[index]!] = badRequest({ event: reason });
	}
	return answers;
}

/** A single event was measured as a whole by its door. */
function isTooLarge(value: unknown, events: number): boolean {
	if (events === 1) return false;
	try {
		return JSON.stringify(value).length > knocks.largestEvent;
	} catch {
		return true;
	}
}

/** The same for everyone on a site's day: it tells nobody apart. */
function token(siteId: number, now: number) {
	const day = dayOf(now);
	return {
		cache: Buffer.from(JSON.stringify({ site: siteId, day })).toString('base64url'),
		sessionId: derive(`umami session ${siteId} ${day}`),
		visitId: derive(`umami visit ${siteId} ${day}`)
	};
}

function badRequest(properties: Record<string, string>): Answer {
	return failure('Bad request', { properties });
}

function failure(message: string, more: object): Answer {
	return {
		status: 400,
		content: { error: { message, code: 'bad-request', status: 400, ...more } }
	};
}

function reply({ status, content }: Answer): Reply {
	return { status, headers: { ...headers }, body: JSON.stringify(content) };
}
