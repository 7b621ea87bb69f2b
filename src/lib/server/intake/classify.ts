/**
 * What becomes of an event before it is written: refused with a reason, or kept with what its
 * user agent and referrer say. Bots are kept apart by name, never thrown away.
 */
import { type Event } from '#lib/event.ts';
import { sourceOf } from '#lib/source.ts';
import { read, type Agent } from './agent.ts';

export type Kept = { agent: Agent; source: string };
export type Refusal = 'unknown-site' | 'impossible-time';

const earliest = Date.parse('2000-01-01T00:00:00+07:00');
/** Clocks may be wrong and plans may be simulated, but partitions must not run away. */
const furthestAhead = 400 * 86_400_000;

export function classify(
	event: Event,
	now: number,
	isKnown: (siteId: number) => boolean
): Kept | Refusal {
	if (!isKnown(event.siteId)) return 'unknown-site';
	if (!(event.time >= earliest && event.time <= now + furthestAhead)) return 'impossible-time';
	return {
		agent: read(event.userAgent),
		source: sourceOf(event.referrer, event.userAgent)
	};
}
