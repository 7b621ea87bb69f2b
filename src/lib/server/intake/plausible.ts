/** Takes in one request in Plausible's format: finds the sites, accepts, counts what was dropped. */
import type { Event } from '#lib/event.ts';
import { derive } from './identity.ts';
import type { Intake } from './intake.ts';
import type { Tally } from './journal.ts';
import * as knocks from './knock.ts';
import type { Hall, Knock, Reply, Sender } from './knock.ts';
import { read } from './protocols/plausible.ts';

export type Answer =
	| { errors: Record<string, string | string[]> }
	/** number of sites for which the event does not count */
	| { dropped: number };

/** `optedOut`: the sender asked not to be counted, so only that it came is noted. */
export function take(
	intake: Intake,
	text: string,
	sender: Omit<Sender, 'trusted'>,
	optedOut: boolean
): Promise<Answer> {
	const reading = read(text, sender);
	if ('errors' in reading) return Promise.resolve(reading);
	const { domains, event } = reading;
	const siteId = domains.length === 1 ? intake.knownSite(domains[0]!) : undefined;
	if (siteId === undefined || optedOut) return takeEach(intake, domains, event, optedOut);
	event.siteId = siteId;
	return intake.accept([event]).then(({ bots, refused }) => ({ dropped: bots + refused }));
}

async function takeEach(
	intake: Intake,
	domains: string[],
	event: Event,
	optedOut: boolean
): Promise<Answer> {
	const found = await Promise.all(domains.map((domain) => intake.findSite(domain)));
	const siteIds = [...new Set(found.filter((siteId) => siteId !== undefined))];
	const unknown = found.filter((siteId) => siteId === undefined).length;
	const tallies: Tally[] = unknown > 0 ? [[0, 'refused', 'unknown-site', unknown]] : [];
	if (optedOut) {
		for (const siteId of siteIds) tallies.push([siteId, 'refused', 'opted-out', 1]);
		await intake.refuse(tallies);
		return { dropped: domains.length };
	}
	const events = siteIds.map((siteId, index) => {
		// The same act on a second site is an event of its own, and a retry finds it again.
		const own = index === 0 ? event : { ...event, id: derive(`${event.id} ${siteId}`) };
		own.siteId = siteId;
		return own;
	});
	const [receipt] = await Promise.all([intake.accept(events), intake.refuse(tallies)]);
	return { dropped: unknown + receipt.bots + receipt.refused };
}

/** `POST /api/event`; any page may read the answer. Throws `event.too-many`, `server.busy`. */
export async function answer(hall: Hall, knock: Knock): Promise<Reply> {
	knocks.pass(hall, knock, undefined, 1);
	const sender = knocks.senderOf(knock, undefined);
	const optedOut = knocks.hasOptedOut(knock.header);
	return toReply(await take(hall.intake, knocks.textOf(knock.body), sender, optedOut));
}

function toReply(taken: Answer): Reply {
	if ('errors' in taken)
		return {
			status: 400,
			headers: { ...knocks.openToAll, 'content-type': 'application/json' },
			body: JSON.stringify(taken)
		};
	const headers: Record<string, string> = { ...knocks.openToAll, 'content-type': 'text/plain' };
	if (taken.dropped > 0) {
		headers['x-plausible-dropped'] = String(taken.dropped);
		headers['access-control-expose-headers'] = 'x-plausible-dropped';
	}
	return { status: 202, headers, body: 'ok' };
}
