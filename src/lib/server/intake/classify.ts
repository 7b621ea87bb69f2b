/**
 * What becomes of an event before it is written: refused with a reason, or kept with what its
 * user agent and referrer say. Bots are kept apart by name, never thrown away.
 */
import { isPossible, type Event } from '#lib/event.ts';
import { sourceOf } from '#lib/source.ts';
import { read, type Agent } from './agent.ts';

export type Kept = { agent: Agent; source: string };
export type Refusal = 'unknown-site' | 'impossible-time';

export function classify(
	event: Event,
	now: number,
	isKnown: (siteId: number) => boolean
): Kept | Refusal {
	if (!isKnown(event.siteId)) return 'unknown-site';
	if (!isPossible(event.time, now)) return 'impossible-time';
	const agent = read(event.userAgent);
	return { agent, source: sourceOf(event.referrer, agent.app) };
}
