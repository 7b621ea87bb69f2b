/** Takes in one request in Plausible's format: finds the sites, accepts, counts what was dropped. */
import { derive } from './identity.ts';
import type { Intake } from './intake.ts';
import type { Tally } from './journal.ts';
import { read, type Sender } from './protocols/plausible.ts';

export type Answer =
	| { errors: Record<string, string | string[]> }
	/** number of sites for which the event does not count */
	| { dropped: number };

/** `optedOut`: the sender asked not to be counted, so only that it came is noted. */
export async function take(
	intake: Intake,
	text: string,
	sender: Sender,
	optedOut: boolean
): Promise<Answer> {
	const reading = read(text, sender);
	if ('errors' in reading) return reading;
	const { domains, event } = reading;
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

export type Reply = { status: number; headers: Record<string, string>; body: string };

/** What goes back over the wire; any page may read it. */
export async function reply(
	intake: Intake,
	text: string,
	sender: Sender,
	optedOut: boolean
): Promise<Reply> {
	const answer = await take(intake, text, sender, optedOut);
	if ('errors' in answer)
		return {
			status: 400,
			headers: { ...openToAll, 'content-type': 'application/json' },
			body: JSON.stringify(answer)
		};
	const headers: Record<string, string> = { ...openToAll, 'content-type': 'text/plain' };
	if (answer.dropped > 0) {
		headers['x-plausible-dropped'] = String(answer.dropped);
		headers['access-control-expose-headers'] = 'x-plausible-dropped';
	}
	return { status: 202, headers, body: 'ok' };
}

/** Cross-origin: an event carries no cookie and changes nobody's records. */
export const openToAll = { 'access-control-allow-origin': '*' };

/** Bytes of one request. */
export const largestRequest = 1_000_000;
